"""`safir facts`: checks and exports."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from knowledge.base import KnowledgeBase
from knowledge.model import Fact
from knowledge.pack import load_pack
from knowledge.pack_error import PackError

MAX_SHOWN = 500  # problems; more are not mended in one go


def check(folder: Path) -> int:
    """Prints every mistake of a pack, or its size when there is none; gives the exit code."""
    try:
        pack = load_pack(folder)
    except PackError as error:
        for problem in error.problems[:MAX_SHOWN]:
            print(problem)
        if len(error.problems) > MAX_SHOWN:
            print(f"… and {len(error.problems) - MAX_SHOWN} more")
        sys.stdout.flush()  # where both go to one place, the sum comes last
        print(f"{len(error.problems)} problem{'s' * (len(error.problems) != 1)} in {folder}", file=sys.stderr)
        return 1
    examples = sum(len(fact.examples(language)) for fact in pack.facts for language in pack.languages)
    print(
        f"{pack.id}: {len(pack.facts)} facts, {len(pack.collections)} collections, {len(pack.topics)} topics, "
        f"{len(pack.entities)} entities, {examples} example questions: no mistakes"
    )
    return 0


def export(base: KnowledgeBase) -> None:
    """Prints every fact of the pack, deprecated ones too, as one JSON object a line."""
    for fact in base.pack.facts:
        print(json.dumps(as_plain(fact), ensure_ascii=False))


def as_plain(fact: Fact) -> dict[str, object]:
    """A fact as plain data: the statement and the title as text where they are in one language only."""
    data = fact.model_dump(mode="json")
    for field in ("title", "statement", "note"):
        texts = data[field]
        if isinstance(texts, dict) and len(texts) == 1:
            data[field] = next(iter(texts.values()))
    for figure in data["figures"]:
        figure["amount"] = _number(figure["amount"])
    return data


def _number(text: str) -> int | float:
    value = float(text)
    return int(value) if value.is_integer() else value
