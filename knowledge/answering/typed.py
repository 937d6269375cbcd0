"""What somebody typed, made fit to be worked with and to be shown again."""

from __future__ import annotations

import re

from knowledge.answering.answer import Answer
from knowledge.understanding.query import Query


def respelt(query: Query) -> str:
    """The question with its misspelt words mended, other words and their case as they were."""
    mended = dict(query.repaired)
    mended_text = re.sub(r"[\w']+", lambda word: mended.get(word[0].casefold(), word[0]), query.text)
    return " ".join(re.sub(r"[^\w\s'’?!,-]+", " ", mended_text).split())  # words only: no address, mention or markup comes back


def as_meant(query: Query) -> str:
    """The words of a question in lower case, misspelt ones mended and short forms written out."""
    return " ".join([token.surface for token in query.tokens if not token.part])


def sound(question: str) -> str:
    """The question without halves of surrogate pairs, which no text may hold."""
    return question.encode("utf-8", "replace").decode("utf-8")


def as_read(answer: Answer, asked: Query, understood: Query) -> Answer:
    """`answer` to what was `asked`, saying where that was `understood` otherwise: mended, in part, or with what came before."""
    part = answer.question == understood.utterance != asked.utterance
    shown = respelt(understood) if part or understood.repaired else ""
    mended = bool(understood.repaired) and shown.casefold() != understood.text.casefold()
    in_context = understood.utterance == asked.utterance and understood.tokens != asked.tokens
    if not (part or mended or in_context):
        return answer
    return answer.model_copy(update={"repaired": shown if part or mended else None, "in_context": in_context})
