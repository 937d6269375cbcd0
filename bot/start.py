"""From the settings to something that answers: the first step of everything that Safir does."""

from __future__ import annotations

from bot.index_cache import load
from bot.semantic import encoder
from bot.settings import Settings, SettingsError, variable
from knowledge.answering.answerer import Answerer
from knowledge.understanding.frequency import preload


class CommandClash(Exception):
    """A pack gives a topic a command, or a command an option, that the bot has itself. The text says which."""


def load_answerer(settings: Settings) -> Answerer:
    """The answerer over the pack that is set. Raises PackError, and SettingsError for a language that there is not."""
    answerer = _loaded(settings)
    preload(settings.language)
    pack = answerer.base.pack
    if settings.language not in pack.languages:
        known = ", ".join(pack.languages)
        raise SettingsError(f"{variable('language')} ('{settings.language}'): the pack '{pack.id}' is written in: {known}.")
    return answerer


def _loaded(settings: Settings) -> Answerer:
    try:
        return load(settings.pack, settings.language, encoder(settings.semantic))
    except LookupError as error:
        raise SettingsError(f"{variable('language')}: {error}.") from None
