"""`safir run`: whatever keeps the bot from starting is said plainly. A loopback server plays Discord."""

from __future__ import annotations

import shutil
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.run import MISCONFIGURED, OK, UNREACHABLE, run, run_configured
from bot.settings import Settings, load_settings
from tests.bot.running import as_before, run_once
from tests.loopback import MESSAGE_CONTENT, Loopback, pointed_at


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    with as_before():
        yield


@pytest.fixture
def settings(tea_folder: Path, tmp_path: Path) -> Settings:
    return load_settings(pack=tea_folder, data_dir=tmp_path / "data", discord_token="a.b.c", log_level="ERROR")


def test_without_a_token_it_says_what_to_do_and_what_works_without(tea_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(load_settings(pack=tea_folder)) == MISCONFIGURED
    said = capsys.readouterr().err
    for part in ("DISCORD_TOKEN", ".env", "https://discord.com/developers/applications", "safir chat", "safir preview"):
        assert part in said


def test_everything_that_keeps_it_from_starting_is_said_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pack").mkdir()
    monkeypatch.setenv("DATABASE_URL", "mysql://host/safir")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        monkeypatch.setenv("SAFIR_METRICS_PORT", str(taken.getsockname()[1]))
        assert run_configured(pack=tmp_path / "pack") == MISCONFIGURED
    said = capsys.readouterr().err
    for part in ("DATABASE_URL", "SAFIR_METRICS_PORT", "pack.yaml", "DISCORD_TOKEN is not set"):
        assert part in said
    monkeypatch.setenv("SAFIR_LOG_LEVEL", "loud")
    assert run_configured() == MISCONFIGURED
    said = capsys.readouterr().err
    assert "SAFIR_LOG_LEVEL" in said
    assert "DISCORD_TOKEN is not set" in said


def test_no_index_is_built_for_a_bot_that_cannot_start(
    tea_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.run.load_answerer", lambda _: pytest.fail("an index was built"))
    pack = Path(shutil.copytree(tea_folder, tmp_path / "tea"))
    assert run(load_settings(pack=pack)) == MISCONFIGURED
    (pack / "topics.yaml").write_text("- id: 7", encoding="utf-8")
    assert run(load_settings(pack=pack)) == MISCONFIGURED
    said = capsys.readouterr().err
    assert "topics.yaml" in said
    assert "DISCORD_TOKEN is not set" in said
    assert run(load_settings(pack=tea_folder, language="tlh")) == MISCONFIGURED
    assert "SAFIR_LANGUAGE" in capsys.readouterr().err


def test_an_index_that_is_built_for_the_first_time_is_told_of(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SAFIR_CACHE_DIR", str(tmp_path / "cache"))
    settings = settings.model_copy(update={"log_level": "INFO"})
    for first in (True, False):
        with Loopback(accepts_token=False):
            assert run(settings) == MISCONFIGURED
        assert ("index of the pack 'tea' is built" in capsys.readouterr().err) is first


def test_a_token_of_spaces_is_no_token(tea_folder: Path) -> None:
    assert run(load_settings(pack=tea_folder, discord_token="  ")) == MISCONFIGURED


def test_a_wrong_token_is_called_so_and_not_shown(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    with Loopback(accepts_token=False):
        assert run(settings) == MISCONFIGURED
    said = capsys.readouterr().err
    assert "does not accept the DISCORD_TOKEN" in said
    assert "a.b.c" not in said


def test_a_missing_intent_is_named_with_both_ways_out(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    with Loopback(close_code=4014):
        assert run(settings.model_copy(update={"ask_channels": frozenset({7})})) == MISCONFIGURED
    said = capsys.readouterr().err
    assert "Message Content Intent" in said
    assert "SAFIR_ASK_CHANNELS" in said


def test_no_network_is_worth_another_try(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound and not listening: a connection is refused
        with pointed_at(taken.getsockname()[1]):
            assert run(settings) == UNREACHABLE
    assert "cannot be reached" in capsys.readouterr().err


def test_behind_a_proxy_discord_is_reached_through_it(settings: Settings) -> None:
    """Its name leads nowhere from here: the gateway, REST and answers to interactions all have to take the way round."""
    with Loopback(host="discord.invalid") as discord:
        through = settings.model_copy(update={"proxy": SecretStr(f"http://user:secret@127.0.0.1:{discord.port}")})

        def ask() -> None:
            discord.say("How long does black tea steep?")
            discord.until(lambda: "four minutes" in str(discord.sent()))
            discord.use(2, {"id": "1", "name": "about", "type": 1, "options": []})
            discord.until(lambda: bool(discord.made("POST", "/interactions/")))

        assert run_once(through, discord, ask) == OK


def test_a_broken_pack_lists_its_problems(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "pack").mkdir()
    assert run(load_settings(pack=tmp_path / "pack", discord_token="a.b.c")) == MISCONFIGURED
    assert "pack.yaml" in capsys.readouterr().err


def test_a_language_that_the_pack_has_not_is_named(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(settings.model_copy(update={"language": "fr"})) == MISCONFIGURED
    assert "SAFIR_LANGUAGE" in capsys.readouterr().err


def test_broken_kept_settings_are_named(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    settings.data_dir.mkdir()
    (settings.data_dir / "ask_channels.json").write_text("{", encoding="utf-8")
    assert run(settings) == MISCONFIGURED
    assert "ask_channels.json" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["ask", "help", "settings"])
def test_a_pack_that_takes_the_bot_s_own_command_is_told_so(
    command: str, settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pack = tmp_path / "pack"
    shutil.copytree(settings.pack, pack)
    topics = pack / "topics.yaml"
    topics.write_text(topics.read_text(encoding="utf-8").replace("name: brewing}", f"name: {command}}}"), encoding="utf-8")
    with Loopback():
        assert run(settings.model_copy(update={"pack": pack})) == MISCONFIGURED
    assert f"/{command}" in capsys.readouterr().err


def test_it_connects_with_the_least_intents_registers_its_commands_and_ends_at_sigterm(settings: Settings) -> None:
    with Loopback() as discord:
        assert run_once(settings, discord) == OK
    assert {"ask", "topics", "sources", "help", "settings", "brewing", "harvest"} <= set(discord.synced)
    guilds, guild_messages, direct_messages = 1 << 0, 1 << 9, 1 << 12
    assert discord.intents == guilds | guild_messages | direct_messages


def test_what_one_server_has_set_does_not_keep_the_bot_from_all_others(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.data_dir.mkdir()
    (settings.data_dir / "ask_channels.json").write_text('{"1": [11]}', encoding="utf-8")
    with Loopback(close_code=4014) as discord:
        assert run_once(settings.model_copy(update={"log_level": "WARNING"}), discord) == OK
    assert not discord.intents & MESSAGE_CONTENT
    assert "Message Content Intent" in caplog.text
