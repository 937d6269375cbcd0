"""Keeps a built answerer on disk, so that a command need not read and index the whole pack again.

An entry is named by a hash of everything that it is made of: the pack's files, the code and data of `knowledge`, and the versions
of Python and numpy. A changed byte makes another entry; old entries are removed. Entries are Python pickles in the user's own
cache folder: whoever can write there can run code as the user anyway, and files of others are not read.
"""

from __future__ import annotations

import contextlib
import gc
import hashlib
import os
import pickle
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

import knowledge

if TYPE_CHECKING:
    from knowledge.answering.answerer import Answerer

VARIABLE = "SAFIR_CACHE_DIR"
KEPT = 4  # entries: a few packs, or versions of one that is being worked on


def cache_folder() -> Path:
    """Where entries are kept: SAFIR_CACHE_DIR, or the user's cache folder."""
    chosen = os.environ.get(VARIABLE)  # `bot.settings` has it too; the terminal starts without reading all settings
    return Path(chosen) if chosen else platformdirs.user_cache_path("safir", appauthor=False)


def load(pack: Path, language: str) -> Answerer:
    """The answerer of a pack, from the cache where nothing has changed since it was built there.

    Raises PackError for a pack with mistakes, LookupError for a language that there is not. A cache that cannot be read or
    written only costs the time to build.
    """
    entry = cache_folder() / f"{_fingerprint(pack, language)}.pickle"
    if (kept := _read(entry)) is not None:
        return kept
    from knowledge.answering.answerer import Answerer
    from knowledge.base import KnowledgeBase
    from knowledge.pack import load_pack

    built = Answerer(KnowledgeBase(load_pack(pack)), language)
    _write(entry, built)
    return built


def _fingerprint(pack: Path, language: str) -> str:
    import numpy

    digest = hashlib.sha256(f"{sys.version}\0{numpy.__version__}\0{language}".encode())
    code = Path(knowledge.__file__).parent
    for path in (*_files(code, "*.py", "languages/*.yaml", "matching/*.json"), *_files(pack, "*.yaml", "facts/*.yaml")):
        digest.update(f"\0{path.name}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:32]


def _files(folder: Path, *patterns: str) -> Iterator[Path]:
    for pattern in patterns:
        yield from sorted(folder.rglob(pattern) if pattern == "*.py" else folder.glob(pattern))


def _read(entry: Path) -> Answerer | None:
    try:
        if hasattr(os, "getuid") and entry.stat().st_uid != os.getuid():
            return None
        gc.disable()  # hundreds of thousands of small objects appear: looking for garbage among them doubles the time
        with entry.open("rb") as file:
            return pickle.load(file)  # type: ignore[no-any-return]
    except Exception:
        return None  # absent, cut short, or of another version: it is built again
    finally:
        gc.enable()


def _write(entry: Path, built: Answerer) -> None:
    with contextlib.suppress(OSError, pickle.PicklingError):
        entry.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=entry.parent, suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                pickle.dump(built, file, protocol=5)
            Path(name).replace(entry)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
        old = sorted(entry.parent.glob("*.pickle"), key=lambda path: path.stat().st_mtime, reverse=True)[KEPT:]
        for path in old:
            path.unlink(missing_ok=True)
