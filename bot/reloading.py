"""Takes in a pack that was changed on disk, without a restart: at SIGHUP, which `systemctl reload` and `docker kill -s HUP` send.

The new pack is read, checked and indexed beside the one that answers, and put in its place in one step. Whatever is wrong with it
is logged, with file and line, and the old one goes on answering.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from discord.ext import commands

from bot.command_sync import sync_commands
from bot.settings import SettingsError
from bot.start import load_answerer
from knowledge.answering.answerer import Answerer
from knowledge.pack_error import PackError

if TYPE_CHECKING:
    from bot.client import SafirBot

log = logging.getLogger("safir")

TOPIC_COMMANDS = "bot.extensions.topic_commands"
KEPT = "The pack was not reloaded, the old one goes on answering: %s"


@contextlib.contextmanager
def reloads_at_hangup(bot: SafirBot) -> Iterator[None]:
    """Reload the pack whenever the process gets SIGHUP while the block runs. Windows has no such signal."""
    loop = asyncio.get_running_loop()
    under_way: set[asyncio.Task[bool]] = set()

    def hear() -> None:
        if not under_way:  # one at a time; whoever is quick to send two means the same
            task = asyncio.create_task(reload_pack(bot), name="safir: reload")
            under_way.add(task)
            task.add_done_callback(under_way.discard)

    hangup: Any = getattr(signal, "SIGHUP", None)
    if hangup is None:
        yield
        return
    loop.add_signal_handler(hangup, hear)
    try:
        yield
    finally:
        loop.remove_signal_handler(hangup)
        for task in under_way:
            task.cancel()


async def reload_pack(bot: SafirBot) -> bool:
    """Answer from the pack as it is on disk now; gives whether that could be done. Raises nothing."""
    old = bot.answerers.pack
    try:
        new = await asyncio.to_thread(_loaded, bot)
    except (PackError, SettingsError, OSError) as error:
        log.error(KEPT, error)
        return False
    except Exception:
        log.exception(KEPT, "it could not be loaded")
        return False
    _use(bot, new)
    if new.base.topics != old.base.topics:
        await bot.unload_extension(TOPIC_COMMANDS)
        try:
            await bot.load_extension(TOPIC_COMMANDS)
        except commands.ExtensionFailed as error:  # a command that the bot has itself
            log.error(KEPT, error.original)
            _use(bot, old)
            await bot.load_extension(TOPIC_COMMANDS)
            return False
        if bot.settings.leads:
            await sync_commands(bot)
    log.info("The pack was reloaded: %d facts.", len(new.base.facts))
    return True


def _loaded(bot: SafirBot) -> Answerer:
    answerer = load_answerer(bot.settings)
    answerer.suggest("")  # its index, too, is made before anybody types
    return answerer


def _use(bot: SafirBot, answerer: Answerer) -> None:
    bot.answerers.use(answerer)
    bot.link.use(answerer.base.pack)
