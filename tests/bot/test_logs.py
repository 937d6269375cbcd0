"""Logs: for people or for programs, and in either form without secrets and without what people write."""

from __future__ import annotations

import asyncio
import io
import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answerers import Answerers
from bot.error_report import explain, report
from bot.logs import Json, Lines, in_json, log_lost_errors, set_up_logs
from bot.redaction import HIDDEN, Redactor, traced
from bot.settings import Settings, load_settings
from knowledge.store.store import Store
from tests.bot.running import as_before, run_once
from tests.loopback import Loopback

# Put together here: as a whole it looks like a token to those who search repositories for them.
TOKEN = ".".join(["MTAwMDAwMDAwMDAwMDAwMDAwMA", "GaBcDe", "abcdefghijklmnopqrstuvwxyz-_0123456789A"])
PASSWORD = "correct-horse"
DATABASE = f"postgresql://safir:{PASSWORD}@127.0.0.1:1/safir"
SAID = "my neighbour's secret recipe"


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    with as_before():
        yield


@pytest.fixture(params=["text", "json"])
def settings(request: pytest.FixtureRequest, tea_folder: Path, tmp_path: Path) -> Settings:
    return load_settings(
        pack=tea_folder,
        data_dir=tmp_path,
        discord_token=TOKEN,
        database_url=DATABASE,
        log_format=request.param,
        log_level="DEBUG",
    )


@pytest.fixture
def logged(settings: Settings) -> io.StringIO:
    stream = io.StringIO()
    set_up_logs(settings, stream)
    return stream


def broken() -> Exception:
    """An error that tells what somebody wrote, with another one behind it."""
    try:
        int(SAID)
    except ValueError as error:
        try:
            raise KeyError(SAID) from error
        except KeyError as second:
            return second
    raise AssertionError


def assert_clean(text: str) -> None:
    assert text.strip()
    for secret in (TOKEN, PASSWORD, SAID, "recipe"):
        assert secret not in text


def test_a_terminal_gets_lines_and_everything_else_json() -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    automatic = load_settings()
    assert not in_json(automatic, Terminal())
    assert in_json(automatic, io.StringIO())
    assert in_json(load_settings(log_format="json"), Terminal())
    assert not in_json(load_settings(log_format="text"), io.StringIO())


def test_a_json_line_tells_when_how_bad_who_and_what(tea_folder: Path) -> None:
    stream = io.StringIO()
    set_up_logs(load_settings(log_format="json"), stream)
    logging.getLogger("safir").error("disk %s is full", "a", exc_info=broken(), extra={"shard": 3})
    (line,) = stream.getvalue().splitlines()
    told = json.loads(line)
    assert (told["level"], told["logger"], told["message"], told["shard"]) == ("ERROR", "safir", "disk a is full", 3)
    assert "broken" in told["error"], "where it happened"
    assert "KeyError" in told["error"]
    assert told["time"].endswith("+00:00")


def test_secrets_are_hidden_wherever_they_stand(logged: io.StringIO) -> None:
    log = logging.getLogger("safir")
    log.warning("token %s", TOKEN)
    log.warning(f"address {DATABASE}")
    log.warning("with extra", extra={"header": f"Bot {TOKEN}"})
    log.warning("PATCH https://discord.com/api/v10/webhooks/123/aW50ZXJhY3Rpb24.x-y/messages/@original 404")
    log.warning("POST /interactions/123/aW50ZXJhY3Rpb24.x-y/callback")
    log.warning("another: postgres://you:swordfish@host/db", exc_info=OSError(f"cannot use {TOKEN}"))
    text = logged.getvalue()
    assert_clean(text)
    assert "aW50" not in text
    assert "swordfish" not in text
    assert "/messages/@original 404" in text, "what is no secret stays"
    assert HIDDEN in text


