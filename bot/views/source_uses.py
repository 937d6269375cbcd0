"""Each source of some facts, and what its paragraphs are used for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from discord import ui

from bot import card_wording as words
from bot.dates import date_in_words
from bot.markdown import answer_text, escape_line, link, shorten, small
from bot.paragraphs import places
from bot.translation import t
from bot.views.fitting import TEXT_LIMIT, fitting
from knowledge.base import KnowledgeBase
from knowledge.localised import text_in
from knowledge.model import Fact, Source

STATEMENT_LIMIT = 300
LINE_LIMIT = 200


def uses_card(facts: Sequence[Fact], base: KnowledgeBase, language: str) -> ui.LayoutView:
    """The message: per source its title and date, then a line for each fact with the paragraphs that say it."""
    view = ui.LayoutView(timeout=None)
    container: ui.Container[Any] = ui.Container()
    cited = list(dict.fromkeys(citation.source for fact in facts for citation in fact.citations))
    parts = [t(words.SOURCES_TITLE)]
    for number, source in enumerate(cited, start=1):
        parts.append("\n".join(_source(number, base.source(source), facts, language)))
    container.add_item(ui.TextDisplay(fitting("\n".join(parts), TEXT_LIMIT)))
    view.add_item(container)
    return view


def _source(number: int, source: Source, facts: Sequence[Fact], language: str) -> list[str]:
    title = shorten(" ".join(source.title.split()), LINE_LIMIT)
    shown = link(title, source.url) if source.url and len(source.url) <= LINE_LIMIT else escape_line(title, LINE_LIMIT)
    lines = [t(words.SOURCE, number=number, title=shown)]
    if source.publisher:
        lines.append(small(escape_line(source.publisher, LINE_LIMIT)))
    if source.published:
        lines.append(small(t(words.SOURCE_DATE, date=escape_line(date_in_words(str(source.published), language), 80))))
        if source.inferred:
            lines.append(small(t(words.WHY_INFERRED, why=escape_line(source.inferred, STATEMENT_LIMIT))))
    for fact in facts:
        paragraphs = sorted({citation.paragraph for citation in fact.citations if citation.source == source.id})
        if paragraphs:
            lines += _use(fact, paragraphs, language)
    return lines


def _use(fact: Fact, paragraphs: Sequence[int], language: str) -> list[str]:
    statement = shorten(" ".join(text_in(fact.statement, language).replace("**", "").split()), STATEMENT_LIMIT)
    line = t(
        words.USE,
        places=places(paragraphs),
        title=escape_line(text_in(fact.title, language), LINE_LIMIT),
        statement=answer_text(statement),
    )
    if fact.when and fact.inferred:
        date = escape_line(date_in_words(str(fact.when), language), 80)
        return [line, small(t(words.DATE_INFERRED, date=date, why=escape_line(fact.inferred, STATEMENT_LIMIT)))]
    return [line]
