"""The queue of questions: so many wait for their turn, so many answers are on their way, and no more than that.

An answer takes about a millisecond of the event loop. Whoever asks while others are answered waits for a turn, first come first
served, and the loop reads what else arrives between two turns: so the queue sees a rush before anybody waits for long, and what
is too much is turned away at once, instead of piling up unseen in the socket until every answer is late.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

AT_ONCE = 4  # turns at a time: long questions are answered in threads, and the short ones between them need not wait for these
ON_THEIR_WAY = 2_000  # questions between their arrival and Discord's taking of the answer; each holds some kilobytes
NOTES = 50  # notes to those who were turned away that may be on their way at a time: they must not become a rush themselves


class Full(Exception):
    """There is no room for another question now."""


class QuestionQueue:
    """waiting: how many questions may wait for their turn."""

    def __init__(self, waiting: int, *, on_their_way: int = ON_THEIR_WAY) -> None:
        self._turns = asyncio.Semaphore(AT_ONCE)
        self._most_waiting = waiting
        self._most = on_their_way
        self._idle = asyncio.Event()
        self._idle.set()
        self._notes = 0
        self.waiting = 0
        self.under_way = 0
        self.turned_away = 0  # since the start

    @asynccontextmanager
    async def place(self) -> AsyncIterator[None]:
        """A question's place in the queue, from its arrival until Discord has its answer. Raises Full."""
        if self.waiting >= self._most_waiting or self.under_way >= self._most:
            self.turned_away += 1
            raise Full
        self.under_way += 1
        self._idle.clear()
        try:
            yield
        finally:
            self.under_way -= 1
            if not self.under_way:
                self._idle.set()

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """A turn at answering; whoever has a place in the queue waits for it here."""
        self.waiting += 1
        try:
            await self._turns.acquire()
        finally:
            self.waiting -= 1
        try:
            await asyncio.sleep(0)  # let the loop read what else arrives: whoever comes now waits, and is counted
            yield
        finally:
            self._turns.release()

    @asynccontextmanager
    async def note(self) -> AsyncIterator[bool]:
        """Whether somebody may be told that they were turned away: not where too many are being told just now."""
        if self._notes >= NOTES:
            yield False
            return
        self._notes += 1
        try:
            yield True
        finally:
            self._notes -= 1

    async def drained(self) -> None:
        """Wait until no question is under way."""
        await self._idle.wait()
