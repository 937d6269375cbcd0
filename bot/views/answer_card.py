"""An answer as people see it on Discord: a card with the text, who says so, the editor's note, sources; buttons under it.

Discord shows at most 4,000 characters of text and 40 components in a message of this kind (Components V2). The text
gives way: small print, note and sources are bounded; what is left is the text's, cut at a line that says how much is
missing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import discord
from discord import ui

from bot import card_wording, wording
from bot.dates import date_in_words
from bot.markdown import answer_text, escape_line, shorten, small
from bot.readers import Localised
from bot.translation import language, t
from bot.views.answer_buttons import button_rows
from bot.views.card_pictures import CardPicture, gallery
from bot.views.fitting import TEXT_LIMIT, fitting
from bot.views.page_buttons import page_rows
from bot.views.sources_block import sources_block
from bot.views.suggestions import related_rows, suggestion_rows
from knowledge.answering.answer import Answer, Status
from knowledge.localised import text_in
from knowledge.model import Topic

NOTE_LIMIT = 700
ECHO_LIMIT = 200  # of what a person typed
SOURCES_LIMIT = 1_200

QUIET = discord.Colour(0x99AAB5)  # for what could not be answered


class AnswerCard(Localised, ui.LayoutView):
    """A message that shows `answer`.

    asker: id of the person whose buttons these are. topic: the answer's topic, for name and colour. echo: the question,
    where the message does not stand under it. footer: a last line of small print. related: what can be asked next.
    pictures: shown above the text of a command, below that of an answer. removable: whether it needs a remove button
    (messages that only the asker sees do not). correctable: whether corrections can be suggested here, ratable: whether it
    is learned from votes. limit: the characters of text that it may take, where the message holds more than the card.
    """

    def __init__(
        self,
        answer: Answer,
        *,
        asker: int,
        topic: Topic | None = None,
        echo: str | None = None,
        footer: str | None = None,
        related: Sequence[str] = (),
        pictures: Sequence[CardPicture] = (),
        removable: bool = True,
        correctable: bool = False,
        ratable: bool = False,
        solves: bool = False,
        limit: int = TEXT_LIMIT,
    ) -> None:
        super().__init__(timeout=None)  # its buttons carry what they need, and outlive a restart
        heading = _heading(answer, topic, echo)
        byline = _byline(answer, footer)
        note = _note(answer, min(NOTE_LIMIT, limit // 4))
        sources = fitting(sources_block(answer.citations, answer.language), min(SOURCES_LIMIT, limit // 3))
        room = limit - sum(len(part) for part in (heading, byline, note, sources))
        container: ui.Container[Any] = ui.Container(accent_colour=_colour(answer, topic))
        body = fitting(answer_text(_untitled(answer, topic)), room)
        self.pictures = tuple(pictures)
        self._container, self._gallery = container, gallery(pictures) if pictures else None
        body = body if body.strip() else "…"  # Discord refuses empty texts and empty cards
        # Whoever asked reads the answer first; a command shows its picture.
        parts = [heading, body, self._gallery, byline] if answer.question else [heading, self._gallery, body, byline]
        for part in parts:
            if isinstance(part, ui.MediaGallery):
                container.add_item(part)
            elif part and part.strip():
                container.add_item(ui.TextDisplay(part))
        for text in (note, sources):
            if text.strip():
                container.add_item(ui.Separator())
                container.add_item(ui.TextDisplay(text))
        self.add_item(container)
        rows = suggestion_rows(answer, asker) or related_rows(related, asker)
        owner = asker if removable else None
        buttons = button_rows(answer, owner, correctable=correctable, ratable=ratable, solves=solves)
        for row in [*page_rows(answer, asker), *rows, *buttons]:
            self.add_item(row)

    def without_pictures(self) -> None:
        """Take the pictures off: the text says the same."""
        if self._gallery is not None:
            self._container.remove_item(self._gallery)
        self.pictures, self._gallery = (), None

    def let_go(self) -> None:
        """Take it apart once it was sent; what is pressed is found by its id. Its parts hold each other, so each card would else
        stay until Python looks for garbage, and a few hundred of them keep everybody waiting then."""
        parts = list(self.walk_children())
        self.clear_items()
        for part in parts:
            if isinstance(part, ui.Container | ui.ActionRow):
                part.clear_items()


def _colour(answer: Answer, topic: Topic | None) -> discord.Colour:
    if topic is None or answer.status is Status.DECLINED:
        return QUIET
    return discord.Colour.from_str(topic.colour)


def _heading(answer: Answer, topic: Topic | None, echo: str | None) -> str:
    lines = []
    if topic is not None and answer.status is not Status.DECLINED:
        lines.append(f"{topic.emoji} {escape_line(text_in(topic.title, language()), ECHO_LIMIT)}".strip())
    if echo:
        lines.append(t(wording.ASKED, question=escape_line(echo, ECHO_LIMIT)))
    if answer.repaired:
        lines.append(t(wording.READ_AS, question=escape_line(answer.repaired, ECHO_LIMIT)))
    return small("\n".join(lines))


def _untitled(answer: Answer, topic: Topic | None) -> str:
    """The text, without a first line that only says again what the heading says."""
    first, _, rest = answer.text.partition("\n")
    return rest if rest and topic is not None and first == f"**{text_in(topic.title, answer.language)}**" else answer.text


def _byline(answer: Answer, footer: str | None) -> str:
    facts = []
    if answer.attribution:
        facts.append(t(wording.ACCORDING_TO, who=escape_line(answer.attribution, ECHO_LIMIT)))
    if answer.when:
        date = escape_line(date_in_words(answer.when, answer.language), 80)
        facts.append(t(wording.DATED, when=t(card_wording.INFERRED, date=date) if answer.when_inferred else date))
    lines = [" · ".join(facts)]
    if answer.page is not None and answer.page.pages > 1:
        place = answer.page
        lines.append(t(card_wording.PAGE, number=place.number + 1, pages=place.pages, entries=place.entries))
    if footer:
        lines.append(footer)
    if answer.language != language():
        lines.append(t(wording.WRITTEN_IN.get(answer.language, wording.WRITTEN_OTHERWISE)))
    return small("\n".join(line for line in lines if line))


def _note(answer: Answer, limit: int) -> str:
    if not answer.note or not answer.note.strip():
        return ""
    return f"**{t(wording.NOTE)}:** {fitting(answer_text(shorten(answer.note, limit)), limit)}"
