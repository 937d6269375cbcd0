"""Whose language is spoken: set at each way in, before anything is said."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Any, Final, cast

import discord
from discord import app_commands

from bot import translation
from bot.translation import SOURCE_LANGUAGE
from bot.typing_limit import may_type

if TYPE_CHECKING:
    from bot.client import SafirBot

MOST_REMEMBERED: Final = 10_000


class Readers:
    """Which language people last used Discord in. Messages do not tell it, interactions do; it is kept in memory only."""

    def __init__(self, *, remember: int = MOST_REMEMBERED) -> None:
        self._remember = remember
        self._locales: OrderedDict[int, str] = OrderedDict()

    def heard(self, person: int, locale: str) -> None:
        """Note the language of somebody's Discord."""
        self._locales[person] = locale
        self._locales.move_to_end(person)
        while len(self._locales) > self._remember:
            self._locales.popitem(last=False)

    def of(self, person: int) -> str:
        """The language that somebody last used, or English."""
        return self._locales.get(person, SOURCE_LANGUAGE)


def speak_to(interaction: discord.Interaction[Any]) -> None:
    """Speak the language of whoever typed or pressed."""
    locale = interaction.locale.value
    readers_of(interaction.client).heard(interaction.user.id, locale)
    translation.speak(locale)


def speak_in(message: discord.Message, readers: Readers) -> None:
    """Speak the language that a server has chosen; in direct messages, the one that the person last used."""
    translation.speak(message.guild.preferred_locale.value if message.guild else readers.of(message.author.id))


def readers_of(client: discord.Client) -> Readers:
    """What the bot knows of people's languages."""
    return cast("SafirBot", client).readers


class Tree(app_commands.CommandTree[Any]):
    """Commands, context menus and autocomplete speak the language of whoever uses them."""

    async def interaction_check(self, interaction: discord.Interaction[Any], /) -> bool:
        """Called first for each of them."""
        speak_to(interaction)
        return await may_type(interaction)


class Localised:
    """What every button, select, form and view of the bot inherits first: it speaks the language of whoever uses it."""

    async def interaction_check(self, interaction: discord.Interaction[Any], /) -> bool:
        """Called before the item's callback, in the same task."""
        speak_to(interaction)
        return True
