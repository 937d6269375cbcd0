"""Whether an edited fact or source can stand among the others: the pack's own checks, for one item.

Checking a whole base of 5,000 facts takes seconds, so the checks see only what the item can clash with.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from knowledge.model import Collection, Fact, Gap, Pack, Source
from knowledge.pack import Placed
from knowledge.pack_checks import cross_check
from knowledge.pack_error import Problem
from knowledge.store.content import Item
from knowledge.store.errors import FieldProblem, InvalidFact
from knowledge.text import example_key
from knowledge.yaml_tree import YamlTree

Candidate = Fact | Collection | Gap
_NOWHERE = YamlTree()
# No edit changes topics, entities and synonyms: of those the ids are enough.
_PARTS = ("sources", "topics", "entities", "synonyms", "series", "facts", "collections", "gaps")
_key = lru_cache(maxsize=200_000)(example_key)  # every edit looks at every example question of the base


def check(item: Item, pack: Pack) -> None:
    """Check `item` in `pack`, in the place of its namesake. Raises InvalidFact with every problem that it brings."""
    among: dict[str, Iterable[Any]] = {"series": pack.series}
    if isinstance(item, Fact):
        among["sources"] = pack.sources
        among["facts"] = [*_rivals(item, pack), item]  # last: so that a clash is a problem of the item
        among["collections"] = _clashing(item, pack.collections)
        among["gaps"] = _clashing(item, pack.gaps)
    else:
        among["sources"] = [*(source for source in pack.sources if source.id != item.id), item]
        among["facts"] = [fact for fact in pack.facts if _cites(fact, item)]
    named = {
        "topics": {topic.id for topic in pack.topics},
        "entities": {entity.id for entity in pack.entities},
        "facts": {fact.id for fact in pack.facts},
    }
    placed = {key: [Placed(one, "", _NOWHERE, ()) for one in among.get(key, ())] for key in _PARTS}
    if problems := list(_of(item, cross_check(placed, named))):
        raise InvalidFact(problems)


def check_gone(source: Source, pack: Pack) -> None:
    """Check that nothing in `pack` stands on `source`, which is about to go. Raises InvalidFact."""
    if citing := [fact.id for fact in pack.facts if _cites(fact, source)]:
        raise InvalidFact([FieldProblem("id", f"facts stand on this source: {', '.join(citing[:5])}; change them first")])


def _cites(fact: Fact, source: Source) -> bool:
    return any(citation.source == source.id for citation in fact.citations)


def _rivals(item: Fact, pack: Pack) -> list[Fact]:
    """The facts that share an example question or a figure's place in a series with `item`."""
    places = _places(item)
    clashing = {fact.id for fact in _clashing(item, pack.facts)}
    return [fact for fact in pack.facts if fact.id != item.id and (fact.id in clashing or places & _places(fact))]


def _places(fact: Fact) -> set[tuple[str | None, int | None]]:
    return {(figure.series, figure.year) for figure in fact.figures if figure.series}


def _clashing(item: Fact, others: Iterable[Candidate]) -> Iterator[Candidate]:
    own = set(_examples(item))
    return (other for other in others if other.id == item.id or not own.isdisjoint(_examples(other)))


def _examples(one: Candidate) -> Iterator[tuple[str, str]]:
    fields = (one.asked_as, one.confirms, one.refutes) if isinstance(one, Fact) else (one.asked_as,)
    return ((language, _key(text)) for texts in fields for language, examples in texts.items() for text in examples)


def _of(item: Item, problems: Iterable[Problem]) -> Iterator[FieldProblem]:
    """The problems that `item` has or makes, under the item's own field."""
    for problem in problems:
        name, _, field = problem.field.rpartition(".")
        if name == item.id:
            yield FieldProblem(field, problem.message)
        elif item.id in {word.strip("',:") for word in problem.message.split()}:
            yield FieldProblem("paragraphs" if isinstance(item, Source) else field, f"{name}: {problem.message}")
