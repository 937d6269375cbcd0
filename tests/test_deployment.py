"""What helps to run it is in step with the code: names of variables, users, licences."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import discord
import pytest
import yaml

from bot.checks.online import NEEDED
from bot.run import MISCONFIGURED
from bot.settings import Settings, load_settings, variable
from bot.stopping import CLOSE_SECONDS, GRACE_SECONDS
from tools import licences, try_image

ROOT = Path(__file__).parents[1]
VARIABLES = {variable(field) for field in Settings.model_fields}


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


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


def test_the_unit_reloads_as_the_documents_say_and_stops_later_than_the_bot_does() -> None:
    unit = dict(line.partition("=")[::2] for line in text("deploy/safir.service").splitlines() if re.match(r"[A-Z]\w+=", line))
    assert unit["ExecReload"] == "/bin/kill -HUP $MAINPID"
    assert float(unit["TimeoutStopSec"]) > GRACE_SECONDS + CLOSE_SECONDS
    assert unit["RestartPreventExitStatus"] == str(MISCONFIGURED)
    assert unit["Environment"] == "SAFIR_DATA_DIR=/var/lib/safir SAFIR_CACHE_DIR=/var/cache/safir"


def test_every_link_of_invitation_asks_for_what_the_bot_needs() -> None:
    wanted = discord.Permissions(NEEDED.value)
    wanted.attach_files = True
    for name in ("README.md", "docs/operations.md"):
        links = re.findall(r"permissions=(\d+)", text(name))
        assert links
        assert set(links) == {str(wanted.value)}, name


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
