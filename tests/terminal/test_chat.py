"""`safir chat`: a conversation, line by line."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from bot.terminal.chat import chat
from knowledge.answering.answer import Answer, Reason, Status
from knowledge.answering.answerer import Answerer
from knowledge.answering.conversation import Conversation
from knowledge.base import KnowledgeBase
from knowledge.pack import load_pack

Run = Callable[..., Result]
Chat = Callable[..., str]
READINGS = ("Who is Tomas Oak?", "How long does black tea steep?")


def plain(output: str) -> str:
    return " ".join(output.split())


class Doubtful(Answerer):
    """Answers about tea, and asks back what is meant by "which?", so that no test hangs on what is ambiguous."""

    def converse(self, question: str, conversation: Conversation) -> tuple[Answer, Conversation]:
        answer, following = super().converse(question, conversation)
        if question != "which?":
            return answer, following
        text = "\n".join(["Did you mean:", *(f"• {reading}" for reading in READINGS)])
        asked = {"status": Status.CLARIFY, "reason": Reason.AMBIGUOUS, "text": text, "suggestions": READINGS}
        return answer.model_copy(update=asked), following


@pytest.fixture(scope="module")
def doubtful() -> Answerer:
    return Doubtful(KnowledgeBase(load_pack(Path(__file__).parents[1] / "packs" / "tea")))


@pytest.fixture
def chatting(doubtful: Answerer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Chat:
    """What is said when these lines are typed."""

    def run(*lines: str) -> str:
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        chat(doubtful)
        return plain(capsys.readouterr().out)

    return run


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


@pytest.mark.parametrize(("number", "said"), [("1", "Tomas Oak blends the teas"), ("2", "steeps for four minutes")])
def test_a_number_picks_a_reading(number: str, said: str, chatting: Chat) -> None:
    assert said in chatting("which?", number)


@pytest.mark.parametrize("number", ["3", "0", "-1", "²", "٢", "999999999999999999999", "1.", "12"])
def test_a_number_that_no_reading_has_is_a_question(number: str, chatting: Chat) -> None:
    said = chatting("which?", number)
    assert "Tomas Oak blends the teas" not in said
    assert "steeps for four minutes" not in said


def test_a_number_picks_nothing_once_something_else_was_asked(chatting: Chat) -> None:
    assert "Tomas Oak blends the teas" not in chatting("which?", "hello", "1")


def test_a_follow_up_to_a_picked_reading_is_understood(chatting: Chat) -> None:
    assert "Mira Lind is the head grower" in chatting("which?", "1", "and Mira Lind?")


def test_readings_are_numbered_so_that_they_can_be_picked(chatting: Chat) -> None:
    assert any(f"1{sign} {READINGS[0]}" in chatting("which?") for sign in (".", ")", ""))


def test_markup_in_a_question_is_no_trouble(safir: Run, tea_folder: Path) -> None:
    result = safir("chat", "--pack", tea_folder, stdin="[bold]who[/red] is [the] blender\n[/]\n")
    assert result.exit_code == 0


def test_real_streams_do_as_well(safir_process: Callable[..., subprocess.CompletedProcess[bytes]], tea_folder: Path) -> None:
    result = safir_process("chat", "--pack", tea_folder, stdin=b"Who is Tomas Oak?\nquit\n")
    assert result.returncode == 0, result.stderr
    assert "blends the teas" in plain(result.stdout.decode("utf-8"))
    assert result.stderr == b""


def test_bytes_that_are_no_text_do_not_end_the_conversation(
    safir_process: Callable[..., subprocess.CompletedProcess[bytes]], tea_folder: Path
) -> None:
    result = safir_process("chat", "--pack", tea_folder, stdin=b"caf\xe9\nWho is Tomas Oak?\n")
    assert result.returncode == 0, result.stderr
    assert "blends the teas" in plain(result.stdout.decode("utf-8"))
