"""`safir ask`: one answer for people or programs, or a file of questions."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from bot.terminal.show import console, show
from knowledge.answering.answer import Answer
from knowledge.answering.answerer import Answerer
from knowledge.answering.conversation import Conversation

MAX_LINE = 1024 * 1024  # bytes of a batch line
MAX_CONTEXT = 20  # earlier questions that are read; a conversation never leans further back


def one(answerer: Answerer, question: str, as_json: bool) -> None:
    """Answers one question on standard output."""
    answer = answerer.answer(question)
    if as_json:
        print(as_line(None, answer))
    else:
        show(answer, console())


def batch(answerer: Answerer, path: Path, as_json: bool) -> int:
    """Answers each line of a JSON Lines file in order; gives the exit code: 1 when a line could not be read, else 0."""
    code = 0
    try:
        with _opened(path) as file:
            for number, line in _lines(file):
                try:
                    name, question, context = _read(line)
                except ValueError as error:
                    print(json.dumps({"id": _id_of(line), "error": f"line {number}: {error}"}, ensure_ascii=False))
                    code = 1
                    continue
                answer = _in_context(answerer, question, context)
                if as_json:
                    print(as_line(name, answer))
                else:
                    show(answer, console())
    except BrokenPipeError:
        raise
    except OSError as error:
        print(f"{path} cannot be read: {error.strerror}", file=sys.stderr)
        return 1
    return code


def as_line(name: Any, answer: Answer) -> str:
    """The answer as one line of JSON, under the id that the question came with."""
    return json.dumps({"id": name, **answer.model_dump(mode="json")}, ensure_ascii=False)


def _opened(path: Path) -> IO[bytes]:
    return sys.stdin.buffer if str(path) == "-" else path.open("rb")


def _lines(file: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    """Each line that is not empty, with its number; of one that is too long only the start."""
    number = 0
    while line := file.readline(MAX_LINE + 1):
        number += 1
        rest = line
        while len(rest) > MAX_LINE and not rest.endswith(b"\n"):
            rest = file.readline(MAX_LINE + 1)
        if line.strip():
            yield number, line


def _read(line: bytes) -> tuple[Any, str, list[str]]:
    if len(line) > MAX_LINE:
        raise ValueError(f"is longer than {MAX_LINE} bytes")
    try:
        item = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"is not JSON: {error}") from None
    if not isinstance(item, dict):
        raise ValueError('is not an object: write {"id": …, "q": …}')
    question, context = item.get("q"), item.get("context") or []
    if not isinstance(question, str):
        raise ValueError('"q" must be a text')
    if not isinstance(context, list) or not all(isinstance(earlier, str) for earlier in context):
        raise ValueError('"context" must be a list of texts')
    if not isinstance(item.get("id"), str | int | None):
        raise ValueError('"id" must be a text or a whole number')
    return item.get("id"), question, context[-MAX_CONTEXT:]


def _id_of(line: bytes) -> Any:
    try:
        item = json.loads(line[:MAX_LINE])
    except (ValueError, RecursionError):
        return None
    name = item.get("id") if isinstance(item, dict) else None
    return name if isinstance(name, str | int) else None


def _in_context(answerer: Answerer, question: str, context: list[str]) -> Answer:
    conversation = Conversation()
    for earlier in context:
        _, conversation = answerer.converse(earlier, conversation)
    return answerer.converse(question, conversation)[0]
