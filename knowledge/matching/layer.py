"""What was changed since a segment was indexed, laid over it: what did not change is the segment's own, and is not copied."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from knowledge.matching.accounts import AccountsBeside
from knowledge.matching.candidate import Candidate
from knowledge.matching.columns import as_dense
from knowledge.matching.learner import NOBODY
from knowledge.matching.likelihood import Floats, LikelihoodBeside
from knowledge.matching.likeness import Glance, Likeness
from knowledge.matching.meaning import MeaningBeside
from knowledge.matching.profile import Profile
from knowledge.matching.rarity import Rarity, spelt
from knowledge.matching.runs import Runs, Scattered
from knowledge.matching.segment import CHARACTERS, NO_ROWS, STATEMENT, Ints, Segment
from knowledge.matching.sentences import SentenceEncoder
from knowledge.matching.spelling_index import SpellingBeside
from knowledge.matching.text_index import TextIndex, word_features
from knowledge.matching.text_row import TextRow
from knowledge.matching.votes import VotesBeside
from knowledge.over import Behind, RowsBehind
from knowledge.text import example_key
from knowledge.understanding.query import Query
from knowledge.understanding.word_vectors import Vector


@dataclass(frozen=True, slots=True)
class Changes:
    """Candidates that are new or have changed, with the numbers of their texts: what a segment lacks comes after its own."""

    candidates: Sequence[Candidate]
    examples: Sequence[Ints]
    statements: Sequence[Ints]
    new: Sequence[Query]  # the texts that the segment does not have, read without weights

    @classmethod
    def of(cls, found: Sequence[Candidate], main: Segment, read: Callable[[str], Query]) -> Changes:
        """Reads what is new."""
        new: list[Query] = []

        def numbers(texts: Sequence[str], known: Mapping[str, int]) -> Ints:
            places = []
            for text in texts:
                if (place := known.get(text)) is None:
                    place = len(main.texts) + len(new)
                    new.append(read(text))
                places.append(place)
            return np.asarray(places, dtype=np.int32)

        examples, statements = [], []
        for candidate in found:
            before = main.number(candidate.id)
            asked, stated = main.texts_of(before) if before is not None else ((), ())
            examples.append(numbers(candidate.examples, {main.texts[text]: text for text in asked}))
            statements.append(numbers(candidate.statements, {main.texts[text]: text for text in stated}))
        return cls(found, examples, statements, new)


class Layer(Segment):
    """See the module. Immutable. Texts and candidates are numbered on from those of the segment beneath."""

    def __init__(
        self,
        main: Segment,
        changes: Changes,
        gone: Collection[int],
        weights: Mapping[str, float],
        persons: frozenset[str],
        language: str,
        encoder: SentenceEncoder | None = None,
    ) -> None:
        """`gone` are the numbers of the segment's candidates that are no more, or stand among the changes."""
        self.main = main
        self.changes = changes
        self.gone = frozenset(gone)
        found, new = changes.candidates, changes.new
        self.meaning: MeaningBeside | None
        self._first = len(main.candidates)
        self._out = np.asarray(sorted(gone), dtype=np.int64)
        self.candidates = Behind(main.candidates, found)
        self.texts = Behind(main.texts, [query.utterance for query in new])
        self.rows = Behind(main.rows, [TextRow.of(query, weights) for query in new])
        self._own = {candidate.id: self._first + number for number, candidate in enumerate(found)}
        spans = list(zip(changes.examples, changes.statements, strict=True))
        self._flat = np.concatenate([NO_ROWS, *(texts for span in spans for texts in span)])
        sizes = np.asarray([(len(examples), len(statements)) for examples, statements in spans], dtype=np.int64).reshape(-1, 2)
        share = np.array((1.0, STATEMENT), dtype=np.float32)
        self._share = np.repeat(np.tile(share, len(found)), sizes.ravel())
        self._starts = np.concatenate(([0], np.cumsum(sizes.sum(axis=1))))[:-1]
        self.rarity = Rarity.of(new, language, main.rarity)
        texts = [(query, self.rarity.terms(query)) for query in new]
        self.words = TextIndex((word_features(terms) for _, terms in texts), main.words)
        self.spelling_beside = SpellingBeside([spelt(query) for query in new], main.spelling)
        self._persons = persons
        profiles = [
            Profile.of(one, [self.rows[e] for e in examples.tolist()], [self.rows[s] for s in statements.tolist()], persons)
            for one, (examples, statements) in zip(found, spans, strict=True)
        ]
        self.profiles = Behind(main.profiles, profiles)
        self.meaning = MeaningBeside(main.meaning, texts) if main.meaning else None
        self.accounts = AccountsBeside(main.accounts, profiles, self.meaning)
        self.own_sentences = self.sentences = None
        if main.own_sentences is not None and encoder:
            self.own_sentences = encoder.encode([query.utterance for query in new]).astype(np.float16)
            self.sentences = RowsBehind(main.own_sentences, self.own_sentences)
        self._asked_as = _asked_as(found, main)
        asked_anew = [changes.examples[number] for number in np.flatnonzero(self._asked_as < 0).tolist()]
        self._bags = [word_features(terms) for _, terms in texts]
        self._likelihood = LikelihoodBeside(main.likelihood, main.words, asked_anew, self._bags)
        self._votes = VotesBeside.of(main.votes, self._asked_as, changes.examples, self.words, texts, self._dense(), self.gone)
        self._asked: dict[tuple[str, ...], list[tuple[int, int]]] = {}
        for number in np.flatnonzero(self._asked_as < 0).tolist():
            for text in changes.examples[number].tolist():
                key = main.keys[text] if text < len(main.texts) else new[text - len(main.texts)].key
                if key:
                    self._asked.setdefault(key, []).append((self._first + number, text))
        # The candidates of which the same is asked as before, by the numbers that they had.
        self._now = {before: self._first + number for number, before in enumerate(self._asked_as.tolist()) if before >= 0}

    @property
    def kept_texts(self) -> int:
        """The texts that are new, and those from which something was learned anew."""
        return len(self.changes.new) + sum(
            len(self.changes.examples[number]) for number in np.flatnonzero(self._asked_as < 0).tolist()
        )

    def number(self, candidate: str) -> int | None:
        """As of any segment."""
        if (own := self._own.get(candidate)) is not None:
            return own
        number = self.main.number(candidate)
        return None if number in self.gone else number

    def texts_of(self, number: int) -> tuple[range | list[int], range | list[int]]:
        """As of any segment."""
        if number < self._first:
            return self.main.texts_of(number)
        place = number - self._first
        return self.changes.examples[place].tolist(), self.changes.statements[place].tolist()

    def lists(self, query: Query) -> Sequence[int]:
        """As of any segment."""
        owners = self.main.owner
        there = [text for text in self.main.lists(query) if (o := int(owners[text])) not in self.gone or o in self._now]
        return [*there, *(text for _, text in self._asked.get(query.key, ()))]

    def glance(self, query: Query) -> Glance:
        """As of any segment."""
        main = self.main.seen(self.rarity.terms(query))
        return replace(main, words=np.concatenate((main.words, self.words.similarities(word_features(main.terms)))))

    def likeness(
        self, query: Query, glance: Glance, without: int | None = None, sentence: Vector | None = None, beside: float = 0.0
    ) -> Likeness:
        """As of any segment."""
        terms, words = glance.terms, glance.words
        weights = dict(terms)
        there = replace(glance, words=words[: len(self.main.texts)])
        main = self.main.likeness(query, there, without, sentence, self._likelihood.beside(weights))
        row = spelt(query)
        own = self.spelling_beside.similarities(row, self.main.spelling.alike(row))
        characters = np.concatenate((main.characters, own))
        mixed = (words + CHARACTERS * characters)[self._flat] * self._share
        best = np.concatenate((main.best, np.maximum.reduceat(mixed, self._starts)))
        best[self._out] = -1.0
        ratios = np.concatenate((main.ratios, self._ratios(main.ratios, weights)))
        meant = self.meaning.of(query, terms) if self.meaning else None
        votes = self._votes.given(query, terms, main)
        if main.votes is not None and votes is not None:
            votes = np.concatenate((main.votes, votes))
            votes[self._out] = NOBODY
        return Likeness(words, characters, best, ratios, meant, sentence, votes, without)

    def exact(self, query: Query, without: int | None) -> dict[int, int]:
        """As of any segment."""
        there = self.main.exact(query, without).items()
        found = {self._now.get(owner, owner): text for owner, text in there if owner not in self.gone or owner in self._now}
        for owner, text in self._asked.get(query.key, ()):
            if example_key(self.texts[text]) == query.typed or (owner not in found and query.content):
                found[owner] = text
        return found

    def _ratios(self, main: Floats, features: Mapping[str, float]) -> Floats:
        """How much more likely than usual each changed candidate is asked in such words; what was asked of it before holds."""
        found = main[self._asked_as]
        found[self._asked_as < 0] = self._likelihood.ratios(features)
        return found

    def _laid_out(self, numbers: Sequence[int]) -> tuple[Runs, Sequence[slice | Ints]]:
        spans = [self._spans(number) for number in numbers]
        return Scattered([examples for examples, _ in spans]), [statements for _, statements in spans]

    def _spans(self, number: int) -> tuple[Ints, slice | Ints]:
        if number >= self._first:
            return self.changes.examples[number - self._first], self.changes.statements[number - self._first]
        start, middle, stop = self.main.bounds[number]
        return np.arange(start, middle, dtype=np.int32), slice(middle, stop)

    def _dense(self) -> NDArray[np.float32] | None:
        """The dense parts of the new texts for the learner; None where the language has no word vectors."""
        return as_dense(self.meaning.own_texts, self.own_sentences) if self.meaning else None


def _asked_as(found: Sequence[Candidate], main: Segment) -> NDArray[np.int64]:
    """For each candidate the number of the one that has its id and its examples in a segment; -1 where there is none."""
    numbers = [main.number(candidate.id) for candidate in found]
    same = [n is not None and main.candidates[n].examples == one.examples for n, one in zip(numbers, found, strict=True)]
    return np.asarray([n if holds and n is not None else -1 for n, holds in zip(numbers, same, strict=True)], dtype=np.int64)
