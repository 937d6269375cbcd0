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
from knowledge.matching.text_index import SpellingIndex, TextIndex, word_features
from knowledge.text import clean, example_key, words
from knowledge.understanding.language import Language, Stemmer
from knowledge.understanding.names import ENTITY
from knowledge.understanding.phrases import PhraseTable
from knowledge.understanding.query import Query, Role, Token
from knowledge.understanding.reader import Reader

SHORTLIST = 12  # candidates whose evidence is looked at in full
PART_WEIGHT = 0.5  # of what a name is made of, beside the name
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
        read = [([plain.read(e, repair=False) for e in es], [plain.read(s, repair=False) for s in ss]) for es, ss in texts]
        weights = _weights(self.candidates, read)
        vocabulary = {word for es, ss in texts for text in (*es, *ss) for word in words(text)}
        vocabulary |= {word for phrase in phrases.surfaces for word in words(clean(phrase))}
        known = {word for phrase in phrases.nicknames for word in words(clean(phrase))}
        self.reader = Reader(language, stemmer, phrases, sorted(vocabulary), weights, sorted(known))
        read = [(list(map(self.reader.weighed, es)), list(map(self.reader.weighed, ss))) for es, ss in read]
        persons = frozenset(f"{ENTITY}{entity}" for c in self.candidates for entity in c.persons)
        self.profiles = [Profile.of(c, es, ss, persons) for c, (es, ss) in zip(self.candidates, read, strict=True)]
        self._queries = [query for es, ss in read for query in (*es, *ss)]
        self.texts = [text for es, ss in texts for text in (*es, *ss)]
        self.is_example = np.asarray([flag for es, ss in texts for flag in [True] * len(es) + [False] * len(ss)])
        self.starts = np.cumsum([0] + [len(es) + len(ss) for es, ss in texts])[:-1]
        self._bounds = [
            (start, start + len(es), start + len(es) + len(ss))
            for start, (es, ss) in zip(self.starts.tolist(), texts, strict=True)
        ]
        self.owner = np.repeat(np.arange(len(texts)), [len(es) + len(ss) for es, ss in texts])
        self._words = TextIndex([word_features(_terms(query)) for query in self._queries])
        self._characters = SpellingIndex([_surfaces(query) for query in self._queries])
        # What only holds a sentence together has done its part: half of the memory, and of the time to load it again.
        self._queries = [query.without_function_words() for query in self._queries]
        self._asking: dict[tuple[str, ...], list[int]] = {}
        for number, query in enumerate(self._queries):
            if self.is_example[number] and query.key:
                self._asking.setdefault(query.key, []).append(number)

    def read(self, utterance: str) -> Query:
        """The utterance, read with the words of this snapshot."""
        return self.reader.read(utterance)

    def lists(self, query: Query) -> bool:
        """Whether a curator listed the very question."""
        return query.key in self._asking

    def rank(self, query: Query, without: int | None = None, hidden: Collection[int] = (), limit: int = SHORTLIST) -> list[Match]:
        """The best candidates for a query, best first.

        `without` is the number of a text and `hidden` the numbers of candidates to be treated as if the base did not
        have them: that is how the scorer is taught and how leave-one-out is measured.
        """
        if not self.candidates or not query.tokens:
            return []
        words_ = self._words.similarities(word_features(_terms(query)))
        characters = self._characters.similarities(_surfaces(query))
        if without is not None:
            words_[without] = characters[without] = 0.0
        mixed = words_ + np.float32(0.6) * characters
        best = np.maximum.reduceat(np.where(self.is_example, mixed, np.float32(0.9) * mixed), self.starts)
        best[list(hidden)] = -1.0
        count = min(limit, len(best))
        short = np.argpartition(-best, count - 1)[:count].tolist()
        exact = self._exact(query, without)
        matches = [
            self._match(query, number, words_, characters, without, exact.get(number)) for number in short if best[number] > 0
        ]
        return sorted(matches, key=lambda match: (-match.score, match.candidate.id))

    def _exact(self, query: Query, without: int | None) -> dict[int, int]:
        """The candidates for which a curator listed the very question, each with that text; word for word where there is one."""
        found: dict[int, int] = {}
        typed = example_key(query.text)
        for number in self._asking.get(query.key, ()):
            owner = int(self.owner[number])
            if number != without and (owner not in found or example_key(self.texts[number]) == typed):
                found[owner] = number
        return found

    def _match(
        self,
        query: Query,
        number: int,
        words_: NDArray[np.float32],
        characters: NDArray[np.float32],
        without: int | None,
        exact: int | None,
    ) -> Match:
        profile = self.profiles[number]
        start, middle, stop = self._bounds[number]
        if without is not None and start <= without < middle:
            profile = profile.without(self._queries[without])
        by_words, by_characters = words_[start:middle].tolist(), characters[start:middle].tolist()
        evidence = structural(query, profile)
        best_text = ""
        if by_words:
            order = sorted(range(len(by_words)), key=lambda i: by_words[i] + 0.6 * by_characters[i], reverse=True)[:3]
            place = start + order[0] if exact is None else exact
            nearest, best_text = self._queries[place], self.texts[place]
            top = sorted(by_words, reverse=True)[:3]
            evidence["best_words"] = top[0]
            evidence["best_characters"] = max(by_characters)
            evidence["second_words"] = sum(top) / len(top)
            evidence["centroid"] = sum(by_words) / max(1, len(by_words) - (without is not None))
            evidence["token_set"] = fuzz.token_set_ratio(query.canonical, nearest.canonical) / 100
            evidence["exact"] = float(exact is not None)
            evidence["missing"] = _missing(query, nearest)
            evidence["extra"] = min(extra(query, self._queries[start + near]) for near in order)
        if stop > middle:
            evidence["statement"] = max(words_[middle:stop].tolist())
        complete = Evidence(**evidence)
        return Match(profile.candidate, complete, self.scorer.score(complete), best_text)


def _terms(query: Query) -> list[tuple[str, float]]:
    return [(t.term, PART_WEIGHT if t.part else _ROLE_WEIGHT.get(t.role, 1.0)) for t in query.tokens]


def _surfaces(query: Query) -> list[str]:
    return [t.surface for t in query.tokens if t.role in {Role.CONTENT, Role.LIGHT, Role.NUMBER}]


def _missing(query: Query, example: Query) -> float:
    said = query.said
    total = sum(token.weight for token in example.content)
    return sum(token.weight for token in example.content if token.term not in said) / total if total else 0.0


def _weights(found: Sequence[Candidate], read: Sequence[tuple[list[Query], list[Query]]]) -> dict[str, float]:
    """How much each term tells the answers apart, 0.2 … 1: idf over facts and lists.

    An entity counts where an answer is about it, not where it is only mentioned; a term that only gaps use weighs 1.
    """
    seen: Counter[str] = Counter()
    only_gaps: set[str] = set()
    for candidate, (examples, statements) in zip(found, read, strict=True):
        terms = {token.term for query in (*examples, *statements) for token in query.tokens if _tells(token)}
        if candidate.is_gap:
            only_gaps |= terms
            continue
        about = {ENTITY + entity for entity in candidate.entities}
        seen.update({term for term in terms if not term.startswith(ENTITY)} | (about & terms))
    answers = sum(not candidate.is_gap for candidate in found)
    top = math.log(1 + answers) or 1.0
    weights = {term: max(0.2, min(1.0, math.log((1 + answers) / count) / top)) for term, count in seen.items()}
    return dict.fromkeys(only_gaps, 1.0) | weights


def _tells(token: Token) -> bool:
    return token.role is not Role.FUNCTION
