"""Looks for garbage in quiet moments, so that Python need not do so while somebody waits for an answer.

Nearly all that a question leaves behind goes by itself. What holds itself in a ring stays until everything new is looked through,
which Python does after some hundred new objects, and now and then with all that has become old: a tenth of a second, just when
many ask. Here what is new is looked through every few seconds, and what stays then (answers that may be asked for again) once
an hour: of these, hardly anything is ever a ring. Servers that the bot has left are, and all of them after a lost session.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import itertools
from collections.abc import AsyncIterator, Iterator

from bot.question_queue import QuestionQueue

SECONDS = 5.0  # between two searches among what is new
FULLY = 720  # every so many of these, all that there is is looked through
PATIENCE = 5.0  # seconds in which a moment without questions is waited for
SELDOM = (100_000, 20, 20)  # new objects after which Python looks all the same, and how often it looks at older ones then


@contextlib.contextmanager
def seldom() -> Iterator[None]:
    """What there is now stays and is never looked through; what comes is seldom looked through while the block runs."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(*SELDOM)
    gc.enable()
    try:
        yield
    finally:
        gc.set_threshold(*before)


@contextlib.asynccontextmanager
async def tidied(
    queue: QuestionQueue, seconds: float = SECONDS, patience: float = PATIENCE, fully: int = FULLY
) -> AsyncIterator[None]:
    """Look for garbage every so many `seconds` while the block runs, when no question is under way if that comes soon enough.

    fully: every so many times, among what had stayed, too.
    """

    async def tidy() -> None:
        for turn in itertools.count(1):
            await asyncio.sleep(seconds)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(queue.drained(), patience)
            if turn % fully == 0:
                gc.unfreeze()
            gc.collect()
            gc.freeze()

    task = asyncio.create_task(tidy(), name="safir: garbage")
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task
