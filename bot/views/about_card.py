"""`/about` as people see it: version, how much is known, of when, privacy, licence, and where the code is."""

from __future__ import annotations

from bot import help_wording as words
from bot.dates import date_in_words
from bot.markdown import escape_line, link
from bot.package import licence, version
from bot.translation import language as spoken
from bot.translation import t
from knowledge.base import KnowledgeBase
from knowledge.localised import text_in


def about_text(base: KnowledgeBase, language: str, code_url: str | None, *, edited: bool) -> str:
    """The page as safe Markdown. code_url: where the operator says the code is; edited: whether a server has facts of its own."""
    subject = escape_line(text_in(base.pack.name, spoken()), 100)
    lines = [t(words.ABOUT_TITLE, version=version()), t(words.WHAT, subject=subject), _holds(base, language)]
    if edited:
        lines.append(t(words.EDITED))
    lines.append(t(words.PRIVACY))
    if known := licence():
        lines.append(t(words.LICENCE, licence=escape_line(known, 60)))
    if code_url:
        lines.append(t(words.CODE, link=link(code_url.partition("://")[2].rstrip("/"), code_url)))
    return "\n".join(lines)


def _holds(base: KnowledgeBase, language: str) -> str:
    cited = {citation.source for fact in base.facts for citation in fact.citations}
    sources = t(words.SOURCES, count=len(cited))
    newest = max((when for source in cited if (when := base.source(source).published)), key=lambda when: when.last, default=None)
    if newest is None:
        return t(words.HOLDS_UNDATED, facts=len(base.facts), sources=sources)
    date = escape_line(date_in_words(str(newest), language), 80)
    return t(words.HOLDS, facts=len(base.facts), sources=sources, newest=date)
