"""Fixed texts in other languages, and that the catalogues are complete and in step with the code."""

from __future__ import annotations

import asyncio
import string
from typing import Any

import pytest
from babel.messages.catalog import Catalog, Message
from discord import ui

import bot.client  # so that every view and form there is is known  # noqa: F401
from bot import wording
from bot.readers import Localised, Readers
from bot.translation import CATALOGUES, Plural, language, languages, speak, speaking, t
from tools import catalogue as tool

LANGUAGES = [code for code in languages() if code != "en"]
SECONDS = Plural("Wait {count} second", "Wait {count} seconds")


@pytest.fixture(scope="module")
def template() -> Catalog:
    """Every text of the code."""
    return tool.texts()


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def entries(code: str) -> list[Message]:
    return [entry for entry in tool.read(CATALOGUES / f"{code}.po") if entry.id]


def test_english_is_spoken_where_nobody_has_said_otherwise() -> None:
    assert language() == "en"
    assert t(wording.REMOVE) == "Remove"
    assert t(wording.CHANNEL_NOT_SET, channel="#tea") == "#tea is not an ask-channel."


def test_a_text_follows_its_number() -> None:
    assert t(SECONDS, count=1) == "Wait 1 second"
    assert t(SECONDS, count=21) == "Wait 21 seconds"


@pytest.mark.parametrize(("locale", "spoken"), [("ru", "ru"), ("ru-RU", "ru"), ("en-GB", "en"), ("xx", "en"), ("", "en")])
def test_a_locale_is_served_by_its_language_or_by_english(locale: str, spoken: str) -> None:
    with speaking(locale):
        assert language() == spoken
    assert language() == "en"


async def test_what_is_spoken_to_one_is_not_spoken_to_another_at_the_same_time() -> None:
    async def person(locale: str) -> str:
        speak(locale)
        await asyncio.sleep(0)
        return await asyncio.to_thread(language)

    spoken = await asyncio.gather(*(person(locale) for locale in ("ru", "en-US", "ru")))
    assert spoken == ["ru", "en", "ru"]
    assert language() == "en"


def test_the_languages_of_the_last_people_are_remembered() -> None:
    readers = Readers(remember=2)
    for person, locale in enumerate(["ru", "de", "fr"]):
        readers.heard(person, locale)
    assert [readers.of(person) for person in range(3)] == ["en", "de", "fr"]


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_catalogue_keeps_what_is_no_longer_said(code: str, template: Catalog) -> None:
    said = {(entry.context, entry.id) for entry in template}
    assert [entry.id for entry in entries(code) if (entry.context, entry.id) not in said] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_translations_have_the_same_braces(code: str) -> None:
    for entry in entries(code):
        for form in filter(None, tool.forms(entry)):
            original = entry.id if isinstance(entry.id, str) else entry.id[-1]
            assert placeholders(form) == placeholders(original), form


def bots(base: Any) -> set[Any]:
    """The bot's own classes under one of discord.py's."""
    below = {one for child in base.__subclasses__() for one in (child, *bots(child))}
    return {one for one in below if one.__module__.startswith("bot.")}


@pytest.mark.parametrize("base", [ui.DynamicItem, ui.Modal, ui.View, ui.LayoutView])
def test_everything_that_people_press_speaks_their_language(base: Any) -> None:
    assert [one.__name__ for one in bots(base) if not issubclass(one, Localised)] == []
