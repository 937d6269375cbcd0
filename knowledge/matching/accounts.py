"""How far each candidate accounts for each telling word of a question: the words come again, so it is remembered by word."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge.matching.features import needle, share
from knowledge.matching.meaning import Meaning, MeaningBeside
from knowledge.matching.profile import Profile
from knowledge.over import Behind
from knowledge.remembered import Remembered
from knowledge.understanding.query import Role, Token

Floats = NDArray[np.float64]
Rows = NDArray[np.int32]
FAR, NEAR = 0.2, 0.7  # cosines of words that have nothing to do with each other, and of words that say the same
NUMBERS = 2_000_000  # that are remembered, of eight bytes each
FEWEST = 500  # words below which nothing is remembered: of so many candidates hardly any come again
_NO_ROWS = np.zeros(0, dtype=np.int32)
# Python 3.11 looks a member of an enumeration up slowly, and here it is done for every token.
_CONTENT = Role.CONTENT


class Accounts:
    """Tells it for the candidates of a segment. What is remembered aside, immutable."""

    def __init__(self, profiles: Sequence[Profile], meaning: Meaning | None) -> None:
        self._profiles = profiles
        self._meaning = meaning
        self._term_rows: Sequence[Rows] = [self._rows_of(profile) for profile in profiles]
        self._known: Remembered[tuple[str, str, str, bool], Floats] = Remembered(NUMBERS // (2 * max(1, len(profiles))))

    def of(self, tokens: Sequence[Token], numbers: Sequence[int]) -> tuple[Floats, Floats]:
        """How far each of some candidates (columns) accounts for each token (rows), 0 to 1: by its words, and in meaning, too."""
        if not tokens:
            return np.zeros((0, len(numbers))), np.zeros((0, len(numbers)))
        if self._known.most < FEWEST:
            found = np.array([self._worked_out(token, numbers) for token in tokens])
        else:
            rows = [self._row(token) for token in tokens]
            found = np.array(rows).take(numbers, axis=2)
            if math.isnan(found.sum()):  # some were not asked for yet; a sum is quicker than to look at each
                for place, token in enumerate(tokens):
                    if np.isnan(found[place]).any():
                        rows[place][:, numbers] = found[place] = self._worked_out(token, numbers)
        return found[:, 0], found[:, 1]

    def of_another(self, tokens: Sequence[Token], profile: Profile) -> tuple[list[float], list[float]]:
        """The same of one candidate that is none of the segment's."""
        rows = [self._rows_of(profile)]
        pairs = [self._shares(token, [profile], rows).ravel().tolist() for token in tokens]
        return [pair[0] for pair in pairs], [pair[1] for pair in pairs]

    def _row(self, token: Token) -> Floats:
        """What is known of a token and each candidate; not a number where it was not asked for yet."""
        key = token.term, token.surface, token.stands_for, token.role is _CONTENT
        row = self._known.get(key)
        return self._known.keep(key, np.full((2, len(self._profiles)), np.nan)) if row is None else row

    def _worked_out(self, token: Token, numbers: Sequence[int]) -> Floats:
        profiles, rows = self._profiles, self._term_rows
        return self._shares(token, [profiles[number] for number in numbers], [rows[number] for number in numbers])

    def _shares(self, token: Token, profiles: Sequence[Profile], rows: Sequence[Rows]) -> Floats:
        """Both for each of some candidates; `rows` are the terms that have a meaning, of each."""
        sought = needle(token)
        shares = np.array([share(sought, profile) for profile in profiles])
        near = self._meaning.nearness(token) if self._meaning and token.role is _CONTENT else None
        if near is None:
            return np.array((shares, shares))
        nearest = np.maximum.reduceat(near.take(np.concatenate(rows)), np.cumsum([0, *map(len, rows[:-1])]))
        return np.array((shares, np.maximum(shares, np.minimum(1.0, (nearest - FAR) / (NEAR - FAR)))))

    def _rows_of(self, profile: Profile) -> Rows:
        return self._meaning.rows(profile.terms) if self._meaning else _NO_ROWS


class AccountsBeside(Accounts):
    """The same for a few more candidates behind those of a segment, of which it tells what is remembered there."""

    def __init__(self, main: Accounts, profiles: Sequence[Profile], meaning: MeaningBeside | None) -> None:
        self._main = main
        self._first = len(main._profiles)
        self._meaning = self._beside = meaning
        self._profiles = Behind(main._profiles, profiles)
        self._term_rows = Behind(main._term_rows, [self._rows_of(profile) for profile in profiles])

    def of(self, tokens: Sequence[Token], numbers: Sequence[int]) -> tuple[Floats, Floats]:
        """As of any candidates."""
        own = [place for place, number in enumerate(numbers) if number >= self._first]
        anew = [place for place, token in enumerate(tokens) if self._beside and self._beside.is_new(token)]
        shares, related = self._main.of(tokens, [number if number < self._first else 0 for number in numbers])
        for place in own:
            shares[:, place], related[:, place] = self.of_another(tokens, self._profiles[numbers[place]])
        for place in anew:
            shares[place], related[place] = self._worked_out(tokens[place], numbers)
        return shares, related
