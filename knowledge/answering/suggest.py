"""Autocomplete over the example questions: what can be answered, best first, in spite of slips, and never one thing twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import zip_longest

from knowledge.answering.question_index import Hit, QuestionIndex
from knowledge.base import KnowledgeBase
from knowledge.localised import EXAMPLE_LIMIT
from knowledge.model import Collection, Fact
from knowledge.text import clean, example_key

LOOKED_AT = 4  # times as many as are offered, to choose different ones from
FEW = 50  # changed facts and lists that are indexed in a moment
SAME_TOPIC = 0.06  # what each question of a topic that is offered already takes off the next one

Owner = Fact | Collection


class Suggester:
    """Knows the example questions of a snapshot. Immutable."""

    def __init__(self, base: KnowledgeBase, language: str) -> None:
        self._language = language
        self._owners = _owners(base)
        self._main = self._indexed(self._owners.values())
        self._base = base

    def changed(self, base: KnowledgeBase) -> Suggester:
        """The suggester of a later snapshot: only the facts and lists that were changed since the first one are read."""
        made = object.__new__(Suggester)
        made._language, made._owners, made._main, made._base = self._language, self._owners, self._main, base
        now = _owners(base)
        made._later = [owner for name, owner in now.items() if self._owners.get(name) is not owner]
        if len(made._later) > FEW:  # else it takes no time, and may never be needed
            made._recent  # noqa: B018  # where a cached property keeps what it has found
        made._gone = [name for name, owner in self._owners.items() if now.get(name) is not owner]
        return made

    _gone: Sequence[str] = ()  # what was changed or taken out since the main index was made
    _later: Sequence[Owner] = ()  # what has changed since, or is new

    @cached_property
    def _recent(self) -> QuestionIndex:
        return self._indexed(self._later)

    def suggest(self, prefix: str, limit: int) -> list[str]:
        """Up to `limit` questions, each about something else; for an empty text the first of each topic in turn."""
        typed = example_key(clean(prefix[:EXAMPLE_LIMIT]))[:EXAMPLE_LIMIT]
        if not typed:
            return list(dict.fromkeys(self._openers()))[:limit]
        sound = {word for word in typed.split() if self._main.knows(word) or self._recent.knows(word)}
        hits = self._main.search(typed, limit * LOOKED_AT, self._gone, sound)
        hits += self._recent.search(typed, limit * LOOKED_AT, (), sound)
        return list(dict.fromkeys(hit.question for hit in self._different(hits, limit)))

    def _different(self, hits: Sequence[Hit], limit: int) -> Iterator[Hit]:
        """The best hits, one after the other; of what is about as good, another topic's comes first."""
        left = sorted(hits, key=lambda hit: -hit.score)
        offered: dict[str, int] = {}

        def worth(hit: Hit) -> float:
            return hit.score - SAME_TOPIC * offered.get(self._topic(hit.owner), 0)

        for _ in range(min(limit, len(left))):
            best = max(left, key=worth)
            left.remove(best)
            offered[self._topic(best.owner)] = offered.get(self._topic(best.owner), 0) + 1
            yield best

    def _topic(self, owner: str) -> str:
        if self._base.has_fact(owner):
            return self._base.fact(owner).topic
        return self._base.collection(owner).topic

    def _openers(self) -> Iterator[str]:
        """The first question of every fact: of each topic's first fact, then of each topic's second one, and so on."""
        topics: dict[str, list[str]] = {}
        for fact in self._base.facts:
            if examples := self._of(fact):
                topics.setdefault(fact.topic, []).append(examples[0])
        for questions in zip_longest(*topics.values()):
            yield from filter(None, questions)

    def _indexed(self, owners: Iterable[Owner]) -> QuestionIndex:
        return QuestionIndex([(owner.id, questions) for owner in owners if (questions := self._of(owner))])

    def _of(self, owner: Owner) -> Sequence[str]:
        return list(dict.fromkeys(owner.asked_as.get(self._language, ())))


def _owners(base: KnowledgeBase) -> dict[str, Owner]:
    owners: list[Owner] = [*base.facts, *base.collections]
    return {owner.id: owner for owner in owners}
