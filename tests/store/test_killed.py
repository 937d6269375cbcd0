"""A process that is killed loses nothing that it said was saved, and leaves nothing half done."""

from __future__ import annotations

import asyncio
import random
import sys
from pathlib import Path

from knowledge.model import Fact, Pack
from knowledge.store.editor import Editor
from knowledge.store.errors import Conflict
from knowledge.store.revision import By, Kind
from knowledge.store.store import Store

WRITER = Path(__file__).parent / "writer_process.py"
GUILD = 11
ENOUGH = 200


async def acknowledged_until_killed(url: str, folder: Path, who: str, chance: random.Random) -> list[tuple[int, int, str]]:
    """What a writer said it had saved before it was killed at a moment that chance chose: (id, version, what)."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, str(WRITER), url, str(folder), who, stdout=asyncio.subprocess.PIPE, cwd=Path(__file__).parents[2]
    )
    assert process.stdout is not None
    lines = [await process.stdout.readline() for _ in range(chance.randint(20, 40))]
    await asyncio.sleep(chance.uniform(0, 0.01))
    process.kill()
    lines += (await process.stdout.read()).splitlines(keepends=True)
    await process.wait()
    said = [line.decode().rstrip("\n").split("\t") for line in lines if line.endswith(b"\n")]
    return [(int(revision), int(version), what) for revision, version, what in said]


async def test_what_was_acknowledged_is_there_and_nothing_is_half_there(url: str, tea_folder: Path, tea: Pack) -> None:
    chance = random.Random(4)
    acknowledged: list[tuple[int, int, str]] = []
    kills = 0
    while len(acknowledged) < ENOUGH:
        kills += 1
        acknowledged += await acknowledged_until_killed(url, tea_folder, f"writer {kills}", chance)
    assert kills >= 5

    async with await Store.open(url) as store:
        history = (await store.revisions.history("brewing.milk", GUILD))[::-1]
        assert [revision.version for revision in history] == list(range(1, len(history) + 1))
        assert [revision.parent for revision in history] == [None, *(revision.id for revision in history[:-1])]
        whole = {}
        for revision in history:
            assert isinstance(revision.item, Fact)
            what, _, rest = revision.item.statement["en"].partition(": ")
            assert rest == "and so on " * 100
            whole[revision.id] = (revision.id, revision.version, what)
        assert [said for said in acknowledged if whole.get(said[0]) != said] == []
        # A kill can hit between the commit and the word of it: at most one edit of each process is there unsaid.
        assert len(acknowledged) <= len(history) <= len(acknowledged) + kills
        editor = await Editor.open(store, tea)
        assert editor.effective(GUILD).items[Kind.FACT, "brewing.milk"] == history[-1].item


async def test_a_cancelled_edit_is_there_or_not_and_the_next_one_goes_on(store: Store, tea: Pack) -> None:
    editor = await Editor.open(store, tea)
    old = editor.effective(GUILD).items[Kind.FACT, "brewing.milk"].model_dump(mode="json")

    async def edit(statement: str) -> None:
        content = old | {"statement": statement}
        await editor.edit(GUILD, content, editor.seen(GUILD, "brewing.milk"), By(1, "Mo"))

    for number in range(30):
        cancelled = asyncio.create_task(edit(f"Half {number}."))
        await asyncio.wait([cancelled], timeout=number * 0.0005)
        cancelled.cancel()
        await asyncio.gather(cancelled, return_exceptions=True)
        try:
            await edit(f"Whole {number}.")
        except Conflict:  # the cancelled one was written while this one was on its way
            await edit(f"Whole {number}.")
    history = await store.revisions.history("brewing.milk", GUILD)
    assert [revision.version for revision in history] == list(range(len(history), 0, -1))
    whole = [revision for revision in history if "Whole" in str(revision.content)]
    assert len(whole) == 30
