"""The evidence for and against each candidate, as numbers that mean the same for every candidate and every subject."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from knowledge.matching.profile import FAMILY, Profile
from knowledge.understanding.attributes import FUTURE, unmet
from knowledge.understanding.names import ENTITY
from knowledge.understanding.query import Designator, Query, Role, Token
from knowledge.understanding.tokens import PROPERTY

# Python 3.11 looks a member of an enumeration up slowly, and here it is done for every token.
_CONTENT, _ENTITY, _DATE, _LIGHT = Role.CONTENT, Role.ENTITY, Role.DATE, Role.LIGHT
Floats = NDArray[np.float64]
# Evidence of some candidates: by its name a number for each, or one for all of them; what is left out is 0.
Columns = dict[str, Floats | NDArray[np.float32] | NDArray[np.bool_] | Sequence[float] | float]


class Evidence(NamedTuple):
    """What speaks for a candidate, and against it. Similarities and shares run from 0 to 1."""

    best_words: float = 0.0  # cosine to the most similar example, over stems, names and synonyms
    best_characters: float = 0.0  # the same over runs of characters
    second_words: float = 0.0  # the mean of the three most similar
    centroid: float = 0.0  # the mean over all examples
    statement: float = 0.0  # cosine to what the candidate says, rather than to how it is asked
    token_set: float = 0.0  # rapidfuzz's token_set_ratio to the best example
    covered: float = 0.0  # share of the question's information that the candidate accounts for
    unexplained: float = 0.0  # information that it does not account for, in words of full weight (0 to 3)
    strange_entity: float = 0.0  # named in the question, and not what the candidate is about
    person_premise: float = 0.0  # a yes/no question names another person than the candidate: that may be what is wrong
    shared_entity: float = 0.0  # share of the named entities that it is about
    predicate: float = 0.0  # share of what is said about the named things that the candidate accounts for, in full or in meaning
    only_names: float = 0.0  # of all that is asked, the candidate accounts for names alone
    property_conflict: float = 0.0  # "how old": nothing of it tells an age
    hardest: float = 0.0  # the most information in one word that it does not account for
    date_match: float = 0.0  # the question's date is the candidate's
    date_conflict: float = 0.0  # the candidate has dates, and none is the question's
    date_premise: float = 0.0  # the same in a yes/no question, whose date may be what is wrong
    date_unknown: float = 0.0  # the question has a date, the candidate has none
    kind_match: float = 0.0  # it can give the kind of answer that is asked for
    kind_conflict: float = 0.0
    head_match: float = 0.0  # "which port": its examples ask for one too
    head_conflict: float = 0.0  # it is not known to name one
    count_conflict: float = 0.0  # "how many judges": nothing of it counts any
    extra: float = 0.0  # information of the question that the nearest example lacks (0 to 3)
    exact: float = 0.0  # the question is one of its examples
    collection: float = 0.0
    meaning_best: float = 0.0  # cosine of the meanings of the question and of the example nearest to it
    meaning_top: float = 0.0  # the mean of the three nearest
    meaning_centroid: float = 0.0  # the mean over all examples
    sentence_best: float = 0.0  # the same three by a sentence model, where there is one
    sentence_top: float = 0.0
    sentence_centroid: float = 0.0
    unrelated: float = 0.0  # like `unexplained`, but words that are near in meaning explain in part
    likelihood: float = 0.0  # how much more likely than usual the candidate is asked in such words, in units of 3 nats
    learned: float = 0.0  # how probable the learner holds the candidate to be, beside all others: 0, and less in units of 4 nats
    learned_many: float = 0.0  # the same, where it was learned from many examples
    vote: float = 0.0  # what it says of the candidate by itself, in units of 10
    head_strange: float = 0.0  # "which bank": how far it is from speaking of such a thing
    unmet: float = 0.0  # attributes that are asked for ("how old"), and of which nothing of it tells (0 to 2)
    unforeseen: float = 0.0  # the question is for what is to come, of which nothing of it tells
    met: float = 0.0  # attributes that are asked for, and of which it tells (0 to 2)
    small_said: float = 0.0  # small words of the question ("work", "come") that its texts use, too: of five
    small_unsaid: float = 0.0  # … and that they do not use
    other_number: float = 0.0  # "line 5": it tells of no such number
    missing: float = 0.0  # share of the best example's information that the question does not name


_PLACES = {name: place for place, name in enumerate(Evidence._fields)}


def as_table(found: Columns, count: int) -> Floats:
    """Evidence of `count` candidates as a row for each, with the fields of `Evidence`."""
    table = np.zeros((len(_PLACES), count))
    for name, numbers in found.items():
        table[_PLACES[name]] = numbers
    return table.T


FEW_SMALL = 5  # small words of a question that are looked at
ALMOST_NOTHING = 0.2  # share of what is said


def structural(query: Query, profiles: Sequence[Profile], accounts: tuple[Floats, Floats]) -> Columns:
    """The evidence that does not come from similarity: what is named, when, and which kind of answer is wanted.

    `accounts` tells how far each candidate (column) accounts for each telling token (row): by its words, and in meaning, too.
    """
    content, kinds, heads = query.content, query.asks, query.heads
    found: Columns = {
        "predicate": 1.0,
        "collection": [profile.candidate.is_collection for profile in profiles],
    }
    if content:
        found |= _of_tokens(query, profiles, *accounts)
    if query.dates:
        match, conflict, unknown = zip(*[_dates(query, profile) for profile in profiles], strict=True)
        found |= {"date_match": match, "date_premise" if query.yes_no else "date_conflict": conflict, "date_unknown": unknown}
    fits = [not kinds.isdisjoint(profile.kinds) for profile in profiles]
    if kinds:
        found |= {"kind_match": fits, "kind_conflict": [not one for one in fits]}
    if heads:
        met = [not heads.isdisjoint(profile.heads) for profile in profiles]
        used = [one or not heads.isdisjoint(profile.terms) for one, profile in zip(met, profiles, strict=True)]
        found |= {"head_match": met, "head_conflict": [not (one or fit) for one, fit in zip(used, fits, strict=True)]}
    if small := [token.term for token in query.tokens if token.role is _LIGHT][:FEW_SMALL]:
        said = [sum([term in profile.terms for term in small]) for profile in profiles]
        found["small_said"] = [count / FEW_SMALL for count in said]
        found["small_unsaid"] = [(len(small) - count) / FEW_SMALL for count in said]
    if query.wants:
        found |= _attributes(query, profiles)
    if query.designators:
        found["other_number"] = [any(_is_other(one, profile) for one in query.designators) for profile in profiles]
    if "count" in kinds:
        found["count_conflict"] = [bool(heads) and heads.isdisjoint(profile.counted) for profile in profiles]
    return found


def _attributes(query: Query, profiles: Sequence[Profile]) -> Columns:
    """The evidence of which attributes that are asked for each candidate tells of nothing."""
    lacking = [unmet(query.wants, profile.offers) for profile in profiles]
    told = [query.wants & profile.offers for profile in profiles]
    return {
        "met": [min(2.0, len(names) - (FUTURE in names)) for names in told],
        "unmet": [min(2.0, len(names) - (FUTURE in names)) for names in lacking],
        "unforeseen": [FUTURE in names for names in lacking],
    }


def _is_other(one: Designator, profile: Profile) -> bool:
    """Whether a candidate is about other ones of several things that numbers tell apart; "650 kg" is an amount."""
    return not (one.things.isdisjoint(profile.numbered) or one.number in profile.terms or one.after in profile.counted)


def _of_tokens(query: Query, profiles: Sequence[Profile], shares: Floats, related: Floats) -> Columns:
    """The evidence of how far each candidate accounts for the telling tokens, of which there has to be one."""
    content = query.content
    weights = [token.weight for token in content]
    of_content = [token.weight if token.role is _CONTENT else 0.0 for token in content]
    telling = [naming(token) if token.role is _ENTITY else 0.0 for token in content]
    total, predicates, named = sum(weights), sum(of_content), sum(telling)
    lacking = 1.0 - shares  # of it, sums are exactly zero where nothing is lacking
    every, of_words, of_names = np.array((weights, of_content, telling))
    unexplained, strange = every @ lacking, of_names @ lacking
    unrelated = (1.0 - related) * every[:, None]
    predicate = of_words @ related
    found: Columns = {
        "covered": 1.0 - unexplained / total,
        "unexplained": np.minimum(unexplained, 3.0),
        "unrelated": np.minimum(unrelated.sum(axis=0), 3.0),
        "hardest": unrelated.max(axis=0),
    }
    heads = [place for place, token in enumerate(content) if token.term in query.heads]
    if heads:
        found["head_strange"] = 1.0 - related[heads].max(axis=0)
    if predicates:
        found["predicate"] = predicate / predicates
    if named:
        found["shared_entity"] = 1.0 - strange / named
        found["only_names"] = predicate < ALMOST_NOTHING * predicates
        if query.yes_no:
            rival = [[token.term in profile.rivals for profile in profiles] for token in content]
            rivals = of_names @ (lacking * rival)
            strange = strange - rivals
            found["person_premise"] = np.minimum(rivals, 1.0)
        found["strange_entity"] = np.minimum(strange, 2.0)
    properties = [place for place, t in enumerate(content) if t.role is _CONTENT and t.term.startswith(PROPERTY)]
    if properties:
        names = {content[place].term.removeprefix(PROPERTY) for place in properties}
        lacks = (shares[properties] == 0).any(axis=0)
        found["property_conflict"] = [lack and not names <= p.offers for lack, p in zip(lacks.tolist(), profiles, strict=True)]
    return found


METONYM = 0.8  # a capital is mostly said for its government, and sometimes for the city
_AMBIENT, _TELLING = 0.15, 0.25


def naming(token: Token) -> float:
    """How much a name sets apart: 0.2 for one that most of the base is about, 1 for one that a few facts are about."""
    return min(1.0, max(0.0, (token.weight - _AMBIENT) / _TELLING))


def mentions(profile: Profile, term: str) -> bool:
    """Whether a candidate's texts use a term, or it is about the entity that the term names."""
    return term in profile.terms or (term.startswith(ENTITY) and term.removeprefix(ENTITY) in profile.candidate.entities)


