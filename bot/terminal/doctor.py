"""`safir doctor`: what is configured, what is missing, and how to mend it. Connects to nothing unless asked to."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterator
from pathlib import Path

from bot.checks import configuration, machine, storage
from bot.checks.finding import Finding, State, wrong
from bot.settings import Settings, SettingsError, load_settings


def doctor(pack: Path | None, language: str | None, *, online: bool = False) -> int:
    """Prints a line for each thing examined; gives 1 when something is wrong, else 0. online: ask Discord and PostgreSQL, too."""
    failed = False
    for finding in examined(pack, language, online=online):
        print(finding, flush=True)
        failed |= finding.state is State.WRONG
    return int(failed)


def examined(pack: Path | None, language: str | None, *, online: bool) -> Iterator[Finding]:
    """Everything that is looked at, in order."""
    yield from machine.machine()
    yield from configuration.environment()
    settings = None
    try:
        settings = load_settings(pack=pack, language=language)
    except SettingsError as error:
        yield from (wrong(problem) for problem in str(error).splitlines())
    if settings is not None:
        yield from configuration.pack(settings)
        yield from storage.data_folder(settings)
        yield from storage.index_folder(settings)
        yield from storage.database(settings, online=online)
        yield from machine.port(settings)
        yield from configuration.token(settings)
        if online:
            from bot.checks.online import online as asked

            yield from asyncio.run(asked(settings, listens=_listens(settings)))
    yield from machine.extras(settings)


def _listens(settings: Settings) -> bool:
    """Whether anybody uses ask-channels: the operator, or servers (of which the last start left a copy)."""
    from bot.ask_channels import FILE_NAME, AskChannels, AskChannelsError

    with contextlib.suppress(AskChannelsError):
        return bool(AskChannels(settings.ask_channels, settings.data_dir / FILE_NAME))
    return bool(settings.ask_channels)
