"""Has pictures drawn by a process of its own, so that the bot goes on answering, and keeps what was drawn.

The process is started with the first answer that somebody gets: a bot that nobody asks needs no memory for it. Where a picture
cannot be had in time, or at all, the answer goes out without it.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import logging
import os
import subprocess
import sys
import threading
import time
from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import BinaryIO, Final, cast

from bot.index_cache import cache_folder
from bot.pictures.protocol import receive, send
from bot.settings import DATABASE_VARIABLE, TOKEN_VARIABLE
from knowledge.answering.picture import Picture

WORKER: Final = (sys.executable, "-P", "-m", "bot.pictures.worker")
WAIT_SECONDS: Final = 2.0  # for a picture; Discord waits three seconds for an answer
STUCK_SECONDS: Final = 20.0  # after which a process that says nothing is ended
REST_SECONDS: Final = 60.0  # without pictures, after the process could not be used twice in a row
KEPT_BYTES: Final = 12 * 1024 * 1024
WAITING: Final = 64  # pictures in the queue; more are not drawn

log = logging.getLogger("safir")


class Studio:
    """Draws one picture after the other; none where it is not `on`. Close it when the bot ends.

    worker: the command that starts the process.
    """

    def __init__(self, worker: Sequence[str] = WORKER, *, on: bool = True) -> None:
        self._worker = tuple(worker)
        self._kept: OrderedDict[str, bytes] = OrderedDict()  # by content; empty where a picture cannot be drawn
        self._drawing: dict[str, asyncio.Future[bytes]] = {}
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="pictures")
        self._process: subprocess.Popen[bytes] | None = None
        self._resting_until = 0.0
        self._closed = not on

    @property
    def on(self) -> bool:
        """Whether pictures are drawn at all."""
        return not self._closed

    async def draw(self, picture: Picture) -> bytes | None:
        """The picture as PNG; None where it cannot be drawn, or not within `WAIT_SECONDS`. Later it may be there."""
        body = picture.model_dump_json().encode()
        key = hashlib.blake2b(body, digest_size=16).hexdigest()
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key] or None
        future = self._drawing.get(key)
        if future is None:
            if self._closed or len(self._drawing) >= WAITING or time.monotonic() < self._resting_until:
                return None
            future = asyncio.get_running_loop().run_in_executor(self._thread, self._drawn, body)
            self._drawing[key] = future
            future.add_done_callback(lambda done: self._finished(key, done))
        await asyncio.wait({future}, timeout=WAIT_SECONDS)
        return self._kept.get(key) or None

    def warm(self) -> Future[bytes] | None:
        """Start the process, if it does not run, without waiting for it; gives what ends when it is ready."""
        if self._process is not None or self._closed or self._drawing or time.monotonic() < self._resting_until:
            return None
        return self._thread.submit(self._drawn, b"")

    def close(self) -> None:
        """End the process."""
        self._closed = True
        self._end()
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _finished(self, key: str, done: asyncio.Future[bytes]) -> None:
        self._drawing.pop(key, None)
        if done.cancelled() or done.exception() is not None:
            return
        self._kept[key] = done.result()
        while sum(map(len, self._kept.values())) > KEPT_BYTES:
            self._kept.popitem(last=False)

    def _drawn(self, body: bytes) -> bytes:
        """In the thread: the PNG. A process that has ended meanwhile is started anew, once. Raises OSError and EOFError."""
        try:
            return self._asked(body)
        except (OSError, EOFError):
            self._end()
        try:
            return self._asked(body)
        except (OSError, EOFError) as error:
            self._end()
            if not self._closed:
                self._resting_until = time.monotonic() + REST_SECONDS
                log.warning("pictures cannot be drawn just now: the process that draws them ends (%r)", error)
            raise

    def _asked(self, body: bytes) -> bytes:
        process = self._process = self._process or self._started()
        stuck = threading.Timer(STUCK_SECONDS, process.kill)
        stuck.daemon = True
        stuck.start()
        try:
            send(cast(BinaryIO, process.stdin), body)
            return receive(cast(BinaryIO, process.stdout))
        finally:
            stuck.cancel()

    def _started(self) -> subprocess.Popen[bytes]:
        """The process. It gets neither the bot's token nor its database, and no Ctrl+C: it ends with its input."""
        if self._closed:
            raise EOFError
        kept = {name for name in os.environ if DATABASE_VARIABLE not in name and name != TOKEN_VARIABLE}
        environment = {name: os.environ[name] for name in kept}
        paths = [str(Path(__file__).parents[2]), environment.get("PYTHONPATH", "")]
        environment["PYTHONPATH"] = os.pathsep.join(filter(None, paths))
        environment.setdefault("MPLCONFIGDIR", str(cache_folder() / "matplotlib"))  # where it keeps its list of fonts
        return subprocess.Popen(
            self._worker, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, start_new_session=True
        )

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        with contextlib.suppress(OSError):
            process.communicate()