def accounted(token: Token, profile: Profile) -> float:
    """How far a candidate accounts for a token: 1 fully, a part for a word of the same family, 0 not at all."""
    return share(needle(token), profile)


def beyond(token: Token, profile: Profile, other: Profile) -> float:
    """How much further a candidate accounts for a token than another; less than 0 where the other does."""
    sought = needle(token)
    return share(sought, profile) - share(sought, other)


# What of a token is looked up in a profile: its term, the entity that it names, the one that it may stand for, and its family.
Needle = tuple[str, str, str, str]


def needle(token: Token) -> Needle:
    """What of a token is looked up in profiles."""
    term = token.term
    named = term.removeprefix(ENTITY) if term.startswith(ENTITY) else ""
    family = term[:FAMILY] if token.role is _CONTENT and len(term) >= FAMILY else ""
    return term, named, token.stands_for[2:], family


def share(sought: Needle, profile: Profile) -> float:
    """How far a candidate accounts for what is looked up."""
    term, named, stands_for, family = sought
    if term in profile.terms or (named and named in profile.candidate.entities):
        return 1.0
    if stands_for and stands_for in profile.candidate.entities:
        return METONYM
    return 0.5 if family and family in profile.families else 0.0


def _dates(query: Query, profile: Profile) -> tuple[float, float, float]:
    if not query.dates:
        return 0.0, 0.0, 0.0
    beside = len(query.dates) == 1 and query.period and not query.period.overlaps(query.dates[0])  # "before 2019"
    if not profile.candidate.dates:
        years = {token.term for token in query.tokens if token.role is _DATE}
        told = (0.0, 0.5, 0.0) if beside else (0.5, 0.0, 0.0)
        return told if years & profile.terms else (0.0, 0.0, 1.0)
    if beside and query.period:
        apart = not any(query.period.overlaps(own) for own in profile.candidate.dates)
        return 1.0 - apart, float(apart), 0.0
    hits = sum(any(date.overlaps(own) for own in profile.candidate.dates) for date in query.dates)
    return hits / len(query.dates), 1 - hits / len(query.dates), 0.0
