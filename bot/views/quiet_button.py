"""What the small buttons under an answer have in common: a quiet look, and a report of whatever goes wrong behind them."""

from __future__ import annotations

from typing import Any

import discord
from discord import ui

QUIET = discord.ButtonStyle.secondary


def quiet(label: str, custom_id: str, emoji: str | None = None) -> ui.Button[Any]:
    """A grey button."""
    return ui.Button(label=label, style=QUIET, custom_id=custom_id, emoji=emoji)
