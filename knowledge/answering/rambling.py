"""Rambling messages: which part of them asks something that the base can answer."""

from __future__ import annotations

from collections.abc import Callable

from knowledge.answering.reading import Reading
from knowledge.matching.matcher import Matcher
from knowledge.understanding.clauses import windows
from knowledge.understanding.query import Query

LONG = 9  # telling words from which a message is searched for where its question stands
RAMBLING = 20  # words from which a message tells a story
WINDOWS = 5  # parts of such a message that are looked at closely
TELLS = 0.9  # of the probability, for a part that does not begin as a question


def focused(query: Query, matcher: Matcher, reading: Callable[[Query], Reading]) -> Reading:
    """The reading of a message, or of the part of a long one that asks something the base can answer best."""
    whole = reading(query)
    if len(query.content) < LONG and len(query.tokens) < RAMBLING:
        return whole
    language = matcher.reader.language
    parts = [matcher.read(window) for window in windows(query.utterance, language)]
    promising = sorted(parts, key=matcher.promise, reverse=True)[:WINDOWS]
    openers = language.openers

    def worth(found: Reading) -> float:
        asks = any(word in openers for word in found.query.text.casefold().split()[:3])
        return found.verdict.right * (1.0 if asks else TELLS)

    return max([whole, *map(reading, promising)], key=worth)
