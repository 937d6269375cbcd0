"""Which answer is worth giving: one fact, a curated list that holds several of the likely facts, or two facts side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from knowledge.matching.features import accounted, naming
from knowledge.matching.matcher import Match
from knowledge.text import example_key
from knowledge.understanding.query import Query, Role, Token

# What an answer of more than one fact costs in probability: people want the one thing that they asked for.
LIST_DISCOUNT = 0.7
PAIR_DISCOUNT = 0.9
CLEAR_LEAD = 0.55
NAMED = 0.6  # what a name sets apart, from which an answer has to be about it
# A fact that belongs to a likely list answers the question for the list in part.
PART_OF_LIST = 0.35


@dataclass(frozen=True, slots=True)
class Choice:
    """Matches to answer with, and the probability (0 to 1) that this answers the question, if anything does."""

    matches: tuple[Match, ...]
    probability: float


def listed(matches: Sequence[Match], typed: str) -> Match | None:
    """The match for which a curator listed the question `typed` (an example key) word for word, if there is just one."""
    found = [match for match in matches if match.evidence.exact and example_key(match.example) == typed]
    return found[0] if len(found) == 1 else None


def strangers(query: Query, matches: Sequence[Match], holds: Callable[[Match, Token], bool]) -> list[Token]:
    """The telling names of a question that none of an answer's facts is about: it would answer another question.

    `holds` tells whether a match is about a name that its texts use: where curators refute something of it, it is not.
    """
    named = [token for token in query.content if token.role is Role.ENTITY and naming(token) >= NAMED]
    return [token for token in named if not any(accounted(token, m.profile) and holds(m, token) for m in matches)]


def choices(matches: Sequence[Match], shares: Sequence[float], members: Callable[[str], Sequence[str]]) -> list[Choice]:
    """The possible answers, the most useful first. `members` gives the facts of a collection by its id."""
    found: list[tuple[float, Choice]] = []
    share_of = {match.candidate.id: share for match, share in zip(matches, shares, strict=True)}
    lists = {m.candidate.id: frozenset(members(m.candidate.id)) for m in matches if m.candidate.is_collection}
    for match, share in zip(matches, shares, strict=True):
        name = match.candidate.id
        if name in lists:
            held = sum(share_of.get(member, 0.0) for member in lists[name])
            found.append((share + LIST_DISCOUNT * held, Choice((match,), share + held)))
        else:
            around = sum(share_of[other] for other, held_by in lists.items() if name in held_by)
            found.append((share + PART_OF_LIST * around, Choice((match,), share + PART_OF_LIST * around)))
    singles = [match for match in matches if not (match.candidate.is_collection or match.candidate.is_gap)][:3]
    for place, first in enumerate(singles):
        for second in singles[place + 1 :]:
            if share_of[first.candidate.id] >= CLEAR_LEAD:
                continue  # what is clear needs no second sentence
            both = share_of[first.candidate.id] + share_of[second.candidate.id]
            found.append((PAIR_DISCOUNT * both, Choice((first, second), both)))
    found.sort(key=lambda pair: -pair[0])
    return [choice for _, choice in found]
