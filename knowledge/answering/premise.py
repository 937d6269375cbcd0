"""Whether a yes/no question is confirmed or contradicted by the fact that it is about.

Only what the fact's own structure shows is said: a curator listed the question as confirmed or refuted, or the question states
an amount and the fact gives another. Otherwise the fact is stated without a yes or no.
"""

from __future__ import annotations

from itertools import pairwise

from knowledge.base import KnowledgeBase
from knowledge.localised import text_in
from knowledge.matching.features import accounted, mentions
from knowledge.matching.matcher import Match
from knowledge.model import Fact, FigureStatus
from knowledge.text import example_key, words
from knowledge.understanding.language import Language
from knowledge.understanding.names import ENTITY
from knowledge.understanding.query import Query, Role, Token
from knowledge.understanding.tokens import NUMBER, YEAR

SAME = 0.02  # amounts this close (as a share) are the same amount, roughly told
ALL_EXPLAINED = 0.1  # information that such a question may hold beyond what the fact accounts for
SURE = 0.9  # likeness to a curator's yes/no question from which its answer is taken over


def opening(query: Query, fact: Fact, match: Match, language: Language) -> str:
    """How the answer to a yes/no question begins: "Yes.", "No." or nothing."""
    row = set(query.row)
    verbatim = bool(match.evidence.exact) and example_key(match.example) == query.typed
    if not verbatim and (not query.yes_no or row & language.negations):
        return ""
    listed = match.evidence.exact or min(match.evidence.token_set, 1 - match.evidence.missing) >= SURE
    explained = max(match.evidence.unexplained, match.evidence.extra) < ALL_EXPLAINED
    if verbatim or (listed and explained and _says_the_same(query, match, language)):
        if match.example in fact.refutes.get(language.code, ()):
            return language.no
        if match.example in fact.confirms.get(language.code, ()):
            return language.yes
    turned = row & (language.negations | language.turning_words | language.ordering_words)
    if query.yes_no and query.amounts and fact.figures and not turned and _only_of_it(query, fact, match, language):
        return _amounts(query, fact, row, language)
    return ""


def fact_of_year(query: Query, fact: Fact, base: KnowledgeBase) -> Fact:
    """For a yes/no question with an amount and a year: of the facts of the same series, that which gives this year's figure."""
    years = {year for when in query.dates for year in when.years}
    series = fact.figures[0].series if fact.figures else None
    if not (query.yes_no and query.amounts and len(years) == 1 and series):
        return fact
    return next((other for figure, other in base.series_figures(series) if figure.year in years), fact)


def _only_of_it(query: Query, fact: Fact, match: Match, language: Language) -> bool:
    """Whether a fact accounts for every word of a question but the amount: then the amount is said of what the fact measures.

    Whatever is left over may be another country, unit or period, or turn the sense round, so it forbids a yes or no.
    """
    compares = language.more_than | language.at_least | language.below | frozenset(language.stated_expectation_cues)
    passed = {Role.FUNCTION, Role.ASK, Role.NUMBER, Role.DATE}
    years = all(when.precision == "year" for when in query.dates)
    after = {b.surface for a, b in pairwise(query.tokens) if a.role is Role.NUMBER and b.role is Role.CONTENT}
    told = {word for text in (match.example, text_in(fact.statement, language.code)) for word in words(text)}
    units = language.unit_words.get(fact.figures[0].unit, frozenset())
    of_units = after - units <= told  # "170 million rubles" is no 170 million dollars
    left = [token for token in query.tokens if token.role not in passed and token.surface not in compares | units]
    return years and of_units and not _by_amount(query) and all(_is_its_own(token, match) for token in left)


def _is_its_own(token: Token, match: Match) -> bool:
    return token.part or (accounted(token, match.profile) == 1 and mentions(match.profile, token.term))


def _by_amount(query: Query) -> bool:
    """Whether a change is told: "rise by 170 million" is not "rise to 170 million"."""
    return any(a.surface == "by" and b.role is Role.NUMBER for a, b in pairwise(query.tokens))


def _says_the_same(query: Query, match: Match, language: Language) -> bool:
    """Whether a question adds no word to the curator's, turns none round, and has names, dates and numbers in the same order.

    "A good president" is more than "a president", "only an envoy" is not "an envoy", and "higher in 2021 than in 2023" is not
    "higher in 2023 than in 2021". Where words as "before" tell an order, every word has to stand in the curator's order.
    """
    mine, curators = set(query.row), set(words(match.example))
    turning = language.turning_words | language.negations
    if match.nearest is None or mine & turning != curators & turning:
        return False
    theirs = match.nearest.terms
    ours = [token.term for token in query.tokens if token.role is not Role.FUNCTION]
    if set(ours) - set(theirs):
        return False
    if mine & language.ordering_words:
        return mine & language.ordering_words == curators & language.ordering_words and tuple(ours) == theirs
    fixed = (ENTITY, YEAR, NUMBER)
    kept = [term for term in ours if term.startswith(fixed)]
    return kept == [term for term in theirs if term.startswith(fixed) and term in kept]


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
