"""Texts for people, by language, with the limits of where they are shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator

from knowledge import check_wording as words
from knowledge.filled import Filled

DEFAULT_LANGUAGE = "en"

# Each limit is named once. Discord shows at most 4,000 characters of text in a message with components; an answer joins
# a statement, a note and its sources, so a single statement must leave room for them.
STATEMENT_LIMIT = 1_200
NOTE_LIMIT = 600
TITLE_LIMIT = 80  # a Discord button label
EXAMPLE_LIMIT = 100  # a Discord autocomplete choice
DESCRIPTION_LIMIT = 100  # a Discord command description


def by_language(value: Any) -> Any:
    """A bare text (or list of texts) is in the default language."""
    return value if isinstance(value, Mapping) else {DEFAULT_LANGUAGE: value}


def _no_blank(texts: dict[str, str]) -> dict[str, str]:
    if DEFAULT_LANGUAGE not in texts:
        raise ValueError(Filled(words.NO_DEFAULT, language=DEFAULT_LANGUAGE))
    for language, text in texts.items():
        if not text.strip():
            raise ValueError(Filled(words.EMPTY_TEXT, language=language))
    return texts


def _limited(limit: int) -> AfterValidator:
    def check(texts: dict[str, str]) -> dict[str, str]:
        for language, text in texts.items():
            if len(text) > limit:
                raise ValueError(Filled(words.LONG_TEXT, language=language, count=len(text), limit=limit))
        return texts

    return AfterValidator(check)


def _examples(texts: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    for examples in texts.values():
        for example in examples:
            if not example.strip():
                raise ValueError(words.EMPTY_EXAMPLE)
            if len(example) > EXAMPLE_LIMIT:
                raise ValueError(Filled(words.LONG_EXAMPLE, example=example[:40], count=len(example), limit=EXAMPLE_LIMIT))
    return texts


Text = Annotated[dict[str, str], BeforeValidator(by_language), AfterValidator(_no_blank)]
Title = Annotated[Text, _limited(TITLE_LIMIT)]
Description = Annotated[Text, _limited(DESCRIPTION_LIMIT)]
Statement = Annotated[Text, _limited(STATEMENT_LIMIT)]
Note = Annotated[Text, _limited(NOTE_LIMIT)]
Examples = Annotated[dict[str, tuple[str, ...]], BeforeValidator(by_language), AfterValidator(_examples)]


def text_in(texts: Mapping[str, str], language: str) -> str:
    """The text in `language`, or in the default language where there is none."""
    return texts.get(language) or texts[DEFAULT_LANGUAGE]
