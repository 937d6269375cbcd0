"""What is kept of a text once it is indexed: the terms that evidence compares, and no more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from knowledge.understanding.query import Query, Role

# Python 3.11 looks a member of an enumeration up slowly, and here it is done for every token.
_FUNCTION, _NUMBER = Role.FUNCTION, Role.NUMBER


class TextRow(NamedTuple):
    """An example or a statement, read."""

    terms: tuple[str, ...]  # every term but of the words that only hold a sentence together
    content: tuple[str, ...]  # those that an answer has to account for
    weights: tuple[float, ...]  # of each of `content`, 0 to 1
    canonical: str  # the terms as a text, for string distances
    asks: frozenset[str]  # the kinds of answer that it asks for
    heads: frozenset[str]  # what it asks "which …" and "how many …" of
    shows: frozenset[str]  # the attributes that it tells of
    inside: frozenset[str]  # what its longer names are made of
    numbered: frozenset[str]  # what it tells apart by a number: "line 6"
    opinion: bool  # it asks as opinions are asked for, which it is not for what a source says ("how hot should it be")
    counted: frozenset[str]  # what it gives numbers of: "640 employees", "five instruments"

    @classmethod
    def of(cls, query: Query, weights: Mapping[str, float]) -> TextRow:
        """The row of a query that was read without weights."""
        terms: list[str] = []
        content: list[str] = []
        weighed: list[float] = []
        canonical: list[str] = []
        for token in query.tokens:
            if token.role is _FUNCTION:
                continue
            terms.append(token.term)
            if not token.part:
                canonical.append(token.term)
            if token.weight > 0:
                content.append(token.term)
                weighed.append(token.weight if token.role is _NUMBER else weights.get(token.term, token.weight))
        said = tuple(terms), tuple(content), tuple(weighed), " ".join(canonical)
        return cls(*said, query.asks, query.heads, query.shows, query.inside, query.numbered, query.opinion, query.counted)


def missing(query: Query, row: TextRow) -> float:
    """The share (0 to 1) of a text's information that a question does not name."""
    total, said = sum(row.weights), query.said
    if not total:
        return 0.0
    # Both are as long as each other: to have that checked would take a tenth of the time of what is done a dozen times here.
    return sum([w for term, w in zip(row.content, row.weights) if term not in said]) / total  # noqa: B905


def extra(query: Query, groups: Sequence[Sequence[TextRow]]) -> list[float]:
    """The information of a question that a text lacks, in words of full weight (0 to 3), where it is least in each group."""
    needed: dict[str, float] = {}
    metonyms: list[tuple[float, str, str]] = []
    for token in query.content:
        if token.stands_for:
            metonyms.append((token.weight, token.term, token.stands_for))
        else:
            needed[token.term] = needed.get(token.term, 0.0) + token.weight
    total, weight_of, common = sum(needed.values()), needed.__getitem__, frozenset(needed).intersection
    least = []
    for group in groups:
        lacks = 3.0 if group else 0.0
        for row in group:
            lacking = total - sum(map(weight_of, common(row.terms)))
            if metonyms:
                lacking += sum([weight for weight, term, other in metonyms if term not in row.terms and other not in row.terms])
            if lacking < lacks:
                lacks = lacking
        least.append(lacks)
    return least
