"""Fixed texts in other languages, and that the catalogues are complete and in step with the code."""

from __future__ import annotations

import ast
import asyncio
import re
import string
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog, Message
from discord import ui

import bot.client  # so that every view and form there is is known
from bot import wording
from bot.command_texts import NAME
from bot.moderation.problems import reason_of
from bot.readers import Localised, Readers
from bot.translation import CATALOGUES, Plural, language, languages, retold, speak, speaking, t, translated
from knowledge.filled import Filled
from knowledge.store import wording as store_wording
from knowledge.store.errors import FieldProblem, InvalidFact, StoreUnavailable
from knowledge.store.pending import TooManyPending
from tools import catalogue as tool

LANGUAGES = [code for code in languages() if code != "en"]
BOT = Path(bot.__file__).parent
SHOWING = {
    "whisper",
    "explain",
    "Refused",
    "Card",
    "TextDisplay",
    "Button",
    "Select",
    "SelectOption",
    "Choice",
    "Label",
    "TextInput",
}
SHOWING |= {"quiet", "DraftButton", "DraftSelect", "send", "send_message", "edit_message", "edit_original_response"}
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


def test_an_error_of_the_store_is_told_in_the_language_of_whoever_reads_it() -> None:
    error = TooManyPending(Filled(store_wording.MANY_PENDING, most=9))
    assert str(error) == retold(error) == "More than 9 changes would wait here: decide on some first."
    with speaking("ru"):
        assert retold(error) == "Здесь ожидало бы больше 9 изменений: сначала примите решение по некоторым из них."
        assert retold(StoreUnavailable(store_wording.SLOW)).startswith("База данных отвечает слишком долго.")


def test_what_people_typed_is_not_translated_within_an_error() -> None:
    with speaking("ru"):
        assert retold(Filled(store_wording.NO_FACT, item="Remove")) == "Факта 'Remove' нет."
        assert retold("something that no catalogue has") == "something that no catalogue has"
        assert retold("") == ""


def test_several_problems_of_a_fact_are_told_each_with_its_field() -> None:
    error = InvalidFact([FieldProblem("id", Filled(store_wording.TAKEN, id="a.b")), FieldProblem("", store_wording.SAME)])
    assert str(error) == "id: 'a.b' is used already\nnothing was changed"
    with speaking("ru"):
        assert reason_of(error) == "id: 'a.b' уже занят\nничего не изменилось"


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
def test_every_text_is_translated(code: str, template: Catalog) -> None:
    catalogue = tool.updated(CATALOGUES / f"{code}.po", template)
    assert [entry.id for entry in tool.untranslated(catalogue)] == [], "python -m tools.catalogue adds it; then translate it"


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_catalogue_keeps_what_is_no_longer_said(code: str, template: Catalog) -> None:
    said = {(entry.context, entry.id) for entry in template}
    assert [entry.id for entry in entries(code) if (entry.context, entry.id) not in said] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_catalogue_is_as_the_tool_writes_it(code: str, template: Catalog, tmp_path: Path) -> None:
    path = CATALOGUES / f"{code}.po"
    tool.write(tmp_path / path.name, tool.updated(path, template))
    assert path.read_text(encoding="utf-8") == (tmp_path / path.name).read_text(encoding="utf-8"), "python -m tools.catalogue"


@pytest.mark.parametrize("code", LANGUAGES)
def test_translations_have_the_same_braces_stars_and_ends(code: str) -> None:
    for entry in entries(code):
        original = entry.id if isinstance(entry.id, str) else entry.id[-1]
        for form in filter(None, tool.forms(entry)):
            assert placeholders(form) == placeholders(original), form
            for mark in ("**", "`", "-# ", "\n"):
                assert form.count(mark) == original.count(mark), f"{mark!r} in {form!r}"
            assert (form[:1].isspace(), form[-1:] in ".:?…") == (original[:1].isspace(), original[-1:] in ".:?…"), form


@pytest.mark.parametrize("code", LANGUAGES)
def test_commands_are_named_as_discord_shows_them(code: str, template: Catalog) -> None:
    names = {str(entry.string) for entry in entries(code) if entry.context}
    command = re.compile(r"(?<![\w/])/([^\W\d_][\w-]*)(?: ([\w-]+))?")
    for entry in entries(code):
        original = entry.id if isinstance(entry.id, str) else entry.id[-1]
        for form in tool.forms(entry):
            used = command.findall(form)
            assert len(used) == len(command.findall(original)), form
            assert all(first in names for first, _ in used), form
            for (_, second), (_, meant) in zip(used, command.findall(original), strict=True):
                known = translated(meant, code, context=NAME) if meant else None
                assert known is None or second == known, form


@pytest.mark.parametrize("code", LANGUAGES)
def test_names_are_as_discord_takes_them(code: str) -> None:
    names = [str(entry.string) for entry in entries(code) if entry.context]
    assert [name for name in names if not re.fullmatch(r"[-_\w]{1,32}", name) or name != name.lower()] == []


def said_untranslated(path: Path) -> Iterator[str]:
    """Where a function hands a constant of a wording module, as it is, to something that shows it."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    imported = (one for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for one in node.names)
    modules = {one.asname or one.name for one in imported if one.name.endswith("wording")}
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    for call in (node for function in functions for part in function.body for node in ast.walk(part)):
        if not isinstance(call, ast.Call):
            continue
        name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
        given = [*call.args, *(keyword.value for keyword in call.keywords)]
        if name == "format":
            given = [call.func.value] if isinstance(call.func, ast.Attribute) else []
        elif name not in SHOWING:
            continue
        for part in given:
            if isinstance(part, ast.Attribute) and isinstance(part.value, ast.Name) and part.value.id in modules:
                yield f"line {part.lineno}: {part.value.id}.{part.attr}"


@pytest.mark.parametrize("path", sorted(BOT.rglob("*.py")), ids=lambda path: path.relative_to(BOT).as_posix())
def test_nothing_is_said_without_being_translated(path: Path) -> None:
    assert list(said_untranslated(path)) == []


def bots(base: Any) -> set[Any]:
    """The bot's own classes under one of discord.py's."""
    below = {one for child in base.__subclasses__() for one in (child, *bots(child))}
    return {one for one in below if one.__module__.startswith("bot.")}


@pytest.mark.parametrize("base", [ui.DynamicItem, ui.Modal, ui.View, ui.LayoutView])
def test_everything_that_people_press_speaks_their_language(base: Any) -> None:
    assert [one.__name__ for one in bots(base) if not issubclass(one, Localised)] == []
