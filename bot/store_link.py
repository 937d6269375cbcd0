"""The bot's hold on the store: opened at start, followed for changes, and found again by itself when it was gone.

Answers never wait for it: while the database cannot be used, what is known already goes on answering.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging

from knowledge.model import Pack
from knowledge.store.editor import Editor
from knowledge.store.errors import StoreUnavailable
from knowledge.store.store import POLL_SECONDS, Store

log = logging.getLogger("safir")

NOT_OPEN = "The database is not open."
RETRY_SECONDS = 5.0


class StoreLink:
    """The store at `url` over `pack`. Use it as `async with`; entering never fails for want of a database.

    poll_seconds: how often SQLite is asked for the changes of other processes. retry_seconds: how often a database that
    could not be opened is tried again.
    """

    def __init__(self, url: str, pack: Pack, *, poll_seconds: float = POLL_SECONDS, retry_seconds: float = RETRY_SECONDS) -> None:
        self._url = url
        self._pack = pack
        self._poll_seconds = poll_seconds
        self._retry_seconds = retry_seconds
        self._problem = NOT_OPEN
        self._following: asyncio.Task[None] | None = None
        self.editor: Editor | None = None  # None until the database could be opened

    def require(self) -> Editor:
        """The editor. Raises StoreUnavailable, with the reason, where the database could not be opened so far."""
        if self.editor is None:
            raise StoreUnavailable(self._problem)
        return self.editor

    async def __aenter__(self) -> StoreLink:
        await self._open()
        self._following = asyncio.create_task(self._follow())
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._following is not None:
            self._following.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._following
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
            self._problem = str(error)
            return False
        self.editor = editor
        return True

    async def _follow(self) -> None:
        """Take in what other processes write, without end."""
        while self.editor is None:
            await asyncio.sleep(self._retry_seconds)
            if await self._open():
                log.info("The database can be used again.")
        while True:
            try:
                async for _ in self.editor.store.changes(after=self.editor.overlays.last):
                    await self.editor.refresh()
            except StoreUnavailable as error:
                log.warning("Changes cannot be read: %s", error)
                await asyncio.sleep(self._retry_seconds)
