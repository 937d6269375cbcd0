"""How the bot ends: one signal is enough at any moment, whoever was heard is answered, a second one does not wait."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot import stopping
from bot.run import OK
from bot.settings import Settings, load_settings
from tests.bot.running import ask_to_stop, run_meanwhile
from tests.loopback import SECONDS, Loopback
from tools.gateway import ME

ROOT = Path(__file__).parents[2]
QUESTION = "How long does black tea steep?"


@pytest.fixture
def settings(tea_folder: Path, tmp_path: Path) -> Settings:
    return load_settings(pack=tea_folder, data_dir=tmp_path / "data", discord_token="a.b.c", log_level="INFO")


def stopped_in_order(log: pytest.LogCaptureFixture) -> bool:
    ours = [record for record in log.records if record.name.startswith(("safir", "discord", "asyncio"))]
    return not [record for record in ours if record.levelno >= logging.WARNING] and "Stopped." in log.text


def test_one_signal_is_enough_even_in_the_middle_of_connecting_anew(settings: Settings, caplog: pytest.LogCaptureFixture) -> None:
    with Loopback() as discord:

        def act() -> None:
            assert discord.identified.wait(SECONDS)
            discord.talking.clear()
            discord.reconnect()
            discord.until(lambda: discord.connected == 2)
            ask_to_stop()

        assert run_meanwhile(settings, act) == OK
        discord.talking.set()
    assert stopped_in_order(caplog)


def test_one_signal_is_enough_before_the_first_word_of_the_gateway(settings: Settings, caplog: pytest.LogCaptureFixture) -> None:
    with Loopback() as discord:
        discord.talking.clear()

        def act() -> None:
            discord.until(lambda: discord.connected == 1)
            ask_to_stop()

        assert run_meanwhile(settings, act) == OK
        discord.talking.set()
    assert stopped_in_order(caplog)


def by_message(discord: Loopback) -> None:
    discord.say(QUESTION)


def by_command(discord: Loopback) -> None:
    options = [{"name": "question", "type": 3, "value": QUESTION}]
    discord.use(2, {"id": "9", "name": "ask", "type": 1, "options": options})


def by_button(discord: Loopback) -> None:
    button = {"type": 2, "style": 2, "label": "Remove", "custom_id": "safir:remove:8"}
    message = {**discord.message("an answer", 5, ME), "flags": 0, "components": [{"type": 1, "components": [button]}]}
    discord.use(3, {"custom_id": "safir:remove:8", "component_type": 2}, message=message)


@pytest.mark.parametrize("way", [by_message, by_command, by_button])
def test_who_was_heard_before_the_signal_is_answered_after_it(
    way: Callable[[Loopback], None], settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    with Loopback() as discord:
        discord.open.clear()

        def answers() -> list[Any]:
            return discord.sent() + discord.made("POST", "/interactions/")

        def act() -> None:
            assert discord.identified.wait(SECONDS)
            way(discord)
            discord.until(lambda: len(answers()) == 1)
            ask_to_stop()
            discord.until(lambda: "no more questions" in caplog.text)
            discord.until(lambda: discord.closed)
            discord.open.set()

        assert run_meanwhile(settings, act) == OK
        assert len(answers()) == 1
    assert stopped_in_order(caplog)


def test_what_does_not_finish_is_not_waited_for_without_end(
    settings: Settings, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stopping.drain, "__defaults__", (0.1,))
    with Loopback() as discord:
        discord.open.clear()

        def act() -> None:
            assert discord.identified.wait(SECONDS)
            discord.say(QUESTION)
            discord.until(lambda: len(discord.sent()) == 1)
            ask_to_stop()

        assert run_meanwhile(settings, act) == OK
        discord.open.set()
    assert "1 answers or edits were not finished" in caplog.text


CHILD = """
import sys
from bot.run import run
from bot.settings import load_settings
from tests.bot.running import ask_to_stop, run_meanwhile
from tests.loopback import pointed_at
with pointed_at(int(sys.argv[1])):
    sys.exit(run(load_settings()))
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_second_signal_does_not_wait(number: signal.Signals, settings: Settings, tmp_path: Path) -> None:
    environment = {**os.environ, "DISCORD_TOKEN": "a.b.c", "SAFIR_PACK": str(settings.pack), "SAFIR_DATA_DIR": str(tmp_path)}
    with Loopback() as discord:
        discord.open.clear()
        child = subprocess.Popen([sys.executable, "-c", CHILD, str(discord.port)], cwd=ROOT, env=environment)
        try:
            assert discord.identified.wait(SECONDS)
            discord.say(QUESTION)
            discord.until(lambda: len(discord.sent()) == 1)
            child.send_signal(number)
            discord.until(lambda: discord.closed)
            assert child.poll() is None, "the question under way is waited for"
            child.send_signal(number)
            assert child.wait(SECONDS) == 128 + number
        finally:
            child.kill()
            child.wait()
            discord.open.set()
