"""Names and descriptions of commands and options in other languages, through discord.py's Translator.

Texts of the bot are in the catalogues; texts of a pack come with the pack, as a `locale_str` that holds them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import discord
from discord import app_commands
from discord.app_commands import TranslationContextLocation as Location

from bot.translation import translated
from knowledge.localised import text_in
from knowledge.model import Command, Option

NAME: Final = "name"  # the catalogue's context for names, which follow other rules than sentences
_NAMES: Final = {Location.command_name, Location.group_name, Location.parameter_name}
_BY_LANGUAGE: Final = "by_language"


def pack_text(texts: Mapping[str, str], language: str) -> app_commands.locale_str:
    """A text of the pack, first of all in `language`."""
    return app_commands.locale_str(text_in(texts, language), **{_BY_LANGUAGE: texts})


def pack_name(named: Command | Option) -> app_commands.locale_str:
    """The name of a command or option of the pack."""
    return app_commands.locale_str(named.name, **{_BY_LANGUAGE: named.names})


def is_name(context: app_commands.TranslationContextTypes) -> bool:
    """Whether a name is translated, and not a description or a choice. Entries of menus are no names: they are texts."""
    return context.location in _NAMES and not isinstance(context.data, app_commands.ContextMenu)


class CommandTexts(app_commands.Translator):
    """What Discord shows to people whose Discord is in another language."""

    async def translate(
        self, string: app_commands.locale_str, locale: discord.Locale, context: app_commands.TranslationContextTypes
    ) -> str | None:
        """The text in that language; None leaves it in the first one."""
        by_language = string.extras.get(_BY_LANGUAGE)
        if by_language is not None:
            text = by_language.get(locale.value) or by_language.get(locale.value.partition("-")[0])
            return text if text != string.message else None
        return translated(string.message, locale.value, context=NAME if is_name(context) else None)
