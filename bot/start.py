"""From the settings to something that answers: the first step of everything that Safir does."""

from __future__ import annotations

from bot.index_cache import load
from bot.semantic import encoder
from bot.settings import Settings, SettingsError, variable
from knowledge.answering.answerer import Answerer
from knowledge.model import Pack
from knowledge.pack import load_pack
from knowledge.understanding.language import load_language


class CommandClash(Exception):
    """A pack gives a topic a command, or a command an option, that the bot has itself. The text says which."""


def load_answerer(settings: Settings) -> Answerer:
    """The answerer over the pack that is set. Raises PackError, and SettingsError for a language that there is not."""
    answerer = _loaded(settings)
    _check_language(settings, answerer.base.pack)
    return answerer


def check_pack(settings: Settings) -> None:
    """Raise what `load_answerer` would, without an index that takes seconds to build."""
    pack = load_pack(settings.pack)
    try:
        load_language(settings.language)
    except LookupError as error:
        raise SettingsError(f"{variable('language')}: {error}.") from None
    _check_language(settings, pack)


def _loaded(settings: Settings) -> Answerer:
    try:
        return load(settings.pack, settings.language, encoder(settings.semantic))
    except LookupError as error:
        raise SettingsError(f"{variable('language')}: {error}.") from None


def _check_language(settings: Settings, pack: Pack) -> None:
    if settings.language not in pack.languages:
        known = ", ".join(pack.languages)
        raise SettingsError(f"{variable('language')} ('{settings.language}'): the pack '{pack.id}' is written in: {known}.")
