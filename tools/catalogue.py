"""Brings the catalogues of translations in step with the code: `python -m tools.catalogue`.

Without arguments every `bot/locale/LANGUAGE.po` gets the texts that are new, loses those that are gone, and keeps what was
translated; where a text was reworded, its translation is kept and marked `fuzzy`, to be looked at. With a language's
code, a catalogue for it is begun. What is left to translate is printed, and the exit code is 1 then.
"""

from __future__ import annotations

import asyncio
import importlib
import io
import pkgutil
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as Entry
from babel.messages.pofile import read_po, write_po
from discord import app_commands

import bot
from bot.command_texts import NAME, is_name
from bot.translation import CATALOGUES, Plural

HEADER = "# What Safir says on Discord. Texts in braces are filled in: keep them. `python -m tools.catalogue` updates this file."
KNOWLEDGE = (
    "knowledge.check_wording",
    "knowledge.store.wording",
)  # what knowledge says itself; its answers are worded in packs and languages
UNKNOWN = re.compile(
    r'^"(POT-Creation-Date|PO-Revision-Date|Last-Translator|Language-Team|Generated-By|Project-Id-Version|Report-Msgid-Bugs-To):.*\n',
    re.MULTILINE,
)


def texts() -> Catalog:
    """Every text of the bot, in the order of its modules, what the store says, and the names of commands and options."""
    catalogue = Catalog(project="safir", fuzzy=False)
    for module in (*sorted(one.name for one in pkgutil.walk_packages(bot.__path__, "bot.")), *KNOWLEDGE):
        if module.endswith("wording"):
            for name, value in vars(importlib.import_module(module)).items():
                if name.isupper():
                    for text in _texts(value):
                        catalogue.add(text, auto_comments=[f"{module.removeprefix('bot.')} {name}"])
    for name in sorted(asyncio.run(_names())):
        catalogue.add(name, context=NAME, auto_comments=["a command or an option: small letters, no spaces, at most 32"])
    return catalogue


def _texts(value: Any) -> Iterator[str | tuple[str, str]]:
    match value:
        case str():
            yield value
        case Plural():
            yield value.one, value.many
        case dict():
            yield from (text for one in value.values() for text in _texts(one))
        case tuple():
            yield from (text for one in value for text in _texts(one))


async def _names() -> set[str]:
    """Names of the bot's own commands and options; those of a pack's commands are translated in the pack."""
    from bot.client import SafirBot
    from bot.settings import Settings
    from bot.start import load_answerer

    found: set[str] = set()

    class Recorder(app_commands.Translator):
        async def translate(
            self, string: app_commands.locale_str, locale: Any, context: app_commands.TranslationContextTypes
        ) -> None:
            if is_name(context) and not string.extras:
                found.add(string.message)

    settings = Settings()
    async with SafirBot(load_answerer(settings), settings) as safir:
        await safir.load_everything()
        for command in safir.tree.get_commands():
            await command.get_translated_payload(safir.tree, Recorder())
    return found


def read(path: Path) -> Catalog:
    """A catalogue from its file."""
    with path.open("rb") as file:
        return read_po(file, locale=path.stem)


def write(path: Path, catalogue: Catalog) -> None:
    """The same file for the same texts: no dates, no widths."""
    catalogue.header_comment, catalogue.fuzzy = HEADER, False
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=0, ignore_obsolete=True, no_location=True)
    path.write_text(UNKNOWN.sub("", buffer.getvalue().decode("utf-8")), encoding="utf-8")


def updated(path: Path, template: Catalog) -> Catalog:
    """The catalogue in `path` (an empty one where there is none) with the texts of `template`."""
    catalogue = read(path) if path.exists() else Catalog(locale=path.stem, project="safir", fuzzy=False)
    catalogue.update(template)
    return catalogue


def untranslated(catalogue: Catalog) -> list[Entry]:
    """What has no translation, or one that somebody has to look at."""
    return [entry for entry in catalogue if entry.id and (entry.fuzzy or not all(forms(entry)))]


def forms(entry: Entry) -> list[str]:
    """The translations of a text: one, or one for each form of the plural."""
    return [str(form) for form in entry.string] if isinstance(entry.string, tuple | list) else [entry.string or ""]


def main(arguments: list[str]) -> int:
    """Update the catalogues, those named included."""
    template = texts()
    left = 0
    for language in sorted({*arguments, *(path.stem for path in CATALOGUES.glob("*.po"))}):
        path = CATALOGUES / f"{language}.po"
        catalogue = updated(path, template)
        write(path, catalogue)
        missing = untranslated(catalogue)
        left += len(missing)
        print(f"{language}: {len(catalogue) - len(missing)} of {len(catalogue)} texts")
        for entry in missing:
            print(f"  {'look at' if entry.fuzzy else 'missing'}: {entry.id if isinstance(entry.id, str) else entry.id[0]!r}")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
