"""Candidates whose texts were indexed together. A base is one large segment, and a small one for what was changed since."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from knowledge.matching.candidate import Candidate
from knowledge.matching.features import Evidence, structural
from knowledge.matching.learned import MOST_PAIRS, Learned, LearnedBeside
from knowledge.matching.likelihood import Floats, Likelihood
from knowledge.matching.meaning import Meaning
from knowledge.matching.profile import Profile
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
NEAREST = 3  # examples that are looked at in full
Terms = list[tuple[str, float]]
_PLAIN = {Role.FUNCTION, Role.LIGHT, Role.CONTENT}


@dataclass(frozen=True, slots=True)
class Likeness:
    """How like a question is to each text of a segment, and each candidate to be asked so."""

    words: NDArray[np.float32]
    characters: NDArray[np.float32]
    best: NDArray[np.float32]  # of each candidate, over its texts
    ratios: Floats
    meaning: Vector | None
    vectors: Mapping[Token, Vector]
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
        self.bounds = np.stack((self.starts, self.starts + counts[:, 0], self.starts + sizes), axis=1).tolist()
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
        self._term_rows = [self._meaning.rows(p.terms) for p in self.profiles] if self._meaning else []
        self._sentences = encoder.encode(self.texts).astype(np.float16) if encoder else None
        self._learned = self._learn(terms, like, gone)
        self._asking: dict[tuple[str, ...], list[int]] = {}
        for number, query in enumerate(queries):
            if self.is_example[number] and query.key:
                self._asking.setdefault(query.key, []).append(number)

    def lists(self, query: Query) -> Sequence[int]:
        """The numbers of the examples that are the very question."""
        return self._asking.get(query.key, ())

    def nearest(self, query: Query) -> float:
        """The likeness in words (0 to 1) of a query to the text that is most like it."""
        return float(self._words.similarities(word_features(self._terms(query))).max())

    def likeness(self, query: Query, without: int | None = None, sentence: Vector | None = None) -> Likeness:
        """How like a query is to everything in the segment. `sentence` is what a sentence model makes of it."""
        terms = self._terms(query)
        features = word_features(terms)
        words = self._words.similarities(features)
        characters = self._characters.similarities(_surfaces(query))
        left_out = None
        if without is not None:
            words[without] = characters[without] = 0.0
            if self.is_example[without]:
                left_out = int(self.owner[without]), self._words.features_of(without)
        mixed = (words + CHARACTERS * characters) * self._share
        ratios = self._likelihood.ratios(self._words.columns(dict(terms)), left_out)
        meaning = self._meaning
        telling = [t for t in query.content if t.role is Role.CONTENT] if meaning else []
        vectors = {t: v for t in telling if meaning and (v := meaning.of_token(t)) is not None}
        best = np.maximum.reduceat(mixed, self.starts)
        meant = meaning.of(query, terms) if meaning else None
        votes = None
        if self._learned:
            dense = [vector for vector in (meant, sentence) if vector is not None]
            votes = self._learned.scores(features, np.concatenate(dense), without)
        return Likeness(words, characters, best, ratios, meant, vectors, sentence, votes, without)

    def _learn(self, terms: Sequence[Terms], like: Segment | None, gone: Collection[int]) -> Learned | None:
        """The learner of the examples; None where there is nothing to tell apart, or too much."""
        taught = np.flatnonzero(self.is_example)
        if self._meaning is None or not len(taught):
            return None
        if like is not None:
            features = [word_features(one) for one in terms]
            main = like._learned
            return main and LearnedBeside(
                self._words, features, self._dense(), self.owner, taught, len(self.candidates), main, gone
            )
        if len(self.candidates) < 2 or len(self.texts) * len(self.candidates) > MOST_PAIRS:
            return None
        return Learned(self._words, self._dense(), self.owner, taught, len(self.candidates))

    def _dense(self) -> NDArray[np.float32]:
        parts = (self._meaning.texts if self._meaning else None, self._sentences)
        return np.concatenate([part for part in parts if part is not None], axis=1, dtype=np.float32)

    def evidence(
        self, query: Query, number: int, likeness: Likeness, exact: int | None, voted: float = 0.0
    ) -> tuple[Profile, Evidence, int | None]:
        """The evidence for a candidate, its profile, and the number of its example that is nearest.

        `voted` is the log of the summed exponents of all votes.

        `exact` is the number of the candidate's example that is the very question.
        """
        start, middle, stop = self.bounds[number]
        without = likeness.without if likeness.without is not None and start <= likeness.without < middle else None
        profile, rows = self._profile(number, without)
        evidence = structural(query, profile, lambda token: self._nearness(token, likeness, rows))
        evidence["likelihood"] = float(likeness.ratios[number])
        if likeness.votes is not None:
            vote = float(likeness.votes[number])
            evidence["vote"] = vote / VOTE
            evidence["learned"] = max(-FAR_BEHIND, vote - voted) / NATS
            evidence["learned_many"] = evidence["learned"] * (middle - start) / (middle - start + MANY)
        nearest = None
        if middle > start:
            count = max(1, middle - start - (without is not None))
            by_words, by_characters = likeness.words[start:middle], likeness.characters[start:middle]
            order = np.argsort(-(by_words + CHARACTERS * by_characters), kind="stable")[:NEAREST].tolist()
            nearest = start + order[0] if exact is None else exact
            top = sorted(by_words.tolist(), reverse=True)[:NEAREST]
            evidence["best_words"] = top[0]
            evidence["best_characters"] = float(by_characters.max())
            evidence["second_words"] = sum(top) / len(top)
            evidence["centroid"] = float(by_words.sum()) / count
            evidence["token_set"] = fuzz.token_set_ratio(query.canonical, self.rows[nearest].canonical) / 100
            evidence["exact"] = float(exact is not None)
            evidence["missing"] = missing(query, self.rows[nearest])
            evidence["extra"] = min(extra(query, self.rows[start + near]) for near in order)
            if self._meaning and likeness.meaning is not None:
                near = _nearest(self._meaning.texts[start:middle], likeness.meaning, None if without is None else without - start)
                evidence["meaning_best"], evidence["meaning_top"], total = near
                evidence["meaning_centroid"] = total / count
            if self._sentences is not None and likeness.sentence is not None:
                near = _nearest(self._sentences[start:middle], likeness.sentence, None if without is None else without - start)
                evidence["sentence_best"], evidence["sentence_top"], total = near
                evidence["sentence_centroid"] = total / count
        if stop > middle:
            evidence["statement"] = float(likeness.words[middle:stop].max())
        return profile, Evidence(**evidence), nearest

    def exact(self, query: Query, without: int | None) -> dict[int, int]:
        """The candidates for which a curator listed the very question, each with that text; word for word where there is one."""
        found: dict[int, int] = {}
        typed = example_key(query.text)
        for number in self.lists(query):
            owner = int(self.owner[number])
            if number != without and (owner not in found or example_key(self.texts[number]) == typed):
                found[owner] = number
        return found

    def _terms(self, query: Query) -> Terms:
        """The terms of a query, each with how much it tells in general; names and synonyms tell all."""
        rare = self._rarity
        return [(t.term, PART_WEIGHT if t.part else rare.get(t.surface, 1.0) if _is_plain(t) else 1.0) for t in query.tokens]

    def _profile(self, number: int, without: int | None) -> tuple[Profile, NDArray[np.int32] | None]:
        profile = self.profiles[number]
        if without is not None:
            start, middle, stop = self.bounds[number]
            examples = [self.rows[text] for text in range(start, middle) if text != without]
            profile = Profile.of(profile.candidate, examples, self.rows[middle:stop], self._persons)
            return profile, self._meaning.rows(profile.terms) if self._meaning else None
        return profile, self._term_rows[number] if self._term_rows else None

    def _nearness(self, token: Token, likeness: Likeness, rows: NDArray[np.int32] | None) -> float:
        vector = likeness.vectors.get(token)
        return 0.0 if vector is None or rows is None or self._meaning is None else self._meaning.nearness(vector, rows)


def _nearest(texts: NDArray[np.floating], vector: Vector, without: int | None) -> tuple[float, float, float]:
    """The cosine of a vector to the nearest text, the mean to the three nearest, and the sum to all."""
    cosines = (np.asarray(texts, dtype=np.float32) @ vector).tolist()
    if without is not None:
        cosines[without] = 0.0
    top = sorted(cosines, reverse=True)[:NEAREST]
    return top[0], sum(top) / len(top), sum(cosines)


def _joined(new: dict[str, float], known: Mapping[str, float]) -> Mapping[str, float]:
    """Both, without a copy of what a larger segment has."""
    return ChainMap(new, known) if new and known else (new or known)  # type: ignore[arg-type]  # it is only read


def _is_plain(token: Token) -> bool:
    return token.role in _PLAIN and ":" not in token.term


def _surfaces(query: Query) -> list[str]:
    return [t.surface for t in query.tokens if t.role in {Role.CONTENT, Role.LIGHT, Role.NUMBER}]
