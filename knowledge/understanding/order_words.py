"""What a language contributes to questions for an order in time (the part `order` of its resource file)."""

from __future__ import annotations

from knowledge.model import Frozen


class OrderWords(Frozen):
    """A language that has none of these tells no order but where a fact does."""

    first: tuple[str, ...] = ()  # of two things, which is asked for: "came first"
    last: tuple[str, ...] = ()
    undecided: tuple[str, ...] = ()  # between the two: "before or after"
    among: tuple[str, ...] = ()  # words around those of which one is asked for: "of the two"
    nearest: tuple[str, ...] = ()  # only what is next to a thing: "right after", "immediately before"
    by_date: tuple[str, ...] = ()  # how a list is to be sorted
