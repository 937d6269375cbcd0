"""What a text tells by how and where words are written: what its numbers are of, and unknown words that look like names."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from knowledge.text import words
from knowledge.understanding.query import Role, Token

COUNTED_WORDS = 2  # "85 new trams": how many words after a number may be what it is of
TELLING = 0.5  # weight of a word that can be a name
MOSTLY_SMALL = 0.5  # share of a text's words that may be written large, where large letters mean something
_NUMBER, _CONTENT = Role.NUMBER, Role.CONTENT
_THINGS = {_CONTENT, Role.ENTITY, Role.LIGHT}


def counted(tokens: Sequence[Token], numbers: Collection[str]) -> Iterator[str]:
    """The terms that stand right after a number; `numbers` are the words for such."""
    near = 0
    for token in tokens:
        if token.role is _NUMBER or token.surface in numbers:
            near = COUNTED_WORDS
        elif near and token.role in _THINGS:
            near -= 1
            yield token.term


def strange_names(tokens: Sequence[Token], text: str) -> int:
    """How many telling words of which the base knows nothing are written like names, in a text that is not all written so."""
    unknown = {t.surface for t in tokens if not t.known and t.role is _CONTENT and t.weight >= TELLING}
    if not unknown:
        return 0
    pieces = text.split()
    if sum(piece[:1].isupper() for piece in pieces) > len(pieces) * MOSTLY_SMALL:
        return 0
    inner = [piece for before, piece in pairwise(pieces) if before[-1] not in ".?!:" and _like_a_name(piece)]
    return sum(not unknown.isdisjoint(words(piece)) for piece in inner)


def _like_a_name(piece: str) -> bool:
    return piece[:1].isupper() and piece[1:2] != "'"  # no "I'm"
