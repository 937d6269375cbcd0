"""Logs: lines for a person in a terminal, otherwise one JSON object a line. Neither holds secrets or what people write."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import sys
from typing import Any, Final, TextIO

from pythonjsonlogger.core import RESERVED_ATTRS
from pythonjsonlogger.json import JsonFormatter
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from bot.redaction import Redactor, scalar, traced
from bot.settings import Settings

log = logging.getLogger("safir")

OURS: Final = ("safir", "bot", "knowledge")
# At DEBUG these write down all that people send.
TALKATIVE: Final = ("discord", "aiohttp", "asyncpg", "asyncio")
# At INFO these tell every statement and step of theirs, which would bury what an operator looks for.
CHATTING: Final = ("sqlalchemy", "aiosqlite", "alembic")


def set_up_logs(settings: Settings, stream: TextIO | None = None) -> None:
    """Write the process's logs to `stream` (None: standard error), from the level and in the form that are set."""
    stream = stream if stream is not None else sys.stderr
    redactor = Redactor(_secrets(settings))
    handler = logging.StreamHandler(stream)
    handler.addFilter(plain)
    handler.setFormatter(Json(redactor) if in_json(settings, stream) else Lines(redactor))
    root, level = logging.getLogger(), logging.getLevelNamesMapping()[settings.log_level]
    for before in [one for one in root.handlers if isinstance(one.formatter, Json | Lines)]:
        root.removeHandler(before)
    root.addHandler(handler)
    root.setLevel(level)
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(max(level, logging.INFO))
    for name in CHATTING:
        logging.getLogger(name).setLevel(max(level, logging.WARNING))


def in_json(settings: Settings, stream: TextIO) -> bool:
    """Whether logs are JSON: as is set, else wherever no person looks on."""
    return settings.log_format == "json" or (settings.log_format == "auto" and not stream.isatty())


def log_lost_errors(loop: asyncio.AbstractEventLoop) -> None:
    """Have errors of tasks that nobody waits for logged as all others; asyncio's own way shows their texts."""

    def lost(_: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        what = "in a task that nobody waits for" if "never retrieved" in context.get("message", "") else "in the event loop"
        log.error("An error %s", what, exc_info=error if isinstance(error, BaseException) else None)

    loop.set_exception_handler(lost)


def plain(record: logging.LogRecord) -> bool:
    """A filter that lets everything pass, with the arguments of others' lines turned into plain values."""
    if isinstance(record.args, tuple) and record.args:
        ours = record.name.partition(".")[0] in OURS
        record.args = tuple(scalar(one) if not ours or isinstance(one, BaseException) else one for one in record.args)
    return True


class Lines(logging.Formatter):
    """For people: time, level, who says it, what."""

    def __init__(self, redactor: Redactor) -> None:
        super().__init__("{asctime} {levelname:7} {name}: {message}", "%Y-%m-%d %H:%M:%S", style="{")
        self._redactor = redactor

    def format(self, record: logging.LogRecord) -> str:
        """The line, and the lines of an error."""
        record.exc_text = None  # another handler may have kept one with texts in it
        return self._redactor.clean(super().format(record))

    def formatException(self, ei: Any) -> str:  # noqa: D102
        return traced(ei[1]) if ei and ei[1] is not None else ""


class Json(JsonFormatter):
    """For programs: `time`, `level`, `logger`, `message`, `error`, and whatever a line was given as `extra`."""

    def __init__(self, redactor: Redactor) -> None:
        super().__init__(
            ["levelname", "name", "message"],
            rename_fields={"levelname": "level", "name": "logger", "exc_info": "error", "timestamp": "time"},
            reserved_attrs=[*RESERVED_ATTRS, "color_message"],
            timestamp=True,
            json_ensure_ascii=False,
        )
        self._redactor = redactor

    def format(self, record: logging.LogRecord) -> str:
        """One line."""
        record.exc_text = None
        return super().format(record)

    def formatException(self, ei: Any) -> str:  # noqa: D102
        return traced(ei[1]) if ei and ei[1] is not None else ""

    def process_log_record(self, log_data: dict[str, Any]) -> dict[str, Any]:
        """Every text without secrets."""
        return {key: self._redactor.clean(value) if isinstance(value, str) else value for key, value in log_data.items()}


def _secrets(settings: Settings) -> list[str]:
    found = [settings.discord_token.get_secret_value().strip()] if settings.discord_token else []
    if settings.database_url:
        found.append(settings.database_url.get_secret_value())
        with contextlib.suppress(ArgumentError):
            found.append(str(make_url(settings.database_url.get_secret_value()).password or ""))
    return found
