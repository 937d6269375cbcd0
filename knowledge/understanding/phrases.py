"""Finds the names and synonyms of a pack in a row of stems: longest first, from left to right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field


@dataclass
class PhraseTable:
    """Phrases, as tuples of stems, and what each stands for. The first meaning that is added for a phrase stays."""

    meanings: dict[tuple[str, ...], str] = field(default_factory=dict)
    lengths: dict[str, tuple[int, ...]] = field(default_factory=dict)
    surfaces: list[str] = field(default_factory=list)  # as curators wrote them: words that spelling may be repaired to

    def add(self, phrase: tuple[str, ...], meaning: str) -> None:
        """Adds a phrase of one or more stems; an empty one is passed over."""
        if not phrase or phrase in self.meanings:
            return
        self.meanings[phrase] = meaning
        known = set(self.lengths.get(phrase[0], ()))
        self.lengths[phrase[0]] = tuple(sorted(known | {len(phrase)}, reverse=True))

    def update(self, phrases: Iterable[tuple[tuple[str, ...], str]]) -> None:
        """Adds several."""
        for phrase, meaning in phrases:
            self.add(phrase, meaning)

    def find(self, stems: Sequence[str]) -> Iterator[tuple[int, int, str]]:
        """Every phrase as (start, end, meaning): longest first at each place, without overlaps."""
        place = 0
        while place < len(stems):
            for length in self.lengths.get(stems[place], ()):
                meaning = self.meanings.get(tuple(stems[place : place + length]))
                if meaning is not None and place + length <= len(stems):
                    yield place, place + length, meaning
                    place += length
                    break
            else:
                place += 1
