"""Declined questions: kept in few writes, and never in the way of an answer."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.asking import Exchange
from bot.learning import GATHERING, KEEP_QUESTIONS, MOST_PENDING, Learning
from bot.store_link import StoreLink
from knowledge.answering.answerer import Answerer
from knowledge.answering.conversation import Conversation
from knowledge.base import KnowledgeBase
from knowledge.pack import load_pack
from knowledge.store.errors import StoreUnavailable
from knowledge.store.misses import Misses

GUILD, OTHER = 11, 22


@pytest.fixture
async def link(tmp_path: Path, tea_folder: Path) -> AsyncIterator[StoreLink]:
    async with StoreLink(f"sqlite:///{tmp_path / 'safir.sqlite3'}", load_pack(tea_folder)) as opened:
        yield opened


@pytest.fixture
def learning(link: StoreLink) -> Learning:
    return Learning(link, 30, lambda: 0.0)


@pytest.fixture(scope="module")
def declined() -> Exchange:
    pack = load_pack(Path(__file__).parent.parent / "packs" / "tea")
    return Exchange(Answerer(KnowledgeBase(pack)).answer("Who won the chess championship in Oslo?"), Conversation())


@pytest.fixture
def writes(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many questions each write held; a write takes a moment."""
    sizes: list[int] = []
    record_all = Misses.record_all

    async def counted(self: Misses, missed: Any) -> None:
        sizes.append(len(missed))
        await asyncio.sleep(0.05)
        await record_all(self, missed)

    monkeypatch.setattr(Misses, "record_all", counted)
    return sizes


async def kept(link: StoreLink, guild: int = GUILD) -> int:
    return len(await link.require().store.misses.of(guild))


async def test_a_rush_of_declined_questions_takes_few_writes(
    link: StoreLink, learning: Learning, declined: Exchange, writes: list[int]
) -> None:
    await asyncio.gather(*(learning.answered(number, declined, GUILD) for number in range(100)))
    assert sum(writes) == await kept(link) == 100
    assert len(writes) <= 3


async def test_a_database_that_hangs_holds_up_nothing_and_what_waits_for_it_is_bounded(
    link: StoreLink, learning: Learning, declined: Exchange, monkeypatch: pytest.MonkeyPatch
) -> None:
    hanging = asyncio.Event()
    record_all = Misses.record_all

    async def hangs(self: Misses, missed: Any) -> None:
        await hanging.wait()
        await record_all(self, missed)

    monkeypatch.setattr(Misses, "record_all", hangs)
    first = asyncio.create_task(learning.answered(0, declined, GUILD))
    await asyncio.sleep(2 * GATHERING)
    for number in range(MOST_PENDING + 100):
        await asyncio.wait_for(learning.answered(number, declined, GUILD), 1)
    hanging.set()
    await first
    assert await kept(link) == MOST_PENDING + 1


async def test_what_is_declined_while_the_database_is_gone_is_kept_when_it_is_back(
    link: StoreLink, learning: Learning, declined: Exchange, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fails(self: Misses, missed: Any) -> None:
        raise StoreUnavailable("gone")

    with monkeypatch.context() as gone:
        gone.setattr(Misses, "record_all", fails)
        for number in range(MOST_PENDING + 100):
            await learning.answered(number, declined, (GUILD, OTHER)[number % 2])
        await learning.forget(OTHER)
    await learning.answered(0, declined, GUILD)
    assert await kept(link) == MOST_PENDING // 2 + 1
    assert await kept(link, OTHER) == 0


async def test_a_server_that_wants_nothing_kept_is_heeded_and_what_it_forgets_does_not_come_back(
    link: StoreLink, learning: Learning, declined: Exchange, writes: list[int]
) -> None:
    await link.require().store.settings.set(OTHER, KEEP_QUESTIONS, False)
    asking = asyncio.gather(
        *(learning.answered(number, declined, (GUILD, OTHER)[number % 2]) for number in range(20)),
    )
    await asyncio.sleep(0.02)
    await learning.forget(GUILD)
    await asking
    assert await kept(link, OTHER) == await kept(link) == 0
    assert writes, "some were on their way"
