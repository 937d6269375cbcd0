"""Garbage is looked for when nobody waits for an answer, and after a while all the same."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Iterator
from weakref import ref

import pytest

from bot.question_queue import QuestionQueue
from bot.tidying import SELDOM, seldom, tidied


class Ring:
    """Something that holds itself."""

    def __init__(self) -> None:
        self.own = self


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    enabled = gc.isenabled()
    yield
    gc.unfreeze()
    (gc.enable if enabled else gc.disable)()


async def gone(ring: ref[Ring]) -> None:
    async with asyncio.timeout(30):
        while ring() is not None:  # noqa: ASYNC110  # nobody tells when it goes
            await asyncio.sleep(0.005)


async def test_what_holds_itself_goes_when_nobody_asks() -> None:
    gc.disable()
    queue = QuestionQueue(10)
    async with tidied(queue, seconds=0.01, patience=30):
        async with queue.place():
            await asyncio.sleep(0.05)
            ring = ref(Ring())
            await asyncio.sleep(0.1)
            assert ring() is not None, "somebody waits for an answer"
        await gone(ring)


async def test_where_somebody_always_asks_it_goes_all_the_same() -> None:
    gc.disable()
    queue = QuestionQueue(10)
    async with queue.place(), tidied(queue, seconds=0.01, patience=0.05):
        await gone(ref(Ring()))


def test_what_there_was_at_the_start_is_not_looked_through() -> None:
    before, there = gc.get_threshold(), Ring()
    weak = ref(there)
    with seldom():
        assert gc.isenabled()
        assert gc.get_threshold() == SELDOM
        assert gc.get_freeze_count()
        del there
        gc.collect()
        assert weak() is not None
    assert gc.get_threshold() == before
    gc.unfreeze()
    gc.collect()
    assert weak() is None
