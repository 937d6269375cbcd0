"""A page of boxes to type into: one of Discord's forms, filled in with what is there already."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable
from typing import Any, Final

import discord
from discord import ui

from bot.error_report import Interaction, apologise
from bot.markdown import shorten
from bot.moderation import wording
from bot.moderation.fields import TEXT_LIMIT, Page
from bot.readers import Localised
from bot.translation import t

TITLE_LIMIT = 45  # Discord's, also for labels
SECONDS = 3_600.0  # after that nobody is typing any more
TAKEN: Final = "safir_form"  # the mark of an interaction that a form has taken
Submitted = Callable[[Interaction, dict[str, str]], Awaitable[None]]


class FieldsForm(Localised, ui.Modal):
    """The boxes of `page` with `typed` in them; what is submitted goes to `submitted`, by the names of the fields.

    custom_id: of a form that is understood after a restart, too (extensions/left_over_forms.py); two may not share one.
    """

    def __init__(
        self, title: str, page: Page, typed: dict[str, str], submitted: Submitted, *, custom_id: str | None = None
    ) -> None:
        super().__init__(title=shorten(title, TITLE_LIMIT), timeout=SECONDS, custom_id=custom_id or secrets.token_hex(16))
        self._submitted = submitted
        self._boxes: dict[str, ui.TextInput[Any]] = {}
        self._beyond: dict[str, list[str]] = {}
        for field in page.fields:
            text = typed.get(field.name, "")
            hint = t(field.hint) if field.hint else ""
            if len(text) > field.limit:  # only long lists can be: what does not fit stays as it is
                text, self._beyond[field.name] = _cut(text, field.limit)
                hint = t(wording.KEPT_LINES, count=len(self._beyond[field.name]))
            box: ui.TextInput[Any] = ui.TextInput(
                custom_id=field.name,
                style=discord.TextStyle.long if field.lines else discord.TextStyle.short,
                default=text or None,
                required=False,  # what is missing is said with everything else, and nothing that was typed is lost
                max_length=min(field.limit, TEXT_LIMIT),
            )
            self._boxes[field.name] = box
            self.add_item(ui.Label(text=t(field.label), description=hint or None, component=box))

    async def interaction_check(self, interaction: Interaction, /) -> bool:
        """Called first; the interaction is marked before anybody else hears of it."""
        interaction.extras[TAKEN] = True
        return await super().interaction_check(interaction)

    async def on_submit(self, interaction: Interaction, /) -> None:
        """Hand on what was typed."""
        typed = {name: "\n".join([box.value.strip(), *self._beyond.get(name, ())]) for name, box in self._boxes.items()}
        await self._submitted(interaction, typed)

    async def on_error(self, interaction: Interaction, error: Exception, /) -> None:  # type: ignore[override]  # as discord.py
        """Say so."""
        await apologise(interaction, error, "a form")


def _cut(text: str, limit: int) -> tuple[str, list[str]]:
    """As many whole lines as fit, and the others."""
    lines = text.splitlines()
    fitting, size = 0, -1
    while fitting < len(lines) and size + 1 + len(lines[fitting]) <= limit:
        size += 1 + len(lines[fitting])
        fitting += 1
    return "\n".join(lines[:fitting]), lines[fitting:]
