"""EDTF dates ("2021-08") in words ("August 2021")."""

from __future__ import annotations

from functools import lru_cache

from knowledge.answering.wording import Wording
from knowledge.understanding.language import load_language
from knowledge.when import When


@lru_cache(maxsize=512)
def date_in_words(edtf: str, language: str) -> str:
    """The date in `language`; what is no EDTF date is given back as it is."""
    try:
        return _wording(language).date(When(edtf))
    except ValueError:
        return edtf


@lru_cache(maxsize=8)
def _wording(language: str) -> Wording:
    return Wording(load_language(language))
