"""Whether an edited fact or source can stand among the others: the pack's own checks, for one item.

Checking a whole base of 5,000 facts takes seconds, so the checks see only what the item can clash with.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from knowledge.filled import Filled
from knowledge.model import Fact, Pack, Source
from knowledge.pack import Placed
from knowledge.pack_checks import cross_check
from knowledge.pack_error import Problem
from knowledge.store import wording
from knowledge.store.content import Item
from knowledge.store.errors import FieldProblem, InvalidFact
from knowledge.store.overlay import Effective
from knowledge.store.revision import Kind
from knowledge.yaml_tree import YamlTree

_NOWHERE = YamlTree()
# No edit changes topics, entities and synonyms: of those the ids are enough.
_PARTS = ("sources", "topics", "entities", "synonyms", "series", "facts", "collections", "gaps")


def check(item: Item, standing: Effective) -> None:
    """Check `item` among what stands, in the place of its namesake. Raises InvalidFact with every problem that it brings."""
    pack, facts = standing.pack, standing.items
    among: dict[str, Iterable[Any]] = {"series": pack.series}
    named = {"topics": standing.names["topic"], "entities": standing.names["entity"]}
    if isinstance(item, Fact):
        clashing = {*standing.taken.rivals(item), item.id}
        rivals = [facts[Kind.FACT, name] for name in standing.taken.rivals(item) if (Kind.FACT, name) in facts]
        among["sources"] = pack.sources
        among["facts"] = [*rivals, item]  # last: so that a clash is a problem of the item
        among["collections"] = [one for one in pack.collections if one.id in clashing]
        among["gaps"] = [one for one in pack.gaps if one.id in clashing]
        if among["collections"]:  # their members are looked at, too
            named["facts"] = {name for kind, name in facts if kind is Kind.FACT}
    else:
        among["sources"] = [*(source for source in pack.sources if source.id != item.id), item]
        among["facts"] = [fact for fact in pack.facts if _cites(fact, item)]
    placed = {key: [Placed(one, "", _NOWHERE, ()) for one in among.get(key, ())] for key in _PARTS}
    if problems := list(_of(item, cross_check(placed, named))):
        raise InvalidFact(problems)


def check_gone(source: Source, pack: Pack) -> None:
    """Check that nothing in `pack` stands on `source`, which is about to go. Raises InvalidFact."""
    if citing := [fact.id for fact in pack.facts if _cites(fact, source)]:
        raise InvalidFact([FieldProblem("id", Filled(wording.CITED, facts=", ".join(citing[:5])))])


def _cites(fact: Fact, source: Source) -> bool:
    return any(citation.source == source.id for citation in fact.citations)


def _of(item: Item, problems: Iterable[Problem]) -> Iterator[FieldProblem]:
    """The problems that `item` has or makes, under the item's own field."""
    for problem in problems:
        name, _, field = problem.field.rpartition(".")
        if name == item.id:
            yield FieldProblem(field, problem.message)
        elif item.id in {word.strip("',:") for word in problem.message.split()}:
            yield FieldProblem(
                "paragraphs" if isinstance(item, Source) else field,
                Filled("{name}: {message}", name=name, message=problem.message),
            )
