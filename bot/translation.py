"""Fixed texts in the language of whoever reads them.

English texts stand in the wording modules; they are the keys of the catalogues `bot/locale/LANGUAGE.po` (gettext). The
language is set once for each interaction or message (`bot/readers.py`) and holds for all that is said in its course.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import Final

from knowledge.filled import Filled

CATALOGUES: Final = Path(__file__).parent / "locale"
SOURCE_LANGUAGE: Final = "en"  # of the texts in the wording modules

_speaking: ContextVar[str] = ContextVar("language of the reader", default=SOURCE_LANGUAGE)


@dataclass(frozen=True, slots=True)
class Plural:
    """A text that depends on a number: the part of it named `by`. English needs two forms, other languages up to six."""

    one: str
    many: str
    by: str = "count"


Message = str | Plural


def t(text: Message, /, **parts: object) -> str:
    """`text` in the reader's language (English where it is not translated), with `parts` put in its braces.

    What a person typed is escaped by whoever passes it. Raises KeyError where a part is missing.
    """
    catalogue = _catalogue(_speaking.get())
    if isinstance(text, Plural):
        number = parts[text.by]
        assert isinstance(number, int)
        return catalogue.ngettext(text.one, text.many, number).format(**parts)
    said = catalogue.gettext(text)
    return said.format(**parts) if parts else said


def retold(said: str | BaseException) -> str:
    """What `knowledge` says, or the text of one of its errors, in the reader's language: where the catalogue has it."""
    text = said if isinstance(said, str) else said.args[0] if said.args and isinstance(said.args[0], str) else str(said)
    if isinstance(text, Filled):
        return t(text.template, **{name: retold(part) if isinstance(part, Filled) else part for name, part in text.parts.items()})
    return t(text) if text else ""


def language() -> str:
    """The language that is spoken just now: a code such as "ru"."""
    return _speaking.get()


def speak(locale: str) -> None:
    """From here on, in this task and those that it begins, speak the language of `locale` ("ru", "pt-BR"), if we have it."""
    _speaking.set(known(locale) or SOURCE_LANGUAGE)


@contextmanager
def speaking(locale: str) -> Iterator[None]:
    """Speak another language for a while: to somebody else than whoever is being answered."""
    token = _speaking.set(known(locale) or SOURCE_LANGUAGE)
    try:
        yield
    finally:
        _speaking.reset(token)


@lru_cache(maxsize=64)
def known(locale: str) -> str | None:
    """Our language that serves `locale`: itself, or the one without its country. None where we have none."""
    codes = (locale, locale.partition("-")[0])
    return next((code for code in codes if code in languages()), None)


@lru_cache(maxsize=1)
def languages() -> tuple[str, ...]:
    """Every language that we have: English and those with a catalogue."""
    return (SOURCE_LANGUAGE, *sorted(path.stem for path in CATALOGUES.glob("*.po")))


def translated(text: str, locale: str, *, context: str | None = None) -> str | None:
    """The text in the language of `locale`, or None where the catalogue has none. context: what the same word is used as."""
    code = known(locale)
    if code is None or code == SOURCE_LANGUAGE:
        return None
    catalogue = _catalogue(code)
    said = catalogue.pgettext(context, text) if context else catalogue.gettext(text)
    return said if said != text else None


@lru_cache(maxsize=16)
def _catalogue(code: str) -> NullTranslations:
    """The catalogue as gettext wants it. It is compiled when first needed, so that nothing has to be built beforehand."""
    if code == SOURCE_LANGUAGE:
        return NullTranslations()
    from babel.messages.mofile import write_mo  # 40 ms, and not needed by whoever only speaks English
    from babel.messages.pofile import read_po

    with (CATALOGUES / f"{code}.po").open("rb") as file:
        catalogue = read_po(file, locale=code)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)
