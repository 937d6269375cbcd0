"""The one place in which errors end: each is logged under a number, and the person is shown that number only."""

from __future__ import annotations

import logging
import secrets
from dataclasses import dataclass

import discord
from discord import app_commands

from bot import wording
from bot.translation import retold, t
from knowledge.store.errors import StoreUnavailable, UnknownFact, UnknownRevision

log = logging.getLogger("safir")

Interaction = discord.Interaction[discord.Client]


@dataclass(slots=True)
class Reported:
    """How many errors were logged since the process began."""

    total: int = 0


reported = Reported()


class Refused(app_commands.CheckFailure):
    """What somebody may not do; the text says so to them."""


# Discord's codes: a thread that is archived (until somebody writes in it), and one that is locked.
CLOSED_THREAD = frozenset({50083, 160005})
MEANT = (Refused, StoreUnavailable, UnknownFact, UnknownRevision)  # errors that say to people what is the matter


def report(error: BaseException, where: str) -> str:
    """Log an error with its traceback and return the number under which it can be found. No question is logged."""
    error_id = secrets.token_hex(4)
    reported.total += 1
    log.error("error %s in %s", error_id, where, exc_info=error)
    return error_id


def explain(error: BaseException, where: str) -> str:
    """What to tell the person. In this order: what they may not do, what is outdated, and (logged) our own faults."""
    match error:
        case app_commands.MissingPermissions():
            return t(wording.NOT_ALLOWED, permissions=permission_names(error.missing_permissions))
        case Refused():
            return str(error)
        case StoreUnavailable():
            log.warning("%s: %s", where, error)
            return t(wording.NO_DATABASE, reason=retold(error))
        case UnknownFact() | UnknownRevision():  # chosen from what was there when it was shown
            return t(wording.GONE)
        case discord.HTTPException() if error.code in CLOSED_THREAD:
            log.info("%s: %s", where, error.text)
            return t(wording.THREAD_IS_CLOSED)
        case app_commands.CheckFailure():
            return t(wording.NOT_HERE)
        case app_commands.CommandNotFound() | app_commands.CommandSignatureMismatch():
            log.warning("%s: %s (the commands that Discord shows are older than the bot's)", where, error)
            return t(wording.OUTDATED_COMMAND)
        case app_commands.CommandInvokeError() if isinstance(error.original, (*MEANT, discord.HTTPException)):
            return explain(error.original, where)
        case app_commands.CommandInvokeError():
            return t(wording.OUR_ERROR, error_id=report(error.original, where))
        case _:
            return t(wording.OUR_ERROR, error_id=report(error, where))


async def apologise(interaction: Interaction, error: BaseException, where: str) -> None:
    """Explain an error to whoever pressed or typed, visible only to them."""
    await whisper(interaction, explain(error, where))


async def whisper(interaction: Interaction, text: str) -> None:
    """Answer an interaction visible only to the person, whether or not it was acknowledged before."""
    try:
        if interaction.response.is_done():
            await interaction.followup.send(text, ephemeral=True)
        else:
            await interaction.response.send_message(text, ephemeral=True)
    except discord.HTTPException as error:  # too late, or Discord is down: nobody can be told any more
        log.warning("an interaction could not be answered: %s", error)


def permission_names(permissions: list[str]) -> str:
    """`["manage_guild"]` → "Manage Server", as Discord's own settings name them."""
    return ", ".join(t(wording.PERMISSIONS.get(name) or name.replace("_", " ").title()) for name in permissions)
