"""How much each word of a question or a text tells in general, before it is known how often the texts use it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from knowledge.over import Over
from knowledge.understanding.frequency import rarity
from knowledge.understanding.query import Query, Role, Token

PART_WEIGHT = 0.5  # of what a name is made of, beside the name
Terms = list[tuple[str, float]]
# Python 3.11 looks a member of an enumeration up slowly, and here it is done for every token.
_SPELT = {Role.CONTENT, Role.LIGHT, Role.NUMBER}
_PLAIN = {Role.FUNCTION, Role.LIGHT, Role.CONTENT}


class Rarity:
    """How rare the plain words of some texts are; words of no text count in full. Immutable."""

    def __init__(self, known: Mapping[str, float]) -> None:
        """`known` gives the rarity (0 to 1) of each surface."""
        self._known = known

    @classmethod
    def of(cls, texts: Iterable[Query], language: str, like: Rarity | None = None) -> Rarity:
        """The rarity of the words of some texts; those that `like` knows are not looked up again, nor copied."""
        known: Mapping[str, float] = like._known if like else {}
        surfaces = {token.surface for query in texts for token in query.tokens if _is_plain(token)}
        new = {surface: rarity(surface, language) for surface in surfaces if surface not in known}
        return cls(Over(new, known) if new and known else (new or known))

    def terms(self, query: Query) -> Terms:
        """The terms of a query, each with how much it tells in general; names and synonyms tell all."""
        rare = self._known
        return [(t.term, PART_WEIGHT if t.part else rare.get(t.surface, 1.0) if _is_plain(t) else 1.0) for t in query.tokens]


def spelt(query: Query) -> list[str]:
    """The words of a query whose spelling is compared."""
    return [t.surface for t in query.tokens if t.role in _SPELT]


def _is_plain(token: Token) -> bool:
    return token.role in _PLAIN and ":" not in token.term
