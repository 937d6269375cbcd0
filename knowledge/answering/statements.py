"""Takes a message apart into the statements that it makes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.text import clean, words
from knowledge.understanding.language import Language

_MARKS = re.compile(
    r"^\s*(?:[>#]+|[-+*•]|\d+[.)])\s+|\*+|__+|~~|\|\||`+", re.MULTILINE
)  # of chat: quotes, bullets, bold, spoilers
_LINES = re.compile(r"[\r\n\u2028\u2029]+")
_END = re.compile(r"([.!?…。؟？]+[\"')\]]*)\s+|;\s+")
_ASKS = ("?", "؟", "？")
SHORTEST = 3  # words of a statement


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


def parts(statement: str, language: Language) -> list[str]:
    """The statements of a compound sentence ("… and …", "…, but …"), or nothing where it is one, or one colours the other."""
    row = set(words(statement))
    if row & (language.negations | language.checking.supposing | language.turning_words):
        return []
    joins = "|".join(map(re.escape, language.joins))
    pieces = [piece.strip(" ,") for piece in re.split(rf",?\s+(?:{joins}|but|while|whereas)\s+", statement, flags=re.IGNORECASE)]
    return pieces if len(pieces) == 2 and all(len(words(piece)) >= SHORTEST for piece in pieces) else []
