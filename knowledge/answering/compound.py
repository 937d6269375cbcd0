"""Messages that ask for two things: the answers to both as one, or the half that is not known named."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from knowledge.answering.answer import Answer, Reason, Status
from knowledge.answering.compose import Composer
from knowledge.answering.reading import Reading
from knowledge.text import clean
from knowledge.understanding.clauses import shared_opening
from knowledge.understanding.query import Query, Role

MAX_QUOTED = 80  # characters of a question that are shown again
CLEAR = 0.5  # probability from which a part of a message counts as understood by itself


def asks_something(query: Query) -> bool:
    """Whether a part of a message can stand as a question at all."""
    return bool(query.content) or bool(query.asks)


class Compound:
    """Joins what the parts of a message are answered with."""

    def __init__(
        self,
        composer: Composer,
        read: Callable[[str], Query],
        reading: Callable[[Query], Reading],
        decide: Callable[[Reading], Answer],
    ) -> None:
        self._composer = composer
        self._language = composer.wording.language
        self._read = read
        self._reading = reading
        self._decide = decide

    def two_things(self, query: Query, answer: Answer) -> Answer | None:
        """Both answers, where a question asks for two things with one opening and `answer` gives only one of them."""
        parts = shared_opening(query.utterance, self._language)
        if parts is None:
            return None
        pair: list[Reading] = []
        for half in reversed(parts):  # the last is mostly the shorter, and mostly asks nothing by itself
            part = self._read(half)
            if not any(token.role is Role.CONTENT for token in part.content):
                return None  # "between A and B" joins two names, not two questions
            reading = self._reading(part)
            if reading.verdict.right < CLEAR:
                return None
            pair.insert(0, reading)
        ids = {part.matches[0].candidate.id for part in pair}
        if len(ids) < 2 or ids <= set(answer.facts):
            return None
        return self.joined(query, [self._decide(part) for part in pair])

    def joined(self, query: Query, answers: Sequence[Answer]) -> Answer:
        """Answers to the parts of a message as one; what is not known is named."""
        lines: list[str] = []
        for answer in answers:
            if answer.status is Status.ANSWERED or answer.status is Status.CLARIFY:
                lines += [line for line in answer.text.splitlines() if line not in lines]  # two halves may share a fact
            else:
                lines.append(self._composer.wording.say("half_unknown", question=quoted(answer.question)))
        known = [answer for answer in answers if answer.status is Status.ANSWERED]
        facts = [self._composer.base.fact(fact) for answer in known for fact in answer.facts]
        if not facts:
            return answers[0]
        joined = self._composer.answer(
            query.utterance, "\n".join(lines), facts, min(answer.score for answer in known), Reason.COMPOUND
        )
        suggestions = tuple(dict.fromkeys(s for answer in answers for s in answer.suggestions))
        return joined.model_copy(update={"suggestions": suggestions})


def quoted(question: str) -> str:
    """A part of somebody's message as it may be shown again: words without markup, links and length."""
    words_only = re.sub(r"[^\w\s'’-]+", " ", clean(question))
    return " ".join(words_only.split())[:MAX_QUOTED]
