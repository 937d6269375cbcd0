"""Whether a yes/no question is confirmed or contradicted by the fact that it is about.

Only what the fact's own structure shows is said: a curator listed the question as confirmed or refuted, or the question states
an amount and the fact gives another. Otherwise the fact is stated without a yes or no.
"""

from __future__ import annotations

from knowledge.matching.matcher import Match
from knowledge.model import Fact, FigureStatus
from knowledge.text import example_key, words
from knowledge.understanding.language import Language
from knowledge.understanding.names import ENTITY
from knowledge.understanding.query import Query, Role

SAME = 0.02  # amounts this close (as a share) are the same amount, roughly told
ALL_EXPLAINED = 0.1  # information that such a question may hold beyond what the fact accounts for
SURE = 0.9  # likeness to a curator's yes/no question from which its answer is taken over


def opening(query: Query, fact: Fact, match: Match, language: Language) -> str:
    """How the answer to a yes/no question begins: "Yes.", "No." or nothing."""
    row = set(words(query.text))
    verbatim = bool(match.evidence.exact) and example_key(match.example) == example_key(query.text)
    if not verbatim and (not query.yes_no or row & language.negations):
        return ""
    listed = match.evidence.exact or min(match.evidence.token_set, 1 - match.evidence.missing) >= SURE
    explained = max(match.evidence.unexplained, match.evidence.extra) < ALL_EXPLAINED
    if verbatim or (listed and explained and _says_the_same(query, match)):
        if match.example in fact.refutes.get(language.code, ()):
            return language.no
        if match.example in fact.confirms.get(language.code, ()):
            return language.yes
    asks = query.yes_no and not row & language.negations
    return _amounts(query, fact, row, language) if asks and query.amounts and fact.figures else ""


def _says_the_same(query: Query, match: Match) -> bool:
    """Whether a question adds no word to the curator's, and its names stand in the same order.

    "A good president" is more than "a president", and "A before B" is not "B before A".
    """
    theirs = match.nearest.terms if match.nearest else ()
    ours = [token.term for token in query.tokens if token.role is not Role.FUNCTION]
    names = [term for term in ours if term.startswith(ENTITY)]
    both = set(names) & set(theirs)
    in_order = list(dict.fromkeys(t for t in names if t in both)) == list(dict.fromkeys(t for t in theirs if t in both))
    return in_order and set(ours) <= set(theirs)


def _amounts(query: Query, fact: Fact, row: set[str], language: Language) -> str:
    figure = fact.figures[0]
    years = {year for when in query.dates for year in when.years}
    if len(fact.figures) != 1 or len(query.amounts) != 1 or (years and figure.year not in years):
        return ""
    expects = any(cue in row for cue in language.stated_expectation_cues)
    if (figure.status is FigureStatus.EXPECTED) != expects:
        return ""  # an expectation neither confirms nor contradicts what has happened
    stated, given = query.amounts[0], float(figure.amount)
    if row & language.more_than:
        return language.yes if given > stated else language.no
    if row & language.at_least:
        return language.yes if given >= stated else language.no
    if row & language.below:
        return language.yes if given < stated else language.no
    return language.yes if given and abs(stated - given) / abs(given) <= SAME else language.no
