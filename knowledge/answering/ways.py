"""Which way round a question and a fact have it: who was sent *to* A *by* B is not whom A sent to B."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from knowledge.base import KnowledgeBase
from knowledge.localised import text_in
from knowledge.matching.matcher import Match, Matcher
from knowledge.understanding.names import ENTITY
from knowledge.understanding.query import Token

Ways = Mapping[str, frozenset[str]]  # "to" and "from", with the names that stand so


class Directions:
    """Compares them, in one snapshot."""

    def __init__(self, base: KnowledgeBase, matcher: Matcher) -> None:
        self._base = base
        self._matcher = matcher
        self._words, self._articles = matcher.reader.language.ways, matcher.reader.language.articles
        self._of_facts: dict[str, Ways] = {}

    def turned_round(self, tokens: Iterable[Token], match: Match) -> bool:
        """Whether a fact has two names the other way round than these tokens of a question, which names both directions."""
        asked = self._ways(tokens)
        if len(asked) < 2 or not match.candidate.is_fact:
            return False
        told = self._told(match.candidate.id)
        if len(told) < 2 or any(not asked[way].isdisjoint(told[way]) for way in asked):
            return False
        return not (asked["to"].isdisjoint(told["from"]) or asked["from"].isdisjoint(told["to"]))

    def _told(self, fact: str) -> Ways:
        if (known := self._of_facts.get(fact)) is None:
            statement = text_in(self._base.fact(fact).statement, self._matcher.reader.language.code)
            known = self._of_facts[fact] = self._ways(self._matcher.reader.read(statement, repair=False).tokens)
        return known

    def _ways(self, tokens: Iterable[Token]) -> Ways:
        """The names behind words of direction; whose something is ("Spain's") is where it comes from."""
        found: dict[str, set[str]] = {}
        last, whole = "", [""]
        for token in tokens:
            if token.surface in self._articles:
                continue
            if not token.part:
                last, whole = whole[-1], token.surface.split()
            if token.term.startswith(ENTITY):
                before, typed = _place(token, last, whole)
                way = next((way for way, words in self._words.items() if before in words), "")
                way = way or ("from" if typed.endswith("'s") else "")
                if way:
                    found.setdefault(way, set()).add(self._government(token.term.removeprefix(ENTITY)))
        return {way: frozenset(names) for way, names in found.items()}

    def _government(self, entity: str) -> str:
        """Whom a name stands for."""
        return (self._base.entities[entity].stands_for or entity) if entity in self._base.entities else entity


def _place(token: Token, last: str, whole: Sequence[str]) -> tuple[str, str]:
    """The word before a name and the name as it was typed; of one that is a part of a longer name, where it stands there."""
    if token.part:
        for before, word in zip((last, *whole), whole, strict=False):
            if word.removesuffix("'s") == token.surface.removesuffix("'s"):
                return before, word
    return last, token.surface
