"""What is configured: the file `.env`, names of variables, the token, the pack and its language."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from dotenv import dotenv_values
from rapidfuzz import fuzz, process

from bot.checks.finding import Finding, missing, ok, wrong
from bot.settings import DATABASE_VARIABLE, ENVIRONMENT_FILE, PREFIX, TOKEN_VARIABLE, Settings, variable
from knowledge.pack import load_pack
from knowledge.pack_error import PackError
from knowledge.understanding.language import load_language

NEAR: Final = 85.0  # of 100: so alike that it was meant
TOKEN: Final = re.compile(r"[\w-]+\.[\w-]+\.[\w-]+")
ALSO_READ: Final = frozenset({f"{PREFIX}{DATABASE_VARIABLE}", f"{PREFIX}SHARD_COUNT", f"{PREFIX}SHARD_IDS"})


def environment() -> Iterator[Finding]:
    """The file `.env`, and variables that nobody reads."""
    file = Path(ENVIRONMENT_FILE)
    written: dict[str, str | None] = {}
    if not file.exists():
        if TOKEN_VARIABLE not in os.environ:
            yield missing(f"there is no {ENVIRONMENT_FILE} in {Path.cwd()}: `cp .env.example .env`, or set environment variables")
    else:
        try:
            file.read_text(encoding="utf-8")
            written = dotenv_values(file, encoding="utf-8")
            yield ok(f"{ENVIRONMENT_FILE} is read")
        except UnicodeDecodeError:
            yield wrong(f"{ENVIRONMENT_FILE} is not a UTF-8 text file: save it as UTF-8", stops=True)
        except OSError as error:
            yield wrong(
                f"{ENVIRONMENT_FILE} cannot be read ({error.strerror}): it has to be a file that whoever runs Safir may read "
                f"(`chmod 600 {ENVIRONMENT_FILE}` and `chown`)",
                stops=True,
            )
        if os.name == "posix" and file.is_file() and stat.S_IMODE(file.stat().st_mode) & 0o077 and written.get(TOKEN_VARIABLE):
            yield missing(f"others on this machine can read the token in {ENVIRONMENT_FILE}: `chmod 600 {ENVIRONMENT_FILE}`")
    yield from unknown(set(written), {name for name in os.environ if name.startswith(PREFIX)})


def unknown(written: set[str], exported: set[str]) -> Iterator[Finding]:
    """Variables that look like ours and are none: misspelt ones, which would do nothing and say nothing."""
    known = {variable(field) for field in Settings.model_fields} | ALSO_READ
    for name in sorted((written | exported) - known):
        near = process.extractOne(name.upper(), sorted(known), scorer=fuzz.ratio, score_cutoff=NEAR)
        if near is not None:
            yield wrong(f"{name} is no variable of Safir's, so it does nothing: did you mean {near[0]}?")
        elif name.startswith(PREFIX):
            yield wrong(f"{name} is no variable of Safir's, so it does nothing: see .env.example for those that there are")


def token(settings: Settings) -> Iterator[Finding]:
    """Whether there is a token, and one that can be one. It is not shown."""
    held = settings.discord_token.get_secret_value().strip() if settings.discord_token else ""
    if not held:
        yield missing(
            f"{TOKEN_VARIABLE} is not set: put it into {ENVIRONMENT_FILE} for `safir run`; `safir chat` and `safir preview` "
            "need none"
        )
    elif TOKEN.fullmatch(held):
        yield ok(f"{TOKEN_VARIABLE} is set (`safir doctor --online` asks Discord): `safir run` starts the bot")
    else:
        yield wrong(f"{TOKEN_VARIABLE} is no bot token: {_not_a_token(held)}", stops=True)


def _not_a_token(held: str) -> str:
    if held.lower().startswith("bot "):
        return "leave out the word Bot before it"
    if held[0] in "\"'" or held[-1] in "\"'":
        return "leave out the quotation marks"
    if held.isdecimal():
        return "that is an application's or a person's id; the token is on the page Bot, under Reset Token"
    if "." not in held and len(held) <= 40:
        return "that may be the client secret; the token is on the page Bot, under Reset Token"
    return "it has three parts with dots between them; copy all of it from the page Bot, under Reset Token"


def pack(settings: Settings) -> Iterator[Finding]:
    """The pack, and the language in which it is asked."""
    folder, code = settings.pack, settings.language
    languages: tuple[str, ...] | None = None
    try:
        read = load_pack(folder)
    except PackError as error:
        yield wrong(f"pack {folder}: {len(error.problems)} problems: run `safir facts check {folder}`")
    else:
        yield ok(f"pack {read.id}: {len(read.facts)} facts")
        languages = read.languages
    try:
        load_language(code)
    except LookupError as error:
        yield wrong(f"{variable('language')}, the language: {error}")
        return
    if languages is not None and code not in languages:
        yield wrong(f"{variable('language')}: the pack is not written in '{code}': write one of {', '.join(languages)}")
    else:
        yield ok(f"language {code}")
