"""Text as people type it, made plain: Unicode forms, invisible characters, chat markup, words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

REMEMBERED = 32  # texts that had to be cleaned: a message is met several times before it is answered
CHARACTERS = 10_000  # of which it is remembered whether they can be seen

_MARKUP = re.compile(
    r"https?://\S+"  # an address says nothing that can be matched
    r"|<(?:@[!&]?|\#)\d+>"  # mentions of people, roles and channels
    r"|</[^:>]{1,80}:\d+>"  # mentions of commands
    r"|<a?:\w{1,40}:\d+>"  # custom emoji
    r"|<t:-?\d+(?::\w)?>"  # timestamps
)
_QUOTES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": " ", "´": "'", "“": '"', "”": '"', "–": "-", "—": " - "})
_WORD = re.compile(r"\d+(?:[.,]\d+)*(?:'s\b)?|[^\W\d_]+(?:\.[^\W\d_])+(?=\.|\b)|[^\W_]+(?:'[^\W\d_]+)?")
_SPACE = re.compile(r"\s+")


def clean(text: str) -> str:
    """`text` in Unicode form NFKC, without chat markup, control and invisible characters, with single spaces."""
    return text.strip(" ") if _is_clean(text) else _cleaned(text)


def _is_clean(text: str) -> bool:
    """Whether cleaning leaves all of a text as it stands, but for spaces at its ends: so it is with nearly every text."""
    plain = text.isascii() and text.isprintable()
    return plain and "  " not in text and "`" not in text and "<" not in text and "://" not in text


@lru_cache(maxsize=REMEMBERED)
def _cleaned(text: str) -> str:
    text = unicodedata.normalize("NFKC", text.translate(_QUOTES)).translate(_QUOTES)
    if not text.isascii() or not text.isprintable():
        text = text.translate(_VISIBLE)
    return _SPACE.sub(" ", _MARKUP.sub(" ", text)).strip()


class _Visible(dict[int, str]):
    """What each character is shown as, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        if len(self) >= CHARACTERS:
            self.clear()
        character = chr(code)
        category = unicodedata.category(character)
        if category in {"Cf", "Mn", "Me"}:  # zero-width, direction marks, stacked accents: between letters they hide a word
            character = ""
        elif category in {"Cc", "Cs", "Co", "Cn", "So", "Sk"}:
            character = " "
        self[code] = character
        return character


_VISIBLE = _Visible()


def words(text: str) -> list[str]:
    """The words and numbers of a cleaned text, in lower case.

    "U.S." is `us`, "France's" is `france's`, "86.6" is one number, and "2023's" is 2023.
    """
    return [word if word.isalpha() else _plain(word) for word in _WORD.findall(text.casefold())]


def _plain(word: str) -> str:
    return word.removesuffix("'s") if word[0].isdigit() else word.replace(".", "")


def example_key(text: str) -> str:
    """What two spellings of one question have in common: equal keys differ only in case, spacing and punctuation."""
    return " ".join(words(clean(text)))


def any_of(phrases: Iterable[str]) -> str:
    """A pattern for one of some phrases as they stand, the longest first; for none, one that nothing fits."""
    return _any_of(tuple(phrases))


@lru_cache(maxsize=500)  # each snapshot of a base asks for the same
def _any_of(phrases: tuple[str, ...]) -> str:
    ordered = sorted(phrases, key=len, reverse=True)
    return f"(?:{'|'.join(map(re.escape, ordered))})" if ordered else "(?!)"
