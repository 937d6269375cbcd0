"""`safir chat`: a conversation, line by line."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from knowledge.answering.answer import Answer, Status
from knowledge.answering.answerer import Answerer

Run = Callable[..., Result]
VAGUE = ("When did Russia do it?", "ambassador?", "ties", "delisting", "what changed", "who agreed", "flag", "exports", "who was first")


def plain(output: str) -> str:
    return " ".join(output.split())


@pytest.fixture(scope="module")
def asked_back(shipped: Answerer) -> Answer:
    """A question that is asked back, with at least two readings, of which each is answered in words of its own."""
    for answer in map(shipped.answer, VAGUE):
        replies = [shipped.answer(reading) for reading in answer.suggestions]
        if answer.status is Status.CLARIFY and all(reply.status is Status.ANSWERED for reply in replies):
            return answer
    pytest.fail("nothing was asked back")


def test_it_greets_answers_and_ends_with_the_input(safir: Run, tea_folder: Path) -> None:
    result = safir("chat", "--pack", tea_folder, stdin="Who is Tomas Oak?\n")
    assert result.exit_code == 0
    said = plain(result.stdout)
    assert said.index("I answer questions about Tea") < said.index("Tomas Oak blends the teas of Brookvale.")
    assert "¶1" in said


def test_it_understands_follow_ups(safir: Run, tea_folder: Path) -> None:
    said = plain(safir("chat", "--pack", tea_folder, stdin="Who is Mira Lind?\nand Tomas Oak?\nsource?\n").stdout)
    assert "Tomas Oak blends the teas of Brookvale." in said
    assert "That comes from “The Little *Tea* Book”, ¶1." in said


@pytest.mark.parametrize("ending", ["exit", "quit", "bye", ":q", " EXIT "])
def test_a_goodbye_ends_it(ending: str, safir: Run, tea_folder: Path) -> None:
    said = safir("chat", "--pack", tea_folder, stdin=f"{ending}\nWho is Tomas Oak?\n").stdout
    assert "blends the teas" not in plain(said)


def test_empty_lines_are_passed_over(safir: Run, tea_folder: Path) -> None:
    quiet = safir("chat", "--pack", tea_folder, stdin="\n   \n\n").stdout
    assert quiet == safir("chat", "--pack", tea_folder, stdin="").stdout


@pytest.mark.parametrize("number", [1, 2])
def test_a_number_picks_a_reading(number: int, safir: Run, shipped: Answerer, asked_back: Answer) -> None:
    said = plain(safir("chat", stdin=f"{asked_back.question}\n{number}\n").stdout)
    chosen = shipped.answer(asked_back.suggestions[number - 1])
    assert plain(chosen.text.replace("**", "").splitlines()[0]) in said.partition(plain(asked_back.suggestions[-1]))[2]


def test_a_number_that_no_reading_has_is_a_question(safir: Run, asked_back: Answer) -> None:
    result = safir("chat", stdin=f"{asked_back.question}\n9\n0\n999999999999999999999\n²\n")
    assert result.exit_code == 0


def test_a_number_picks_nothing_once_something_else_was_asked(safir: Run, asked_back: Answer, shipped: Answerer) -> None:
    chosen = plain(shipped.answer(asked_back.suggestions[0]).text.replace("**", "").splitlines()[0])
    said = plain(safir("chat", stdin=f"{asked_back.question}\nhello\n1\n").stdout)
    assert chosen not in said


def test_readings_are_numbered_so_that_they_can_be_picked(safir: Run, asked_back: Answer) -> None:
    said = plain(safir("chat", stdin=f"{asked_back.question}\n").stdout)
    assert any(f"1{sign} {plain(asked_back.suggestions[0])}" in said for sign in (".", ")", ""))


def test_markup_in_a_question_is_no_trouble(safir: Run, tea_folder: Path) -> None:
    result = safir("chat", "--pack", tea_folder, stdin="[bold]who[/red] is [the] blender\n[/]\n")
    assert result.exit_code == 0


def test_real_streams_do_as_well(
    safir_process: Callable[..., subprocess.CompletedProcess[bytes]], tea_folder: Path
) -> None:
    result = safir_process("chat", "--pack", tea_folder, stdin="Who is Tomas Oak?\nquit\n".encode())
    assert result.returncode == 0, result.stderr
    assert "blends the teas" in plain(result.stdout.decode("utf-8"))
    assert result.stderr == b""


def test_bytes_that_are_no_text_do_not_end_the_conversation(
    safir_process: Callable[..., subprocess.CompletedProcess[bytes]], tea_folder: Path
) -> None:
    result = safir_process("chat", "--pack", tea_folder, stdin=b"caf\xe9\nWho is Tomas Oak?\n")
    assert result.returncode == 0, result.stderr
    assert "blends the teas" in plain(result.stdout.decode("utf-8"))
