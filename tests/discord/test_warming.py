"""What the first questions need is read once the bot has connected, beside the event loop."""

from __future__ import annotations

from typing import Any


async def test_what_suggestions_need_is_there_before_anybody_types(world: Any) -> None:
    assert "_suggester" in vars(world.bot.answerers.pack)  # where a cached property keeps what it has found
