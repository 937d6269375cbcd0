"""Lets the questions of interactions in: each counts, and waits for its turn in the queue."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, cast

import discord

from bot import wording
from bot.asking import Asking, Place, too_fast
from bot.error_report import Interaction, whisper
from bot.metrics import TURNED_AWAY, Metrics, note_outcome
from bot.question_queue import Full
from bot.translation import t

if TYPE_CHECKING:
    from bot.client import SafirBot


def place_of(interaction: Interaction) -> Place:
    """Who asks, and where. A direct message with the bot, and any other place without a server, disturbs nobody."""
    return Place(interaction.channel_id or 0, interaction.user.id, interaction.guild_id)


def metrics_of(interaction: Interaction) -> Metrics:
    """Where the bot counts."""
    return cast("SafirBot", interaction.client).metrics


@asynccontextmanager
async def admitted(asking: Asking, interaction: Interaction) -> AsyncIterator[bool]:
    """Whether a question has a place in the queue, until its answer is sent.

    An interaction must be answered, so whoever has asked one too many is told so every time.
    """
    way = "command" if interaction.type is discord.InteractionType.application_command else "button"
    with metrics_of(interaction).question(way):
        note = too_fast(asking.admit(place_of(interaction)))
        if note is None:
            try:
                async with asking.queue.place():
                    yield True
                    return
            except Full:
                note_outcome(TURNED_AWAY)
                note = t(wording.BUSY)
        await whisper(interaction, note)
        yield False
