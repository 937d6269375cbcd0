"""What a question asks for: the kinds of answer that its words want, and whether it wants a yes or a no."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache

from knowledge.understanding.language import Language, Stemmer
from knowledge.understanding.phrasebook import Mention
from knowledge.understanding.query import Role, Token
from knowledge.understanding.tokens import Taken

ASK = "?"


class Asking:
    """Tells what is asked by the words of a language."""

    def __init__(self, language: Language, stemmer: Stemmer) -> None:
        self._choosers = language.choosers
        self._light_words = language.light_words
        self._yes_no_starts = language.yes_no_starts
        self._tags = frozenset(language.yes_no_tags)
        self._tag_ends = frozenset(tag.split()[-1] for tag in language.yes_no_tags)
        self._clefts = [start.split() for start in language.cleft_starts]
        self._cleft_firsts = frozenset(start[0] for start in self._clefts if start)
        self._cleft_marks = language.cleft_marks
        self._continuations = {start for start in language.followup_starts if " " not in start}
        self._nouns = {stemmer(noun): kind for kind, nouns in language.entity_nouns.items() for noun in nouns}
        self._as_listed = frozenset(noun for nouns in language.entity_nouns.values() for noun in nouns)
        self._plurals = tuple(language.plural_endings)

    def kinds(
        self, row: Sequence[str], stems: Sequence[str], mentions: Iterable[Mention], taken: Taken
    ) -> tuple[set[str], set[int]]:
        """The kinds of answer that the question words want, and the places after which the noun of the answer stands.

        `mentions` are the question words; what they take up in the row is added to `taken`.
        """
        asks: set[str] = set()
        openers: set[int] = set()
        for start, end, kind in mentions:
            asks.add(kind)
            if start not in taken or taken[start][0] <= end:
                taken[start] = end, _asked(" ".join(row[start:end]), kind)
            if kind in {"count", "amount"}:
                openers.add(end)
        if not self._choosers.isdisjoint(row):
            for place, word in enumerate(row[:-1]):
                if word in self._choosers and place not in taken:
                    openers.add(place + 1)
                    modifies = place + 2 < len(row) and row[place + 2] in self._light_words
                    last = taken[place + 1][0] - 1 if place + 1 in taken else place + 1  # "which Nordic states" is for states
                    noun = self._nouns.get(stems[last]) if self._is_noun(row[last]) else None
                    if noun and not modifies:
                        asks.add(noun)
                        taken[place] = place + 1, _asked(word, noun)
        return asks, openers

    def _is_noun(self, word: str) -> bool:
        """Whether a word with the stem of a noun can be that noun: a "diplomatic" step is no diplomat."""
        return word in self._as_listed or word.endswith(self._plurals)

    def yes_or_no(self, row: Sequence[str], asks: Collection[str]) -> bool:
        """Whether a row of words that asks for these kinds of answer wants a yes or a no."""
        if len(row) > 2 and row[-1] in self._tag_ends and any(" ".join(row[-length:]) in self._tags for length in (1, 2, 3)):
            return not asks
        if row[:1] and row[0] in self._cleft_firsts and any(row[: len(start)] == start for start in self._clefts):
            return True  # "was it the doctor who …"
        if row[:1] and row[0] in self._yes_no_starts and any(f" {mark} " in f" {' '.join(row)} " for mark in self._cleft_marks):
            return True  # "was the doctor the one who …"
        for word in row:
            if word not in self._continuations:
                return word in self._yes_no_starts and _OF_WHAT.isdisjoint(asks)
        return False


_OF_WHAT = frozenset({"person", "date", "place"})  # "is it known who": no yes will do


@lru_cache(maxsize=4_000)
def _asked(surface: str, kind: str) -> tuple[Token, ...]:
    return (Token(surface, ASK + kind, Role.ASK, 0.0),)
