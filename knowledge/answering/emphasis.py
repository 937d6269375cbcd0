"""Marks the key figure or name of a statement in **bold**, where its curator marked none: taken from the fact's own fields."""

from __future__ import annotations

import re

from knowledge.answering.wording import Wording
from knowledge.base import KnowledgeBase
from knowledge.model import Fact
from knowledge.text import example_key

SIGN = "**"


def emphasised(text: str, fact: Fact, question: str, base: KnowledgeBase, wording: Wording) -> str:
    """`text`, a statement of `fact`, with what answers `question` in bold.

    A figure of the fact comes first, then its date, then a name: whichever stands in the text and is not in the question,
    for what somebody names is not what they ask for. Unchanged where nothing fits, and where something is bold already.
    """
    if SIGN in text:
        return text
    asked = f" {example_key(question)} "
    for key in _keys(fact, base, wording):
        found = re.search(rf"(?<!\w){re.escape(key)}(?!\w)", text, re.IGNORECASE)
        if found and f" {example_key(key)} " not in asked:
            return f"{text[: found.start()]}{SIGN}{found[0]}{SIGN}{text[found.end() :]}"
    return text


def _keys(fact: Fact, base: KnowledgeBase, wording: Wording) -> list[str]:
    """What may be the key of a statement, the likeliest first; names in the order in which the curator gave them."""
    figures = [wording.amount(figure.amount, figure.unit) for figure in fact.figures]
    dates = [wording.date(fact.when)] if fact.when else []
    names = [name for entity in fact.entities for name in base.entity(entity).names(wording.language.code)[:1]]
    return [*figures, *dates, *names]
