"""`safir ask`: one answer for people or for programs."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

Run = Callable[..., Result]
RunProcess = Callable[..., "subprocess.CompletedProcess[bytes]"]
QUESTION = "How hot should the water be for green tea?"


def plain(output: str) -> str:
    """The output without its line breaks, which depend on the terminal's width."""
    return " ".join(output.split())


def test_people_see_the_text_its_source_and_no_signs_of_markup(safir: Run, tea_folder: Path) -> None:
    result = safir("ask", QUESTION, "--pack", tea_folder)
    assert result.exit_code == 0
    said = plain(result.stdout)
    assert "Green tea is brewed with water of 80 °C, according to Kettle Press." in said
    assert "The Little *Tea* Book (2024-05), ¶2" in said
    assert "**" not in said


def test_people_see_the_editor_s_note(safir: Run, tea_folder: Path) -> None:
    said = plain(safir("ask", "How long does black tea steep?", "--pack", tea_folder).stdout)
    assert "Note: The book says three minutes in its table and four in its text." in said
    assert "¶2, ¶3" in said


def test_people_see_a_date_that_no_source_gives_as_inferred(safir: Run) -> None:
    said = plain(safir("ask", "who recommended the recognition to putin").stdout)
    assert "Date: 2025 (inferred)" in said
    assert "Date:" not in plain(safir("ask", "when did kazakhstan delist the taliban").stdout), "it stands in the text"


def test_a_question_may_come_in_several_words(safir: Run, tea_folder: Path) -> None:
    result = safir("ask", "who", "is", "the", "blender", "--pack", tea_folder)
    assert "Tomas Oak" in result.stdout


def test_the_promised_question_names_amount_year_and_paragraph(safir: Run) -> None:
    said = plain(safir("ask", "how much did russia and afganistan trade in 2023").stdout)
    assert "US$1 billion" in said
    assert "2023" in said
    assert "¶13" in said


def test_what_is_not_known_is_said_with_what_could_be_asked(safir: Run, tea_folder: Path) -> None:
    result = safir("ask", "Who won the world cup?", "--pack", tea_folder)
    assert result.exit_code == 0
    assert "don't know" in result.stdout
    assert "You could ask:" in result.stdout


def test_square_brackets_are_text_and_no_markup(safir: Run, tea_folder: Path) -> None:
    result = safir("ask", "who is [bold]the[/bold] and who is the [/blender] [red]", "--pack", tea_folder)
    assert result.exit_code == 0


def test_programs_get_one_line_of_json(safir: Run, tea_folder: Path) -> None:
    result = safir("ask", "--json", QUESTION, "--pack", tea_folder)
    assert result.exit_code == 0
    assert result.stdout.count("\n") == 1
    answer: dict[str, Any] = json.loads(result.stdout)
    assert answer["id"] is None
    assert answer["question"] == QUESTION
    assert answer["status"] == "answered"
    assert answer["text"] == "Green tea is brewed with water of **80 °C**, according to Kettle Press."
    assert answer["language"] == "en"
    assert answer["facts"] == ["brewing.green.temperature"]
    assert 0 <= answer["score"] <= 1
    assert answer["elapsed_ms"] > 0
    assert answer["note"] is answer["computed"] is None
    assert answer["suggestions"] == []
    (citation,) = answer["citations"]
    assert citation["source"] == "tea-book"
    assert citation["title"] == "The Little *Tea* Book"
    assert citation["paragraph"] == 2
    assert citation["published"] == "2024-05"


def test_json_shows_the_sum(safir: Run, tea_folder: Path) -> None:
    answer = json.loads(safir("ask", "--json", "What is the average harvest?", "--pack", tea_folder).stdout)
    assert answer["computed"]["operation"] == "average"
    assert answer["computed"]["value"] == 525
    assert "400 kg + 650 kg" in answer["computed"]["expression"]


def test_json_of_a_refusal_has_no_facts(safir: Run, tea_folder: Path) -> None:
    answer = json.loads(safir("ask", "--json", "Who won the world cup?", "--pack", tea_folder).stdout)
    assert answer["status"] == "declined"
    assert answer["facts"] == answer["citations"] == []
    assert answer["suggestions"]


@pytest.mark.parametrize("arguments", [["ask"], ["ask", "--json"], ["ask", "who", "--batch", "file.jsonl"]])
def test_either_a_question_or_a_file_is_needed(arguments: list[str], safir: Run) -> None:
    result = safir(*arguments)
    assert result.exit_code == 2
    assert "--batch" in result.stderr


@pytest.mark.parametrize("question", ["", " ", "🙂", "?", "\u200b"])
def test_an_empty_question_is_answered_politely(question: str, safir: Run, tea_folder: Path) -> None:
    result = safir("ask", question, "--pack", tea_folder)
    assert result.exit_code == 0
    assert "can't see a question" in plain(result.stdout)


def test_a_terminal_in_another_encoding_does_not_end_an_answer(safir_process: RunProcess, tea_folder: Path) -> None:
    result = safir_process("ask", QUESTION, "--pack", tea_folder, environment={"PYTHONIOENCODING": "ascii", "LC_ALL": "C"})
    assert result.returncode == 0, result.stderr
    assert "80 °C" in result.stdout.decode("utf-8")


def test_bytes_that_are_no_text_are_survived(safir_process: RunProcess, tea_folder: Path) -> None:
    result = safir_process("ask", "--json", "who is \udcff the blender", "--pack", tea_folder)
    assert result.returncode == 0, result.stderr
    assert json.loads(result.stdout)["facts"] == ["growers.tomas_oak"]


def test_what_the_readme_shows_is_what_is_answered(safir: Run) -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    question, shown = readme.partition("```text\n› ")[2].partition("```")[0].split("\n", 1)
    assert " ".join(safir("ask", question).stdout.split()) == " ".join(shown.split())
