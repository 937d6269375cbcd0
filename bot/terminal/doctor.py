"""`safir doctor`: what is configured, what is missing, and how to mend it. Connects to nothing."""

from __future__ import annotations

import importlib.util
import platform
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from knowledge.pack import load_pack
from knowledge.pack_error import PackError
from knowledge.understanding.language import load_language

OK, MISSING, WRONG = "ok", "--", "!!"
Line = tuple[str, str]


def doctor(pack: Path | None, language: str | None) -> int:
    """Prints a line for each thing examined; gives 1 when something is wrong that keeps Safir from answering, else 0."""
    lines = [*_machine(), *_settings(pack, language), *_extras()]
    for state, text in lines:
        print(f"[{state}] {text}")
    return int(any(state == WRONG for state, _ in lines))


def _machine() -> Iterator[Line]:
    yield (
        (OK if sys.version_info >= (3, 11) else WRONG),
        f"Python {platform.python_version()} (3.11 or newer is needed)",
    )
    for distribution in ("discord.py", "rapidfuzz", "pydantic"):
        try:
            yield OK, f"{distribution} {version(distribution)}"
        except PackageNotFoundError:
            yield WRONG, f"{distribution} is not installed: run `python3 -m pip install -c constraints.txt -e .`"


def _pack(folder: Path) -> Iterator[Line]:
    try:
        pack = load_pack(folder)
    except PackError as error:
        yield WRONG, f"pack {folder}: {len(error.problems)} problems: run `safir facts check {folder}`"
    else:
        yield OK, f"pack {pack.id}: {len(pack.facts)} facts"


def _language(code: str) -> Iterator[Line]:
    try:
        load_language(code)
    except LookupError as error:
        yield WRONG, f"language: {error}"
    else:
        yield OK, f"language {code}"


def _settings(pack: Path | None, language: str | None) -> Iterator[Line]:
    from bot.settings import SettingsError, load_settings

    try:
        settings = load_settings(pack=pack, language=language)
    except SettingsError as error:
        for problem in str(error).splitlines():
            yield WRONG, problem
        return
    yield from _pack(settings.pack)
    yield from _language(settings.language)
    yield _database(settings.database)
    if settings.discord_token:
        yield OK, "DISCORD_TOKEN is set (it is not checked here): `safir run` starts the bot"
    else:
        yield (
            MISSING,
            "DISCORD_TOKEN is not set: put it into .env for `safir run`; `safir chat` and `safir preview` need none",
        )


def _database(address: str) -> Line:
    from knowledge.store.database import Database
    from knowledge.store.errors import StoreUnavailable

    try:
        database = Database(address)
    except StoreUnavailable as error:
        return WRONG, f"DATABASE_URL: {error}"
    where = f"PostgreSQL on {database.url.host}" if database.is_postgres else f"the file {database.url.database}"
    return OK, f"edits are kept in {where} (it is not opened here)"


def _semantic() -> Line:
    from knowledge.semantic.installed import VOCABULARY, WEIGHTS, SemanticCorrupt, SemanticError, verified

    try:
        for asset in (WEIGHTS, VOCABULARY):
            verified(asset)
    except SemanticError as error:
        return (WRONG if isinstance(error, SemanticCorrupt) else MISSING), str(error)
    return OK, "extra semantic is installed: SAFIR_SEMANTIC=true uses it"


def _extras() -> Iterator[Line]:
    yield _semantic()
    if importlib.util.find_spec("simcord"):
        yield OK, "extra preview is installed: `safir preview`"
    else:
        yield MISSING, 'extra preview is not installed: `python3 -m pip install -c constraints.txt -e ".[preview]"`'
