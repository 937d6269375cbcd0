"""Finds the names and synonyms of a pack in a row of words: longest first, from left to right, whatever their inflection."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

Words = tuple[str, ...]


@dataclass
class PhraseTable:
    """Phrases and what each stands for. The first meaning that is added for a phrase stays.

    A phrase is looked up by its stems; since a stemmer also joins words that differ in meaning ("design", "designate"), the
    words themselves must then differ by no more than `endings`, the inflections of the language.
    """

    endings: frozenset[str] = frozenset()
    surfaces: list[str] = field(default_factory=list)  # as curators wrote them: spelling may be repaired to their words
    nicknames: list[str] = field(default_factory=list)  # other names, spelling slips among them: known, not repaired to
    _meanings: dict[Words, list[tuple[Words, str]]] = field(default_factory=dict)
    _lengths: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def add(self, words: Sequence[str], stems: Sequence[str], meaning: str) -> None:
        """Adds a phrase, given as its words and their stems; an empty one is passed over."""
        key, surface = tuple(stems), tuple(words)
        known = self._meanings.setdefault(key, [])
        if not key or any(other == surface for other, _ in known):
            return
        known.append((surface, meaning))
        lengths = {*self._lengths.get(key[0], ()), len(key)}
        self._lengths[key[0]] = tuple(sorted(lengths, reverse=True))

    def meaning(self, words: Sequence[str], stems: Sequence[str]) -> str | None:
        """What exactly this phrase stands for, or None."""
        candidates = self._meanings.get(tuple(stems), ())
        for surface, meaning in candidates:
            if all(_inflected(a, b, self.endings) for a, b in zip(words, surface, strict=True)):
                return meaning
        return None

    def lists(self, words: Sequence[str], stems: Sequence[str]) -> bool:
        """Whether the table has exactly these words, and not only another form of them."""
        surface = tuple(words)
        return any(other == surface for other, _ in self._meanings.get(tuple(stems), ()))

    def find(self, words: Sequence[str], stems: Sequence[str]) -> Iterator[tuple[int, int, str]]:
        """Every phrase as (start, end, meaning): longest first at each place, without overlaps."""
        if self._lengths.keys().isdisjoint(stems):
            return  # most rows have nothing of most tables
        place = 0
        while place < len(stems):
            for length in self._lengths.get(stems[place], ()):
                end = place + length
                if end <= len(stems) and (meaning := self.meaning(words[place:end], stems[place:end])) is not None:
                    yield place, end, meaning
                    place = end
                    break
            else:
                place += 1


@lru_cache(maxsize=20_000)
def _inflected(one: str, other: str, endings: frozenset[str]) -> bool:
    if one == other or not endings:
        return True
    shared = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        shared += 1
    if shared < 3:
        return False
    # "planned" and "plan": the doubled letter belongs to the ending.
    doubled = {one[shared:].lstrip(one[shared - 1]), other[shared:].lstrip(other[shared - 1])}
    allowed = endings | {""}
    return {one[shared:], other[shared:]} <= allowed or doubled <= allowed
