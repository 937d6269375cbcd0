"""Shows an answer in the terminal."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from bot.paragraphs import places
from knowledge.answering.answer import Answer, Status

if TYPE_CHECKING:
    from rich.console import Console

_BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)


@cache
def console() -> Console:
    """Standard output, with colour where it is a terminal that has it."""
    from rich.console import Console

    return Console(highlight=False, soft_wrap=False)


def show(answer: Answer, out: Console, numbered: bool = False) -> None:
    """Prints the text, the editor's note, the sources and what else could be asked; `numbered` readings can be picked."""
    from rich.markup import escape

    text = answer.text
    if numbered and answer.status is Status.CLARIFY:
        for number, reading in enumerate(answer.suggestions, 1):
            text = text.replace(f"• {reading}", f"{number}. {reading}")
        text += "\n(Type the number of the one you mean.)"
    out.print(_BOLD.sub(r"[bold]\1[/bold]", escape(text)))
    if answer.note:
        out.print(f"[italic]Note: {escape(answer.note)}[/italic]")
    if answer.when and answer.when_inferred:  # such a date seldom stands in the text
        from bot.dates import date_in_words

        out.print(f"[dim]Date: {escape(date_in_words(answer.when, answer.language))} (inferred)[/dim]")
    for title, where in _sources(answer).items():
        out.print(f"[dim]Source: {escape(title)}, {where}[/dim]")
    if answer.repaired:
        out.print(f"[dim]Read as: {escape(answer.repaired)}[/dim]")
    if answer.suggestions and answer.status is not Status.CLARIFY:
        out.print("[dim]You could ask:[/dim]")
        for suggestion in answer.suggestions:
            out.print(f"[dim]  {escape(suggestion)}[/dim]")


def _sources(answer: Answer) -> dict[str, str]:
    cited: dict[str, set[int]] = {}
    for citation in answer.citations:
        published = f" ({citation.published})" if citation.published else ""
        cited.setdefault(citation.title + published, set()).add(citation.paragraph)
    return {title: places(sorted(paragraphs)) for title, paragraphs in cited.items()}
