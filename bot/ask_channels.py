"""The channels in which the bot answers without being mentioned: those that the operator sets, and those of servers.

Servers' own are kept in one small JSON file, `{"<server id>": [<channel id>, …]}`, which is replaced as a whole.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

FILE_NAME = "ask_channels.json"
LIMIT_PER_SERVER = 50


class AskChannelsError(Exception):
    """The file cannot be read or is not what was written; the text says which file and how to mend it."""


class AskChannels:
    """Which channels are ask-channels. `file` is None where nothing is to be kept (preview, tests)."""

    def __init__(self, operators: Iterable[int] = (), file: Path | None = None) -> None:
        self.operators = frozenset(operators)
        self._file = file
        self._servers: dict[int, tuple[int, ...]] = _read(file) if file is not None and file.exists() else {}

    def __contains__(self, channel: int) -> bool:
        return channel in self.operators or any(channel in channels for channels in self._servers.values())

    def __bool__(self) -> bool:
        return bool(self.operators or self._servers)

    def of_server(self, server: int) -> tuple[int, ...]:
        """The channels that a server has set itself, in the order in which they were added."""
        return self._servers.get(server, ())

    def add(self, server: int, channel: int) -> None:
        """Make a channel an ask-channel. Raises OSError when it cannot be written down; nothing has changed then."""
        if channel not in self.of_server(server):
            self._replace({**self._servers, server: (*self.of_server(server), channel)})

    def remove(self, server: int, channel: int) -> None:
        """Make it an ordinary channel again. Raises OSError as `add` does."""
        if channel in self.of_server(server):
            left = tuple(other for other in self.of_server(server) if other != channel)
            rest = {other: channels for other, channels in self._servers.items() if other != server}
            self._replace({**rest, server: left} if left else rest)

    def forget_server(self, server: int) -> None:
        """The bot has left a server: nothing of it is kept."""
        if server in self._servers:
            self._replace({other: channels for other, channels in self._servers.items() if other != server})

    def _replace(self, servers: dict[int, tuple[int, ...]]) -> None:
        if self._file is not None:
            _write(self._file, servers)
        self._servers = servers


def _read(file: Path) -> dict[int, tuple[int, ...]]:
    try:
        held = json.loads(file.read_text(encoding="utf-8"))
        return {int(server): tuple(int(channel) for channel in channels) for server, channels in held.items()}
    except (OSError, ValueError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        raise AskChannelsError(
            f"{file} cannot be read ({error}). Mend it, or delete it to start without ask-channels."
        ) from error


def _write(file: Path, servers: dict[int, tuple[int, ...]]) -> None:
    """Write beside the file and rename: after a crash there is the old file or the new one, and never half of one."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as beside:
            json.dump({str(server): list(channels) for server, channels in servers.items()}, beside, indent=2)
            beside.flush()
            os.fsync(beside.fileno())
        os.replace(name, file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
