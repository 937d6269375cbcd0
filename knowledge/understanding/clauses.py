"""Takes messages apart: into sentences and clauses, and into the two questions that some of them hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from knowledge.text import clean
from knowledge.understanding.language import Language

_SENTENCE = re.compile(r"[.!?;\n]+(?=\s|$)|\n")
_CLAUSE = re.compile(r"[.!?;:,\n()]+(?=\s|$)|\s+-+\s+")
_REPEATED = re.compile(r"([?!.,;])[?!.,;]+")
LONGEST_COMPOUND = 400  # characters of a message that may hold two questions
MAX_CLAUSES = 8  # of a long message: half from its start, half from its end
LONGEST_WINDOW = 2


def sentences(utterance: str) -> list[str]:
    """The sentences of an utterance, cleaned, without empty ones."""
    return [part for raw in _SENTENCE.split(utterance) if (part := clean(raw))]


def windows(utterance: str) -> Iterator[str]:
    """Runs of one or two neighbouring clauses: where in a long message the question may stand."""
    clauses = [part for raw in _CLAUSE.split(utterance) if (part := clean(raw))]
    if len(clauses) > MAX_CLAUSES:
        clauses = clauses[: MAX_CLAUSES // 2] + clauses[-MAX_CLAUSES // 2 :]
    for length in range(1, LONGEST_WINDOW + 1):
        for start in range(len(clauses) - length + 1):
            yield ", ".join(clauses[start : start + length])


def two_questions(utterance: str, language: Language) -> tuple[str, str] | None:
    """The two questions of a message that asks both, or None: "who decided and who advised it?", "… ? and …"."""
    text = _REPEATED.sub(r"\1", clean(utterance))
    if len(text) > LONGEST_COMPOUND:
        return None  # a story: its windows are looked at instead
    parts = [part for part in _between_questions(language.joins, language.openers).split(text) if part and part.strip(" ?.,;")]
    if len(parts) == 2:
        return parts[0].strip(), parts[1].strip()
    return None


@cache
def _between_questions(joins: tuple[str, ...], openers: frozenset[str]) -> re.Pattern[str]:
    joined = "|".join(map(re.escape, joins))
    opened = "|".join(re.escape(word) for word in sorted(openers, key=len, reverse=True))
    return re.compile(
        rf"(?:\?+\s*(?:(?:{joined})\s+)*|[,;.]?\s+(?:{joined})\s+(?:(?:{joined})\s+)*)(?=(?:{opened})\b)", re.IGNORECASE
    )


def shared_opening(utterance: str, language: Language) -> tuple[str, str] | None:
    """Two things asked for with one opening ("what are the population and the growth rate"), or None."""
    text = clean(utterance).rstrip("?!. ")
    left, middle, right = text.rpartition(f" {language.joins[0]} ")
    before = left.casefold().split()
    if not middle or len(before) < 2 or any(word in language.date_words["between"] for word in before[-4:]):
        return None
    return left, right
