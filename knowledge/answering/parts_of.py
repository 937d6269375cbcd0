"""Whether one figure of a fact is a part of another, by their labels or by how the fact tells them: then the rest is known."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from knowledge.answering.labels import Labelled, alternatives, opposed
from knowledge.localised import text_in
from knowledge.text import words
from knowledge.understanding.amounts import amount_of
from knowledge.understanding.language import Language
from knowledge.understanding.query import Query

NEAR = 4  # words between a part and its whole: "nine of the 24 members"


def part_and_whole(group: Sequence[Labelled], unit_terms: set[str], language: Language) -> tuple[Labelled, Labelled] | None:
    """The smaller and the larger of two figures of one unit, where the smaller is counted in the larger; None where that is open.

    `unit_terms` are the terms of the unit: "objects on show" and "objects in the collection" are objects alike. Figures for and
    against something, or of different people or years, are no parts of each other.
    """
    if len(group) != 2 or alternatives(group, language) or opposed(group):
        return None
    part, whole = sorted(group, key=lambda figure: figure.amount)
    if not 0 < part.amount < whole.amount:
        return None
    alike = bool(unit_terms & part.terms & whole.terms)
    return (part, whole) if alike or is_marked(part, language) or _told_as_part(part, whole, language) else None


def is_marked(part: Labelled, language: Language) -> bool:
    """Whether a label says that it is of a part: "part of the cost that the insurance paid"."""
    return bool(part.row) and part.row[0] in language.portions.shares


def leaves_out(query: Query, part: Labelled, whole: Labelled) -> bool:
    """Whether a question is for what is not in the part: it says so, in all words of its label that the other has not."""
    own = part.terms - whole.terms
    return query.negated and bool(own) and own <= query.said | {"that", "of"}


def _told_as_part(part: Labelled, whole: Labelled, language: Language) -> bool:
    """Whether the statement says "nine of the 24 members" or "4,860 objects, of which 700 …"."""
    row = words(text_in(part.operand.fact.statement, language.code))
    first, last = _places(row, part, language), _places(row, whole, language)
    of, backwards = set(language.portions.of), {*language.openers, *language.pronouns}
    if any(0 < b - a <= NEAR and not of.isdisjoint(row[a:b]) for a in first for b in last):
        return True
    refers = [place for place, (a, b) in enumerate(pairwise(row)) if a in of and b in backwards]
    return any(b < place < a for a in first for b in last for place in refers)


def _places(row: Sequence[str], figure: Labelled, language: Language) -> list[int]:
    amounts = [language.numbers.get(word) or getattr(amount_of(word, language.magnitudes), "value", None) for word in row]
    return [place for place, amount in enumerate(amounts) if amount is not None and amount == float(figure.amount)]
