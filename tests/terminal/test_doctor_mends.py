"""Typical mistakes, one a test: `safir doctor` says what is wrong, in which variable, and how to mend it."""

from __future__ import annotations

import importlib.util
import os
import socket
import sqlite3
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

from bot.checks import online as online_checks
from bot.checks.machine import clock
from tests.loopback import Loopback, pointed_at

Run = Callable[..., Result]


def wrong(result: Result) -> str:
    """The lines that say that something is wrong; there have to be some."""
    assert result.exit_code == 1, result.stdout
    return "\n".join(line for line in result.stdout.splitlines() if line.startswith("[!!]"))


@pytest.mark.parametrize(
    ("token", "mend"),
    [
        ("Bot aaa.bbb.ccc", "leave out the word Bot"),
        ("'aaa.bbb.ccc'x'", "quotation marks"),
        ("123456789012345678", "is an application's or a person's id"),
        ("abcdefghijklmnopqrstuvwxyz012345", "client secret"),
        ("aaa.bbb", "three parts with dots"),
    ],
)
def test_1_what_is_no_token(token: str, mend: str, safir: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", token)
    said = wrong(safir("doctor"))
    assert "DISCORD_TOKEN" in said
    assert mend in said
    assert token not in said


def test_2_no_env_file(safir: Run) -> None:
    result = safir("doctor")
    assert result.exit_code == 0
    assert "there is no .env" in result.stdout
    assert "cp .env.example .env" in result.stdout


@pytest.mark.parametrize("how", ["a folder", "another encoding"])
def test_3_an_env_file_that_cannot_be_read(how: str, safir: Run) -> None:
    if how == "a folder":
        Path(".env").mkdir()
    else:
        Path(".env").write_bytes("SAFIR_LANGUAGE=é".encode("utf-16"))
    said = wrong(safir("doctor"))
    assert ".env" in said
    assert "readable" in said or "may read" in said or "UTF-8" in said


@pytest.mark.parametrize(("typed", "meant"), [("SAFIR_LOGLEVEL", "SAFIR_LOG_LEVEL"), ("DISCORD_TOCKEN", "DISCORD_TOKEN")])
def test_4_a_misspelt_variable(typed: str, meant: str, safir: Run) -> None:
    Path(".env").write_text(f"{typed}=x\nPOSTGRES_PASSWORD=y\n", encoding="utf-8")
    said = wrong(safir("doctor"))
    assert f"{typed} is no variable of Safir's" in said
    assert f"did you mean {meant}?" in said
    assert "POSTGRES_PASSWORD" not in said, "what others read is theirs"


def test_5_a_pack_that_is_not_there_and_one_that_is_broken(safir: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAFIR_PACK", "nowhere")
    assert "there is no folder nowhere" in wrong(safir("doctor"))
    Path("pack").mkdir()
    assert "run `safir facts check pack`" in wrong(safir("doctor", "--pack", "pack"))


def test_6_a_language_that_there_is_not_and_one_that_the_pack_is_not_written_in(
    safir: Run, tea_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "there is no language 'xx'" in wrong(safir("doctor", "--language", "xx"))
    monkeypatch.setattr("bot.checks.configuration.load_language", lambda code: None)
    assert "the pack is not written in 'fr': write one of en" in wrong(safir("doctor", "--pack", tea_folder, "--language", "fr"))


def test_7_a_folder_of_data_that_cannot_be_written_to(safir: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("data").write_text("", encoding="utf-8")
    assert "SAFIR_DATA_DIR: data is a file and no folder" in wrong(safir("doctor"))

    def refuse(**_: Any) -> Any:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("bot.checks.storage.tempfile.TemporaryFile", refuse)
    monkeypatch.setenv("SAFIR_DATA_DIR", "elsewhere")
    said = wrong(safir("doctor"))
    assert "Safir may not write to" in said
    assert "chown" in said
    assert "SAFIR_CACHE_DIR: each start indexes the pack anew" in safir("doctor").output


def test_7_a_database_that_cannot_be_made(safir: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("taken").write_text("", encoding="utf-8")
    monkeypatch.setenv("DATABASE_URL", "sqlite:///taken/safir.sqlite3")
    assert "taken is a file and no folder" in wrong(safir("doctor"))
    monkeypatch.setenv("DATABASE_URL", "sqlite:///new/safir.sqlite3")
    assert "it is made at the first start" in safir("doctor").output


def test_8_an_address_of_no_database(safir: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "mysql://me:secret@host/safir")
    said = wrong(safir("doctor"))
    assert "DATABASE_URL" in said
    assert "postgresql://" in said
    assert "secret" not in said


def test_9_postgresql_without_its_driver(safir: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://me:secret@host/safir")
    monkeypatch.setitem(sys.modules, "asyncpg", None)
    assert 'python3 -m pip install -c constraints.txt -e ".[postgres]"' in wrong(safir("doctor"))


def test_10_a_database_of_a_newer_safir_of_something_else_and_an_older_one(safir: Run) -> None:
    Path("data").mkdir()
    file = Path("data/safir.sqlite3")
    file.write_text("this is no database at all, though it is long enough to be read as one" * 20, encoding="utf-8")
    assert "not one of Safir's" in wrong(safir("doctor"))
    file.unlink()
    with sqlite3.connect(file) as made:
        made.execute("CREATE TABLE alembic_version (version_num VARCHAR(32))")
        made.execute("INSERT INTO alembic_version VALUES ('v9999')")
    made.close()
    said = wrong(safir("doctor"))
    assert "newer Safir" in said
    assert "v9999" in said
    with sqlite3.connect(file) as made:
        made.execute("UPDATE alembic_version SET version_num = 'v0001'")
    made.close()
    result = safir("doctor")
    assert result.exit_code == 0
    assert "safir db upgrade" in result.stdout


def test_11_an_extra_that_is_wanted_and_not_installed(safir: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from knowledge.semantic import installed

    def absent(_: Any) -> Any:
        raise installed.SemanticError("the extra `semantic` is not installed")

    monkeypatch.setattr(installed, "verified", absent)
    assert "[--] the extra `semantic`" in safir("doctor").stdout
    monkeypatch.setenv("SAFIR_SEMANTIC", "true")
    assert "SAFIR_SEMANTIC is true" in wrong(safir("doctor"))


def test_11_the_preview_without_its_packages(safir: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name, *more: None if name == "simcord" else find(name, *more))
    assert 'pip install -c constraints.txt -e ".[preview]"' in safir("doctor").stdout


def test_12_a_port_that_is_taken(safir: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        monkeypatch.setenv("SAFIR_METRICS_PORT", str(taken.getsockname()[1]))
        said = wrong(safir("doctor"))
    assert "SAFIR_METRICS_PORT" in said
    assert "choose another one" in said


def test_13_a_clock_that_is_far_off(safir: Run) -> None:
    assert "timedatectl" in clock(now=0.0, installed=time.time()).text
    assert "[ok] the clock" in safir("doctor").stdout


def test_14_a_python_that_is_too_old(safir: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 0, "final", 0))
    assert "is too old: install 3.11 or newer" in wrong(safir("doctor"))


@pytest.mark.parametrize(
    ("name", "value", "mend"),
    [
        ("SAFIR_ASK_CHANNELS", "#general", "ids of channels or forums"),
        ("SAFIR_LOG_LEVEL", "loud", "DEBUG, INFO, WARNING or ERROR"),
        ("SAFIR_LOG_FORMAT", "xml", "text, json, or auto"),
        ("SHARD_IDS", "0-1", "SHARD_COUNT has to be set"),
        ("SAFIR_METRICS_PORT", "http", "a free port"),
    ],
)
def test_15_values_that_are_none(name: str, value: str, mend: str, safir: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)
    said = wrong(safir("doctor"))
    assert name in said
    assert mend in said


def test_16_a_token_that_others_can_read(safir: Run) -> None:
    Path(".env").write_text("DISCORD_TOKEN=a.b.c\n", encoding="utf-8")
    os.chmod(".env", 0o644)
    assert "chmod 600 .env" in safir("doctor").stdout
    os.chmod(".env", 0o600)
    assert "chmod 600" not in safir("doctor").stdout


# What only Discord can say

GUILD = {"id": "42", "name": "Tea House", "permissions": str(online_checks.NEEDED.value)}


@pytest.fixture
def with_token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "aaa.bbb.ccc")


@pytest.mark.usefixtures("with_token")
def test_online_all_is_well(safir: Run) -> None:
    with Loopback(my_guilds=(GUILD,)):
        result = safir("doctor", "--online")
    assert result.exit_code == 0, result.stdout
    for part in ("accepts the token of Safir", "Message Content Intent is off", "the clock agrees", "permissions in 1 servers"):
        assert part in result.stdout


@pytest.mark.usefixtures("with_token")
def test_online_a_token_that_discord_does_not_accept(safir: Run) -> None:
    with Loopback(accepts_token=False):
        said = wrong(safir("doctor", "--online"))
    assert "does not accept the DISCORD_TOKEN" in said
    assert "Reset Token" in said
    assert "aaa.bbb" not in said


@pytest.mark.usefixtures("with_token")
def test_online_message_content_that_is_needed_and_off(safir: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAFIR_ASK_CHANNELS", "7")
    with Loopback(my_guilds=(GUILD,)):
        assert "need Message Content Intent, and it is off" in wrong(safir("doctor", "--online"))
    with Loopback(my_guilds=(GUILD,), flags=1 << 19):
        assert "Message Content Intent is on" in safir("doctor", "--online").stdout


@pytest.mark.usefixtures("with_token")
def test_online_permissions_that_are_lacking_and_no_server(safir: Run) -> None:
    with Loopback(my_guilds=({**GUILD, "permissions": "1024"},)):
        said = wrong(safir("doctor", "--online"))
    assert "server 42: the bot lacks" in said
    assert "Read Message History" in said
    with Loopback():
        assert "in no server yet" in safir("doctor", "--online").stdout


@pytest.mark.usefixtures("with_token")
def test_online_no_network(safir: Run) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        with pointed_at(taken.getsockname()[1]):
            assert "Discord cannot be reached" in wrong(safir("doctor", "--online"))


def test_online_a_clock_that_differs_from_discord_s() -> None:
    sent = {"Date": "Tue, 02 Jan 2029 00:00:00 GMT"}
    theirs = 1_861_920_000 + 86_400
    finding = online_checks.skew(sent, theirs + 90)
    assert finding is not None
    assert "90 seconds ahead of Discord's" in finding.text
    late = online_checks.skew(sent, theirs - 3_600)
    assert late is not None
    assert "3600 seconds behind Discord's" in late.text
    assert str(online_checks.skew(sent, theirs + 5)).startswith("[ok]")
    assert online_checks.skew({}, theirs) is None


@pytest.mark.usefixtures("with_token")
def test_online_a_postgresql_that_does_not_answer(safir: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://me:secret@127.0.0.1:1/safir")
    with Loopback(my_guilds=(GUILD,)):
        said = wrong(safir("doctor", "--online"))
    assert "PostgreSQL on 127.0.0.1: The database does not answer" in said
    assert "secret" not in said
