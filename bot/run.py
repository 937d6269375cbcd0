"""`safir run`: the bot on Discord, and plain words for whatever keeps it from starting."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from collections.abc import Iterator
from typing import Any

import aiohttp
import discord
from discord.ext import commands
from dotenv import dotenv_values

from bot.ask_channels import FILE_NAME, AskChannels, AskChannelsError, followed
from bot.checks import configuration, machine, storage
from bot.checks.finding import Finding
from bot.client import SafirBot
from bot.health import served
from bot.logs import log_lost_errors, set_up_logs
from bot.reloading import reloads_at_hangup
from bot.settings import ENVIRONMENT_FILE, TOKEN_VARIABLE, Settings, SettingsError, load_settings
from bot.start import CommandClash, check_pack, load_answerer
from bot.stopping import serve_until, stop_signals
from bot.store_link import StoreLink
from bot.tidying import seldom, tidied
from knowledge.answering.answerer import Answerer
from knowledge.pack_error import PackError

log = logging.getLogger("safir")

OK = 0
MISCONFIGURED = 2  # nothing will change until somebody mends it
UNREACHABLE = 3  # worth another try later

NO_TOKEN = f"""There is no {TOKEN_VARIABLE}, so Safir cannot go to Discord yet.

  1. Create an application at https://discord.com/developers/applications and copy the token from its page "Bot".
  2. Copy .env.example to .env and write the token after {TOKEN_VARIABLE}= .
  3. Start `safir run` again.

Without a token:  safir chat     talks to you here in the terminal
                  safir preview  shows the real bot in your browser"""
SHORT_OF_TOKEN = f"{TOKEN_VARIABLE} is not set: write the bot's token after {TOKEN_VARIABLE}= in {ENVIRONMENT_FILE}."
WRONG_TOKEN = f"""Discord does not accept the {TOKEN_VARIABLE}. It may have been reset, or copied in part.
Get a new one at https://discord.com/developers/applications → your application → Bot → Reset Token."""
NO_INTENT = """SAFIR_ASK_CHANNELS is set. For these the bot must read messages that do not mention it, which it may not.
Either switch on "Message Content Intent" at https://discord.com/developers/applications → your application → Bot,
or take all ids out of SAFIR_ASK_CHANNELS."""
DEAF = (
    "Servers have set ask-channels, but the application has no Message Content Intent: these stay silent. Switch it on "
    "at https://discord.com/developers/applications → your application → Bot, and start again."
)
NO_NETWORK = "Discord cannot be reached ({reason}). Check the network, a firewall, SAFIR_PROXY, and https://discordstatus.com ."


def run_configured(*, sync: bool = False, **given: Any) -> int:
    """`run` with the settings of the environment, of `.env` and `given`; what is wrong with them is said all at once."""
    try:
        settings = load_settings(**given)
    except SettingsError as error:
        lines = str(error).splitlines()
        if not os.environ.get(TOKEN_VARIABLE) and not _written().get(TOKEN_VARIABLE):
            lines.append(SHORT_OF_TOKEN)
        return _fail("\n".join(lines), MISCONFIGURED)
    return run(settings, sync=sync)


def _written() -> dict[str, str | None]:
    try:
        return dotenv_values(ENVIRONMENT_FILE, encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return {}


def run(settings: Settings, *, sync: bool = False) -> int:
    """Run until stopped (Ctrl+C or SIGTERM). Returns the exit code: 0, 2 (must be mended) or 3 (try again later).

    sync: register the slash commands also where they have not changed since they were registered last.
    """
    token = settings.discord_token.get_secret_value().strip() if settings.discord_token else ""
    problems = [finding.text for finding in _stopping(settings)]
    set_up_logs(settings)
    try:
        channels = AskChannels(settings.ask_channels, settings.data_dir / FILE_NAME)
    except AskChannelsError as error:
        problems.append(str(error))
    try:
        if problems or not token:  # nobody waits for an index that cannot be used
            check_pack(settings)
        else:
            answerer = load_answerer(settings)
    except (PackError, SettingsError) as error:
        problems.append(str(error))
    if problems:
        return _fail("\n".join([*problems, *([] if token else [SHORT_OF_TOKEN])]), MISCONFIGURED)
    if not token:
        return _fail(NO_TOKEN, MISCONFIGURED)
    try:
        with seldom():
            try:
                asyncio.run(_serve(answerer, settings, channels, token, sync=sync))
            except discord.PrivilegedIntentsRequired:
                if settings.ask_channels:
                    raise
                # What one server has set must not keep the bot from all others.
                log.warning(DEAF)
                asyncio.run(_serve(answerer, settings, channels, token, sync=sync, message_content=False))
    except CommandClash as error:
        return _fail(str(error), MISCONFIGURED)
    except commands.ExtensionFailed as error:
        if isinstance(error.original, CommandClash):
            return _fail(str(error.original), MISCONFIGURED)
        raise
    except discord.LoginFailure:
        return _fail(WRONG_TOKEN, MISCONFIGURED)
    except discord.PrivilegedIntentsRequired:
        return _fail(NO_INTENT, MISCONFIGURED)
    except (aiohttp.ClientError, discord.DiscordServerError, discord.GatewayNotFound, OSError) as error:
        return _fail(NO_NETWORK.format(reason=str(error) or type(error).__name__), UNREACHABLE)
    except (KeyboardInterrupt, asyncio.CancelledError):
        pass
    return OK


def _stopping(settings: Settings) -> Iterator[Finding]:
    """What keeps the bot from running, apart from the pack: looked at without connecting."""
    found = [*configuration.token(settings), *storage.database(settings), *machine.port(settings)]
    return (finding for finding in found if finding.stops)


async def _serve(
    answerer: Answerer,
    settings: Settings,
    channels: AskChannels,
    token: str,
    *,
    sync: bool,
    message_content: bool | None = None,
) -> None:
    """Connect and stay connected until a signal asks to stop; what is under way then is finished first."""
    log_lost_errors(asyncio.get_running_loop())
    with stop_signals() as asked:
        async with (
            StoreLink(settings.database, answerer.base.pack, keep_days=settings.keep_questions_days) as link,
            followed(channels, link),
            SafirBot(answerer, settings, link=link, ask_channels=channels, message_content=message_content, sync=sync) as bot,
            served(bot, settings),
            tidied(bot.asking.queue),
        ):
            with reloads_at_hangup(bot):
                await serve_until(asked, bot, bot.start(token))
    log.info("Stopped.")


def _fail(text: str, code: int) -> int:
    print(text, file=sys.stderr)
    return code
