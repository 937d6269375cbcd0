"""What can be asked next: questions near an answer, each tried out, so that none of them leads nowhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cached_property

from knowledge.answering.answer import Answer, Status
from knowledge.base import KnowledgeBase
from knowledge.model import Fact
from knowledge.text import example_key

KNOWN = 5_000  # answers whose questions are remembered
TRIED = 12  # questions that are tried out for one answer at most
SAME_LIST, SAME_SERIES, SAME_TOPIC = 1.5, 1.0, 0.3  # what brings facts together, besides each name that they share


class Related:
    """Finds them in one snapshot. `answer` answers a question by itself; what it says is remembered, as the snapshot is."""

    def __init__(
        self, base: KnowledgeBase, language: str, answer: Callable[[str], Answer], beneath: Related | None = None
    ) -> None:
        """`beneath` is that of the snapshot that this one differs from in some facts: what it has tried out need not be again."""
        self._base = base
        self._language = language
        self._answer = answer
        self._beneath = beneath
        self._found: dict[str, frozenset[str]] = {}  # question → the facts that answer it; none where it is not answered
        self._known: dict[tuple[str, ...], tuple[str, ...]] = {}

    def known(self, facts: tuple[str, ...]) -> tuple[str, ...] | None:
        """What `questions` said of these facts last, or None: then it takes some answers to find out."""
        return self._known.get(facts)

    def questions(self, facts: tuple[str, ...], limit: int) -> tuple[str, ...]:
        """At most `limit` questions near `facts`, the nearest first, each answered with facts that are not among them."""
        told = set(facts)
        offered: list[str] = []
        for fact in self._near(facts)[:TRIED]:
            question = next(iter(self._base.fact(fact).asked_as.get(self._language, ())), "")
            if not question or not (found := self._answered(question)) or found & told:
                continue
            told |= found
            offered.append(question)
            if len(offered) == limit:
                break
        if len(self._known) < KNOWN:
            self._known[facts] = tuple(offered)
        return tuple(offered)

    def _answered(self, question: str) -> frozenset[str]:
        if question not in self._found:
            if self._beneath and (found := self._as_beneath(question, self._beneath)) is not None:
                self._found[question] = found
                return found
            answer = self._answer(question)
            self._found[question] = frozenset(answer.facts) if answer.status is Status.ANSWERED else frozenset()
        return self._found[question]

    def _as_beneath(self, question: str, beneath: Related) -> frozenset[str] | None:
        """What answers a question in the snapshot beneath, where it holds here, too: facts that stand here as they stand there.

        A fact's own question stays its own whatever was edited elsewhere, unless somebody gave the same one to another fact.
        """
        if example_key(question) in self._asked_anew:
            return None
        found = beneath._answered(question)  # tried out there, where it serves all other layers, too
        return found if found and self._changed.isdisjoint(found) else None

    @cached_property
    def _changed(self) -> frozenset[str]:
        """The facts that are not as they are beneath."""
        below = self._beneath._base.pack.facts if self._beneath else ()
        same = {id(fact) for fact in below}
        here = self._base.pack.facts
        return frozenset({one.id for one in below} - {one.id for one in here} | {one.id for one in here if id(one) not in same})

    @cached_property
    def _asked_anew(self) -> frozenset[str]:
        """The questions of facts that have changed, as `example_key` has them."""
        changed = [self._base.fact(name) for name in self._changed if self._base.has_fact(name)]
        return frozenset(example_key(text) for fact in changed for text in fact.asked_as.get(self._language, ()))

    def _near(self, facts: tuple[str, ...]) -> list[str]:
        """Other facts by nearness: a name that few facts share says more than one that all do."""
        near: dict[str, float] = defaultdict(float)
        base, mine = self._base, set(facts)
        for fact in (base.fact(one) for one in facts if base.has_fact(one)):
            for entity in fact.entities:
                about = base.facts_about(entity)
                _add(near, about, 1.0 / max(1, len(about)))
            for series in {figure.series for figure in fact.figures if figure.series}:
                _add(near, [other for _, other in base.series_figures(series)], SAME_SERIES)
            _add(near, base.facts_of(fact.topic), SAME_TOPIC)
        for collection in base.collections:
            if mine & set(collection.members):
                _add(near, base.members(collection), SAME_LIST / len(collection.members))
        return sorted((fact for fact in near if fact not in mine), key=lambda fact: -near[fact])


def _add(near: dict[str, float], facts: Iterable[Fact], weight: float) -> None:
    for fact in facts:
        near[fact.id] += weight
