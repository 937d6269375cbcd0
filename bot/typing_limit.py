"""Whoever types gets so many suggestions in a stretch of time: typing is quick, a program that types is quicker."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

import discord

from bot.limits import Clock, RateLimiter

if TYPE_CHECKING:
    from bot.client import SafirBot

SUGGESTIONS: Final = 120  # a person's in SECONDS; Discord asks for a few a second while somebody types without a break
SECONDS: Final = 30.0


def typing_limit(clock: Clock) -> RateLimiter:
    """The limit of a bot."""
    return RateLimiter(SUGGESTIONS, SECONDS, clock)


async def may_type(interaction: discord.Interaction[Any]) -> bool:
    """Whether suggestions are made for what is typed; where not, it was answered without any, which costs nothing."""
    if interaction.type is not discord.InteractionType.autocomplete:
        return True
    limit = cast("SafirBot", interaction.client).typing
    if limit.refuse(interaction.user.id) is None:
        limit.count(interaction.user.id)
        return True
    await interaction.response.autocomplete([])
    return False
