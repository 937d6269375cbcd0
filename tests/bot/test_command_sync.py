"""Slash commands are registered when they have changed, and otherwise left alone."""

from __future__ import annotations

import logging
import shutil
from pathlib import Path

import pytest

from bot.run import OK
from bot.settings import Settings, load_settings
from tests.bot.running import run_once
from tests.loopback import Loopback


@pytest.fixture
def settings(tea_folder: Path, tmp_path: Path) -> Settings:
    pack = tmp_path / "pack"
    shutil.copytree(tea_folder, pack)
    return load_settings(pack=pack, data_dir=tmp_path / "data", discord_token="a.b.c", log_level="WARNING")


def change(settings: Settings, before: str, after: str) -> None:
    topics = settings.pack / "topics.yaml"
    text = topics.read_text(encoding="utf-8")
    assert before in text
    topics.write_text(text.replace(before, after), encoding="utf-8")


def test_the_second_start_registers_nothing_and_a_changed_command_is_registered(settings: Settings) -> None:
    with Loopback() as discord:
        run_once(settings, discord)
        assert "brewing" in discord.synced
        run_once(settings, discord)
        assert len(discord.syncs) == 1
        change(settings, "name: brewing}", "name: steeping}")
        run_once(settings, discord)
        assert len(discord.syncs) == 2
        assert "steeping" in discord.synced


def test_they_can_be_registered_all_the_same(settings: Settings) -> None:
    with Loopback() as discord:
        run_once(settings, discord)
        run_once(settings, discord, sync=True)
    assert len(discord.syncs) == 2


def test_another_application_over_the_same_database_gets_its_own(settings: Settings) -> None:
    with Loopback() as discord:
        run_once(settings, discord)
    with Loopback(application="2") as other:
        run_once(settings, other)
    assert len(other.made("PUT", "/applications/2/commands")) == 1


def test_without_a_database_they_are_registered_at_every_start(settings: Settings) -> None:
    settings.data_dir.mkdir()
    (settings.data_dir / "safir.sqlite3").mkdir()
    with Loopback() as discord:
        run_once(settings, discord)
        run_once(settings, discord)
    assert len(discord.syncs) == 2


def test_where_discord_does_not_take_them_the_bot_goes_on_and_tries_again(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    with Loopback() as discord:
        discord.takes_commands = False
        assert run_once(settings, discord) == OK
        assert [record.levelno for record in caplog.records if "did not take the commands" in record.message] == [logging.ERROR]
        discord.takes_commands = True
        run_once(settings, discord)
    assert len(discord.syncs) == 2
