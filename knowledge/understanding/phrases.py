"""Finds the names and synonyms of a pack in a row of words: longest first, from left to right, whatever their inflection."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

Words = tuple[str, ...]
Listed = tuple[tuple[Words, str], ...]  # phrases of the same stems: as they are written, and what each stands for


@dataclass
class PhraseTable:
    """Phrases and what each stands for. The first meaning that is added for a phrase stays.

    A phrase is looked up by its stems; since a stemmer also joins words that differ in meaning ("design", "designate"), the
    words themselves must then differ by no more than `endings`, the inflections of the language.
    """

    endings: frozenset[str] = frozenset()
    surfaces: list[str] = field(default_factory=list)  # as curators wrote them: spelling may be repaired to their words
    nicknames: list[str] = field(default_factory=list)  # other names, spelling slips among them: known, not repaired to
    _meanings: dict[Words, Listed] = field(default_factory=dict)
    _lengths: dict[Words, tuple[int, ...]] = field(default_factory=dict)  # of longer phrases, by their first two stems

    def add(self, words: Sequence[str], stems: Sequence[str], meaning: str) -> None:
        """Adds a phrase, given as its words and their stems; an empty one is passed over."""
        key, surface = tuple(stems), tuple(words)
        known = self._meanings.get(key, ())
        if not key or any(other == surface for other, _ in known):
            return
        self._meanings[key] = (*known, (surface, meaning))
        if len(key) > 1:
            lengths = {*self._lengths.get(key[:2], ()), len(key)}
            self._lengths[key[:2]] = tuple(sorted(lengths, reverse=True))

    def meaning(self, words: Sequence[str], stems: Sequence[str]) -> str | None:
        """What exactly this phrase stands for, or None."""
        for surface, meaning in self._meanings.get(tuple(stems), ()):
            for one, other in zip(words, surface, strict=True):
                if one != other and not _inflected(one, other, self.endings):
                    break
            else:
                return meaning
        return None

    def lists(self, words: Sequence[str], stems: Sequence[str]) -> bool:
        """Whether the table has exactly these words, and not only another form of them."""
        surface = tuple(words)
        return any(other == surface for other, _ in self._meanings.get(tuple(stems), ()))

    def find(self, words: Sequence[str], stems: Sequence[str], alone: Iterable[str | None]) -> Iterator[tuple[int, int, str]]:
        """Every phrase as (start, end, meaning): longest first at each place, without overlaps.

        `alone` is the meaning of each word by itself, which a caller that meets the same words again need not look up again.
        """
        row = tuple(stems)
        free = 0  # the first place that belongs to no phrase yet
        for place, meaning in enumerate(alone):
            if place < free:
                continue
            end = place + 1
            for length in self._lengths.get(row[place : place + 2], ()):
                after = place + length
                if after <= len(row) and (longer := self.meaning(words[place:after], row[place:after])) is not None:
                    end, meaning = after, longer
                    break
            if meaning is not None:
                yield place, end, meaning
                free = end


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
