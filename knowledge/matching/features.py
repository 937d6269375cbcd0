"""The evidence for and against each candidate, as numbers that mean the same for every candidate and every subject."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from knowledge.matching.profile import Profile
from knowledge.understanding.names import ENTITY
from knowledge.understanding.query import Query, Role, Token
from knowledge.understanding.tokens import PROPERTY


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
    missing: float = 0.0  # share of the best example's information that the question does not name


ALMOST_NOTHING = 0.2  # share of what is said
FAR, NEAR = 0.2, 0.7  # cosines of words that have nothing to do with each other, and of words that say the same


def structural(query: Query, profile: Profile, nearness: Callable[[Token], float]) -> dict[str, float]:
    """The evidence that does not come from similarity: what is named, when, and which kind of answer is wanted.

    `nearness` tells how near (cosine) a token is in meaning to what the candidate's texts speak of.
    """
    content = query.content
    total = covered = unexplained = unrelated = strange = shared = named = rivals = predicate = predicates = hardest = 0.0
    lacks_property = False
    for token in content:
        share = accounted(token, profile)
        related = share if share == 1 else max(share, min(1.0, (nearness(token) - FAR) / (NEAR - FAR)))
        unrelated += token.weight * (1 - related)
        hardest = max(hardest, token.weight * (1 - related))
        if token.role is Role.CONTENT:
            predicates += token.weight
            predicate += token.weight * related
            lacks_property = lacks_property or (not share and token.term.startswith(PROPERTY))
        total += token.weight
        covered += token.weight * share
        unexplained += token.weight * (1 - share)
        if token.role is Role.ENTITY:
            telling = naming(token)
            named += telling
            shared += telling * share
            if query.yes_no and token.term in profile.rivals:
                rivals += telling * (1 - share)
            else:
                strange += telling * (1 - share)
    match, conflict, unknown = _dates(query, profile)
    kinds = query.asks
    fits = bool(kinds & profile.kinds)
    heads = query.heads
    return {
        "covered": covered / total if total else 0.0,
        "unexplained": min(unexplained, 3.0),
        "unrelated": min(unrelated, 3.0),
        "strange_entity": min(strange, 2.0),
        "person_premise": min(rivals, 1.0),
        "shared_entity": shared / named if named else 0.0,
        "predicate": predicate / predicates if predicates else 1.0,
        "only_names": float(bool(named) and predicate < ALMOST_NOTHING * predicates),
        "property_conflict": float(lacks_property),
        "hardest": hardest,
        "date_match": match,
        "date_conflict": 0.0 if query.yes_no else conflict,
        "date_premise": conflict if query.yes_no else 0.0,
        "date_unknown": unknown,
        "kind_match": float(bool(kinds) and fits),
        "kind_conflict": float(bool(kinds) and not fits),
        "head_match": float(bool(heads & profile.heads)),
        "head_conflict": float(bool(heads) and not heads & profile.heads and not fits),
        "count_conflict": float("count" in kinds and not (heads & profile.counted)),
        "collection": float(profile.candidate.is_collection),
    }


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
    if mentions(profile, token.term):
        return 1.0
    if token.stands_for and token.stands_for[2:] in profile.candidate.entities:
        return METONYM
    if token.role is Role.CONTENT and token.term[:5] in profile.families and len(token.term) >= 5:
        return 0.5
    return 0.0


def _dates(query: Query, profile: Profile) -> tuple[float, float, float]:
    if not query.dates:
        return 0.0, 0.0, 0.0
    if not profile.candidate.dates:
        years = {token.term for token in query.tokens if token.role is Role.DATE}
        return (0.5, 0.0, 0.0) if years & profile.terms else (0.0, 0.0, 1.0)
    hits = sum(any(date.overlaps(own) for own in profile.candidate.dates) for date in query.dates)
    return hits / len(query.dates), 1 - hits / len(query.dates), 0.0
