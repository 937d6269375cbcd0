"""Turns the pages of a long list. Which list and which page stands in the buttons' ids: they outlive a restart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast

from discord import ui

from bot import card_wording as words
from bot.error_report import Interaction, apologise, whisper
from bot.readers import Localised
from bot.translation import t
from bot.views.listing_marks import PATTERN, coded, decoded
from bot.views.quiet_button import quiet
from knowledge.answering.answer import Answer

if TYPE_CHECKING:
    from bot.client import SafirBot


class PageButton(
    Localised,
    ui.DynamicItem[ui.Button[ui.LayoutView]],
    template=rf"safir:page:(?P<asker>[0-9]{{1,20}}):(?P<page>[0-9]{{1,4}}):(?P<code>{PATTERN})",
):
    """Turns to a page: in the message for the person who asked, in one of their own for anybody else."""

    def __init__(self, asker: int, page: int, code: str, label: str) -> None:
        super().__init__(quiet(label, f"safir:page:{asker}:{page}:{code}"))
        self.asker, self.page, self.code = asker, page, code

    @classmethod
    async def from_custom_id(cls, interaction: Interaction, item: ui.Item[ui.LayoutView], match: re.Match[str], /) -> PageButton:
        """The button as it was, from its id."""
        label = cast("ui.Button[ui.LayoutView]", item).label or ""
        return cls(int(match["asker"]), int(match["page"]), match["code"], label)

    async def callback(self, interaction: Interaction) -> None:
        """Turn the page."""
        try:
            bot = cast("SafirBot", interaction.client)
            listing = decoded(self.code, (await bot.answerers.of(interaction.guild_id)).base)
            if listing is None:
                await whisper(interaction, t(words.SOURCES_GONE))
                return
            await bot.desk.turn_page(interaction, listing, self.page, self.asker)
        except Exception as error:
            await apologise(interaction, error, "a page of a list")


def page_rows(answer: Answer, asker: int) -> list[ui.ActionRow[Any]]:
    """The row that turns pages, at the ends to the other end; nothing where there is only one.

    Of two pages there is one button: where it goes stands in its id, and two buttons may not have the same one.
    """
    if answer.page is None or answer.listing is None or answer.page.pages < 2:
        return []
    number, pages, code = answer.page.number, answer.page.pages, coded(answer.listing)
    last = pages - 1
    back = PageButton(asker, number - 1, code, t(words.PREVIOUS)) if number else PageButton(asker, last, code, t(words.LAST))
    on = PageButton(asker, number + 1, code, t(words.NEXT)) if number < last else PageButton(asker, 0, code, t(words.FIRST))
    if pages == 2:
        return [ui.ActionRow(back if number else on)]
    return [ui.ActionRow(back, on)]
