"""Puts the tokens of an utterance together, once it is known which phrases stand where in its row of words."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from knowledge.understanding.query import Role, Token
from knowledge.understanding.tokens import Taken, TokenMaker, Word

# Python 3.11 looks a member of an enumeration up slowly, and here it is done for every token.
_FUNCTION, _LIGHT, _CONTENT = Role.FUNCTION, Role.LIGHT, Role.CONTENT
HEAD_WORDS = 4  # "which first deputy prime minister": how far the noun of an answer may stand from its question word


def gathered(
    row: Sequence[Word], taken: Taken, openers: Collection[int], maker: TokenMaker, magnitudes: Mapping[str, float]
) -> tuple[list[Token], list[float], set[str]]:
    """The tokens of a row in order, the amounts among them, and the terms that an answer has to be one of.

    `taken` are the phrases, `openers` the places after which the noun of the answer stands.
    """
    tokens: list[Token] = []
    amounts: list[float] = []
    heads: set[str] = set()
    place, near = 0, 0  # how many more words may belong to the noun of the answer
    while place < len(row):
        opened = place in openers
        near = HEAD_WORDS if opened else near
        word = row[place]
        found: Sequence[Token]
        if place in taken:
            place, found = taken[place]
        elif word.amount is not None:
            following = row[place + 1].text if word.amount.is_open and place + 1 < len(row) else ""
            multiplied = following in magnitudes
            amounts.append(word.amount.value * magnitudes[following] if multiplied else word.amount.value)
            found = maker.of_amount(word.text, amounts[-1])
            place += 2 if multiplied else 1
        else:
            found = (maker.of_word(word),)
            place += 1
        tokens += found
        if near > 0:
            near = 0 if any(token.role is _FUNCTION for token in found) else near - 1
            heads |= {t.term for t in found if (t.role is _CONTENT and not t.part) or (opened and t.role is _LIGHT)}
    return tokens, amounts, heads
