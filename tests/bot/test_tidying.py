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


async def test_what_had_stayed_goes_when_everything_is_looked_through() -> None:
    gc.disable()
    kept = Ring()
    weak = ref(kept)
    async with tidied(QuestionQueue(10), seconds=0.01, fully=1_000_000):
        before = gc.get_freeze_count()
        await asyncio.sleep(0.05)
        assert gc.get_freeze_count() > before
        del kept
        await asyncio.sleep(0.05)
        assert weak() is not None
    async with tidied(QuestionQueue(10), seconds=0.01, fully=3):
        await gone(weak)


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
