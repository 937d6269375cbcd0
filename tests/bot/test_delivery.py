"""Replies through a network that fails for a while."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from types import SimpleNamespace
from typing import Any

import aiohttp
import discord
import pytest

from bot import delivery
from bot.delivery import TRIES, delivered


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delivery, "FIRST_PAUSE", 0.001)
    monkeypatch.setattr(delivery, "LONGEST_PAUSE", 0.002)


def failing(times: int, error: Exception) -> tuple[Callable[[], Awaitable[str]], list[int]]:
    tried: list[int] = []

    async def send() -> str:
        tried.append(1)
        if len(tried) <= times:
            raise error
        return "sent"

    return send, tried


def of_discord(status: int) -> discord.HTTPException:
    response: Any = SimpleNamespace(status=status, reason="")  # what it reads of one
    kind = {503: discord.DiscordServerError, 403: discord.Forbidden}[status]
    return kind(response, "no")


@pytest.mark.parametrize("error", [aiohttp.ClientConnectionError(), ConnectionResetError(), of_discord(503)])
async def test_what_fails_for_a_while_is_sent_again(error: Exception) -> None:
    send, tried = failing(TRIES - 1, error)
    assert await delivered(send) == "sent"
    assert len(tried) == TRIES


async def test_what_never_gets_through_is_given_up() -> None:
    send, tried = failing(99, aiohttp.ClientConnectionError())
    with pytest.raises(aiohttp.ClientConnectionError):
        await delivered(send)
    assert len(tried) == TRIES


async def test_what_discord_forbids_is_not_tried_again() -> None:
    send, tried = failing(99, of_discord(403))
    with pytest.raises(discord.Forbidden):
        await delivered(send)
    assert len(tried) == 1


async def test_the_pauses_grow_up_to_the_longest(monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []

    async def slept(seconds: float) -> None:
        pauses.append(seconds)

    monkeypatch.setattr(delivery, "FIRST_PAUSE", 1.0)
    monkeypatch.setattr(delivery, "LONGEST_PAUSE", 2.5)
    monkeypatch.setattr("bot.delivery.asyncio.sleep", slept)
    monkeypatch.setattr("bot.delivery.random.uniform", lambda shortest, longest: longest)
    send, _ = failing(TRIES - 1, aiohttp.ClientConnectionError())
    assert await delivered(send) == "sent"
    assert pauses == [1.0, 2.0, 2.5]
