"""What was saved without a word of it is not saved twice, and what could not be saved is kept."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from knowledge.store.errors import StoreUnavailable
from knowledge.store.log import RevisionLog
from knowledge.store.pending import PendingChanges

BLACK_TEA = "brewing.black.time"
NINE = "Black tea steeps for **nine minutes**."
SUGAR = {
    "statement": "Sugar goes into **no tea**.",
    "title": "Sugar",
    "citations": "¶1",
    "asked_as": "sugar in tea?",
    "reason": "r",
}
TABLE = "".join(
    f"brewing.new{number},brewing,New {number},This is new tea **{number}**.,tea-book ¶1,new tea number {number}\n"
    for number in range(4)
)
FILE = f"id,topic,title,statement,citations,asked_as\n{TABLE}".encode()


@pytest.fixture
def deaf(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """The connection breaks after the commit of write number `at`: it is written, and nobody is told."""

    def deafen(
        owner: type = RevisionLog, name: str = "append", at: int = 0, error: type[BaseException] = StoreUnavailable
    ) -> None:
        write, count = getattr(owner, name), iter(range(1_000))

        async def broken(self: Any, *args: Any, **kwargs: Any) -> Any:
            written = await write(self, *args, **kwargs)
            if next(count) == at:
                raise error("The database does not answer.")
            return written

        monkeypatch.setattr(owner, name, broken)

    return deafen


async def versions(world: Any, item: str) -> list[int]:
    history = await world.bot.link.require().store.revisions.history(item, world.guild.id)
    return [one.version for one in history]


@pytest.mark.parametrize("error", [StoreUnavailable, RuntimeError])
async def test_an_addition_is_saved_once(world: Any, manager: Any, deaf: Any, error: type[BaseException]) -> None:
    await manager.command("add", topic="brewing")
    await manager.fill(**SUGAR)
    manager.draft_message = manager.seen.response
    deaf(error=error)
    await manager.press("Save")
    if error is StoreUnavailable:
        assert "Not saved" in manager.text()
    else:
        assert "went wrong" in manager.seen.followups[-1].content
    await manager.press("Save")
    assert "Saved as version 1" in manager.text()
    assert await versions(world, "brewing.sugar") == [1]
    assert await versions(world, "brewing.sugar_2") == []


async def test_so_is_an_edit_and_a_retirement(world: Any, manager: Any, deaf: Any) -> None:
    await manager.edit(statement=NINE, reason="r")
    deaf()
    await manager.press("Save")
    await manager.press("Save")
    assert "Saved as version 1" in manager.text()
    manager.draft_message = None
    await manager.command("retire", fact=BLACK_TEA, reason="old")
    deaf()
    await manager.press("Confirm")
    assert "Not saved" in manager.text()
    await manager.press("Confirm")
    assert "Saved as version 2" in manager.text()
    assert await versions(world, BLACK_TEA) == [2, 1]


async def test_what_was_found_to_be_saved_holds_at_once(world: Any, manager: Any, deaf: Any) -> None:
    world.bot.link._following.cancel()  # on a busy machine, word of a change comes late
    await manager.edit(statement=NINE, reason="r")
    deaf()
    await manager.press("Save")
    await manager.press("Save")
    assert world.bot.link.require().seen(world.guild.id, BLACK_TEA).version == 1


async def test_and_a_proposal_for_a_second_person(world: Any, manager: Any, deaf: Any) -> None:
    await world.manager.slash(world.channel, "settings two-people", required=True)
    await manager.edit(statement=NINE, reason="r")
    deaf(PendingChanges, "add")
    await manager.press("Propose")
    assert "Not saved" in manager.text()
    await manager.press("Propose")
    assert "Proposed" in manager.text()
    assert len(await world.bot.link.require().store.pending.of(world.guild.id)) == 1


async def test_an_import_that_was_cut_off_goes_on_where_it_was(world: Any, manager: Any, deaf: Any, ask: Any) -> None:
    await manager.command("import", file=("tea.csv", FILE), reason="r")
    deaf(at=2)
    await manager.press("Confirm")
    assert "Facts saved: 2 of 4" in manager.text()
    assert "Not saved" in manager.text()
    await manager.press("Confirm")
    assert "Facts saved: 2 of 2" in manager.text()
    assert [await versions(world, f"brewing.new{number}") for number in range(4)] == [[1]] * 4
    assert "new tea 3" in await ask("new tea number 3")


async def test_an_import_that_meets_a_busy_database_is_kept(
    world: Any, manager: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("knowledge.store.database.WAIT_SECONDS", 0.2)
    await world.bot.link.require().store._database._engine.dispose()  # connections of before wait for longer
    await manager.command("import", file=("tea.csv", FILE), reason="r")
    blocker = sqlite3.connect(tmp_path / "store" / "safir.sqlite3", isolation_level=None)
    blocker.execute("BEGIN IMMEDIATE")
    await manager.press("Confirm")
    assert "Facts saved: 0 of 4" in manager.text()
    assert "busy" in manager.text()
    blocker.close()
    await manager.press("Confirm")
    assert "Facts saved: 4 of 4" in manager.text()


async def test_an_addition_that_was_taken_back_while_it_was_edited_keeps_every_field(
    world: Any, manager: Any, second: Any, ask: Any
) -> None:
    await manager.command("add", topic="brewing")
    await manager.fill(**SUGAR)
    await manager.press("Save")
    manager.draft_message = None
    await manager.edit("brewing.sugar", statement="Sugar goes into **all tea**.", reason="r2")
    await second.command("revert", fact="brewing.sugar", version=0, reason="wrong")
    await second.press("Confirm")
    assert "The addition is taken back" in second.text()
    await manager.press("Save")
    assert "second changed this meanwhile" in manager.text()
    await manager.press("Edit again")
    assert manager.typed() == {**SUGAR, "statement": "Sugar goes into **all tea**.", "citations": "tea-book ¶1", "reason": "r2"}
    await manager.fill()
    await manager.press("Save")
    assert await versions(world, "brewing.sugar") == [3, 2, 1], "it goes on in its own history"
    assert "all tea" in await ask("sugar in tea?")


async def test_an_edit_of_what_is_retired_does_not_claim_to_be_answered_with(world: Any, manager: Any, second: Any) -> None:
    await second.command("retire", fact=BLACK_TEA, reason="old")
    await second.press("Confirm")
    await manager.edit(statement=NINE)
    await manager.press("Save")
    assert "The fact is retired: I do not answer with it" in manager.text()
    assert "From now on" not in manager.text()


async def test_drafts_of_one_person_do_not_crowd_out_another_s(manager: Any, second: Any) -> None:
    await second.edit(statement=NINE)
    kept = second.message()
    for number in range(30):
        await manager.command("retire", fact=BLACK_TEA, reason=str(number))
        manager.draft_message = manager.seen.response if number == 0 else manager.draft_message
    gone = await manager.person.click(manager.draft_message, label="Confirm")
    assert "no longer have this draft" in gone.response.content, "their own oldest made room"
    await second.person.click(kept, label="Save")
    assert "Saved as version 1" in second.text()