def test_what_people_write_is_in_no_error_that_is_logged(logged: io.StringIO) -> None:
    error = broken()
    report(error, "a message")
    explain(error, "/ask")
    logging.getLogger("discord.client").error("Ignoring exception in %s", "on_message", exc_info=error)
    logging.getLogger("discord.ui.view").error("Ignoring exception in view %r for item %r", Quoting(), Quoting(), exc_info=error)
    logging.getLogger("aiohttp.server").error("Error handling request", exc_info=error)
    logging.getLogger("safir").error("%s", error)
    logging.getLogger("safir").error("together", exc_info=ExceptionGroup(SAID, [error, OSError("the disk is full")]))
    text = logged.getvalue()
    assert_clean(text)
    assert "ValueError" in text
    assert "the disk is full" in text, "texts that nobody typed are told"


class Quoting:
    def __repr__(self) -> str:
        return SAID


def test_what_discord_sends_is_not_logged_even_at_the_finest_level(logged: io.StringIO) -> None:
    for name in ("discord.gateway", "discord.http", "discord.client", "sqlalchemy.engine", "asyncpg", "aiosqlite"):
        logging.getLogger(name).debug("For Shard ID %s: WebSocket Event: %s", 0, {"content": SAID})
    logging.getLogger("safir").debug("our own finest level is there")
    assert_clean(logged.getvalue())


@pytest.mark.parametrize("level", ["DEBUG", "INFO"])
async def test_a_database_that_works_is_not_logged(settings: Settings, level: str, tmp_path: Path) -> None:
    """Each statement would be a line, and bury what an operator looks for."""
    stream = io.StringIO()
    set_up_logs(settings.model_copy(update={"log_level": level}), stream)
    async with await Store.open(f"sqlite:///{tmp_path / 'safir.sqlite3'}") as store:
        await store.misses.record(SAID, 11, "declined")
        assert await store.misses.of(11)
    assert stream.getvalue() == ""


async def test_an_error_of_a_task_that_nobody_waits_for_is_logged_without_its_text(logged: io.StringIO) -> None:
    log_lost_errors(asyncio.get_running_loop())

    async def fails() -> None:
        raise broken()

    task = asyncio.create_task(fails())
    await asyncio.wait({task})
    del task
    asyncio.get_running_loop().call_exception_handler({"message": SAID})
    assert_clean(logged.getvalue())
    assert "KeyError" in logged.getvalue()


def test_a_run_with_an_error_in_an_answer_logs_no_word_of_the_question(
    settings: Settings, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fails(self: Any, guild: int | None) -> Any:
        raise broken()

    monkeypatch.setattr(Answerers, "of", fails)
    with Loopback() as discord:

        def act() -> None:
            discord.say(SAID)
            option = {"name": "question", "type": 3, "value": SAID}
            discord.use(2, {"id": "9", "name": "ask", "type": 1, "options": [option]})
            discord.use(4, {"id": "9", "name": "ask", "type": 1, "options": [{**option, "focused": True}]})
            discord.until(lambda: len(discord.sent()) == 1 and len(discord.made("POST", "/interactions/")) == 2)

        run_once(settings.model_copy(update={"database_url": None}), discord, act)
    text = capsys.readouterr().err
    assert_clean(text)
    assert text.count("KeyError") >= 3, "each of the three was logged"


@given(secret=st.text("abcXYZ019-_+/='\"\\", min_size=4), before=st.text(max_size=20), after=st.text(max_size=20))
def test_a_known_secret_is_hidden_in_any_text(secret: str, before: str, after: str) -> None:
    cleaned = Redactor([secret]).clean(f"{before}{secret}{after}")
    assert HIDDEN in cleaned
    assert cleaned.replace(HIDDEN, "").count(secret) <= f"{before}{after}".count(secret)


def test_errors_that_stand_behind_each_other_in_a_circle_end() -> None:
    one, two = ValueError("a"), ValueError("b")
    one.__context__, two.__context__ = two, one
    assert traced(one).count("ValueError") == 2


def test_setting_up_twice_writes_once(settings: Settings) -> None:
    first, second = io.StringIO(), io.StringIO()
    set_up_logs(settings, first)
    set_up_logs(settings, second)
    logging.getLogger("safir").warning("once")
    assert not first.getvalue()
    assert "once" in second.getvalue()
    assert [one for one in logging.getLogger().handlers if isinstance(one.formatter, Json | Lines)] != []
