"""The bot's hold on the store: opened at start, followed for changes, and found again by itself when it was gone.

Answers never wait for it: while the database cannot be used, what is known already goes on answering.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections import Counter

from knowledge.model import Pack
from knowledge.store.editor import Editor
from knowledge.store.errors import StoreUnavailable
from knowledge.store.store import POLL_SECONDS, Store
from knowledge.store.wording import NOT_OPEN

log = logging.getLogger("safir")

RETRY_SECONDS = 5.0
PURGE_SECONDS = 3_600.0


async def purge(store: Store, days: int) -> None:
    """Delete the questions and votes that are older than so many days; with 0, all. Raises StoreUnavailable."""
    older = days if days > 0 else -1  # of today, too
    await store.misses.purge(older)
    await store.feedback.purge(older)


class StoreLink:
    """The store at `url` over `pack`. Use it as `async with`; entering never fails for want of a database.

    poll_seconds: how often SQLite is asked for the changes of other processes. retry_seconds: how often a database that
    could not be opened is tried again. keep_days: how old kept questions and votes get (None: nobody deletes them).
    """

    def __init__(
        self,
        url: str,
        pack: Pack,
        *,
        poll_seconds: float = POLL_SECONDS,
        retry_seconds: float = RETRY_SECONDS,
        keep_days: int | None = None,
    ) -> None:
        self._url = url
        self._pack = pack
        self._poll_seconds = poll_seconds
        self._retry_seconds = retry_seconds
        self._problem: str = NOT_OPEN
        self._keep_days = keep_days
        self._following: asyncio.Task[None] | None = None
        self._purging: asyncio.Task[None] | None = None
        self.edits: Counter[str] = Counter()  # what this process saved, by kind
        self.editor: Editor | None = None  # None until the database could be opened

    def require(self) -> Editor:
        """The editor. Raises StoreUnavailable, with the reason, where the database could not be opened so far."""
        if self.editor is None:
            raise StoreUnavailable(self._problem)
        return self.editor

    def use(self, pack: Pack) -> None:
        """Lay the edits over another pack from now on."""
        self._pack = pack
        if self.editor is not None:
            self.editor = Editor(self.editor.store, pack, self.editor.overlays)

    async def __aenter__(self) -> StoreLink:
        await self._open()
        self._following = asyncio.create_task(self._follow())
        self._purging = asyncio.create_task(self._purge())
        return self

    async def __aexit__(self, *_: object) -> None:
        for task in (self._following, self._purging):
            if task is not None:
                task.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await task
        if self.editor is not None:
            await self.editor.store.close()

    async def _open(self) -> bool:
        store: Store | None = None
        try:
            store = await Store.open(self._url, poll_seconds=self._poll_seconds)
            editor = await Editor.open(store, self._pack)
        except BaseException as error:
            if store is not None:
                await store.close()
            if not isinstance(error, StoreUnavailable):
                raise
            if str(error) != self._problem:  # once, not every few seconds
                log.warning("Facts cannot be edited until the database can be used: %s", error)
            self._problem = error.args[0]  # not its str(), which could not be translated
            return False
        self.editor = editor
        return True

    async def _purge(self) -> None:
        """Delete questions and votes that are too old, every hour, without end."""
        while self._keep_days is not None:
            if self.editor is None:
                await asyncio.sleep(self._retry_seconds)
                continue
            try:
                await purge(self.editor.store, self._keep_days)
            except StoreUnavailable as error:
                log.warning("Old questions cannot be deleted: %s", error)
            await asyncio.sleep(PURGE_SECONDS)

    async def _follow(self) -> None:
        """Take in what other processes write, without end."""
        while self.editor is None:
            await asyncio.sleep(self._retry_seconds)
            if await self._open():
                log.info("The database can be used again.")
        while True:
            try:
                async for change in self.editor.store.changes(after=self.editor.overlays.last):
                    if change.own:
                        self.edits[change.revision.kind.value] += 1
                    await self.editor.refresh()
            except StoreUnavailable as error:
                log.warning("Changes cannot be read: %s", error)
                await asyncio.sleep(self._retry_seconds)
