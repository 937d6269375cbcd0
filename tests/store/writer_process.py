"""Edits one fact for ever, and says on its output which revision was acknowledged. It is killed in the middle of it.

python writer_process.py URL PACK WHO
"""

from __future__ import annotations

import asyncio
import itertools
import sys

from knowledge.pack import load_pack
from knowledge.store.editor import Editor
from knowledge.store.revision import By
from knowledge.store.store import Store

GUILD = 11
LONG = "and so on " * 100  # large enough to lie on more than one page of the database


async def edit_for_ever(url: str, folder: str, who: str) -> None:
    """Edit until killed."""
    editor = await Editor.open(await Store.open(url), load_pack(folder))
    for number in itertools.count():
        old = editor.effective(GUILD).items[next(key for key in editor.effective(GUILD).items if key[1] == "brewing.milk")]
        new = old.model_dump(mode="json") | {"statement": f"{who} {number}: {LONG}"}
        written = await editor.edit(GUILD, new, editor.seen(GUILD, "brewing.milk"), By(1, who))
        print(written.id, written.version, f"{who} {number}", sep="\t", flush=True)


if __name__ == "__main__":
    asyncio.run(edit_for_ever(*sys.argv[1:]))
