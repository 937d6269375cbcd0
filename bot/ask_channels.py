"""The channels in which the bot answers without being mentioned: those that the operator sets, and those of servers.

Servers' own are kept in the store, where every process sees them, and looked up in memory. A small JSON file holds what was
known last, so that a bot that starts while the database is away listens where it listened before. (Before there was the store,
that file was all there was: such a file is taken over into the store once.)
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
import tempfile
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Final

from bot.store_link import StoreLink
from knowledge.store.errors import StoreUnavailable

log = logging.getLogger("safir")

FILE_NAME: Final = "ask_channels.json"
ASK_CHANNELS: Final = "ask_channels"  # the key of a server's setting in the store
LIMIT_PER_SERVER = 50
FOLLOW_SECONDS = 10.0  # until what other processes have written is seen; a server's own changes hold at once
_VERSION = 2  # of the file: 1 was a mapping of servers alone, and the only place where they were kept


class AskChannelsError(Exception):
    """The file cannot be read or is not what was written; the text says which file and how to mend it."""


class AskChannels:
    """Which channels are ask-channels. `file` is None where nothing is to be kept beside the store (preview, tests)."""

    def __init__(self, operators: Iterable[int] = (), file: Path | None = None) -> None:
        self.operators = frozenset(operators)
        self._file = file
        self._servers, self._taken_over = _read(file) if file is not None and file.exists() else ({}, True)
        self._all = frozenset(channel for channels in self._servers.values() for channel in channels)
        self._turn = asyncio.Lock()

    def __contains__(self, channel: int) -> bool:
        return channel in self.operators or channel in self._all

    def __bool__(self) -> bool:
        return bool(self.operators or self._servers)

    def of_server(self, server: int) -> tuple[int, ...]:
        """The channels that a server has set itself, in the order in which they were added."""
        return self._servers.get(server, ())

    def heard_in(self, server: int, there: Iterable[int]) -> tuple[int, ...]:
        """Those of a server whose channels are `there`: first what the operator has set, then what the server has itself."""
        by_operator = [channel for channel in there if channel in self.operators]
        return tuple(dict.fromkeys([*by_operator, *self.of_server(server)]))

    async def add(self, link: StoreLink, server: int, channel: int) -> None:
        """Make a channel an ask-channel. Raises StoreUnavailable; nothing has changed then."""
        async with self._turn:
            held = await self._stored(link, server)
            if channel not in held:
                await self._set(link, server, (*held, channel))

    async def remove(self, link: StoreLink, server: int, channel: int) -> None:
        """Make it an ordinary channel again. Raises StoreUnavailable; nothing has changed then."""
        async with self._turn:
            held = await self._stored(link, server)
            if channel in held:
                await self._set(link, server, tuple(other for other in held if other != channel))

    def forget_server(self, server: int) -> None:
        """The bot has left a server: nothing of it is listened to. Its settings in the store are forgotten together."""
        self._hold({other: channels for other, channels in self._servers.items() if other != server})

    async def refresh(self, link: StoreLink) -> None:
        """Take in what the store holds. Raises StoreUnavailable; what is known stays known then."""
        async with self._turn:
            settings = link.require().store.settings
            found = {server: _channels(value) for server, value in (await settings.everywhere(ASK_CHANNELS)).items()}
            if not self._taken_over:
                for server, channels in self._servers.items():
                    if server not in found:
                        await settings.set(server, ASK_CHANNELS, list(channels))
                        found[server] = channels
                self._taken_over = True
                self._write(found)
            self._hold(found)

    async def _stored(self, link: StoreLink, server: int) -> tuple[int, ...]:
        return _channels(await link.require().store.settings.get(server, ASK_CHANNELS, []))

    async def _set(self, link: StoreLink, server: int, channels: tuple[int, ...]) -> None:
        settings = link.require().store.settings
        await (settings.set(server, ASK_CHANNELS, list(channels)) if channels else settings.unset(server, ASK_CHANNELS))
        self._hold({**self._servers, server: channels})

    def _hold(self, servers: Mapping[int, tuple[int, ...]]) -> None:
        held = {server: channels for server, channels in servers.items() if channels}
        if held != self._servers:
            self._servers = held
            self._all = frozenset(channel for channels in held.values() for channel in channels)
            if self._taken_over:
                self._write(held)

    def _write(self, servers: Mapping[int, tuple[int, ...]]) -> None:
        if self._file is not None:
            try:
                _write(self._file, servers)
            except OSError as error:  # it is only a copy, and the file system may be read-only
                log.warning("%s cannot be written: %s", self._file, error)


@asynccontextmanager
async def followed(channels: AskChannels, link: StoreLink, *, seconds: float = FOLLOW_SECONDS) -> AsyncIterator[None]:
    """Meanwhile, `channels` are what the store behind `link` holds, whichever process writes there."""
    await _refreshed(channels, link)

    async def follow() -> None:
        while True:
            await asyncio.sleep(seconds)
            await _refreshed(channels, link)

    following = asyncio.create_task(follow())
    try:
        yield
    finally:
        following.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await following


async def _refreshed(channels: AskChannels, link: StoreLink) -> None:
    with contextlib.suppress(StoreUnavailable):  # the link has said so already; what is known goes on
        await channels.refresh(link)


def _channels(value: Any) -> tuple[int, ...]:
    return tuple(channel for channel in value if isinstance(channel, int)) if isinstance(value, list) else ()


def _read(file: Path) -> tuple[dict[int, tuple[int, ...]], bool]:
    """The servers in a file, and whether they are in the store already."""
    try:
        held = json.loads(file.read_text(encoding="utf-8"))
        copied = held.get("version") == _VERSION
        servers = (held["servers"] if copied else held).items()
        return {int(server): tuple(int(channel) for channel in channels) for server, channels in servers}, copied
    except (OSError, ValueError, TypeError, AttributeError, KeyError, OverflowError, RecursionError) as error:
        raise AskChannelsError(
            f"{file} cannot be read ({error}). Mend it, or delete it to start without ask-channels."
        ) from error


def _write(file: Path, servers: Mapping[int, tuple[int, ...]]) -> None:
    """Write beside the file and rename: after a crash there is the old file or the new one, and never half of one."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as beside:
            held = {str(server): list(channels) for server, channels in servers.items()}
            json.dump({"version": _VERSION, "servers": held}, beside, indent=2)
            beside.flush()
            os.fsync(beside.fileno())
        os.replace(name, file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
