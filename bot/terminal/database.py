"""What the terminal does with the database of edits: `safir db upgrade` and `safir facts export --yaml`."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from knowledge.pack import load_pack
from knowledge.pack_error import PackError
from knowledge.store.editor import Editor
from knowledge.store.errors import StoreUnavailable
from knowledge.store.export import exported, write
from knowledge.store.overlay import Effective
from knowledge.store.schema import upgrade as upgraded
from knowledge.store.store import Store


def upgrade(url: str) -> int:
    """Brings the database to the newest schema and says from where to where; gives the exit code."""
    try:
        before, after = asyncio.run(upgraded(url))
    except StoreUnavailable as error:
        print(error, file=sys.stderr)
        return 1
    print(f"The database has schema {after} already." if before == after else f"Schema: {before or 'none'} → {after}.")
    return 0


def export_yaml(pack: Path, database: str, folder: Path, server: int) -> int:
    """Writes the pack with the edits of the database into a new folder (server: an id, or 0); gives the exit code."""
    try:
        effective = asyncio.run(_edited(pack, database, server))
        write(exported(pack, effective.pack), folder)
    except (StoreUnavailable, PackError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    for left in effective.left_out:
        print(f"left out: {left.revision.item_id}: {left.problem}", file=sys.stderr)
    print(f"{len(effective.pack.facts)} facts are in {folder}. Check them: safir facts check {folder}")
    return 0


async def _edited(pack: Path, database: str, server: int) -> Effective:
    async with await Store.open(database) as store:
        return (await Editor.open(store, load_pack(pack))).effective(server)
