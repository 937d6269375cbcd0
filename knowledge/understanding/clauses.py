"""Takes messages apart: into sentences and clauses, and into the two questions that some of them hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from knowledge.text import any_of, clean
from knowledge.understanding.language import Language

_CLAUSE = re.compile(r"([.!?;:,\n()]+(?=\s|$)|\s+-+\s+)")
_AND = re.compile(r"\s[&+]\s")
_REPEATED = re.compile(r"([?!.,;])[?!.,;]+")
LONGEST_COMPOUND = 400  # characters of a message that may hold two questions
MAX_CLAUSES = 8  # of a long message that are looked at
LONGEST_WINDOW = 2


def windows(utterance: str, language: Language, longest: int = LONGEST_WINDOW) -> Iterator[str]:
    """Runs of up to `longest` neighbouring clauses: where in a long message the question may stand.

    Of a message with more clauses than are looked at, those stay that ask, and then the ones at its start and its end.
    """
    pieces = _CLAUSE.split(utterance)
    found = [(clean(raw), mark) for raw, mark in zip(pieces[::2], [*pieces[1::2], ""], strict=True) if clean(raw)]
    clauses = [text for text, _ in found]
    if len(clauses) > MAX_CLAUSES:
        asks = ["?" in mark or any(word in language.openers for word in text.casefold().split()[:3]) for text, mark in found]
        ends = {place: min(place, len(clauses) - 1 - place) for place in range(len(clauses))}
        chosen = sorted(ends, key=lambda place: (not asks[place], ends[place]))[:MAX_CLAUSES]
        clauses = [clauses[place] for place in sorted(chosen)]
    for length in range(1, longest + 1):
        for start in range(len(clauses) - length + 1):
            yield ", ".join(clauses[start : start + length])


def embedded(clause: str, language: Language) -> Iterator[str]:
    """What a clause asks behind its lead-in, without what is said by the way: "I can't find [when they left] because I …".

    From the first and from the last words on that begin a question, if these are not the first words of the clause, and behind
    a request.
    """
    openers, requests, ends = map(_inner, (language.inner_openers, language.requests, language.asides))
    starts = [found.start() for found in openers.finditer(clause)]
    starts = [start for start in [*starts[:1], *starts[-1:], *(found.end() for found in requests.finditer(clause))] if start > 0]
    for start in dict.fromkeys(starts):
        aside = ends.search(clause, start + 1)
        if part := clean(clause[start : aside.start() if aside else None]):
            yield part


@cache
def _inner(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(phrases)}\b", re.IGNORECASE)


def two_questions(utterance: str, language: Language) -> tuple[str, str] | None:
    """The two questions of a message that asks both, or None: "who decided and who advised it?", "… ? and …"."""
    text = _spelt_out(clean(utterance), language)
    folded = text.casefold()
    if "?" not in folded.rstrip("? ") and not any(f" {join} " in folded for join in language.joins):
        return None  # nothing stands between two questions: so it is with most messages
    text = _REPEATED.sub(r"\1", text)
    if len(text) > LONGEST_COMPOUND:
        return None  # a story: its windows are looked at instead
    between = _between_questions(language.joins, language.openers, language.others)
    parts = [part for part in between.split(text) if part and part.strip(" ?.,;")]
    if len(parts) == 2:
        return parts[0].strip(), parts[1].strip()
    return None


def _spelt_out(text: str, language: Language) -> str:
    """The text with its signs for "and" as the word."""
    return _AND.sub(f" {language.joins[0]} ", text) if "&" in text or "+" in text else text


@cache
def _between_questions(joins: tuple[str, ...], openers: frozenset[str], others: frozenset[str]) -> re.Pattern[str]:
    joined, opened, more = map(any_of, (joins, openers, others))
    return re.compile(
        rf"(?:\?+\s*(?:{joined}\s+)*|[,;.]?\s+{joined}\s+(?:{joined}\s+)*)(?={opened}\b(?!\s+{more}\b))", re.IGNORECASE
    )


def shared_opening(utterance: str, language: Language) -> tuple[str, str] | None:
    """Two things asked for with one opening ("what are the population and the growth rate"), or None."""
    text = _spelt_out(clean(utterance), language).rstrip("?!. ")
    left, middle, right = text.rpartition(f" {language.joins[0]} ")
    before = left.casefold().split()
    if not middle or not before or any(word in language.date_words["between"] for word in before[-4:]):
        return None
    return left, right
