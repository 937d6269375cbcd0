"""The buttons and selects under a draft. Their ids name the draft, which the bot keeps; after a restart they say it is gone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast

import discord
from discord import ui

from bot.error_report import Interaction, apologise
from bot.readers import Localised

if TYPE_CHECKING:
    from bot.client import SafirBot

MOST_OPTIONS = 25  # Discord's limit
OPTION_LABEL = 100


class DraftButton(
    Localised, ui.DynamicItem[ui.Button[ui.LayoutView]], template=r"safir:draft:(?P<action>[a-z]+[0-9]?):(?P<key>[0-9a-f]{1,32})"
):
    """What to do with a draft: save, cancel, confirm, or open a page of its form (page0, page1 …)."""

    def __init__(
        self,
        action: str,
        key: str,
        label: str,
        style: discord.ButtonStyle = discord.ButtonStyle.secondary,
        *,
        disabled: bool = False,
    ) -> None:
        super().__init__(ui.Button(label=label, style=style, disabled=disabled, custom_id=f"safir:draft:{action}:{key}"))
        self.action = action
        self.key = key

    @classmethod
    async def from_custom_id(cls, interaction: Interaction, item: ui.Item[ui.LayoutView], match: re.Match[str], /) -> DraftButton:
        """The button as it was, from its id."""
        button = cast("ui.Button[ui.LayoutView]", item)
        return cls(match["action"], match["key"], button.label or "", button.style)

    async def callback(self, interaction: Interaction) -> None:
        """Hand it on."""
        try:
            await cast("SafirBot", interaction.client).moderation.press(interaction, self.key, self.action)
        except Exception as error:
            await apologise(interaction, error, f"the button '{self.action}' of a draft")


class DraftSelect(
    Localised, ui.DynamicItem[ui.Select[ui.LayoutView]], template=r"safir:choose:(?P<field>[a-z]+):(?P<key>[0-9a-f]{1,32})"
):
    """A field of a draft that is chosen and not typed."""

    def __init__(self, field: str, key: str, placeholder: str, options: list[tuple[str, str]], chosen: str = "") -> None:
        """Options: (name, value); the chosen one is among those that fit, whatever its place."""
        first = [option for option in options if option[1] == chosen]
        fitting = [*options[: MOST_OPTIONS - len(first)], *(one for one in first if one not in options[: MOST_OPTIONS - 1])]
        super().__init__(
            ui.Select(
                custom_id=f"safir:choose:{field}:{key}",
                placeholder=placeholder[:150],
                options=[discord.SelectOption(label=name[:OPTION_LABEL], value=value) for name, value in fitting[:MOST_OPTIONS]],
                required=False,
            )
        )
        self.field = field
        self.key = key

    @classmethod
    async def from_custom_id(cls, interaction: Interaction, item: ui.Item[ui.LayoutView], match: re.Match[str], /) -> DraftSelect:
        """The select as it was, from its id and its options."""
        select = cast("ui.Select[ui.LayoutView]", item)
        return cls(match["field"], match["key"], select.placeholder or "", [(one.label, one.value) for one in select.options])

    async def callback(self, interaction: Interaction) -> None:
        """Hand it on."""
        try:
            if self.item.values:
                moderation = cast("SafirBot", interaction.client).moderation
                await moderation.choose(interaction, self.key, self.field, self.item.values[0])
        except Exception as error:
            await apologise(interaction, error, f"the select '{self.field}' of a draft")


def row(*buttons: DraftButton) -> ui.ActionRow[Any]:
    """At most five buttons in a row."""
    return ui.ActionRow(*buttons)
