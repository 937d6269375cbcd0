"""The select under a history: brings an earlier version back, after a question. It outlives a restart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, cast

import discord
from discord import ui

from bot.error_report import Interaction, apologise
from bot.moderation import wording
from bot.moderation.access import layer_of
from bot.moderation.versions import revision_of
from bot.readers import Localised
from bot.translation import t
from knowledge.store.revision import Kind

if TYPE_CHECKING:
    from bot.client import SafirBot

KINDS: Final = {"f": Kind.FACT, "s": Kind.SOURCE}  # as ids of components name them


class VersionSelect(
    Localised,
    ui.DynamicItem[ui.Select[ui.LayoutView]],
    template=r"safir:back:(?P<layer>[hb])(?P<kind>[fs]):(?P<item>[a-z0-9_.-]{1,80})",
):
    """Versions of an item, in this server or (b) in the base; 0 is what lies beneath. choices: (name, version)."""

    def __init__(self, base: bool, kind: Kind, item: str, choices: Sequence[tuple[str, int]]) -> None:
        super().__init__(
            ui.Select(
                custom_id=f"safir:back:{'b' if base else 'h'}{kind.value[0]}:{item}",
                placeholder=t(wording.BRING_BACK),
                options=[discord.SelectOption(label=name, value=str(version)) for name, version in choices],
                required=False,
            )
        )
        self.base, self.kind, self.item_id = base, kind, item

    @classmethod
    async def from_custom_id(
        cls, interaction: Interaction, item: ui.Item[ui.LayoutView], match: re.Match[str], /
    ) -> VersionSelect:
        """The select as it was, from its id and its options."""
        select = cast("ui.Select[ui.LayoutView]", item)
        choices = [(one.label, int(one.value)) for one in select.options if one.value.isdecimal()]
        return cls(match["layer"] == "b", KINDS[match["kind"]], match["item"], choices)

    async def callback(self, interaction: Interaction) -> None:
        """Ask whoever chose, if they may."""
        try:
            if not self.item.values or not self.item.values[0].isdecimal():
                return
            bot, version = cast("SafirBot", interaction.client), int(self.item.values[0])
            layer = await layer_of(interaction, everywhere=self.base)
            old = await revision_of(bot, layer, self.item_id, version, self.kind) if version else None
            reason = t(wording.REASON_BACK, version=version) if version else t(wording.REASON_BENEATH)
            await bot.moderation.steps.ask_revert(interaction, layer, self.item_id, old, reason, self.kind)
        except Exception as error:
            await apologise(interaction, error, "the select of a history")
