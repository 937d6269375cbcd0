"""Ends the bot in good order: no more questions, those under way are answered, then the connections are closed.

The first SIGTERM or SIGINT asks for it, a second one does not wait.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
from collections.abc import Coroutine, Iterator
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from bot.client import SafirBot

log = logging.getLogger("safir")

GRACE_SECONDS: Final = 10.0  # for what is under way; hosts kill what has not ended after 10 to 90 seconds
CLOSE_SECONDS: Final = 2.0  # for Discord to hear that a connection is closed
AGAIN_SECONDS: Final = 0.2  # until a task that went on after it was cancelled is cancelled again
SIGNALS: Final = (signal.SIGINT, signal.SIGTERM)
# What discord.py names the tasks in which it runs our code: listeners, commands, buttons, forms.
UNDER_WAY: Final = ("discord.py: on_", "CommandTree-", "discord-ui-view-dispatch", "discord-ui-dynamic-", "discord-ui-modal-")


@contextlib.contextmanager
def stop_signals() -> Iterator[asyncio.Event]:
    """An event that the first signal sets. Signals are listened for while the block runs."""
    loop, asked = asyncio.get_running_loop(), asyncio.Event()

    def hear(number: int) -> None:
        if asked.is_set():
            log.warning("Asked to stop again: ended at once.")
            logging.shutdown()
            os._exit(128 + number)
        log.info("Asked to stop: no more questions are taken.")
        asked.set()

    heard = []
    for one in SIGNALS:
        with contextlib.suppress(NotImplementedError):  # Windows has no handlers here: Ctrl+C raises KeyboardInterrupt
            loop.add_signal_handler(one, hear, one)
            heard.append(one)
    try:
        yield asked
    finally:
        for one in heard:
            loop.remove_signal_handler(one)


async def serve_until(asked: asyncio.Event, bot: SafirBot, serving: Coroutine[Any, Any, None]) -> None:
    """Run `serving`, the bot's connection, until it ends by itself or `asked` is set.

    What it raises by itself is raised. Nothing that discord.py does with a cancellation keeps it from ending: whoever
    reconnects just then catches it and goes on, so it is cancelled until it has ended.
    """
    connection = asyncio.create_task(serving, name="safir: connection")
    stop = asyncio.create_task(asked.wait(), name="safir: stop")
    try:
        await asyncio.wait({connection, stop}, return_when=asyncio.FIRST_COMPLETED)
        if connection.done():
            await connection
            return
        bot.stopping = True
        await _end(connection)
        await drain(bot)
    finally:
        stop.cancel()
        await _end(connection)


async def drain(bot: SafirBot) -> int:
    """Hear nothing more and finish what is under way, for `GRACE_SECONDS` at most; gives how many tasks were left."""
    closing = [asyncio.create_task(shard.disconnect()) for shard in bot.shards.values()]
    if closing:
        await asyncio.wait(closing, timeout=CLOSE_SECONDS)
    loop = asyncio.get_running_loop()
    end = loop.time() + GRACE_SECONDS
    while (left := under_way()) and (rest := end - loop.time()) > 0:
        await asyncio.wait(left, timeout=rest)
    if left:
        log.warning("%d answers or edits were not finished in %g seconds.", len(left), GRACE_SECONDS)
    return len(left)


def under_way() -> set[asyncio.Task[Any]]:
    """The tasks in which somebody is being answered now, without the one that asks."""
    tasks = asyncio.all_tasks() - {asyncio.current_task()}
    return {task for task in tasks if task is not None and task.get_name().startswith(UNDER_WAY)}


async def _end(task: asyncio.Task[None]) -> None:
    while not task.done():
        task.cancel()
        await asyncio.wait({task}, timeout=AGAIN_SECONDS)
    if not task.cancelled() and (error := task.exception()) is not None:
        log.debug("While stopping: %r", error)
