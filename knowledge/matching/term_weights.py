"""How much each term tells the answers of a base apart: idf over facts and lists, 0.2 to 1."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from knowledge.matching.candidate import Candidate
from knowledge.understanding.names import ENTITY
from knowledge.understanding.query import Query, Role

# Python 3.11 looks a member of an enumeration up slowly, and here it is done for every token.
_FUNCTION = Role.FUNCTION
LEAST = 0.2
FAINT = 0.5
Texts = Sequence[tuple[Sequence[Query], Sequence[Query]]]


def term_weights(found: Sequence[Candidate], read: Texts, faint: Collection[str] = ()) -> dict[str, float]:
    """The weights of all terms that candidates use in their examples and statements.

    An entity counts where an answer is about it, not where it is only mentioned; a term that only gaps use weighs 1. `faint` are
    the stems of general words, which say half as much.
    """
    seen: Counter[str] = Counter()
    only_gaps: set[str] = set()
    for candidate, terms in zip(found, _terms(read), strict=True):
        if candidate.is_gap:
            only_gaps |= terms
            continue
        about = {ENTITY + entity for entity in candidate.entities}
        seen.update({term for term in terms if not term.startswith(ENTITY)} | (about & terms))
    answers = sum(not candidate.is_gap for candidate in found)
    top = math.log(1 + answers) or 1.0
    weights = {term: max(LEAST, min(1.0, math.log((1 + answers) / count) / top)) for term, count in seen.items()}
    weights = dict.fromkeys(only_gaps, 1.0) | weights
    return weights | {term: FAINT * weights[term] for term in faint if term in weights}


def new_weights(texts: Iterable[Query], known: Mapping[str, float]) -> dict[str, float]:
    """The weights of the terms that a few new texts bring along: one answer in many uses them, so they weigh 1."""
    return dict.fromkeys((t.term for text in texts for t in text.tokens if t.role is not _FUNCTION and t.term not in known), 1.0)


def _terms(read: Texts) -> Iterator[set[str]]:
    for examples, statements in read:
        yield {token.term for query in (*examples, *statements) for token in query.tokens if token.role is not _FUNCTION}
