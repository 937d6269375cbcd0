"""How the values of settings are read, and which of them cannot be."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from pydantic import SecretStr

MOST_SHARDS = 4_096


def ids(value: Any) -> Any:
    """Numbers with commas between them: "12, 34" → ["12", "34"]; pydantic then reads them."""
    return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value


def shards(value: Any) -> Any:
    """Numbers and ranges of them: "0-2, 7" → [0, 1, 2, 7]. Raises ValueError for anything else."""
    if not isinstance(value, str):
        return value
    found: list[int] = []
    for part in (part.strip() for part in value.split(",") if part.strip()):
        first, _, last = part.partition("-")
        if not (first.strip().isdecimal() and (last or first).strip().isdecimal()):
            raise ValueError(f"'{part}' is no number and no range")
        start, stop = int(first), int(last or first)
        if not start <= stop < start + MOST_SHARDS:
            raise ValueError(f"'{part}' is no range")
        found += range(start, stop + 1)
    return found


def proxy(address: SecretStr) -> SecretStr:
    """The address of a proxy that speaks HTTP, as discord.py can go through one, or ValueError."""
    if not re.fullmatch(r"https?://[^\s/]+/?", address.get_secret_value()):
        raise ValueError("it is no address of an HTTP proxy")
    return address


def folder(path: Path) -> Path:
    """A folder that is there, or ValueError."""
    if not path.is_dir():
        raise ValueError(f"there is no folder {path}")
    return path
