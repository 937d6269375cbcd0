"""Health and metrics over HTTP: what a watcher sees of the running bot, and nothing about people."""

from __future__ import annotations

import json
import socket
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from bot.health import STUCK_SECONDS, Health, probe
from bot.run import OK
from bot.settings import Settings, load_settings
from tests.bot.running import run_once
from tests.loopback import Loopback

QUESTION = "How long does black tea steep?"


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture
def settings(tea_folder: Path, tmp_path: Path) -> Settings:
    given: dict[str, Any] = {"pack": tea_folder, "data_dir": tmp_path / "data", "discord_token": "a.b.c"}
    return load_settings(**given, log_level="ERROR", metrics_port=free_port())


def get(settings: Settings, path: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{settings.metrics_port}{path}", timeout=10) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def test_a_running_bot_says_that_it_is_well_and_what_it_has_done(settings: Settings) -> None:
    seen: dict[str, Any] = {}
    with Loopback() as discord:

        def act() -> None:
            discord.until(lambda: get(settings, "/readyz")[0] == 200)
            discord.say(QUESTION)
            discord.say("what is the capital of Peru")
            discord.use(2, {"id": "9", "name": "ask", "type": 1, "options": [{"name": "question", "type": 3, "value": QUESTION}]})
            discord.until(lambda: 'way="command"' in get(settings, "/metrics")[1])
            discord.until(lambda: 'outcome="declined",way="direct message"' in get(settings, "/metrics")[1])
            for path in ("healthz", "readyz", "metrics"):
                seen[path] = get(settings, f"/{path}")
            seen["probe"] = probe(settings)

        assert run_once(settings, discord, act) == OK
    assert seen["healthz"] == (200, "ok\n")
    assert seen["probe"] == (True, "ok")
    assert json.loads(seen["readyz"][1]) == {"ready": True, "stopping": False, "database": True, "shards": {"0": True}}
    text = seen["metrics"][1]
    for line in (
        'safir_questions_total{outcome="answered",way="direct message"} 1.0',
        'safir_questions_total{outcome="declined",way="direct message"} 1.0',
        'safir_questions_total{outcome="answered",way="command"} 1.0',
        'safir_question_seconds_count{way="command"} 1.0',
        'safir_shard_up{shard="0"} 1.0',
        "safir_ready 1.0",
        "safir_database_up 1.0",
        "safir_facts 8.0",
        "process_resident_memory_bytes",
        "safir_build_info{",
    ):
        assert line in text
    assert "Peru" not in text
    assert "alice" not in text


def test_nothing_listens_unless_a_port_is_set(settings: Settings) -> None:
    off = settings.model_copy(update={"metrics_port": None})
    with Loopback() as discord:

        def act() -> None:
            with socket.socket() as there:
                assert there.connect_ex(("127.0.0.1", settings.metrics_port or 0)) != 0

        assert run_once(off, discord, act) == OK
    well, said = probe(off)
    assert not well
    assert "SAFIR_METRICS_PORT" in said


def test_a_bot_that_is_not_there_is_not_well(settings: Settings) -> None:
    well, said = probe(settings)
    assert not well
    assert "/healthz" in said


class Bot:
    well = True


def test_a_process_is_better_restarted_after_long_without_a_connection() -> None:
    bot, now = Bot(), [0.0]
    health = Health(bot, lambda: now[0])  # type: ignore[arg-type]  # of the bot it asks for nothing else here
    bot.well = False
    now[0] = STUCK_SECONDS
    assert health.alive(), "connections are lost and found again"
    now[0] += 1
    assert not health.alive()
    bot.well = True
    assert health.alive()
