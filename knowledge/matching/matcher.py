"""Ranks the candidates for a question by all evidence together."""

from __future__ import annotations

import copy
from collections.abc import Collection, Iterable, Sequence
from typing import Any, NamedTuple

from knowledge.matching.candidate import Candidate
from knowledge.matching.features import Evidence
from knowledge.matching.layer import Changes, Layer
from knowledge.matching.learner import NOBODY, log_sum
from knowledge.matching.likeness import Glance
from knowledge.matching.profile import Profile
from knowledge.matching.scorer import Scorer
from knowledge.matching.segment import Segment
from knowledge.matching.sentences import SentenceEncoder
from knowledge.matching.shortlist import SHORTLIST, shortlist
from knowledge.matching.term_weights import new_weights, term_weights
from knowledge.matching.text_row import TextRow
from knowledge.text import clean, words
from knowledge.understanding.language import Language, Stemmer
from knowledge.understanding.names import ENTITY
from knowledge.understanding.phrases import PhraseTable
from knowledge.understanding.query import Query
from knowledge.understanding.reader import Reader

Texts = tuple[list[Query], list[Query]]  # a candidate's examples and statements, read without weights


class Match(NamedTuple):
    """A candidate with its evidence and its score (a log-odds like number: only differences mean something).

    A tuple, since a dozen are made for every question: a frozen dataclass takes four times as long to make.
    """

    candidate: Candidate
    profile: Profile  # of the candidate
    evidence: Evidence
    score: float
    example: str = ""  # the most similar example question
    nearest: TextRow | None = None  # the same, as evidence sees it


