"""The real bot, connected over real sockets to a Discord that fails."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import discord
import pytest
from discord.backoff import ExponentialBackoff
from discord.webhook import async_

from bot import delivery, interaction_delivery
from bot.client import SafirBot
from bot.settings import Settings, load_settings
from bot.store_link import StoreLink
from knowledge.answering.answerer import Answerer
from tests.faults.faulty_discord import FaultyDiscord

TEA = Path(__file__).parent.parent / "packs" / "tea"
QUICK = 0.02  # seconds, in the place of discord.py's pauses of many


@pytest.fixture(autouse=True)
def _no_environment(no_environment: None) -> None:
    """In all of these tests."""


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """discord.py's own pauses, and those of replies, are not what is tested here."""

    class Hasty:
        """asyncio with short sleeps."""

        def __getattr__(self, name: str) -> Any:
            return getattr(asyncio, name)

        @staticmethod
        async def sleep(seconds: float) -> None:
            await asyncio.sleep(min(seconds, QUICK))

    async def at_once(*_: object, **__: object) -> None:
        pass

    monkeypatch.setattr(discord.http, "asyncio", Hasty())
    monkeypatch.setattr(async_, "asyncio", Hasty())  # answers to interactions
    monkeypatch.setattr(interaction_delivery, "PAUSES", (QUICK, QUICK))
    monkeypatch.setattr(ExponentialBackoff, "delay", lambda _: QUICK)
    monkeypatch.setattr(SafirBot, "before_identify_hook", at_once)
    monkeypatch.setattr(delivery, "FIRST_PAUSE", QUICK)
    monkeypatch.setattr(delivery, "LONGEST_PAUSE", QUICK)


@pytest.fixture
def gateway() -> Iterator[FaultyDiscord]:
    playing = FaultyDiscord()
    with playing:
        yield playing


@pytest.fixture
def settings() -> Settings:
    """Limits that are not what is tested."""
    return load_settings(pack=TEA, person_questions=1_000, channel_questions=1_000, discord_token="a.b.c")


@pytest.fixture
def database(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'safir.sqlite3'}"


@pytest.fixture
async def link(tea: Answerer, database: str) -> AsyncIterator[StoreLink]:
    async with StoreLink(database, tea.base.pack, poll_seconds=0.02, retry_seconds=0.05) as opened:
        yield opened


@pytest.fixture
async def bot(tea: Answerer, gateway: FaultyDiscord, settings: Settings, link: StoreLink) -> AsyncIterator[SafirBot]:
    """The bot, connected."""
    async with SafirBot(tea, settings, link=link) as made:
        running = asyncio.create_task(made.start("a.b.c"))
        await until(gateway.identified.is_set)
        yield made
        assert not running.done(), "it must not have ended by itself"
        running.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await running


async def until(true: Callable[[], bool]) -> None:
    """Wait for something that a thread or a task brings about."""
    async with asyncio.timeout(20):
        while not true():  # noqa: ASYNC110  # nobody tells
            await asyncio.sleep(0.005)


@pytest.fixture
def eventually() -> Callable[[Callable[[], bool]], Any]:
    return until
