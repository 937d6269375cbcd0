"""What is offered while a moderator types."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from discord import app_commands

from bot.error_report import Interaction, Refused, report
from bot.moderation.access import layer_of
from knowledge.model import Pack

if TYPE_CHECKING:
    from bot.client import SafirBot

Choices = list[app_commands.Choice[str]]


def everywhere(interaction: Interaction) -> bool:
    """Whether the option of this name was chosen, so far as a command has it and it was typed already."""
    return bool(getattr(interaction.namespace, "everywhere", False))


async def offer(interaction: Interaction, choose: Callable[[Pack], list[tuple[str, str]]]) -> Choices:
    """What `choose` gives, as (name, value), of what holds where somebody types; nothing for those who may not edit there.

    Errors do not get in the way of typing: they are logged.
    """
    try:
        layer = await layer_of(interaction, everywhere=everywhere(interaction))
        pack = cast("SafirBot", interaction.client).link.require().effective(layer).pack
        return [app_commands.Choice(name=name, value=value) for name, value in choose(pack)]
    except Refused:
        return []
    except Exception as error:
        report(error, "what is offered to a moderator")
        return []
