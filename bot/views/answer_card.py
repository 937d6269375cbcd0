"""An answer as people see it on Discord: a card with the text, who says so, the editor's note, sources and buttons.

Discord shows at most 4,000 characters of text and 40 components in a message of this kind (Components V2). The text
gives way: small print, note and sources are bounded; what is left is the text's, cut at a line that says how much is
missing.
"""

from __future__ import annotations

from typing import Any

import discord
from discord import ui

from bot import wording
from bot.dates import date_in_words
from bot.markdown import answer_text, escape_line, shorten, small
from bot.readers import Localised
from bot.translation import t
from bot.views.correct_button import CorrectButton
from bot.views.remove_button import RemoveButton
from bot.views.sources_block import sources_block
from bot.views.suggestions import suggestion_rows
from bot.views.vote_buttons import VoteButton
from knowledge.answering.answer import Answer, Status
from knowledge.localised import text_in
from knowledge.model import Topic

TEXT_LIMIT = 4_000  # Discord: over all texts of a message
NOTE_LIMIT = 700
ECHO_LIMIT = 200  # of what a person typed
SOURCES_LIMIT = 1_200

QUIET = discord.Colour(0x99AAB5)  # for what could not be answered


class AnswerCard(Localised, ui.LayoutView):
    """A message that shows `answer`.

    asker: id of the person whose buttons these are. topic: the answer's topic, for name and colour. echo: the question,
    where the message does not stand under it. footer: a last line of small print. more: what to do where the text had
    to be cut. removable: whether it needs a remove button (messages that only the asker sees do not).
    correctable: whether corrections can be suggested here, ratable: whether it is learned from votes. limit: the
    characters of text that it may take, where the message holds more than the card.
    """

    def __init__(
        self,
        answer: Answer,
        *,
        asker: int,
        topic: Topic | None = None,
        echo: str | None = None,
        footer: str | None = None,
        more: str = "",
        removable: bool = True,
        correctable: bool = False,
        ratable: bool = False,
        limit: int = TEXT_LIMIT,
    ) -> None:
        super().__init__(timeout=None)  # its buttons carry what they need, and outlive a restart
        heading = _heading(answer, topic, echo)
        byline = _byline(answer, footer)
        note = _note(answer, min(NOTE_LIMIT, limit // 4))
        sources = fitting(sources_block(answer.citations, answer.language), min(SOURCES_LIMIT, limit // 3))
        room = limit - sum(len(part) for part in (heading, byline, note, sources))
        container: ui.Container[Any] = ui.Container(accent_colour=_colour(answer, topic))
        whole = answer_text(answer.text)
        body = whole if len(whole) <= room else f"{fitting(whole, room - len(more) - 1)}\n{more}".rstrip()
        for text in (heading, body if body.strip() else "…", byline):  # Discord refuses empty texts and empty cards
            if text.strip():
                container.add_item(ui.TextDisplay(text))
        for text in (note, sources):
            if text.strip():
                container.add_item(ui.Separator())
                container.add_item(ui.TextDisplay(text))
        self.add_item(container)
        for row in suggestion_rows(answer, asker):
            self.add_item(row)
        buttons: list[ui.Item[Any]] = [RemoveButton(asker)] if removable else []
        if correctable and answer.status is Status.ANSWERED and answer.facts:
            buttons.append(CorrectButton(answer.facts[0] if len(answer.facts) == 1 else ""))
        if ratable and answer.status is Status.ANSWERED and answer.facts:
            buttons += [VoteButton(good=True), VoteButton(good=False)]
        if buttons:
            self.add_item(ui.ActionRow(*buttons))


def _colour(answer: Answer, topic: Topic | None) -> discord.Colour:
    if topic is None or answer.status is Status.DECLINED:
        return QUIET
    return discord.Colour.from_str(topic.colour)


def _heading(answer: Answer, topic: Topic | None, echo: str | None) -> str:
    lines = []
    if topic is not None and answer.status is not Status.DECLINED:
        lines.append(f"{topic.emoji} {escape_line(text_in(topic.title, answer.language), ECHO_LIMIT)}".strip())
    if echo:
        lines.append(t(wording.ASKED, question=escape_line(echo, ECHO_LIMIT)))
    return small("\n".join(lines))


def _byline(answer: Answer, footer: str | None) -> str:
    facts = []
    if answer.attribution:
        facts.append(t(wording.ACCORDING_TO, who=escape_line(answer.attribution, ECHO_LIMIT)))
    if answer.when:
        facts.append(t(wording.DATED, when=escape_line(date_in_words(answer.when, answer.language), 80)))
    lines = [" · ".join(facts)]
    if answer.repaired:
        lines.append(t(wording.READ_AS, question=escape_line(answer.repaired, ECHO_LIMIT)))
    if footer:
        lines.append(footer)
    return small("\n".join(line for line in lines if line))


def _note(answer: Answer, limit: int) -> str:
    if not answer.note or not answer.note.strip():
        return ""
    return f"**{t(wording.NOTE)}:** {fitting(answer_text(shorten(answer.note, limit)), limit)}"


def fitting(text: str, limit: int) -> str:
    """`text` in at most `limit` characters: whole lines, and how many more there are."""
    if len(text) <= limit:
        return text
    lines = text.splitlines()
    kept: list[str] = []
    left = limit - len(t(wording.MORE_LINES, count=len(lines))) - 1
    for line in lines:
        if len(line) + 1 > left:
            break
        kept.append(line)
        left -= len(line) + 1
    if not kept:  # one endless line
        cut = shorten(text, limit - 2)
        return cut + "**" * (cut.count("**") % 2)
    missing = sum(1 for line in lines[len(kept) :] if line.strip())
    return "\n".join([*kept, t(wording.MORE_LINES, count=missing)])
