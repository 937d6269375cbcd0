"""EDTF dates ("2021-08") in words ("August 2021"), in the reader's language."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from bot import wording
from bot.translation import SOURCE_LANGUAGE, language, t
from knowledge.answering.wording import Wording
from knowledge.understanding.language import Language, load_language
from knowledge.when import When

_SAID: Final = {"date_range": wording.DATE_RANGE, "date_since": wording.DATE_SINCE, "date_until": wording.DATE_UNTIL}


def date_in_words(edtf: str, of_answers: str) -> str:
    """The date as the reader says it; what is no EDTF date is given back as it is.

    of_answers: the language in which answers are written, which is used for readers of no other one.
    """
    return _in_words(edtf, of_answers, language())


@lru_cache(maxsize=1024)
def _in_words(edtf: str, of_answers: str, spoken: str) -> str:
    try:
        return _wording(of_answers, spoken).date(When(edtf))
    except ValueError:
        return edtf


@lru_cache(maxsize=16)
def _wording(of_answers: str, spoken: str) -> Wording:
    words = load_language(of_answers)
    return Wording(words) if spoken in (SOURCE_LANGUAGE, of_answers) else _Translated(words, spoken)


class _Translated(Wording):
    """Dates in a language in which no answers are written: from the Unicode CLDR, and from the bot's catalogue."""

    def __init__(self, of_answers: Language, spoken: str) -> None:
        super().__init__(of_answers)
        self._spoken = spoken

    def say(self, key: str, **parts: object) -> str:
        """What joins two dates."""
        return t(_SAID[key], **parts)

    def _part(self, text: str) -> str:
        from babel.dates import format_date, format_skeleton  # not needed by whoever only speaks English

        parts = text.split("-")
        day = When(text).first
        if len(parts) == 3:
            return format_date(day, "long", locale=self._spoken)
        return format_skeleton("yMMMM" if len(parts) == 2 else "y", day, locale=self._spoken)
