"""Rambling messages: which part of them asks something that the base can answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache
from typing import Protocol

from knowledge.answering.reading import Reading
from knowledge.matching.likeness import Glance
from knowledge.matching.matcher import Matcher
from knowledge.understanding.clauses import embedded, windows
from knowledge.understanding.followup import has_pronoun
from knowledge.understanding.language import Language
from knowledge.understanding.names import CONCEPT, ENTITY
from knowledge.understanding.query import Query, Role, Token

LONG = 9  # telling words from which a message is searched for where its question stands
RAMBLING = 20  # words from which a message tells a story
WINDOWS = 5  # parts of such a message that are looked at closely
TELLS = 0.9  # of the probability, for a part that does not begin as a question
NOTHING = 0.5  # probability of being known below which no part asked anything that the base answers
THIN = 2  # telling words up to which a question only points back at the story around it: "does anyone know which one it is"
STORIES = 3  # clauses that it may point to, and that are looked at closely
SPOKEN_OF = 3  # things that a story without a name says of what the base speaks of, for it to be about that
EXPLAINED = 0.6  # … or information of its question that the best fact accounts for
STRONG = 0.5  # weight from which a word tells what a story is about


class Read(Protocol):
    """What is found for a query, of which the matcher may have seen something before."""

    def __call__(self, query: Query, *, glance: Glance | None = None) -> Reading:
        """The reading of a query."""
        ...


def focused(query: Query, matcher: Matcher, reading: Read) -> Reading:
    """The reading of a message, or of the part of a long one that asks something the base can answer best."""
    whole = reading(query)
    if len(query.content) < LONG and len(query.tokens) < RAMBLING:
        return whole
    language, read = matcher.reader.language, cache(matcher.read)
    parts = _parts(query, matcher, read)
    if len(query.tokens) >= RAMBLING:
        parts += _embedded(query, matcher, read)
    once: dict[tuple[tuple[Token, ...], bool], tuple[Query, Glance | None]] = {}
    for part, seen in _promising(parts, matcher)[:WINDOWS]:
        if part.tokens != query.tokens:  # else it is the whole, read once more
            once.setdefault((part.tokens, _asks(part, language)), (part, seen))  # a clause beside one that says nothing is itself

    def worth(found: Reading) -> float:
        return found.verdict.right * (1.0 if _asks(found.query, language) else TELLS)

    best = whole
    for (_, asks), (part, seen) in once.items():
        if asks or worth(best) < TELLS:  # else it cannot be worth more
            best = max(best, reading(part, glance=seen), key=worth)
    if len(query.tokens) < RAMBLING:
        return best
    if best.verdict.known < NOTHING:
        best = max([best, *map(reading, _stories(query, matcher, read))], key=worth)
    elif best is not whole and _points_back(best.query, language):
        told = max(map(reading, _stories(query, matcher, read)), key=worth, default=best)
        best = told if told.verdict.known >= NOTHING else best
    return best if _is_of_the_subject(query, best) else replace(best, missed=True)


def _is_of_the_subject(story: Query, best: Reading) -> bool:
    """Whether a story is about what the base is about: everyday words have their place in it, too ("calm", "raise", "problem").

    It names somebody or something, or most of what it says are things that the base speaks of, or its question is largely
    accounted for.
    """
    known = [token for token in story.content if token.known]
    terms = {token.term for token in known}
    if any(term.startswith(ENTITY) for term in terms):
        return True
    mostly = sum(token.weight for token in known) >= sum(token.weight for token in story.content) / 2
    if mostly and sum(term.startswith(CONCEPT) for term in terms) >= SPOKEN_OF:
        return True
    first = next((match for match in best.matches if not match.candidate.is_gap), None)
    told = sum(token.weight for token in best.query.content)
    return first is not None and (first.evidence.exact > 0 or first.evidence.covered * told >= EXPLAINED)


def _points_back(part: Query, language: Language) -> bool:
    """Whether a part only asks which one of a kind it was that the story is about: "which town was it?"."""
    return len(part.content) < THIN and not language.choosers.isdisjoint(part.row) and has_pronoun(part.row, language)


def _parts(query: Query, matcher: Matcher, read: Callable[[str], Query]) -> list[Query]:
    """The parts of a message that say anything; those that ask alone, where one of them is a whole question."""
    found = list(windows(query.utterance, matcher.reader.language))
    asks = [_is_asking(window, matcher.reader.plain(window), matcher.reader.language) for window in found]
    asking = [read(window) if asked else None for window, asked in zip(found, asks, strict=True)]
    if any(part and len(part.content) > THIN for part in asking):  # what is told around a whole question is not asked for
        return [part for part in asking if part and part.content]
    every = [part or read(window) for window, part in zip(found, asking, strict=True)]
    language = matcher.reader.language  # "what's the story there" by itself asks nothing
    return [part for part in every if _says_something(part) or (part.content and _asks(part, language))]


def _embedded(query: Query, matcher: Matcher, read: Callable[[str], Query]) -> list[Query]:
    """What the clauses of a story ask behind their lead-ins, where that says anything."""
    language = matcher.reader.language
    clauses = windows(query.utterance, language, longest=1)
    found = [read(part) for clause in clauses for part in embedded(clause, language)]
    return [part for part in found if _says_something(part)]


def _says_something(part: Query) -> bool:
    """Whether a part says more than one thing, or names somebody or something: "listen" alone asks nothing."""
    return len(part.content) >= THIN or any(token.role is Role.ENTITY for token in part.content)


def _promising(parts: Iterable[Query], matcher: Matcher) -> list[tuple[Query, Glance | None]]:
    """Parts of a message with what is seen of each at once, the most promising first."""
    seen = [(part, matcher.glance(part)) for part in parts]
    return sorted(seen, key=lambda pair: matcher.promise(*pair), reverse=True)


def _asks(part: Query, language: Language) -> bool:
    return _is_asking(part.utterance, part.text, language)


def _is_asking(utterance: str, text: str, language: Language) -> bool:
    return "?" in utterance or any(word in language.openers for word in text.casefold().split()[:3])


def _stories(query: Query, matcher: Matcher, read: Callable[[str], Query]) -> list[Query]:
    """What a last clause that says little itself may ask of: the telling part of each promising clause, joined to it."""
    *told, last = [read(clause) for clause in windows(query.utterance, matcher.reader.language, longest=1)]
    if len(last.content) > THIN:
        return []
    promising = _promising(filter(_core, told), matcher)[:STORIES]
    return [read(f"{_core(clause)}, {last.utterance}") for clause, _ in promising]


def _core(clause: Query) -> str:
    """A clause without its lead-in: from the first word on that names something the base speaks of.

    Empty where it names fewer than two such things, or has no lead-in.
    """
    strong = {token.surface.split()[0] for token in clause.content if _is_strong(token)}
    words = clause.text.split()
    places = [place for place, word in enumerate(words) if word.casefold().strip(".,;:!?") in strong]
    return " ".join(words[places[0] :]) if len(strong) > 1 and places and places[0] > 0 else ""


def _is_strong(token: Token) -> bool:
    return token.known and (token.weight > STRONG or (token.weight > 0 and token.term.startswith((ENTITY, CONCEPT))))
