"""What a language contributes to checking statements (the part `checking` of its resource file)."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from knowledge.model import Frozen


def _split(value: Any) -> Any:
    return value.split() if isinstance(value, str) else value


WordSet = Annotated[frozenset[str], BeforeValidator(_split)]


class CheckWords(Frozen):
    """A language that has none of these gives no verdicts: everything is only near, or unknown."""

    hollow: WordSet = frozenset()  # small words without which a statement says the same
    negations: WordSet = frozenset()  # behind a verb: turn the whole statement round
    supposing: WordSet = frozenset()  # with one of these nothing is stated
    unique: WordSet = frozenset()  # what is said with one of these can be so of one alone
    amounting: WordSet = frozenset()  # verbs that only join a thing and its amount
    directions: WordSet = frozenset()  # before a name: which way round it is meant
    contrasts: WordSet = frozenset()  # join two statements, as "and" does
    approximators: WordSet = frozenset()
    abbreviations: WordSet = frozenset()  # a full stop after them ends no sentence
    units: dict[str, tuple[str, ...]] = Field(default_factory=dict)  # how units are said and written, by the unit of figures
