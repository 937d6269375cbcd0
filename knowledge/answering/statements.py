"""Takes a message apart into the statements that it makes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

from knowledge.text import any_of, clean, words
from knowledge.understanding.language import Language

_MARKS = re.compile(
    r"^\s*(?:[>#]+|[-+*•]|\d+[.)])\s+|\*+|__+|~~|\|\||`+", re.MULTILINE
)  # of chat: quotes, bullets, bold, spoilers
_LINES = re.compile(r"[\r\n\u2028\u2029]+")
_END = re.compile(r"([.!?…。؟？]+[\"')\]]*)\s+|;\s+")
_ASKS = ("?", "؟", "？")
SHORTEST = 3  # words of a statement
MOST_JOINS = 6  # of a sentence, at which it may be divided


def statements(message: str, language: Language) -> Iterator[str]:
    """The sentences of a message that state something, in order: neither questions nor exclamations of a word or two."""
    for line in _LINES.split(message):
        for sentence in _sentences(clean(_MARKS.sub("", line)), language):
            row = words(sentence)
            asks = sentence.rstrip("\"')] ").endswith(_ASKS) or (row and row[0] in language.openers)
            if not asks and len(row) >= SHORTEST:
                yield sentence


def _sentences(line: str, language: Language) -> Iterator[str]:
    start = 0
    for end in _END.finditer(line):
        before = line[start : end.start()].split()
        last = before[-1].casefold().lstrip("(\"'") if before else ""
        short = len(last) == 1 or last in language.checking.abbreviations or re.fullmatch(r"(?:\w\.)+\w", last)
        if end[0].startswith(".") and short:
            continue
        yield line[start : end.end()].strip(" ;")
        start = end.end()
    if line[start:].strip(" ;"):
        yield line[start:].strip(" ;")


def divisions(statement: str, language: Language) -> Iterator[list[str]]:
    """The ways to divide a sentence that may state several things ("… and …", "News: …"); none where a part colours the other."""
    row = set(words(statement))
    if row & (language.negations | language.checking.supposing | language.turning_words):
        return
    for join in islice(_joins((*language.joins, *sorted(language.checking.contrasts))).finditer(statement), MOST_JOINS):
        pieces = [statement[: join.start()].strip(" ,"), statement[join.end() :].strip(" ,")]
        if all(len(words(piece)) >= SHORTEST for piece in pieces):
            yield pieces
    label, colon, rest = statement.partition(": ")
    if colon and len(words(label)) < SHORTEST <= len(words(rest)):
        yield [rest]


@cache
def _joins(joins: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf",?\s+{any_of(joins)}\s+", re.IGNORECASE)
