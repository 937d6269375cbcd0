"""Which of several dated things came first: "what came first, A or B?", "was A before or after B?", "list them by date"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import pairwise, product

from knowledge.answering.answer import Answer
from knowledge.answering.conversation import Conversation
from knowledge.answering.lists import Lister
from knowledge.answering.reading import Reading
from knowledge.answering.refusal import Refusal
from knowledge.answering.settled import Settler
from knowledge.base import KnowledgeBase
from knowledge.matching.matcher import Matcher
from knowledge.model import Fact
from knowledge.text import any_of, clean, words
from knowledge.understanding.query import Query, Role
from knowledge.when import When

KNOWN = 0.5  # probability from which one of the things is understood
CLOSE = 0.35  # information of what is named that its fact may leave unaccounted for
MOST = 4  # things that are set in order
SURE = 0.92  # probability that they are those that were meant


class Order:
    """Sets dated facts of one snapshot in order, where that is what is asked."""

    def __init__(
        self, lister: Lister, matcher: Matcher, settler: Settler, refusal: Refusal, read: Callable[[Query], Reading]
    ) -> None:
        self._base: KnowledgeBase = lister.base
        self._lister = lister
        self._matcher = matcher
        self._settler = settler
        self._refusal = refusal
        self._read = read
        self._language = language = matcher.reader.language
        asked = language.order
        compares = {*language.comes_first, *language.comes_later}
        self._hints = frozenset(phrase.split()[0] for phrase in (*asked.first, *asked.last, *asked.by_date)) | compares
        self._asked = re.compile(rf"\b{any_of((*asked.first, *asked.last))}\b")
        joins = [any_of(joined) for joined in (language.either, language.date_words["and"])]
        self._either = [(re.compile(rf"\b{join}\b"), re.compile(rf"[,;]?\s{join}\s|[,;]")) for join in joins]
        self._undecided = re.compile(rf"^(?P<one>.+?)\b{any_of(asked.undecided)}\b(?P<other>.+)$")
        than = rf"(?:\s+{any_of(language.comparing_words)})?"
        self._compared = re.compile(rf"^(?P<one>.+?)\b{any_of(compares)}\b{than}(?P<other>.+)$")
        self._by_date = re.compile(rf"\b{any_of(asked.by_date)}\b")
        self._idle = language.choosers | language.openers | language.yes_no_starts | {*asked.among}

    def answer(self, query: Query, reading: Reading, conversation: Conversation) -> Answer | None:
        """The things in the order of their dates; None where no order is asked for, or a date is missing or too rough."""
        if self._hints.isdisjoint(query.row) or query.dates:
            return None
        text = clean(query.text).casefold().rstrip("?!. ")
        if self._by_date.search(text):
            return self._sorted(query, text, conversation)
        parts = self._parts(query, text, reading)
        if not 1 < len(parts) <= MOST:
            return None
        read = [self._matcher.read(part) for part in parts]
        if facts := self._facts(read):
            return self._told(query, facts)
        return self._undated(query, read, reading)

    def _undated(self, query: Query, parts: Sequence[Query], whole: Reading) -> Answer | None:
        """That no dates are known, where the base knows all the things, dates none of them, and nothing tells of an order."""
        language, shown = self._language, whole.matches[:1]
        orders = language.comes_first | language.comes_later | language.unique_words
        told = {word for match in shown for text in match.candidate.statements for word in words(text)}
        readings = [self._read(part) for part in parts]
        if not told.isdisjoint(orders) or any(one.verdict.scope < KNOWN or not one.matches for one in readings):
            return None
        near = [match.candidate for one in readings for match in one.matches[:2] if match.evidence.unexplained <= CLOSE]
        members = [m for c in near for m in (self._base.members_of(c.id) if c.is_collection else [c.id]) if not c.is_gap]
        if not members or any(self._base.fact(member).when for member in members):
            return None
        return self._refusal.declined(query, whole.matches, SURE, self._lister.wording.say("no_dates"))

    def _parts(self, query: Query, text: str, reading: Reading) -> list[str]:
        """The things that a question names, one of which came first."""
        if found := self._undecided.match(text):
            return self._cores(found.groups())
        if found := self._asked.search(text):
            sides = (text[: found.start()], text[found.end() :])
            joined = ((either, side) for says, either in self._either for side in sides if says.search(side))
            return next((parts for either, side in joined if len(parts := self._cores(either.split(side))) > 1), [])
        if query.yes_no and (found := self._compared.match(text)) and not self._settler.settle(query, reading.matches):
            return self._cores(found.groups())
        return []

    def _cores(self, parts: Iterable[str]) -> list[str]:
        """The parts without the words around them that only ask; nothing of those that say no more."""
        return list(filter(None, map(self._core, parts)))

    def _core(self, part: str) -> str:
        row = part.strip(" ,:;-").split()
        while row and row[0] in self._idle:
            row = row[1:]
        while row and row[-1] in self._idle:
            row = row[:-1]
        return " ".join(row)

    def _facts(self, parts: Sequence[Query]) -> list[Fact]:
        """The dated fact that each part means; none at all where one of them has none."""
        telling = [[token for token in part.content if token.role is Role.CONTENT and not token.part] for part in parts]
        if not any(telling):
            return self._of_names(parts)
        shared = next(tokens for tokens in reversed(telling) if tokens)  # "the first or the second delisting"
        whole = [part if own else replace(part, tokens=(*part.tokens, *shared)) for part, own in zip(parts, telling, strict=True)]
        found = [fact for part in whole if (fact := self._dated(part))]
        return found if len(found) == len(parts) == len({fact.id for fact in found}) else []

    def _dated(self, part: Query) -> Fact | None:
        reading = self._read(part)
        if reading.verdict.scope < KNOWN:  # a gap that tells of the same thing leaves open something else of it
            return None
        facts = [match for match in reading.matches if match.candidate.is_fact and match.evidence.unexplained <= CLOSE]
        dated = [fact for match in facts[:2] if (fact := self._base.fact(match.candidate.id)).when]
        return dated[0] if dated else None

    def _of_names(self, parts: Sequence[Query]) -> list[Fact]:
        """For names alone: what is dated of each in a list that holds something of all of them."""
        names = [part.entities[0] for part in parts if len(part.entities) == 1]
        if len(names) != len(parts):
            return []
        about = [[fact for fact in self._base.facts_about(name) if fact.when] for name in names]
        lists = [set(collection.members) for collection in self._base.collections]
        rows = {row for row in product(*([fact.id for fact in facts] for facts in about)) if len({*row}) == len(row)}
        kept = [row for row in rows if any(held.issuperset(row) for held in lists)]
        orders = {tuple(self._base.fact(fact).when for fact in row) for row in kept}
        return [self._base.fact(fact) for fact in min(kept)] if len(orders) == 1 else []

    def _sorted(self, query: Query, text: str, conversation: Conversation) -> Answer | None:
        """A list in the order of its dates: the one that is named, or what was just told."""
        named = self._matcher.read(self._by_date.sub(" ", text))
        cues, nouns = self._language.operation_words, {n for group in self._language.entity_nouns.values() for n in group}
        beyond = [token for token in named.content if token.surface not in cues | nouns]
        if not beyond:
            facts = [self._base.fact(fact) for fact in conversation.facts]
            return self._told(query, facts, whole=True)
        kept = replace(named, tokens=tuple(token for token in named.tokens if token.surface not in cues), operations=frozenset())
        reading = self._read(kept)
        lists = [match for match in reading.matches if match.candidate.is_collection and match.evidence.unexplained <= CLOSE]
        if reading.verdict.known < KNOWN or not lists:
            return None
        return self._told(query, list(self._base.members(self._base.collection(lists[0].candidate.id))), whole=True)

    def _told(self, query: Query, facts: Sequence[Fact], *, whole: bool = False) -> Answer | None:
        """The facts by their dates; None where two of them have too rough dates to tell, unless a `whole` list is told."""
        dated = sorted((fact for fact in facts if fact.when), key=_date)
        if len(dated) < 2 or (whole and len(dated) < len(facts)):
            return None
        if any(_date(a).overlaps(_date(b)) for a, b in pairwise(dated)) and not (whole and len({*map(_date, dated)}) > 1):
            return None
        return self._lister.in_order(query.utterance, self._lister.wording.say("by_date"), dated, SURE)


def _date(fact: Fact) -> When:
    assert fact.when is not None
    return fact.when
