"""Keeps a built answerer on disk, so that a command need not read and index the whole pack again.

An entry is named by a hash of everything that it is made of: the pack's files, the code and data of `knowledge`, and the versions
of Python and numpy. A changed byte makes another entry; old entries are removed. Entries are Python pickles in the user's own
cache folder: whoever can write there can run code as the user anyway, and files of others are not read.
"""

from __future__ import annotations

import contextlib
import gc
import hashlib
import logging
import os
import pickle
import stat
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

import knowledge
from bot import index_file

if TYPE_CHECKING:
    from knowledge.answering.answerer import Answerer
    from knowledge.matching.sentences import SentenceEncoder

log = logging.getLogger("safir")

VARIABLE = "SAFIR_CACHE_DIR"
PREFIX = "safir-"  # of an entry's name: other files in the folder are left alone
MAX_BYTES = 1024 * 1024  # of a file of a pack
KEPT = 4  # entries: a few packs, or versions of one that is being worked on
NOT_KEPT = f"The index cannot be kept in %s (%s), so each start builds it anew: name another folder in {VARIABLE}"


def cache_folder() -> Path:
    """Where entries are kept: SAFIR_CACHE_DIR, or the user's cache folder."""
    chosen = os.environ.get(VARIABLE)  # `bot.settings` has it too; the terminal starts without reading all settings
    return Path(chosen) if chosen else platformdirs.user_cache_path("safir", appauthor=False)


def load(pack: Path, language: str, encoder: SentenceEncoder | None = None) -> Answerer:
    """The answerer of a pack, from the cache where nothing has changed since it was built there.

    Raises PackError for a pack with mistakes, LookupError for a language that there is not. A cache that cannot be read or
    written only costs the time to build.
    """
    fingerprint = _fingerprint(pack, language, semantic=encoder is not None)
    entry = cache_folder() / f"{PREFIX}{fingerprint}.pickle" if fingerprint else None
    if entry and (kept := _read(entry)) is not None:
        if encoder:
            kept.matcher.use(encoder)
        return kept
    from knowledge.answering.answerer import Answerer
    from knowledge.base import KnowledgeBase
    from knowledge.pack import load_pack

    read = load_pack(pack)
    log.info("The index of the pack '%s' is built, which takes some seconds.", read.id)
    built = Answerer(KnowledgeBase(read), language, encoder)
    if entry:
        try:
            _write(entry, built)
        except (OSError, pickle.PicklingError) as error:
            log.warning(NOT_KEPT, entry.parent, error)
    return built


def _fingerprint(pack: Path, language: str, semantic: bool) -> str | None:
    """A hash of all that an answerer is made of, or None where the pack has something that is no ordinary small file."""
    import numpy

    digest = hashlib.sha256(f"{sys.version}\0{numpy.__version__}\0{language}\0{semantic}".encode())
    code = Path(knowledge.__file__).parent
    files = [*sorted(code.rglob("*.py")), *sorted(code.glob("languages/*")), *sorted(code.glob("matching/*.json"))]
    with contextlib.suppress(OSError):
        for folder in (pack, pack / "facts"):
            for path in sorted(path for path in folder.iterdir() if path.name != "facts"):
                state = path.stat()
                if not stat.S_ISREG(state.st_mode) or state.st_size > MAX_BYTES:
                    return None  # reading the pack says what is wrong with it
                files.append(path)
        for path in files:
            digest.update(b"\0" + os.fsencode(path.name) + b"\0")
            digest.update(path.read_bytes())
        return digest.hexdigest()[:32]
    return None


def _read(entry: Path) -> Answerer | None:
    looking = gc.isenabled()
    try:
        state = entry.stat()
        if not stat.S_ISREG(state.st_mode) or (hasattr(os, "getuid") and state.st_uid != os.getuid()):
            return None
        gc.disable()  # hundreds of thousands of small objects appear: looking for garbage among them doubles the time
        with entry.open("rb") as file:
            kept = index_file.read(file)
        return kept if type(kept).__name__ == "Answerer" else None
    except Exception:
        return None  # absent, cut short, or of another version: it is built again
    finally:
        if looking:  # a bot that starts looks for no garbage until it serves
            gc.enable()


def _write(entry: Path, built: Answerer) -> None:
    """Keep it, whole or not at all. Raises OSError and PicklingError."""
    entry.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=entry.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            index_file.write(built, file)
        Path(name).replace(entry)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    with contextlib.suppress(OSError):  # another process may be tidying up, too
        old = sorted(entry.parent.glob(f"{PREFIX}*.pickle"), key=lambda path: path.stat().st_mtime, reverse=True)[KEPT:]
        for path in old:
            path.unlink(missing_ok=True)
