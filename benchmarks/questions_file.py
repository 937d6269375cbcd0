"""Question sets with expected answers, and what counts as right.

A line is an object with `id`, `kind` (answerable, unanswerable, ambiguous), `form`, `q`, `context`, `paragraphs` (of which an
answer cites at least one) and regular expressions over the answer's text: `all`, `any` (one of them) and `none`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from pathlib import Path

from knowledge.answering.answer import Answer, Status

QUESTIONS = Path(__file__).parent / "questions"


@dataclass(frozen=True)
class Question:
    """A question and what a right answer must hold."""

    id: str
    kind: str
    form: str
    q: str
    context: list[str] = field(default_factory=list)
    paragraphs: list[int] = field(default_factory=list)
    all: list[str] = field(default_factory=list)
    any: list[str] = field(default_factory=list)
    none: list[str] = field(default_factory=list)

    def holds(self, text: str, paragraphs: set[int]) -> bool:
        """Whether an answer of this text, which cites these paragraphs, is right."""
        plain = re.sub(r"\s+", " ", text.replace("**", ""))

        def found(pattern: str) -> bool:
            return re.search(pattern, plain, re.IGNORECASE) is not None

        cited = not self.paragraphs or bool(paragraphs & set(self.paragraphs))
        some = not self.any or any(map(found, self.any))
        return cited and some and all(map(found, self.all)) and not any(map(found, self.none))

    def verdict(self, answer: Answer) -> str:
        """'right', 'asked', 'declined' or 'wrong'."""
        if self.kind == "unanswerable":
            return {Status.DECLINED: "right", Status.CLARIFY: "asked"}.get(answer.status, "wrong")
        if answer.status is Status.CLARIFY:
            return "right" if self.kind == "ambiguous" else "asked"
        if answer.status is Status.DECLINED:
            return "declined"
        cited = set() if self.kind == "ambiguous" else {citation.paragraph for citation in answer.citations}
        judged = self if self.kind != "ambiguous" else Question(**{**self.__dict__, "paragraphs": []})
        return "right" if judged.holds(answer.text, cited) else "wrong"


def read_questions(path: Path) -> Iterator[Question]:
    """The questions of a JSON Lines file. Raises OSError, ValueError and TypeError for what is not one."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            item = json.loads(line)
            known = {part.name: item.get(part.name) for part in fields(Question)}
            yield Question(**{name: value for name, value in known.items() if value is not None})
