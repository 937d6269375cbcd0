"""What a language contributes to questions for an order in time (the part `order` of its resource file)."""

from __future__ import annotations

from knowledge.model import Frozen


class OrderWords(Frozen):
    """A language that has none of these tells no order but where a fact does."""

    first: tuple[str, ...] = ()  # of two things, which is asked for: "came first"
    last: tuple[str, ...] = ()
    undecided: tuple[str, ...] = ()  # between the two: "before or after"
    among: tuple[str, ...] = ()  # words around those of which one is asked for: "of the two"
    nearest: frozenset[str] = frozenset()  # only what is next to a thing: "right after", "immediately before"
    moves: frozenset[str] = frozenset()  # words that say no more than that something is before or after: "what came after that?"
    apart: frozenset[str] = frozenset()  # how a time between two things is asked for: "how long after?"
    ago: frozenset[str] = frozenset()  # what counts from now
    other_times: frozenset[str] = frozenset()  # by which a text tells of what was before or after: "the former"
    by_date: tuple[str, ...] = ()  # how a list is to be sorted
