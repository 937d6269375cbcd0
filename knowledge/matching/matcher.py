"""Ranks the candidates for a question by all evidence together."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from knowledge.matching.candidate import Candidate
from knowledge.matching.features import Evidence, extra, structural
from knowledge.matching.profile import Profile
from knowledge.matching.scorer import Scorer
from knowledge.matching.text_index import TextIndex, character_features, word_features
from knowledge.text import words
from knowledge.understanding.language import Language, Stemmer
from knowledge.understanding.phrases import PhraseTable
from knowledge.understanding.query import Query, Role, Token
from knowledge.understanding.reader import Reader

SHORTLIST = 16  # candidates whose evidence is looked at in full
_ROLE_WEIGHT = {Role.FUNCTION: 0.25, Role.LIGHT: 0.4}


@dataclass(frozen=True, slots=True)
class Match:
    """A candidate with its evidence and its score (a log-odds like number: only differences mean something)."""

    candidate: Candidate
    evidence: Evidence
    score: float
    example: str  # the most similar example question


class Matcher:
    """The candidates of one snapshot, indexed. Immutable."""

    def __init__(
        self, found: Iterable[Candidate], language: Language, phrases: PhraseTable, stemmer: Stemmer, scorer: Scorer
    ) -> None:
        self.candidates = tuple(candidate for candidate in found if candidate.examples or candidate.statements)
        self.scorer = scorer
        plain = Reader(language, stemmer, phrases)
        texts = [(c.examples, c.statements) for c in self.candidates]
        read = [
            ([plain.read(e, repair=False) for e in es], [plain.read(s, repair=False) for s in ss]) for es, ss in texts
        ]
        weights = _weights(read)
        vocabulary = {word for es, ss in texts for text in (*es, *ss) for word in words(text)}
        vocabulary |= {word for phrase in phrases.surfaces for word in phrase.split()}
        self.reader = Reader(language, stemmer, phrases, sorted(vocabulary), weights)
        read = [(list(map(self.reader.weighed, es)), list(map(self.reader.weighed, ss))) for es, ss in read]
        self.profiles = [Profile.of(c, es, ss) for c, (es, ss) in zip(self.candidates, read, strict=True)]
        self._queries = [query for es, ss in read for query in (*es, *ss)]
        self.texts = [text for es, ss in texts for text in (*es, *ss)]
        self.is_example = np.asarray([flag for es, ss in texts for flag in [True] * len(es) + [False] * len(ss)])
        self.starts = np.cumsum([0] + [len(es) + len(ss) for es, ss in texts])[:-1]
        self.owner = np.repeat(np.arange(len(texts)), [len(es) + len(ss) for es, ss in texts])
        self._words = TextIndex([word_features(_terms(query)) for query in self._queries])
        self._characters = TextIndex([character_features(_surfaces(query)) for query in self._queries])
        self._examples_of = np.maximum(np.add.reduceat(self.is_example, self.starts), 1) if texts else np.zeros(0)
        self._keys = [_key(query) for query in self._queries]

    def read(self, utterance: str) -> Query:
        """The utterance, read with the words of this snapshot."""
        return self.reader.read(utterance)

    def rank(
        self, query: Query, without: int | None = None, hidden: Collection[int] = (), limit: int = SHORTLIST
    ) -> list[Match]:
        """The best candidates for a query, best first.

        `without` is the number of a text and `hidden` the numbers of candidates to be treated as if the base did not
        have them: that is how the scorer is taught and how leave-one-out is measured.
        """
        if not self.candidates or not query.tokens:
            return []
        words_ = self._words.similarities(word_features(_terms(query)))
        characters = self._characters.similarities(character_features(_surfaces(query)))
        if without is not None:
            words_[without] = characters[without] = 0.0
        mixed = words_ + 0.6 * characters
        best = np.maximum.reduceat(np.where(self.is_example, mixed, 0.9 * mixed), self.starts)
        for number in hidden:
            best[number] = -1.0
        count = min(limit, len(best))
        short = np.argpartition(-best, count - 1)[:count]
        key = _key(query)
        matches = []
        for number in short.tolist():
            if best[number] > 0:
                matches.append(self._match(query, number, words_, characters, without, key))
        return sorted(matches, key=lambda match: (-match.score, match.candidate.id))

    def _match(
        self,
        query: Query,
        number: int,
        words_: NDArray[np.float32],
        characters: NDArray[np.float32],
        without: int | None,
        key: frozenset[str],
    ) -> Match:
        profile = self.profiles[number]
        start = int(self.starts[number])
        stop = int(self.starts[number + 1]) if number + 1 < len(self.starts) else len(self.texts)
        examples = len(profile.candidate.examples)
        if without is not None and start <= without < start + examples:
            profile = profile.without(self._queries[without])
        mine, signs = words_[start : start + examples], characters[start : start + examples]
        said = words_[start + examples : stop]
        evidence = structural(query, profile)
        nearest, best_text = -1, ""
        if examples:
            nearest = start + int(np.argmax(mine + 0.6 * signs))
            best_text = self.texts[nearest]
            ordered = np.sort(mine)[::-1]
            evidence["best_words"] = float(ordered[0])
            evidence["best_characters"] = float(signs.max())
            evidence["second_words"] = float(ordered[:3].mean())
            evidence["centroid"] = float(mine.sum()) / max(1, examples - (without is not None))
            evidence["token_set"] = fuzz.token_set_ratio(_canonical(query), _canonical(self._queries[nearest])) / 100
            same = [n for n in range(start, start + examples) if n != without and self._keys[n] == key != _NO_KEY]
            evidence["exact"] = float(bool(same))
            evidence["missing"] = _missing(query, self._queries[nearest])
            closest = np.argsort(-(mine + 0.6 * signs))[:3].tolist()
            evidence["extra"] = min(extra(query, self._queries[start + place]) for place in closest)
        if len(said):
            evidence["statement"] = float(said.max())
        complete = Evidence(**evidence)
        return Match(profile.candidate, complete, self.scorer.score(complete), best_text)


def _terms(query: Query) -> list[tuple[str, float]]:
    return [(token.term, _ROLE_WEIGHT.get(token.role, 1.0)) for token in query.tokens]


def _surfaces(query: Query) -> list[str]:
    return [t.surface for t in query.tokens if t.role in {Role.CONTENT, Role.LIGHT, Role.NUMBER}]


def _canonical(query: Query) -> str:
    return " ".join(token.term for token in query.tokens if token.role is not Role.FUNCTION)


_NO_KEY: frozenset[str] = frozenset()


def _key(query: Query) -> frozenset[str]:
    """What an example and a question share that ask the same, whatever small words and spellings they use."""
    return frozenset(query.terms)


def _missing(query: Query, example: Query) -> float:
    said = {token.term for token in query.tokens}
    total = sum(token.weight for token in example.content)
    return sum(token.weight for token in example.content if token.term not in said) / total if total else 0.0


def _weights(read: Sequence[tuple[list[Query], list[Query]]]) -> dict[str, float]:
    """How much each term tells the candidates apart: idf over candidates, scaled to 0.2 … 1."""
    seen: Counter[str] = Counter()
    for examples, statements in read:
        seen.update({token.term for query in (*examples, *statements) for token in query.tokens if _tells(token)})
    top = math.log(1 + len(read)) or 1.0
    return {term: max(0.2, min(1.0, math.log((1 + len(read)) / count) / top)) for term, count in seen.items()}


def _tells(token: Token) -> bool:
    return token.role is not Role.FUNCTION
