"""What a language contributes to questions for several years, or for the one that stands out (`years` of its resource file)."""

from __future__ import annotations

import re
from functools import cached_property

from pydantic import Field

from knowledge.model import Frozen
from knowledge.text import any_of

Superlatives = dict[str, tuple[str, ...]]  # by "highest" and "lowest"


class YearWords(Frozen):
    """A language that has none of these knows only years that are named, and superlatives in one word."""

    all: tuple[str, ...] = ()  # what asks for the figures of all years: "in each year"
    when: Superlatives = Field(default_factory=dict)  # what asks for an extreme only of a year: "when did they brew the most?"
    always: Superlatives = Field(default_factory=dict)  # … and of anything: "the most big"

    @cached_property
    def says_all(self) -> re.Pattern[str]:
        """Fits a text in lower case that asks for the figures of all years."""
        return re.compile(rf"\b{any_of(self.all)}\b")

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of which superlatives are made: no fact has to account for them."""
        groups = (*self.when.values(), *self.always.values())
        return frozenset(word for group in groups for phrase in group for word in phrase.split())

    def extreme(self, text: str, *, of_a_year: bool) -> str | None:
        """The superlative that a text in lower case asks for, the longest one; `of_a_year` tells that it is a year's."""
        known = [*self.always.items(), *(self.when.items() if of_a_year else ())]
        found = [(len(phrase), name) for name, phrases in known for phrase in phrases if f" {phrase} " in f" {text} "]
        return max(found)[1] if found else None
