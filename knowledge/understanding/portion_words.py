"""What a language contributes to working out parts and multiples of amounts (the part `portions` of its resource file)."""

from __future__ import annotations

import re
from functools import cached_property

from pydantic import Field

from knowledge.model import Frozen
from knowledge.text import any_of


class PortionWords(Frozen):
    """A language that has none of these works out no portions."""

    shares: tuple[str, ...] = ()  # what part one amount is of another
    fractions: dict[str, float] = Field(default_factory=dict)  # "a third of"
    multiples: dict[str, float] = Field(default_factory=dict)  # "twice the"
    of: tuple[str, ...] = ()
    times: tuple[str, ...] = ()  # between two factors
    multiply: dict[str, tuple[str, ...]] = Field(default_factory=dict)  # "multiply … by …"
    divided: tuple[str, ...] = ()  # between a dividend and its divisor
    per: tuple[str, ...] = ()
    workings: tuple[str, ...] = ()  # by which a sum is asked for where an amount for each is told, too
    apiece: tuple[str, ...] = ()  # by which a text tells what several have in the same way: "each of the two pays …"
    each: dict[str, tuple[str, ...]] = Field(default_factory=dict)  # whom something is counted per, by the unit of figures
    verbs: tuple[str, ...] = ()  # besides those that open a yes/no question: what may stand between a whole and its part
    comparing: tuple[str, ...] = ()  # how a comparison goes on: "three times as much as …" is no multiple

    @cached_property
    def set_against(self) -> re.Pattern[str]:
        """What stands between two amounts of which one is counted against the other: "per", "divided by"."""
        return re.compile(rf"(?:^|\s){any_of([*self.per, *self.divided])}(?:\s|$)", re.IGNORECASE)