class Matcher:
    """The candidates of one snapshot, indexed. Immutable."""

    def __init__(
        self,
        found: Iterable[Candidate],
        language: Language,
        phrases: PhraseTable,
        stemmer: Stemmer,
        scorer: Scorer,
        encoder: SentenceEncoder | None = None,
    ) -> None:
        """`encoder` is a sentence model, whose vectors become further evidence. The scorer has to know what they weigh."""
        usable = _usable(found)
        self.scorer = scorer
        self.encoder = encoder
        self._plain = Reader(language, stemmer, phrases)
        read = [self._read(candidate) for candidate in usable]
        faint = {stemmer(word) for word in language.faint_words}
        weights = term_weights(usable, read, faint)
        vocabulary = _vocabulary(usable) | {word for phrase in phrases.surfaces for word in words(clean(phrase))}
        known = {word for phrase in phrases.nicknames for word in words(clean(phrase))}
        self.reader = Reader(language, stemmer, phrases, sorted(vocabulary), weights, sorted(known))
        self._persons = frozenset(f"{ENTITY}{entity}" for candidate in usable for entity in candidate.persons)
        code = language.code
        self._segment = Segment(usable, read, weights, self._persons, code, encoder) if usable else None

    def __getstate__(self) -> dict[str, Any]:
        """Pickled without the sentence model, which has to be loaded again and given to `use`."""
        return {**self.__dict__, "encoder": None}

    def use(self, encoder: SentenceEncoder) -> None:
        """Takes the sentence model that the matcher was built with, after it was unpickled."""
        self.encoder = encoder

    def changed(self, found: Iterable[Candidate], gone: Collection[str] = ()) -> Matcher:
        """The matcher of a snapshot in which some candidates are new or have changed, and those with the ids `gone` are no more.

        Only what has changed since the matcher was built is indexed, so this takes milliseconds, however large the base.
        Raises ValueError for a matcher without any candidate.
        """
        before, added = self._segment, _usable(found)
        if before is None:
            raise ValueError("a matcher that was built without candidates has nothing to change")
        main, kept, out = (before.main, before.changes.candidates, before.gone) if isinstance(before, Layer) else (before, (), ())
        leaving = {candidate.id for candidate in added} | set(gone)
        numbers = [main.number(candidate) for candidate in leaving]
        # What is as it was in the first place needs no layer.
        same = {n for c in added if (n := main.number(c.id)) is not None and main.candidates[n] == c}
        left = [c for c in (*(c for c in kept if c.id not in leaving), *added) if main.number(c.id) not in same]
        changes = Changes.of(left, main, lambda text: self._plain.read(text, repair=False))
        made = copy.copy(self)
        vocabulary = {word for query in changes.new for word in words(query.utterance)}
        made.reader = self.reader.extended(vocabulary, new_weights(changes.new, self.reader.weights))
        made._persons = self._persons | {f"{ENTITY}{entity}" for candidate in added for entity in candidate.persons}
        absent = {*out, *(number for number in numbers if number is not None)} - same
        code = self.reader.language.code
        made._segment = Layer(main, changes, absent, made.reader.weights, made._persons, code, self.encoder)
        return made

    @property
    def changed_texts(self) -> int:
        """How many texts are kept of what has changed since the index was built: what that takes goes by it."""
        return self._segment.kept_texts if isinstance(self._segment, Layer) else 0

    @property
    def candidates(self) -> Sequence[Candidate]:
        """Every candidate, by its number; those that were changed since are still there, and are never found."""
        return self._segment.candidates if self._segment else ()

    def profile(self, candidate: str) -> Profile | None:
        """What the candidate of this id accounts for; None where there is none, or it has no text."""
        if self._segment is None or (number := self._segment.number(candidate)) is None:
            return None
        return self._segment.profiles[number]

    def texts(self, candidate: str) -> list[tuple[str, TextRow]]:
        """Each example and statement of the candidate of this id, as evidence sees it; none where there is no such candidate."""
        segment = self._segment
        if segment is None or (number := segment.number(candidate)) is None:
            return []
        return [(segment.texts[text], segment.rows[text]) for texts in segment.texts_of(number) for text in texts]

    @property
    def persons(self) -> frozenset[str]:
        """The terms of everybody whom a candidate is about."""
        return self._persons

    def examples(self) -> list[tuple[int, str, int]]:
        """Each example with its number and that of its candidate, as `rank` takes them. Only before anything has changed."""
        main = self._segment
        if main is None:
            return []
        return [(n, text, int(main.owner[n])) for n, text in enumerate(main.texts) if main.is_example[n]]

    def read(self, utterance: str) -> Query:
        """The utterance, read with the words of this snapshot."""
        return self.reader.read(utterance)

    def lists(self, query: Query) -> bool:
        """Whether a curator listed the very question."""
        return self._segment is not None and bool(self._segment.lists(query))

    def glance(self, query: Query) -> Glance | None:
        """What is seen of a query at once, for a first choice; `rank` goes on from it. None in a base without candidates."""
        return self._segment.glance(query) if self._segment else None

    def promise(self, query: Query, glance: Glance | None) -> float:
        """How like a query is to the text that is most like it, more for longer ones."""
        terms = len(query.content)
        return glance.nearest * terms / (terms + 1) if glance else 0.0

    def rank(
        self,
        query: Query,
        without: int | None = None,
        hidden: Collection[int] = (),
        limit: int = SHORTLIST,
        glance: Glance | None = None,
    ) -> list[Match]:
        """The best candidates for a query, best first; `glance` is what was seen of it before, where it was.

        `without` is the number of an example and `hidden` the numbers of candidates to be treated as if the base did not
        have them: that is how the scorer is taught and how leave-one-out is measured.
        """
        segment = self._segment
        if segment is None or not query.tokens:
            return []
        sentence = self.encoder.question(query.text) if self.encoder else None
        likeness = segment.likeness(query, glance or segment.glance(query), without, sentence)
        if hidden:
            likeness.best[list(hidden)] = -1.0
            if likeness.votes is not None:
                likeness.votes[list(hidden)] = NOBODY
        numbers = shortlist(likeness.best, likeness.votes, limit)
        if not numbers:
            return []
        voted = float(log_sum(likeness.votes)) if likeness.votes is not None else 0.0
        profiles, table, examples = segment.evidence(query, numbers, likeness, segment.exact(query, without), voted)
        evidence = map(Evidence._make, table.tolist())
        matches: list[Match] = []
        for profile, one, score, nearest in zip(profiles, evidence, self.scorer.scores(table), examples, strict=True):
            text, row = ("", None) if nearest is None else (segment.texts[nearest], segment.rows[nearest])
            matches.append(Match(profile.candidate, profile, one, score, text, row))
        matches.sort(key=_order)
        return matches[:limit]

    def _read(self, candidate: Candidate) -> Texts:
        read = self._plain.read
        return [read(e, repair=False) for e in candidate.examples], [read(s, repair=False) for s in candidate.statements]


def _order(match: Match) -> tuple[float, str]:
    return -match.score, match.candidate.id


def _usable(found: Iterable[Candidate]) -> Sequence[Candidate]:
    return [candidate for candidate in found if candidate.examples or candidate.statements]


def _vocabulary(found: Iterable[Candidate]) -> set[str]:
    return {word for c in found for text in (*c.examples, *c.statements) for word in words(text)}
