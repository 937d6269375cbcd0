"""`safir chat`: a conversation in the terminal."""

from __future__ import annotations

import contextlib
import sys

from bot.terminal.show import console, show
from knowledge.answering.answer import Status
from knowledge.answering.answerer import Answerer
from knowledge.answering.conversation import Conversation
from knowledge.understanding.frequency import preload

ENDINGS = frozenset({"exit", "quit", "bye", ":q"})


def chat(answerer: Answerer) -> None:
    """Answers line after line until the input ends or somebody says goodbye. A number picks a reading."""
    with contextlib.suppress(ImportError):
        import readline  # noqa: F401  (line editing and history for input())
    preload(answerer.language.code)
    out = console()
    show(answerer.help(), out)
    conversation = Conversation()
    readings: tuple[str, ...] = ()
    while (question := _typed()) is not None:
        if question.casefold() in ENDINGS:
            break
        if question.isdecimal() and question.isascii() and 1 <= int(question[:3]) <= len(readings):
            question = readings[int(question[:3]) - 1]
        if not question:
            continue
        answer, conversation = answerer.converse(question, conversation)
        readings = answer.suggestions if answer.status is Status.CLARIFY else ()
        show(answer, out, numbered=True)
        out.print()


def _typed() -> str | None:
    try:
        return input("› " if sys.stdin.isatty() else "").strip()
    except (EOFError, KeyboardInterrupt):
        return None
