"""Candidates whose texts were indexed together. What was changed since is laid over them (`layer.py`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.fuzz import token_set_ratio

from knowledge.matching.accounts import Accounts
from knowledge.matching.candidate import Candidate
from knowledge.matching.features import Columns, as_table, structural
from knowledge.matching.likelihood import Likelihood
from knowledge.matching.likeness import Glance, Likeness
from knowledge.matching.meaning import Meaning
from knowledge.matching.profile import Profile
from knowledge.matching.rarity import Rarity, Terms, spelt
from knowledge.matching.runs import Matrix, Runs
from knowledge.matching.sentences import SentenceEncoder
from knowledge.matching.spelling_index import SpellingIndex
from knowledge.matching.text_index import TextIndex, word_features
from knowledge.matching.text_row import TextRow, extra, missing
from knowledge.matching.votes import Lessons, Votes
from knowledge.text import example_key
from knowledge.understanding.query import Query
from knowledge.understanding.word_vectors import Vector, load_vectors

CHARACTERS = np.float32(0.6)  # what likeness in spelling counts beside likeness in words
STATEMENT = np.float32(0.9)  # what likeness to a statement counts beside likeness to an example
VOTE, NATS, FAR_BEHIND = 10.0, 4.0, 12.0  # units of the learner's evidence, and what makes no more difference
MANY = 100  # examples of a candidate from which on what was learned counts half as much again
Ints = NDArray[np.int32]
NO_ROWS = np.zeros(0, dtype=np.int32)


class Segment:
    """See the module. Immutable."""

    def __init__(
        self,
        found: Sequence[Candidate],
        read: Sequence[tuple[list[Query], list[Query]]],
        weights: Mapping[str, float],
        persons: frozenset[str],
        language: str,
        encoder: SentenceEncoder | None = None,
    ) -> None:
        """`read` holds the examples and the statements of each candidate, read without weights."""
        self.candidates: Sequence[Candidate] = tuple(found)
        queries = [query for examples, statements in read for query in (*examples, *statements)]
        self.texts: Sequence[str] = [query.utterance for query in queries]
        self.rows: Sequence[TextRow] = [TextRow.of(query, weights) for query in queries]
        counts = np.asarray([(len(es), len(ss)) for es, ss in read], dtype=np.int64).reshape(-1, 2)
        sizes = counts.sum(axis=1)
        self._starts = np.concatenate(([0], np.cumsum(sizes)))[:-1]
        self._edges = np.stack((self._starts, self._starts + counts[:, 0], self._starts + sizes))
        self.bounds = self._edges.T.tolist()
        self.owner = np.repeat(np.arange(len(read)), sizes)
        self.is_example = np.arange(len(queries)) < np.repeat(self._starts + counts[:, 0], sizes)
        self._share = np.where(self.is_example, np.float32(1.0), STATEMENT)
        self.rarity = Rarity.of(queries, language)
        terms = self.rarity.terms  # worked out again where it is needed: those of many texts at once take much room
        self.words = TextIndex(word_features(terms(query)) for query in queries)
        self.spelling = SpellingIndex([spelt(query) for query in queries])
        self.likelihood = Likelihood(self.words, self.owner, self.is_example, len(read))
        self._persons = persons
        self.profiles: Sequence[Profile] = [
            Profile.of(candidate, self.rows[start:middle], self.rows[middle:stop], persons)
            for candidate, (start, middle, stop) in zip(found, self.bounds, strict=True)
        ]
        self._numbers = {candidate.id: number for number, candidate in enumerate(found)}
        vectors = load_vectors(language)
        self.meaning = Meaning(vectors, queries, terms) if vectors else None
        self.accounts = Accounts(self.profiles, self.meaning)
        self.own_sentences = encoder.encode(self.texts).astype(np.float16) if encoder else None
        self.sentences: Matrix | None = self.own_sentences
        means = self.meaning.own_texts if self.meaning else None
        self.votes = Votes.of(Lessons(self.words, queries, means, self.own_sentences, self.owner, self.is_example), len(found))
        self.keys = [query.key if asks else () for query, asks in zip(queries, self.is_example.tolist(), strict=True)]
        self._asking: dict[tuple[str, ...], list[int]] = {}
        for number, key in enumerate(self.keys):
            if key:
                self._asking.setdefault(key, []).append(number)

    def number(self, candidate: str) -> int | None:
        """The number of the candidate with an id; None where there is none."""
        return self._numbers.get(candidate)

    def texts_of(self, number: int) -> tuple[range | list[int], range | list[int]]:
        """The numbers of the examples of a candidate, and of its statements."""
        start, middle, stop = self.bounds[number]
        return range(start, middle), range(middle, stop)

    def lists(self, query: Query) -> Sequence[int]:
        """The numbers of the examples that are the very question."""
        return self._asking.get(query.key, ())

    def glance(self, query: Query) -> Glance:
        """What is seen of a query at once. It is good for one look at its likeness."""
        return self.seen(self.rarity.terms(query))

    def seen(self, terms: Terms) -> Glance:
        """The same of a query whose terms are weighed already."""
        features = self.words.weighed(word_features(terms))
        return Glance(terms, features, self.words.summed(features))

    def likeness(
        self, query: Query, glance: Glance, without: int | None = None, sentence: Vector | None = None, beside: float = 0.0
    ) -> Likeness:
        """How like a query is to everything in the segment.

        `sentence` is what a sentence model makes of it, and `beside` the weight of those of its terms that only other texts use.
        """
        terms, features, words = glance.terms, glance.features, glance.words
        characters = self.spelling.similarities(spelt(query))
        left_out = None
        if without is not None:
            words[without] = characters[without] = 0.0
            if self.is_example[without]:
                own = self.words.features_of(np.asarray([without]))[without]
                left_out = int(self.owner[without]), frozenset(dict(own))
        mixed = CHARACTERS * characters
        mixed += words
        mixed *= self._share
        ratios = self.likelihood.ratios(self.words.columns(dict(terms)), left_out, beside)
        best = np.maximum.reduceat(mixed, self._starts)
        meant = self.meaning.of(query, terms) if self.meaning else None
        votes = self.votes.given(query, features, meant, sentence, without)
        return Likeness(words, characters, best, ratios, meant, sentence, votes, without)

    def evidence(
        self, query: Query, numbers: Sequence[int], likeness: Likeness, exact: Mapping[int, int], voted: float = 0.0
    ) -> tuple[list[Profile], NDArray[np.float64], list[int | None]]:
        """The evidence for some candidates: the profile of each, a row with the fields of `Evidence`, and its nearest example.

        `voted` is the log of the summed exponents of all votes. `exact` gives the candidates for which a curator listed the very
        question, with that example.
        """
        profiles = [self.profiles[number] for number in numbers]
        accounts = self.accounts.of(query.content, numbers)
        left_out = None
        if (without := likeness.without) is not None and self.owner[without] in numbers and self.is_example[without]:
            place = numbers.index(self.owner[without])
            left_out = place, without - self.bounds[numbers[place]][0]
            profiles[place] = self._without(numbers[place], without)
            accounts[0][:, place], accounts[1][:, place] = self.accounts.of_another(query.content, profiles[place])
        runs, said = self._laid_out(numbers)
        found = structural(query, profiles, accounts)
        found["likelihood"] = likeness.ratios[numbers]
        if likeness.votes is not None:
            votes = likeness.votes[numbers].astype(np.float64)
            found["vote"] = votes / VOTE
            found["learned"] = learned = np.maximum(-FAR_BEHIND, votes - voted) / NATS
            found["learned_many"] = learned * (runs.sizes / (runs.sizes + MANY))
        found["statement"] = [max(likeness.words[texts].tolist(), default=0.0) for texts in said]
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
        found["best_characters"] = characters.max(axis=1)
        names, kinds = [("best_words", "second_words", "centroid")], [words]
        for three, texts, vector in (
            (("meaning_best", "meaning_top", "meaning_centroid"), self.meaning.texts if self.meaning else None, likeness.meaning),
            (("sentence_best", "sentence_top", "sentence_centroid"), self.sentences, likeness.sentence),
        ):
            if texts is not None and vector is not None:
                names.append(three)
                kinds.append(runs.cosines(texts, vector))
                if left_out:
                    kinds[-1][left_out] = 0.0
        best, top, total = runs.summed_up(np.array(kinds))
        for (of_best, of_top, of_all), *numbers in zip(names, best, top, total / counts, strict=True):
            found[of_best], found[of_top], found[of_all] = numbers
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
        """The candidates for which a curator listed the very question, each with that text; word for word where there is one.

        A question that says nothing but whom or when it asks for ("by whom?") is only listed word for word.
        """
        found: dict[int, int] = {}
        for number in self.lists(query):
            owner, verbatim = int(self.owner[number]), example_key(self.texts[number]) == query.typed
            if number != without and (verbatim or (owner not in found and query.content)):
                found[owner] = number
        return found

    def _laid_out(self, numbers: Sequence[int]) -> tuple[Runs, Sequence[slice | Ints]]:
        """The examples of some candidates side by side, and where the statements of each are."""
        starts, middles, stops = self._edges.take(numbers, axis=1)
        return Runs(starts, middles), [slice(*span) for span in zip(middles.tolist(), stops.tolist(), strict=True)]

    def _without(self, number: int, text: int) -> Profile:
        """The profile of a candidate as if it had one of its examples less."""
        start, middle, stop = self.bounds[number]
        examples = [self.rows[other] for other in range(start, middle) if other != text]
        return Profile.of(self.profiles[number].candidate, examples, self.rows[middle:stop], self._persons)
