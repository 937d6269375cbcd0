"""Where an answer stands in its sources, as small print: numbered, each once, with its paragraphs and its date."""

from __future__ import annotations

from collections.abc import Iterable

from bot import card_wording, wording
from bot.dates import date_in_words
from bot.markdown import escape_line, link, shorten, small
from bot.paragraphs import places
from bot.translation import t
from knowledge.answering.answer import AnswerCitation

TITLE_LIMIT = 200
MOST_SOURCES = 5


def sources_block(citations: Iterable[AnswerCitation], language: str) -> str:
    """The block's Markdown; empty where nothing is cited."""
    paragraphs: dict[str, set[int]] = {}
    first: dict[str, AnswerCitation] = {}
    for citation in citations:
        first.setdefault(citation.source, citation)
        paragraphs.setdefault(citation.source, set()).add(citation.paragraph)
    if not first:
        return ""
    lines = [f"**{t(wording.SOURCES)}**"]
    for number, (source, citation) in enumerate(list(first.items())[:MOST_SOURCES], start=1):
        lines.append(f"{number}. {_line(citation, sorted(paragraphs[source]), language)}")
    if len(first) > MOST_SOURCES:
        lines.append(t(wording.MORE_LINES, count=len(first) - MOST_SOURCES))
    return small("\n".join(lines))


def _line(citation: AnswerCitation, paragraphs: list[int], language: str) -> str:
    title = shorten(" ".join(citation.title.split()), TITLE_LIMIT)
    date = escape_line(date_in_words(citation.published, language), 40) if citation.published else ""
    parts = [
        link(title, citation.url) if citation.url and len(citation.url) <= TITLE_LIMIT else escape_line(title, TITLE_LIMIT),
        escape_line(citation.publisher, TITLE_LIMIT) if citation.publisher else "",
        places(paragraphs),
        t(card_wording.INFERRED, date=date) if date and citation.inferred else date,
    ]
    return " · ".join(part for part in parts if part)
