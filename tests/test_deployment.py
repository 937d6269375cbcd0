"""What helps to run it is in step with the code: names of variables and of measurements, users, licences."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.client import SafirBot
from bot.metrics import Metrics
from bot.settings import Settings, load_settings, variable
from bot.start import load_answerer
from knowledge import DEFAULT_PACK
from tools import licences, try_image

ROOT = Path(__file__).parents[1]
NAME = re.compile(r"\b(?:safir|process)_[a-z_]+\b")
VARIABLES = {variable(field) for field in Settings.model_fields}


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def measured() -> set[str]:
    """The names of everything that is measured."""
    settings = load_settings(pack=DEFAULT_PACK)
    bot = SafirBot(load_answerer(settings), settings)
    bot.metrics = Metrics(time.monotonic)
    bot.metrics.watch(bot)
    bot.link.edits["fact"] += 1
    exposed = bot.metrics.text().decode()
    return set(re.findall(r"^# TYPE (\w+) ", exposed, re.MULTILINE)) | set(re.findall(r"^(\w+)[{ ]", exposed, re.MULTILINE))


@pytest.mark.parametrize("name", ["deploy/alerts.yaml", "deploy/dashboard.json"])
def test_every_measurement_that_is_watched_exists(name: str, measured: set[str]) -> None:
    if name.endswith(".yaml"):
        rules = yaml.safe_load(text(name))["groups"][0]["rules"]
        assert all({"alert", "expr", "annotations"} <= set(rule) for rule in rules)
        expressions = [rule["expr"] for rule in rules]
    else:
        panels = json.loads(text(name))["panels"]
        assert len({panel["id"] for panel in panels}) == len(panels)
        expressions = [target["expr"] for panel in panels for target in panel["targets"]]
    asked = {one for expression in expressions for one in NAME.findall(expression)}
    assert len(asked) >= 5
    assert {one for one in asked if one not in measured and one.removesuffix("_bucket") not in measured} == set()


def compose() -> Any:
    return yaml.safe_load(text("compose.yaml"))


@pytest.mark.parametrize("service", ["safir", "safir-0", "safir-1"])
def test_containers_of_the_bot_may_as_little_as_they_need(service: str) -> None:
    held = compose()["services"][service]
    assert held["read_only"] is True
    assert held["cap_drop"] == ["ALL"]
    assert "privileged" not in held
    assert not held.get("ports"), "nothing is reached from outside"
    assert set(held.get("environment", {})) <= VARIABLES


def test_the_processes_of_the_cluster_have_every_shard_once() -> None:
    settings = [compose()["services"][name]["environment"] for name in ("safir-0", "safir-1")]
    assert {one["SHARD_COUNT"] for one in settings} == {"4"}
    shared = {"discord_token": "a.b.c", "database_url": "postgresql://a:b@postgres/safir", "shard_count": 4}
    ids = [load_settings(**shared, shard_ids=one["SHARD_IDS"]).shard_ids for one in settings]
    assert sorted(number for one in ids for number in one) == [0, 1, 2, 3]


def test_every_variable_that_is_set_for_a_deployment_is_one() -> None:
    named = set(re.findall(r"\b(SAFIR_[A-Z_]+|SHARD_[A-Z]+|DATABASE_URL|DISCORD_TOKEN)\b", text("Dockerfile")))
    for name in ("deploy/safir.service", "compose.yaml", "docs/operations.md"):
        named |= set(re.findall(r"\b(SAFIR_[A-Z_]+|SHARD_[A-Z]+|DATABASE_URL|DISCORD_TOKEN)\b", text(name)))
    assert named - VARIABLES == set()


def test_the_image_runs_without_rights_and_holds_no_secret() -> None:
    dockerfile = text("Dockerfile")
    last = dockerfile.split("\nFROM ")[-1]
    assert re.search(r"^USER 10001:10001$", last, re.MULTILINE)
    assert "HEALTHCHECK" in last
    assert "DISCORD_TOKEN" not in dockerfile
    assert "\nARG " not in dockerfile
    assert text(".dockerignore").splitlines()[1] == "*", "only what is named goes to the builder"
    assert "-c constraints.txt" in try_image.install_command(dockerfile)
    for name in try_image.copied(dockerfile):
        assert (ROOT / name).exists()
        assert f"!{name}" in text(".dockerignore").splitlines()


def test_licences_of_all_that_is_needed_are_listed_and_go_together() -> None:
    listed = dict(re.findall(r"^\| ([a-z0-9-]+) \| (.+) \|$", text("docs/licences.md"), re.MULTILINE))
    assert set(licences.needed()) <= set(listed)
    for package, licence in listed.items():
        if package != "package":
            assert not re.search(r"\b(A?GPL|Proprietary|\?)", licence), f"{package}: {licence}"
