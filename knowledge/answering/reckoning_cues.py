"""What in a question asks for an operation on figures of one fact, and in which unit."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from knowledge.text import words
from knowledge.understanding.language import Language
from knowledge.understanding.query import Query, Role, Token
from knowledge.understanding.reader import Reader

# The more special first; "in total" may go with a figure that is one already.
LACKING = "lacking"  # what is not in a part, by a denial: "how many never came back?"
OPERATIONS = ("remainder", "used", "sum", "net", "ratio", "growth", "difference", "total", LACKING)


class ReckoningCues:
    """Knows the cues of a language, and reads units as a base's people call them."""

    def __init__(self, reader: Reader) -> None:
        self.language: Language = reader.language
        self._reader = reader

    @cached_property
    def _words(self) -> frozenset[str]:
        pairs = [pair for phrases in self.language.operation_phrases.values() for pair in phrases if pair[1] in OPERATIONS]
        return frozenset(word for phrase, _ in pairs for word in phrase.split())

    def said(self, query: Query) -> list[tuple[str, str]]:
        """The phrases of a question that ask for one of `OPERATIONS`, each with the operation."""
        row = words(query.text)
        found = [pair for word in row for pair in self.language.operation_phrases.get(word, ()) if pair[1] in OPERATIONS]
        text = f" {' '.join(row)} " if found else ""
        denied = [(word, LACKING) for word in row if word in self.language.negations] if query.negated and query.asks else []
        return [pair for pair in found if f" {pair[0]} " in text] + denied

    def tells_nothing(self, token: Token) -> bool:
        """Whether a token is a cue, a unit or a size: no fact has to account for it."""
        if token.role is Role.ENTITY:
            return False
        units = self.language.unit_words.values()
        cue = self._words.issuperset(token.surface.split())
        return cue or token.surface in self.language.magnitudes or any(token.surface in forms for forms in units)

    def terms_of(self, unit: str) -> set[str]:
        """What a question calls a unit by: "votes", which is what "ballots" means as well."""
        return {token.term for token in self._reader.read(unit, repair=False).tokens if token.role is not Role.FUNCTION}

    def named_units(self, query: Query, units: Iterable[str]) -> set[str] | None:
        """Those of some units that a question names; None where it names a currency that is not among them."""
        row = words(query.text)
        said = {word for token in query.tokens for word in token.surface.split()} | set(row)
        terms = {token.term for token in query.tokens}
        text = f" {' '.join(row)} "
        per_cent = "%" in query.text or any(f" {sign} " in text for sign in self.language.percent_signs)
        named = {unit for unit, forms in self.language.unit_words.items() if not said.isdisjoint(forms)}
        found = {unit for unit in units if unit in named or self.terms_of(unit) & terms}
        found = {unit for unit in found if unit not in self.language.percent_signs}
        found |= {unit for unit in units if per_cent and unit in {"percent", *self.language.percent_signs}}
        return None if (named & self.language.currencies.keys()) - found else found
