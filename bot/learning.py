"""Keeps questions that were not answered well, for moderators to learn from: never who asked, and never in a log."""

from __future__ import annotations

import asyncio
import logging
from typing import Final

from bot.asking import Exchange
from bot.conversations import Fading
from bot.limits import Clock
from bot.store_link import StoreLink
from knowledge.answering.answer import Reason, Status
from knowledge.store.errors import StoreUnavailable
from knowledge.store.feedback import Votes

log = logging.getLogger("safir")

KEEP_QUESTIONS: Final = "keep_questions"  # the key of a server's setting in the store; False: nothing is kept
DECLINED, BADLY_RATED = "declined", "badly rated"
REMEMBERED, SECONDS = 5_000, 24 * 3_600.0  # answers whose question is known when they are voted on
GATHERING = 0.1  # seconds in which declined questions are gathered for one write
MOST_PENDING = 500  # declined questions that wait for a slow database; those beyond that are not kept


class Learning:
    """What is learned from in servers. days: for how long it is kept; 0 keeps nothing."""

    def __init__(self, link: StoreLink, days: int, clock: Clock) -> None:
        self._link = link
        self.days = days
        self._pending: list[tuple[str, int, str]] = []
        self._writing = asyncio.Lock()
        self._asked: Fading[int, str | None] = Fading(clock, lifetime=SECONDS, size=REMEMBERED)

    @property
    def on(self) -> bool:
        """Whether anything is kept at all."""
        return self.days > 0 and self._link.editor is not None

    async def keeps(self, guild: int) -> bool:
        """Whether a server's questions are kept. Raises StoreUnavailable."""
        return self.on and bool(await self._link.require().store.settings.get(guild, KEEP_QUESTIONS, True))

    async def answered(self, message: int, exchange: Exchange, guild: int | None) -> None:
        """After an answer was sent: keep its question if it was declined. guild: where the bot is at home, else None."""
        answer = exchange.answer
        if guild is None or not self.on:
            return
        if answer.status is Status.ANSWERED:
            self._asked.keep(message, answer.question)
        elif answer.status is Status.DECLINED and answer.reason is Reason.OUT_OF_SCOPE:
            await self._declined(answer.question, guild)

    async def _declined(self, question: str, guild: int) -> None:
        """The person has their answer: whatever the database does, nothing goes wrong for them.

        What is declined within a moment, while others are written, or while the database is gone, is written together: a rush
        costs few writes, and a database that comes back loses little. Whoever stops the bot waits for it.
        """
        if len(self._pending) >= MOST_PENDING:
            log.warning("a declined question is not kept: the database is slow or gone")
        elif question.strip():
            self._pending.append((question, guild, DECLINED))
        if self._writing.locked():
            return
        async with self._writing:
            await asyncio.sleep(GATHERING)
            while self._pending and self._link.editor is not None:
                missed, self._pending = self._pending, []
                try:
                    await self._record(missed)
                except StoreUnavailable as error:
                    self._pending = [*missed, *self._pending][:MOST_PENDING]
                    log.warning("%d declined questions wait to be kept: %s", len(self._pending), error)
                    return

    async def vote(self, message: int, person: int, good: bool, guild: int) -> Votes:
        """Count a person's vote on an answer; the first bad one keeps the question. Raises StoreUnavailable."""
        votes = await self._link.require().store.feedback.vote(message, person, good, guild)
        question = self._asked.recall(message)
        if not good and question:
            await self._record([(question, guild, BADLY_RATED)])
            self._asked.keep(message, None)  # once an answer, however many are of that opinion
        return votes

    async def forget(self, guild: int) -> int:
        """Delete all questions and votes of a server; gives how many questions there were. Raises StoreUnavailable."""
        store = self._link.require().store
        async with self._writing:  # what is being written is deleted, too
            self._pending = [one for one in self._pending if one[1] != guild]
            await store.feedback.forget(guild)
            return await store.misses.forget(guild)

    async def _record(self, missed: list[tuple[str, int, str]]) -> None:
        """Keep questions of the servers that want it."""
        store = self._link.require().store
        wanted = await store.settings.everywhere(KEEP_QUESTIONS, {guild for _, guild, _ in missed})
        await store.misses.record_all([one for one in missed if self.on and wanted.get(one[1], True)])
