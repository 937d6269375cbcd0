"""What must never be in a log: tokens, passwords, and what people write.

Secrets are known by their value and by their form. What people write gets into a log through the texts of errors ("invalid
literal: '…'"), so of an error only its kind and its place in the code are told, except for kinds whose text is harmless.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterable, Iterator
from typing import Any, Final

import aiohttp
import discord

from knowledge.pack_error import PackError
from knowledge.store.errors import StoreUnavailable

HIDDEN: Final = "[hidden]"
SHORTEST: Final = 4  # characters of a known secret: anything shorter would hide parts of words
HARMLESS: Final = (OSError, aiohttp.ClientError, discord.DiscordException, StoreUnavailable, PackError)
_CAUSED: Final = "\nThe above exception was the direct cause of the following exception:\n\n"
_MEANWHILE: Final = "\nDuring handling of the above exception, another exception occurred:\n\n"
_FORMS: Final = (
    re.compile(r"[\w-]{20,30}\.[\w-]{5,8}\.[\w-]{25,45}"),  # a bot's token
    re.compile(r"(?<=/webhooks/)(\d+/)[\w.-]+"),  # Discord's addresses that hold an interaction's token
    re.compile(r"(?<=/interactions/)(\d+/)[\w.-]+"),
    re.compile(r"(://[^/\s:@]*:)[^/\s@]+(?=@)"),  # the password of an address
)


class Redactor:
    """Takes secrets out of texts. `secrets` are those that are known by value."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        known = sorted({secret for secret in secrets if len(secret) >= SHORTEST}, key=len, reverse=True)
        self._known = re.compile("|".join(map(re.escape, known))) if known else None

    def clean(self, text: str) -> str:
        """The text with every secret in it hidden."""
        if self._known is not None:
            text = self._known.sub(HIDDEN, text)
        for form in _FORMS:
            text = form.sub(lambda found: f"{found[1] if found.re.groups else ''}{HIDDEN}", text)
        return text


def told(error: BaseException) -> str:
    """What a log may say of an error in a word: its text where that is harmless, else its kind."""
    if isinstance(error, HARMLESS):
        return str(error) or type(error).__name__
    return type(error).__name__


def traced(error: BaseException) -> str:
    """The traceback of an error and of those behind it, as Python prints it, without texts that could be a person's."""
    return "".join(_traced(error, set())).rstrip("\n")


def scalar(value: Any) -> Any:
    """An argument of a log line: errors as `told`; of anything that is no plain value, what it is."""
    if isinstance(value, BaseException):
        return told(value)
    return value if isinstance(value, str | int | float | None) else type(value).__name__


def _traced(error: BaseException, seen: set[int]) -> Iterator[str]:
    seen.add(id(error))
    before, between = error.__cause__, _CAUSED
    if before is None and not error.__suppress_context__:
        before, between = error.__context__, _MEANWHILE
    if before is not None and id(before) not in seen:
        yield from _traced(before, seen)
        yield between
    if error.__traceback__ is not None:
        yield "Traceback (most recent call last):\n"
        yield from traceback.format_tb(error.__traceback__)
    name = f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")
    yield f"{name}: {error}\n" if isinstance(error, HARMLESS) else f"{name} (its text is not logged)\n"
    if isinstance(error, BaseExceptionGroup):
        for one in error.exceptions:
            if id(one) not in seen:
                yield from _traced(one, seen)
