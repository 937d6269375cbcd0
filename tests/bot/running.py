"""Runs the bot as `safir run` does, in the test's own process, and asks it to stop as a host does."""

from __future__ import annotations

import logging
import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from bot.run import run
from bot.settings import Settings
from tests.loopback import SECONDS, Loopback


@contextmanager
def as_before() -> Iterator[None]:
    """What the bot sets for the whole process is put back; a signal that nobody listens for does not end the tests."""
    root = logging.getLogger()
    level, handlers, before = root.level, list(root.handlers), signal.signal(signal.SIGTERM, lambda *_: None)
    try:
        yield
    finally:
        root.setLevel(level)
        root.handlers[:] = handlers
        signal.signal(signal.SIGTERM, before)


def ask_to_stop() -> None:
    """Once, as a container's host does."""
    os.kill(os.getpid(), signal.SIGTERM)


def run_meanwhile(settings: Settings, act: Callable[[], None], **options: Any) -> int:
    """Run the bot until it ends, and meanwhile do `act` in a thread; gives the exit code.

    The bot has the first thread, where signals arrive. Where `act` fails, the bot is ended, and its error raised.
    """
    errors: list[BaseException] = []

    def act_or_end() -> None:
        try:
            act()
        except BaseException as error:
            errors.append(error)
            ask_to_stop()

    thread = threading.Thread(target=act_or_end, daemon=True)
    with as_before():
        thread.start()
        code = run(settings, **options)
        thread.join(SECONDS)
    if errors:
        raise errors[0]
    return code


def run_once(settings: Settings, discord: Loopback, act: Callable[[], None] = lambda: None, **options: Any) -> int:
    """Run the bot until it has connected, do `act`, and ask it to stop."""
    discord.identified.clear()

    def connected() -> None:
        assert discord.identified.wait(SECONDS)
        act()
        ask_to_stop()

    return run_meanwhile(settings, connected, **options)
