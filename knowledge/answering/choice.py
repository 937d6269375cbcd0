"""Which answer is worth giving: one fact, a curated list that holds several of the likely facts, or two facts side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from knowledge.matching.matcher import Match
from knowledge.matching.text_row import TextRow
from knowledge.text import example_key, words
from knowledge.understanding.language import Language
from knowledge.understanding.query import Query

# What an answer of more than one fact costs in probability: people want the one thing that they asked for.
LIST_DISCOUNT = 0.7
PAIR_DISCOUNT = 0.9
CLEAR_LEAD = 0.55
_MEMBERS = {"state", "person", "organisation", "agreement", "project", "list"}
# A fact that belongs to a likely list answers the question for the list in part.
PART_OF_LIST = 0.35


class Choice(NamedTuple):
    """Matches to answer with, and the probability (0 to 1) that this answers the question, if anything does.

    A tuple, since a dozen are made for every question: a frozen dataclass takes four times as long to make.
    """

    matches: tuple[Match, ...]
    probability: float


def listed(matches: Sequence[Match], typed: str) -> Match | None:
    """The match for which a curator listed the question `typed` (an example key) word for word, if there is just one."""
    found = [match for match in matches if match.evidence.exact and example_key(match.example) == typed]
    return found[0] if len(found) == 1 else None


def asks_for_one(query: Query, language: Language) -> bool:
    """Whether a question is for one person or thing: "who is the …"."""
    return query.text.casefold().startswith(tuple(f"{start} " for start in language.asks_for_one))


def asks_for_others(query: Query, told: Iterable[tuple[str, TextRow]], language: Language) -> bool:
    """Whether a question is for those of whom something is *not* so ("which have not …"), and no text of `told` is about such.

    A text is, if it is no question and denies something, or asks which or who does not.
    """
    if language.denials.isdisjoint(query.row) or query.yes_no or query.asks.isdisjoint(_MEMBERS):
        return False
    asks = {f"?{kind}" for kind in _MEMBERS}
    denying = (row for text, row in told if not language.denials.isdisjoint(words(text)))
    return not any(not asks.isdisjoint(row.terms) or not any(term.startswith("?") for term in row.terms) for row in denying)


def choices(
    matches: Sequence[Match], shares: Sequence[float], members: Callable[[str], Sequence[str]], one: bool = False
) -> list[Choice]:
    """The possible answers, the most useful first. `members` gives the facts of a collection by its id.

    `one` tells that the question is for one person or thing: then a list is only worth what it is asked for itself.
    """
    found: list[tuple[float, Choice]] = []
    share_of = {match.candidate.id: share for match, share in zip(matches, shares, strict=True)}
    lists = {m.candidate.id: frozenset(members(m.candidate.id)) for m in matches if m.candidate.is_collection}
    for match, share in zip(matches, shares, strict=True):
        name = match.candidate.id
        if name in lists:
            held = sum(share_of.get(member, 0.0) for member in lists[name])
            found.append((share + (0.0 if one else LIST_DISCOUNT * held), Choice((match,), share + held)))
        else:
            around = sum([share_of[other] for other, held_by in lists.items() if name in held_by]) if lists else 0.0
            found.append((share + PART_OF_LIST * around, Choice((match,), share + PART_OF_LIST * around)))
    singles = [match for match in matches if match.candidate.is_fact][:3]
    for place, first in enumerate(singles):
        if share_of[first.candidate.id] >= CLEAR_LEAD:
            continue  # what is clear needs no second sentence
        for second in singles[place + 1 :]:
            both = share_of[first.candidate.id] + share_of[second.candidate.id]
            found.append((PAIR_DISCOUNT * both, Choice((first, second), both)))
    found.sort(key=lambda pair: -pair[0])
    return [choice for _, choice in found]
