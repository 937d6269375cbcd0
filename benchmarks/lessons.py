"""What the weights are learned from: questions with their shortlists, and which candidates of these are right."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.intents import few
from benchmarks.intents import read as read_intents
from benchmarks.questions_file import read_questions
from knowledge.answering.answerer import Answerer
from knowledge.answering.conversation import Conversation
from knowledge.matching.candidate import Candidate
from knowledge.matching.learned import FOLDS
from knowledge.matching.matcher import Match, Matcher
from knowledge.matching.scorer import Scorer
from knowledge.matching.sentences import SentenceEncoder
from knowledge.understanding.language import Stemmer, load_language
from knowledge.understanding.phrases import PhraseTable
from knowledge.understanding.query import Query

INTENT_WEIGHT = 1.0  # of an example of a public set, for the ranking alone
SAMPLE_WEIGHT = 4.0  # where only a sample of the examples is asked
HELD_OUT_WEIGHT = 0.1  # other facts often answer what a missing fact answered
DEVELOPMENT_WEIGHT = 2.0  # people's questions are what the weights are for


@dataclass
class Lesson:
    """A question with its shortlist, which of it is right (none: to be declined), and how much it counts."""

    query: Query
    matches: list[Match]
    right: list[bool]
    answerable: bool
    weight: float

    def without_lists(self) -> Lesson:
        """A list that holds the fact answers too, but where a fact by itself is right, lists are neither wrong nor right."""
        facts_right = any(r and not m.candidate.is_collection for m, r in zip(self.matches, self.right, strict=True))
        kept = [
            (match, right)
            for match, right in zip(self.matches, self.right, strict=True)
            if not (facts_right and right and match.candidate.is_collection)
        ]
        return Lesson(self.query, [m for m, _ in kept], [r for _, r in kept], self.answerable, self.weight)


def from_examples(answerer: Answerer) -> list[Lesson]:
    """Each example question left out in turn; and each asked of a base that lacks its fact, and any list that holds it."""
    lessons = []
    matcher = answerer.matcher
    groups = {c.id: set(c.members) for c in answerer.base.collections}
    for number, text, place in matcher.examples():
        owner = matcher.candidates[place].id
        query = matcher.read(text)
        matches = matcher.rank(query, without=number)
        # A list that holds the fact answers too.
        right = [match.candidate.id == owner or owner in groups.get(match.candidate.id, ()) for match in matches]
        if any(right):
            lessons.append(Lesson(query, matches, right, True, 1.0))
    for missing, lacking in _lacking(matcher):
        names = [candidate.id for candidate in lacking.candidates]
        for candidate in missing:
            kin = groups.get(candidate.id, set()) | {name for name, members in groups.items() if candidate.id in members}
            hidden = [place for place, name in enumerate(names) if name in kin]
            for text in candidate.examples:
                query = lacking.read(text)
                if matches := lacking.rank(query, hidden=hidden):
                    lessons.append(Lesson(query, matches, [False] * len(matches), False, HELD_OUT_WEIGHT))
    return lessons


def _lacking(matcher: Matcher, parts: int = 5) -> Iterator[tuple[Sequence[Candidate], Matcher]]:
    """A part of the candidates, and a matcher that never knew them; each part in turn."""
    reader = matcher.reader
    for part in range(parts):
        kept = [candidate for number, candidate in enumerate(matcher.candidates) if number % parts != part]
        yield (
            matcher.candidates[part::parts],
            Matcher(kept, reader.language, reader.phrases, reader.stemmer, matcher.scorer, matcher.encoder),
        )


def from_questions(answerer: Answerer, path: Path) -> list[Lesson]:
    """People's questions: a candidate is right when the answer that it gives is."""
    lessons = []
    for question in read_questions(path):
        if question.kind == "ambiguous" or question.form in {"compute", "compose", "timeline"}:
            continue
        conversation = Conversation()
        for earlier in question.context:
            _, conversation = answerer.converse(earlier, conversation)
        reading = answerer.read(question.q, conversation)
        if not reading.matches:
            continue
        right = []
        for match in reading.matches:
            if match.candidate.is_gap:
                right.append(question.kind != "answerable")
                continue
            answer = answerer.decider.compose(reading.query, [match])
            plain = question.holds(answer.text, {citation.paragraph for citation in answer.citations})
            right.append(question.kind == "answerable" and plain)
        answerable = question.kind == "answerable"
        if answerable and not any(right):
            continue  # nothing on the shortlist is right: neither ranking nor deciding can learn from it
        lessons.append(Lesson(reading.query, list(reading.matches), right, answerable, DEVELOPMENT_WEIGHT))
    return lessons


def from_elsewhere(answerer: Answerer, path: Path, count: int = 300) -> list[Lesson]:
    """Questions about quite other things, evenly drawn from a data set of {"text"} lines: each is to be declined."""
    lines = path.read_text(encoding="utf-8").splitlines()
    lessons = []
    for line in lines[:: max(1, len(lines) // count)]:
        query = answerer.matcher.read(json.loads(line)["text"])
        if matches := answerer.matcher.rank(query):
            lessons.append(Lesson(query, matches, [False] * len(matches), False, 1.0))
    return lessons


def from_intents(path: Path, encoder: SentenceEncoder | None, shots: int, share: int = 1) -> list[Lesson]:
    """Examples of every intent of a public set: evidence must rank other subjects well too.

    Of `shots` examples of each, every one (or one in `share`) is left out in turn.
    """
    language = load_language("en")
    groups: dict[str, list[str]] = {}
    for text, intent in few(read_intents(path), shots, seed=0):
        groups.setdefault(str(intent), []).append(text)
    found = [Candidate(id=intent, examples=tuple(dict.fromkeys(texts))) for intent, texts in groups.items()]
    matcher = Matcher(found, language, PhraseTable(), Stemmer(language), Scorer.default(), encoder)
    lessons = []
    for number, text, place in matcher.examples():
        if number % FOLDS % share:
            continue
        query = matcher.read(text)
        matches = matcher.rank(query, without=number)
        right = [match.candidate.id == found[place].id for match in matches]
        if any(right):
            lessons.append(Lesson(query, matches, right, True, INTENT_WEIGHT if share == 1 else SAMPLE_WEIGHT))
    return lessons
