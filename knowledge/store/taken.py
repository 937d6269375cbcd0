"""What only one fact, list or gap of a pack can have: an example question, or a figure's place in a series.

Looked up instead of searched for, so that checking a file of many facts takes as long as it has facts.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from functools import lru_cache

from knowledge.model import Collection, Fact, Gap, Pack
from knowledge.text import example_key

Candidate = Fact | Collection | Gap
FEW = 256  # changes that are kept beside the large index, before both are joined to one
_key = lru_cache(maxsize=200_000)(example_key)  # large bases are indexed for each of their layers


class Taken:
    """Who has what; a value, never changed. `with_fact` gives the next one, and shares with it all that stays."""

    def __init__(self, held: Mapping[Hashable, tuple[str, ...]], changed: Mapping[Hashable, tuple[str, ...]]) -> None:
        self._held = held
        self._changed = changed

    @classmethod
    def of(cls, pack: Pack) -> Taken:
        """Of everything in a pack."""
        held: dict[Hashable, tuple[str, ...]] = {}
        candidates: Iterable[Candidate] = (*pack.facts, *pack.collections, *pack.gaps)
        for one in candidates:
            for claim in _claims(one):
                held[claim] = (*held.get(claim, ()), one.id)
        return cls(held, {})

    def with_fact(self, old: Fact | None, new: Fact) -> Taken:
        """After `new` came, or took the place of `old`."""
        changed = dict(self._changed)
        for claim in _claims(old) if old is not None else ():
            changed[claim] = tuple(name for name in changed.get(claim, self._held.get(claim, ())) if name != new.id)
        for claim in _claims(new):
            changed[claim] = (*changed.get(claim, self._held.get(claim, ())), new.id)
        return Taken(self._held, changed) if len(changed) < FEW else Taken({**self._held, **changed}, {})

    def rivals(self, fact: Fact) -> tuple[str, ...]:
        """The ids of what else has something that `fact` has."""
        found = (name for claim in _claims(fact) for name in self._changed.get(claim, self._held.get(claim, ())))
        return tuple(name for name in dict.fromkeys(found) if name != fact.id)


def _claims(one: Candidate) -> Iterator[Hashable]:
    """Each once."""
    return iter(dict.fromkeys((*_examples(one), *_places(one))))


def _examples(one: Candidate) -> Iterable[tuple[str, str]]:
    fields = (one.asked_as, one.confirms, one.refutes) if isinstance(one, Fact) else (one.asked_as,)
    return ((language, _key(text)) for texts in fields for language, examples in texts.items() for text in examples)


def _places(one: Candidate) -> Iterable[tuple[str, int | None]]:
    return ((figure.series, figure.year) for figure in one.figures if figure.series) if isinstance(one, Fact) else ()
