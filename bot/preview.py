"""`safir preview`: the real bot in a page of the local browser, without a token, as a visitor and as a moderator.

SimCord plays Discord: the bot that runs here is the one that `safir run` starts.
"""

from __future__ import annotations

import asyncio
import contextlib
import importlib.util
import sys
import tempfile
import webbrowser
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

import discord

from bot.ask_channels import AskChannels
from bot.client import SafirBot
from bot.run import MISCONFIGURED, OK
from bot.settings import DATABASE_FILE, Settings, SettingsError
from bot.start import load_answerer
from bot.store_link import StoreLink
from knowledge.answering.answerer import Answerer
from knowledge.localised import text_in
from knowledge.pack_error import PackError

if TYPE_CHECKING:
    from simcord import Env, Preview

BOT_NAME: Final = "Safir"
NEEDED: Final = ("simcord", "aiohttp", "PIL", "regex", "markdown_it", "linkify_it")
MISSING: Final = """The preview needs a few packages more ({names}). Install them with

    python3 -m pip install -c constraints.txt -e ".[preview]"

`safir chat` works without them."""
READY: Final = """{name} is ready: {url}

Type a question, or / for the commands. The menu of people switches between visitor and moderator.
The page has one channel and no menus of messages: forums and "Check with Safir" are on Discord only.
Nothing leaves this machine. Ctrl+C ends it."""


def preview(settings: Settings, port: int = 0, *, open_browser: bool = False) -> int:
    """Serve the page on 127.0.0.1 until Ctrl+C, or until it is ended in the page. Returns the exit code.

    port: 0 takes a free one.
    """
    missing = [name for name in NEEDED if importlib.util.find_spec(name) is None]
    if missing:
        return _fail(MISSING.format(names=", ".join(missing)))
    from simcord import SetupError

    try:
        answerer = load_answerer(settings)
        asyncio.run(_serve(answerer, settings, port, open_browser=open_browser))
    except (PackError, SettingsError) as error:
        return _fail(str(error))
    except (OSError, SetupError) as error:
        return _fail(f"The page cannot be served: {error}. If the port is taken, choose another one with --port.")
    except KeyboardInterrupt:
        pass
    return OK


async def _serve(answerer: Answerer, settings: Settings, port: int, *, open_browser: bool) -> None:
    async with world(answerer, settings, port) as page:
        print(READY.format(name=text_in(answerer.base.pack.name, settings.language), url=page.url), flush=True)
        if open_browser:
            webbrowser.open(page.url)
        ticking = asyncio.create_task(_tick(page))
        try:
            await page.wait_closed()
        finally:
            ticking.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await ticking


@contextlib.asynccontextmanager
async def world(answerer: Answerer, settings: Settings, port: int = 0, *, moderates: bool = False):  # type: ignore[no-untyped-def]  # simcord is optional
    """A server with one channel, a visitor and a moderator, and the page that shows it: gives SimCord's `Preview`.

    moderates: whether the page begins as the moderator's.
    """
    import simcord

    channels = AskChannels()  # kept in memory, and the database in a folder that goes: a preview leaves nothing behind
    async with contextlib.AsyncExitStack() as opened:
        folder = opened.enter_context(tempfile.TemporaryDirectory(prefix="safir-preview-"))
        # Before SimCord, which waits for everything that the bot itself begins.
        link = await opened.enter_async_context(StoreLink(f"sqlite:///{folder}/{DATABASE_FILE}", answerer.base.pack))
        bot = SafirBot(answerer, settings, link=link, ask_channels=channels, message_content=True, shard_count=1)
        env = await opened.enter_async_context(simcord.run(bot, check_errors=False))
        # Under SimCord's error handler an error that the bot explained would show as an uncertain outcome. It is
        # gone by now: the extension `errors` was loaded after SimCord and has put the bot's own in its place.
        env.backend.bot_user.name = BOT_NAME
        guild = env.create_guild("Preview")
        moderator = guild.create_role("Moderator", permissions=discord.Permissions(manage_messages=True, manage_guild=True))
        channel = guild.create_text_channel("ask-safir")
        visitor = guild.add_member(env.create_user("visitor"))
        keeper = guild.add_member(env.create_user("moderator"), roles=[moderator])
        bot.owner_id = keeper.id  # who may also change facts for all servers
        # The page cannot type a mention, so everything in its channel is a question.
        await channels.add(link, guild.id, channel.id)
        await env.settle()
        await env.advance_time((datetime.now(UTC) - env.now()).total_seconds())
        viewers = [keeper, visitor] if moderates else [visitor, keeper]
        shown = env.preview(channel, viewers=viewers, layout="channel", port=port)
        yield await opened.enter_async_context(shown)


async def _tick(page: Preview) -> None:
    """Let time pass.

    The page is redrawn only when the bot has done something: an action on a page that was redrawn meanwhile is refused.
    """
    from simcord import SetupError

    env: Env = page.env
    drawn = len(env.http_requests)
    while True:
        await asyncio.sleep(1)
        with contextlib.suppress(SetupError, TimeoutError):  # an action is under way: the next second will do
            await env.advance_time(max(0.0, (datetime.now(UTC) - env.now()).total_seconds()))
            if len(env.http_requests) != drawn:
                drawn = len(env.http_requests)
                await page.refresh()


def _fail(text: str) -> int:
    print(text, file=sys.stderr)
    return MISCONFIGURED
