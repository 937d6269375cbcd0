"""What somebody typed, made fit to be worked with and to be shown again."""

from __future__ import annotations

import re

from knowledge.understanding.query import Query


def respelt(query: Query) -> str:
    """The question with its misspelt words mended, other words and their case as they were."""
    mended = dict(query.repaired)
    mended_text = re.sub(r"[\w']+", lambda word: mended.get(word[0].casefold(), word[0]), query.text)
    return " ".join(re.sub(r"[^\w\s'’?!,-]+", " ", mended_text).split())  # words only: no address, mention or markup comes back


def sound(question: str) -> str:
    """The question without halves of surrogate pairs, which no text may hold."""
    return question.encode("utf-8", "replace").decode("utf-8")
