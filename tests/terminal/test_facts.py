"""`safir facts`: checks and exports."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

Run = Callable[..., Result]
PROMISED = {"id", "topic", "statement", "attribution", "when", "figures", "citations", "rank", "note"}


@pytest.fixture
def broken(tea_folder: Path, tmp_path: Path) -> Path:
    """The pack about tea with two mistakes."""
    folder = tmp_path / "broken"
    shutil.copytree(tea_folder, folder)
    growers = folder / "facts" / "growers.yaml"
    growers.write_text(growers.read_text(encoding="utf-8").replace("[tomas_oak, brookvale]", "[tomas_oek]"), encoding="utf-8")
    with (folder / "lexicon.yaml").open("a", encoding="utf-8") as file:
        file.write("words: []\n")
    return folder


def test_a_good_pack_is_counted(safir: Run, tea_folder: Path) -> None:
    result = safir("facts", "check", tea_folder)
    assert result.exit_code == 0
    assert result.stdout.startswith("tea: 8 facts, 1 collections, 4 topics, 3 entities")
    assert "no mistakes" in result.stdout


def test_the_shipped_pack_is_good(safir: Run) -> None:
    result = safir("facts", "check")
    assert result.exit_code == 0, result.stdout
    assert result.stdout.startswith("afghan_diplomacy: ")


def test_every_mistake_stands_on_a_line_of_its_own_with_its_place(safir: Run, broken: Path) -> None:
    result = safir("facts", "check", broken)
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert len(lines) == 2
    assert lines[0].startswith("facts/growers.yaml:")
    assert "growers.tomas_oak.entities" in lines[0]
    assert "tomas_oek" in lines[0]
    assert lines[1].startswith("lexicon.yaml:")
    assert "2 problems" in result.stderr


def test_the_folder_may_come_as_option_too(safir: Run, broken: Path) -> None:
    assert safir("facts", "check", "--pack", broken).exit_code == 1


def test_a_folder_that_is_not_there_is_a_mistake(safir: Run) -> None:
    result = safir("facts", "check", "nowhere")
    assert result.exit_code == 1
    assert "no such folder" in result.stdout


def test_the_export_has_a_line_for_each_fact_with_what_was_promised(safir: Run) -> None:
    result = safir("facts", "export", "--json")
    assert result.exit_code == 0
    facts = [json.loads(line) for line in result.stdout.splitlines()]
    assert len(facts) >= 65
    assert len({fact["id"] for fact in facts}) == len(facts)
    for fact in facts:
        assert fact.keys() >= PROMISED
        assert isinstance(fact["statement"], str)
        assert fact["statement"]
        assert fact["citations"]
        assert all(isinstance(citation["paragraph"], int) for citation in fact["citations"])
        assert fact["rank"] in {"preferred", "normal", "deprecated"}


def test_the_export_keeps_amounts_as_numbers_and_dates_as_text(safir: Run, tea_folder: Path) -> None:
    facts = {
        fact["id"]: fact for fact in map(json.loads, safir("facts", "export", "--json", "--pack", tea_folder).stdout.splitlines())
    }
    harvest = facts["harvest.brookvale.2021"]
    assert harvest["when"] == "2021"
    (figure,) = harvest["figures"]
    assert figure["amount"] == 400
    assert isinstance(figure["amount"], int)
    assert (figure["unit"], figure["year"], figure["series"]) == ("kg", 2021, "harvest.brookvale")
    assert facts["history.founded"]["when"] == "1998-03"
    assert facts["brewing.green.temperature"]["attribution"] == "Kettle Press"
    assert facts["brewing.black.time"]["note"].startswith("The book says")
    assert facts["brewing.milk"]["note"] is None


def test_the_export_holds_deprecated_facts_too(safir: Run, tea_folder: Path, tmp_path: Path) -> None:
    folder = tmp_path / "pack"
    shutil.copytree(tea_folder, folder)
    brewing = folder / "facts" / "brewing.yaml"
    text = brewing.read_text(encoding="utf-8").replace("    title: Milk\n", "    title: Milk\n    rank: deprecated\n")
    brewing.write_text(text, encoding="utf-8")
    facts = {
        fact["id"]: fact for fact in map(json.loads, safir("facts", "export", "--json", "--pack", folder).stdout.splitlines())
    }
    assert facts["brewing.milk"]["rank"] == "deprecated"


def test_an_export_without_a_form_says_which_there_are(safir: Run) -> None:
    result = safir("facts", "export")
    assert result.exit_code == 2
    assert "--json" in result.stderr


def test_a_broken_pack_is_not_exported(safir: Run, broken: Path) -> None:
    result = safir("facts", "export", "--json", "--pack", broken)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "tomas_oek" in result.stderr
