"""Candidates whose texts were indexed together. A base is one large segment, and a small one for what was changed since."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.fuzz import token_set_ratio

from knowledge.matching.candidate import Candidate
from knowledge.matching.columns import WordColumns, as_dense
from knowledge.matching.features import Columns, as_table, structural
from knowledge.matching.learned import MOST_PAIRS, SMALL_STEPS, STEPS, Learned, LearnedBeside
from knowledge.matching.likelihood import Floats, Likelihood
from knowledge.matching.meaning import Meaning
from knowledge.matching.profile import Profile
from knowledge.matching.runs import Runs
from knowledge.matching.sentences import SentenceEncoder
from knowledge.matching.text_index import SpellingIndex, TextIndex, word_features
from knowledge.matching.text_row import TextRow, extra, missing
from knowledge.text import example_key
from knowledge.understanding.frequency import rarity
from knowledge.understanding.query import Query, Role, Token
from knowledge.understanding.word_vectors import Vector, load_vectors

PART_WEIGHT = 0.5  # of what a name is made of, beside the name
CHARACTERS = np.float32(0.6)  # what likeness in spelling counts beside likeness in words
STATEMENT = np.float32(0.9)  # what likeness to a statement counts beside likeness to an example
VOTE, NATS, FAR_BEHIND = 10.0, 4.0, 12.0  # units of the learner's evidence, and what makes no more difference
MANY = 100  # examples of a candidate from which on what was learned counts half as much again
Terms = list[tuple[str, float]]
NO_ROWS = np.zeros(0, dtype=np.int32)
# Python 3.11 looks a member of an enumeration up slowly, and here it is done for every token.
_CONTENT = Role.CONTENT
_SPELT = {Role.CONTENT, Role.LIGHT, Role.NUMBER}
_PLAIN = {Role.FUNCTION, Role.LIGHT, Role.CONTENT}


@dataclass(frozen=True, slots=True)
class Likeness:
    """How like a question is to each text of a segment, and each candidate to be asked so."""

    words: NDArray[np.float32]
    characters: NDArray[np.float32]
    best: NDArray[np.float32]  # of each candidate, over its texts
    ratios: Floats
    meaning: Vector | None
    sentence: Vector | None
    votes: Vector | None  # the learner's score of each candidate
    without: int | None  # the number of a text that is treated as if it were not there


class Segment:
    """See the module. Immutable."""

    def __init__(
        self,
        found: Sequence[Candidate],
        read: Sequence[tuple[list[Query], list[Query]]],
        weights: Mapping[str, float],
        persons: frozenset[str],
        language: str,
        like: Segment | None = None,
        encoder: SentenceEncoder | None = None,
        gone: Collection[int] = (),
    ) -> None:
        """`read` holds the examples and the statements of each candidate, read without weights; `like` is a larger segment.

        `gone` are the numbers of those of its candidates that are no more.
        """
        self.candidates = tuple(found)
        queries = [query for examples, statements in read for query in (*examples, *statements)]
        self.texts = [query.utterance for query in queries]
        self.rows = [TextRow.of(query, weights) for query in queries]
        counts = np.asarray([(len(es), len(ss)) for es, ss in read], dtype=np.int64).reshape(-1, 2)
        sizes = counts.sum(axis=1)
        self.starts = np.concatenate(([0], np.cumsum(sizes)))[:-1]
        self._edges = np.stack((self.starts, self.starts + counts[:, 0], self.starts + sizes))
        self.bounds = self._edges.T.tolist()
        self.owner = np.repeat(np.arange(len(read)), sizes)
        self.is_example = np.arange(len(queries)) < np.repeat(self.starts + counts[:, 0], sizes)
        self._share = np.where(self.is_example, np.float32(1.0), STATEMENT)
        surfaces = {token.surface for query in queries for token in query.tokens if _is_plain(token)}
        known: Mapping[str, float] = like._rarity if like else {}
        new = {surface: rarity(surface, language) for surface in surfaces if surface not in known}
        self._rarity: Mapping[str, float] = _joined(new, known)
        terms = [self._terms(query) for query in queries]
        self._words: TextIndex = TextIndex(map(word_features, terms), like._words if like else None)
        self._characters: SpellingIndex = SpellingIndex(
            [_surfaces(query) for query in queries], like._characters if like else None
        )
        self._likelihood = Likelihood(self._words, self.owner, self.is_example, len(read))
        self._persons = persons
        self.profiles = [
            Profile.of(candidate, self.rows[start:middle], self.rows[middle:stop], persons)
            for candidate, (start, middle, stop) in zip(found, self.bounds, strict=True)
        ]
        self.numbers = {candidate.id: number for number, candidate in enumerate(found)}
        vectors = load_vectors(language)
        self._meaning = Meaning(vectors, list(zip(queries, terms, strict=True))) if vectors else None
        self._term_rows = [self._meaning.rows(p.terms) if self._meaning else NO_ROWS for p in self.profiles]
        self._sentences = encoder.encode(self.texts).astype(np.float16) if encoder else None
        self._taught_as = _taught_as(found, like) if like else None
        self._learned = self._learn(queries, terms, like, gone)
        self._asking: dict[tuple[str, ...], list[int]] = {}
        for number, query in enumerate(queries):
            if self.is_example[number] and query.key:
                self._asking.setdefault(query.key, []).append(number)

    def lists(self, query: Query) -> Sequence[int]:
        """The numbers of the examples that are the very question."""
        return self._asking.get(query.key, ())

    def nearest(self, query: Query) -> float:
        """The likeness in words (0 to 1) of a query to the text that is most like it."""
        return self._words.promise(word_features(self._terms(query)))

    def likeness(
        self, query: Query, without: int | None = None, sentence: Vector | None = None, main: Likeness | None = None
    ) -> Likeness:
        """How like a query is to everything in the segment. `sentence` is what a sentence model makes of it.

        `main` is how like it is to the larger segment, where there is one.
        """
        terms = self._terms(query)
        features = self._words.weighed(word_features(terms))
        words = self._words.summed(features)
        characters = self._characters.similarities(_surfaces(query))
        left_out = None
        if without is not None:
            words[without] = characters[without] = 0.0
            if self.is_example[without]:
                left_out = int(self.owner[without]), self._words.features_of(without)
        mixed = (words + CHARACTERS * characters) * self._share
        ratios = self._likelihood.ratios(self._words.columns(dict(terms)), left_out)
        meaning = self._meaning
        best = np.maximum.reduceat(mixed, self.starts)
        meant = meaning.of(query, terms) if meaning else None
        votes = None
        if self._learned:
            parts = self._learned.columns.parts(features, query)
            votes = self._learned.scored(parts, as_dense(meant, sentence), without)
        if self._taught_as is not None and main is not None and main.votes is not None:
            new, votes = votes, main.votes[self._taught_as]
            if new is not None:
                votes[self._taught_as < 0] = new
        return Likeness(words, characters, best, ratios, meant, sentence, votes, without)

    def _learn(
        self, queries: Sequence[Query], terms: Sequence[Terms], like: Segment | None, gone: Collection[int]
    ) -> Learned | None:
        """The learner of the examples; None where there is nothing to tell apart, or too much.

        Beside a larger segment only those candidates are learned whose examples are new.
        """
        new = np.ones(len(self.candidates), dtype=bool) if self._taught_as is None else self._taught_as < 0
        taught = np.flatnonzero(self.is_example & new[self.owner])
        count = int(new.sum())
        if self._meaning is None or not len(taught):
            return None
        if like is not None and (main := like._learned):
            dense = as_dense(self._meaning.texts, self._sentences)
            columns = main.columns.beside(self._words, queries)
            bags = [columns.bags(word_features(own), query) for own, query in zip(terms, queries, strict=True)]
            kept = set(self._taught_as.tolist()) if self._taught_as is not None else set()
            owner = (np.cumsum(new) - 1)[self.owner]
            return LearnedBeside(columns, bags, dense, owner, taught, count, main, set(gone) - kept)
        if like is not None or count < 2 or len(self.texts) * count > MOST_PAIRS:
            return None
        dense = as_dense(self._meaning.texts, self._sentences)  # only here: of many texts it takes much room
        columns = WordColumns.of(self._words, queries, len(taught) / count)
        steps = STEPS if self._sentences is None else SMALL_STEPS
        return Learned(columns, dense, self.owner, taught, count, steps)

    def evidence(
        self, query: Query, numbers: Sequence[int], likeness: Likeness, exact: Mapping[int, int], voted: float = 0.0
    ) -> tuple[list[Profile], NDArray[np.float64], list[int | None]]:
        """The evidence for some candidates: the profile of each, a row with the fields of `Evidence`, and its nearest example.

        `voted` is the log of the summed exponents of all votes. `exact` gives the candidates for which a curator listed the very
        question, with that example.
        """
        starts, middles, stops = self._edges[:, numbers]
        profiles = [self.profiles[number] for number in numbers]
        terms = [self._term_rows[number] for number in numbers]
        left_out = None
        if (without := likeness.without) is not None:
            for place in np.flatnonzero((starts <= without) & (without < middles)).tolist():
                left_out = place, without - int(starts[place])
                profiles[place] = self._without(numbers[place], without)
                terms[place] = self._meaning.rows(profiles[place].terms) if self._meaning else NO_ROWS
        found = structural(query, profiles, self._nearness(terms, query.content))
        found["likelihood"] = likeness.ratios[numbers]
        if likeness.votes is not None:
            votes = likeness.votes[numbers].astype(np.float64)
            found["vote"] = votes / VOTE
            found["learned"] = learned = np.maximum(-FAR_BEHIND, votes - voted) / NATS
            found["learned_many"] = learned * ((middles - starts) / (middles - starts + MANY))
        said = zip(middles.tolist(), stops.tolist(), strict=True)
        found["statement"] = [max(likeness.words[middle:stop].tolist(), default=0.0) for middle, stop in said]
        runs = Runs(starts, middles)
        words, characters = runs.of(likeness.words), runs.of(likeness.characters)
        near = runs.nearest(words + CHARACTERS * characters)
        nearest = [exact.get(number, texts[0]) if texts else None for number, texts in zip(numbers, near, strict=True)]
        found |= self._of_examples(runs, words, characters, likeness, left_out)
        found |= self._of_nearest(query, nearest, near)
        if exact:
            found["exact"] = [number in exact for number in numbers]
        return profiles, as_table(found, len(numbers)), nearest

    def _of_examples(
        self, runs: Runs, words: Vector, characters: Vector, likeness: Likeness, left_out: tuple[int, int] | None
    ) -> Columns:
        """The evidence of how like a question is to the examples of each candidate; one of them may be left out."""
        found: Columns = {}
        counts = np.maximum(1, runs.sizes)
        if left_out:
            counts[left_out[0]] = max(1, counts[left_out[0]] - 1)
        found["best_words"], found["second_words"], total = runs.summed_up(words)
        found["best_characters"] = characters.max(axis=1)
        found["centroid"] = total / counts
        vectors = (
            ("meaning", self._meaning.texts if self._meaning else None, likeness.meaning),
            ("sentence", self._sentences, likeness.sentence),
        )
        for kind, texts, vector in vectors:
            if texts is None or vector is None:
                continue
            cosines = runs.cosines(texts, vector)
            if left_out:
                cosines[left_out] = 0.0
            found[f"{kind}_best"], found[f"{kind}_top"], total = runs.summed_up(cosines)
            found[f"{kind}_centroid"] = total / counts
        return found

    def _of_nearest(self, query: Query, nearest: Sequence[int | None], near: Sequence[Sequence[int]]) -> Columns:
        """The evidence of the nearest example of each candidate, and of those that are `near`."""
        rows = [None if text is None else self.rows[text] for text in nearest]
        canonical = query.canonical
        return {
            "token_set": [token_set_ratio(canonical, row.canonical) / 100 if row else 0.0 for row in rows],
            "missing": [missing(query, row) if row else 0.0 for row in rows],
            "extra": extra(query, [[self.rows[text] for text in texts] for texts in near]),
        }

    def exact(self, query: Query, without: int | None) -> dict[int, int]:
        """The candidates for which a curator listed the very question, each with that text; word for word where there is one."""
        found: dict[int, int] = {}
        for number in self.lists(query):
            owner = int(self.owner[number])
            if number != without and (owner not in found or example_key(self.texts[number]) == query.typed):
                found[owner] = number
        return found

    def _terms(self, query: Query) -> Terms:
        """The terms of a query, each with how much it tells in general; names and synonyms tell all."""
        rare = self._rarity
        return [(t.term, PART_WEIGHT if t.part else rare.get(t.surface, 1.0) if _is_plain(t) else 1.0) for t in query.tokens]

    def _without(self, number: int, text: int) -> Profile:
        """The profile of a candidate as if it had one of its examples less."""
        start, middle, stop = self.bounds[number]
        examples = [self.rows[other] for other in range(start, middle) if other != text]
        return Profile.of(self.profiles[number].candidate, examples, self.rows[middle:stop], self._persons)

    def _nearness(self, terms: Sequence[NDArray[np.int32]], tokens: Sequence[Token]) -> Floats:
        """How near each telling token is in meaning to the nearest term of each of some candidates, at least 0."""
        found = np.zeros((len(tokens), len(terms)))
        if self._meaning:
            rows, starts = np.concatenate(terms), np.cumsum([0, *map(len, terms[:-1])])
            for place, token in enumerate(tokens):
                if token.role is _CONTENT and (near := self._meaning.nearness(token)) is not None:
                    found[place] = np.maximum.reduceat(near.take(rows), starts)
        return found.T


def _taught_as(found: Sequence[Candidate], like: Segment) -> NDArray[np.int64]:
    """For each candidate the number of the one that has its id and its examples in a larger segment; -1 where there is none.

    What was learned of that one holds for it, too: most edits change what is told, and not what is asked.
    """
    numbers = [like.numbers.get(candidate.id, -1) for candidate in found]
    same = [n >= 0 and like.candidates[n].examples == one.examples for n, one in zip(numbers, found, strict=True)]
    return np.where(same, numbers, -1)


def _joined(new: dict[str, float], known: Mapping[str, float]) -> Mapping[str, float]:
    """Both, without a copy of what a larger segment has."""
    return ChainMap(new, known) if new and known else (new or known)  # type: ignore[arg-type]  # it is only read


def _is_plain(token: Token) -> bool:
    return token.role in _PLAIN and ":" not in token.term


def _surfaces(query: Query) -> list[str]:
    return [t.surface for t in query.tokens if t.role in _SPELT]
