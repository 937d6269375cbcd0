"""`safir ask --batch`: a file of questions, line by line."""

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


def lines_of(output: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output.splitlines()]


@pytest.fixture
def batch(safir: Run, tea_folder: Path, tmp_path: Path) -> Callable[[bytes], Result]:
    """Runs the bytes of a file through `safir ask --json --batch`."""

    def run(content: bytes) -> Result:
        path = tmp_path / "questions.jsonl"
        path.write_bytes(content)
        return safir("ask", "--json", "--batch", path, "--pack", tea_folder)

    return run


Batch = Callable[[bytes], Result]


def test_each_line_is_answered_in_order_under_its_id(batch: Batch) -> None:
    result = batch(
        b'{"id": "b", "q": "Who is Tomas Oak?"}\n'
        b'{"id": 7, "q": "How long does black tea steep?", "more": true}\n'
        b'{"q": "Who won the world cup?"}\n'
    )
    assert result.exit_code == 0
    answers = lines_of(result.stdout)
    assert [answer["id"] for answer in answers] == ["b", 7, None]
    assert [answer["status"] for answer in answers] == ["answered", "answered", "declined"]
    assert answers[1]["facts"] == ["brewing.black.time"]


def test_questions_before_are_the_context_and_each_line_stands_alone(batch: Batch) -> None:
    result = batch(
        b'{"id": 1, "q": "and Tomas Oak?", "context": ["Who is Mira Lind?"]}\n'
        b'{"id": 2, "q": "who said that?", "context": ["Who is Mira Lind?", "How hot should the water be for green tea?"]}\n'
        b'{"id": 3, "q": "who said that?"}\n'
        b'{"id": 4, "q": "Who is Tomas Oak?", "context": null}\n'
    )
    answers = lines_of(result.stdout)
    assert answers[0]["facts"] == ["growers.tomas_oak"]
    assert "attributed to Kettle Press" in answers[1]["text"]
    assert answers[2]["facts"] == []
    assert answers[3]["facts"] == ["growers.tomas_oak"]


def test_a_long_context_is_read_from_its_end(batch: Batch) -> None:
    context = ["Who won the world cup?"] * 500 + ["How hot should the water be for green tea?"]
    line = json.dumps({"id": 1, "q": "who said that?", "context": context}).encode()
    assert lines_of(batch(line).stdout)[0]["facts"] == ["brewing.green.temperature"]


@pytest.mark.parametrize(
    ("line", "identity", "part"),
    [
        (b"not json", None, "not JSON"),
        (b'{"id": 1, "q": "x"', None, "not JSON"),
        (b'["q"]', None, "not an object"),
        (b'"q"', None, "not an object"),
        (b"null", None, "not an object"),
        (b'{"id": "x"}', "x", '"q"'),
        (b'{"id": "x", "q": 5}', "x", '"q"'),
        (b'{"id": "x", "q": null}', "x", '"q"'),
        (b'{"id": "x", "q": "who", "context": "before"}', "x", '"context"'),
        (b'{"id": "x", "q": "who", "context": [1]}', "x", '"context"'),
        (b'{"id": "x", "q": "caf\xe9"}', None, "not JSON"),
        (b"[" * 100_000, None, "not JSON"),
        (b'{"id": "x", "q": ' + b"9" * 5000 + b"}", None, "not JSON"),
    ],
)
def test_a_bad_line_gets_an_error_in_its_place_and_the_others_are_answered(
    line: bytes, identity: object, part: str, batch: Batch
) -> None:
    good = b'{"id": "good", "q": "Who is Tomas Oak?"}'
    result = batch(b"\n".join([good, line, good]) + b"\n")
    assert result.exit_code == 1
    first, bad, last = lines_of(result.stdout)
    assert first["facts"] == last["facts"] == ["growers.tomas_oak"]
    assert set(bad) == {"id", "error"}
    assert bad["id"] == identity
    assert part in bad["error"]
    assert "line 2" in bad["error"]


def test_empty_lines_are_passed_over(batch: Batch) -> None:
    result = batch(b'\n\n{"id": 1, "q": "hello"}\n   \n\r\n{"id": 2, "q": "hello"}')
    assert result.exit_code == 0
    assert [answer["id"] for answer in lines_of(result.stdout)] == [1, 2]


def test_an_error_names_the_line_of_the_file(batch: Batch) -> None:
    assert "line 3" in lines_of(batch(b"\n\nbad\n").stdout)[0]["error"]


def test_a_line_that_is_too_long_is_one_error(batch: Batch) -> None:
    result = batch(b'{"id": 1, "q": "' + b"x" * 2_500_000 + b'"}\n{"id": 2, "q": "hello"}\n')
    first, second = lines_of(result.stdout)
    assert "longer than" in first["error"]
    assert second["id"] == 2


def test_an_empty_file_has_no_answers(batch: Batch) -> None:
    result = batch(b"")
    assert (result.exit_code, result.stdout) == (0, "")


def test_a_byte_order_mark_is_no_trouble(batch: Batch) -> None:
    result = batch(b'\xef\xbb\xbf{"id": 1, "q": "hello"}\r\n{"id": 2, "q": "hello"}\r\n')
    assert [answer.get("id") for answer in lines_of(result.stdout)] == [1, 2]
    assert result.exit_code == 0


def test_a_dash_reads_standard_input(safir: Run, tea_folder: Path) -> None:
    stdin = b'{"id": 1, "q": "Who is Tomas Oak?"}\n'
    result = safir("ask", "--json", "--batch", "-", "--pack", tea_folder, stdin=stdin)
    assert lines_of(result.stdout)[0]["facts"] == ["growers.tomas_oak"]


@pytest.mark.parametrize("name", ["nowhere.jsonl", "."])
def test_a_file_that_cannot_be_read_is_said(name: str, safir: Run, tea_folder: Path) -> None:
    result = safir("ask", "--json", "--batch", name, "--pack", tea_folder)
    assert result.exit_code == 1
    assert "cannot be read" in result.stderr
    assert result.stdout == ""


def test_without_json_people_can_read_the_answers(safir: Run, tea_folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl"
    path.write_text('{"q": "Who is Tomas Oak?"}\n{"q": "Who is Mira Lind?"}\n', encoding="utf-8")
    said = safir("ask", "--batch", path, "--pack", tea_folder).stdout
    assert said.index("Tomas Oak") < said.index("Mira Lind")
    assert "{" not in said


def test_half_a_character_in_json_is_answered_in_valid_json(safir_process: RunProcess, tea_folder: Path) -> None:
    stdin = (
        b'{"id": "\\ud83d", "q": "who is \\ud800 the blender?"}\n'
        b'{"id": 2, "q": "\\udfff\\udfff"}\n'
        b'{"id": 3, "q": 1, "x": "\\ud800"}\n'
        b'{"id": "\\udc00", "q": null}\n'
        b'{"id": 5, "q": "\\u0000 hello"}\n'
    )
    result = safir_process("ask", "--json", "--batch", "-", "--pack", tea_folder, stdin=stdin)
    assert result.returncode == 1, result.stderr
    answers = lines_of(result.stdout.decode("utf-8"))
    assert len(answers) == 5
    assert answers[0]["facts"] == ["growers.tomas_oak"]
    assert answers[1]["status"] == "declined"
    assert [set(answer) for answer in answers[2:4]] == [{"id", "error"}] * 2
    assert answers[4]["id"] == 5
