"""A server's first week: from a new fact to what is not known yet, as visitor, contributor and moderator."""

from __future__ import annotations

from typing import Any

import pytest

QUESTION = "Is there sugar in the tea?"
NO_SUGAR = "Sugar goes into **no tea** of Brookvale."
SOME = "Sugar goes into **one tea** of Brookvale."
TABLE = """id,topic,title,statement,citations,asked_as
brewing.salt,brewing,Salt,Salt goes into **butter tea**.,tea-book ¶1,salty tea
"""


@pytest.fixture
def database(url: str) -> str:
    """Both kinds, one after the other."""
    return url


async def see(who: Any, command: str, **options: Any) -> str:
    """Type a command; gives what it shows."""
    who.seen = await who.person.slash(who.channel, command, **options)
    who.draft_message = who.seen.response
    return str(who.world.text(who.draft_message)) if who.draft_message is not None else ""


@pytest.fixture
def ask(world: Any, ask: Any) -> Any:
    """Somebody who takes their time between questions."""

    async def asking(question: str) -> str:
        world.clock.now += 60
        return str(await ask(question))

    return asking


async def test_a_week(world: Any, manager: Any, second: Any, ask: Any) -> None:
    # add → preview → save → ask
    assert "no tea" not in await ask(QUESTION)
    await see(manager, "fact add", topic="brewing")
    await manager.fill(
        statement=NO_SUGAR, title="Sugar", citations="tea-book ¶1", asked_as=f"{QUESTION}\nsweet tea", reason="asked"
    )
    manager.draft_message = manager.seen.response
    assert "no tea of Brookvale" in manager.text()
    assert "2 of 2 example questions" in manager.text()
    await manager.press("Save")
    assert "no tea" in await ask(QUESTION)
    # edit → conflict → history → revert
    await manager.edit("brewing.sugar", statement=SOME, reason="I looked again")
    await second.edit("brewing.sugar", title="Sugar in tea", reason="clearer")
    await second.press("Save")
    await manager.press("Save")
    assert "second changed this meanwhile" in manager.text()
    await manager.press("Save")
    assert "one tea" in await ask(QUESTION)
    history = await see(manager, "fact history", fact="brewing.sugar")
    assert [f"Version {number}" in history for number in (1, 2, 3, 4)] == [True, True, True, False]
    assert "I looked again" in history
    assert "clearer" in history
    await see(manager, "fact revert", fact="brewing.sugar", version=2, reason="no, none")
    await manager.press("Confirm")
    assert "no tea" in await ask(QUESTION)
    # retire → restore
    await see(manager, "fact retire", fact="brewing.sugar", reason="who cares")
    await manager.press("Confirm")
    assert "The fact is retired: I do not answer with it" in manager.text()
    assert "no tea" not in await ask(QUESTION)
    await see(manager, "fact restore", fact="brewing.sugar", reason="they do")
    await manager.press("Confirm")
    assert "no tea" in await ask(QUESTION)
    # import
    await see(manager, "fact import", file=("salt.csv", TABLE.encode()), reason="from a table")
    await manager.press("Confirm")
    assert "butter tea" in await ask("salty tea")
    # suggest → review
    form = await world.bob.click(world.last(), label="Suggest a correction")
    await world.bob.submit_modal(form, {"text": "Also into barley tea"})
    assert "bob suggests" in await see(manager, "review queue")
    await manager.press("Accept and edit")
    await manager.fill(statement="Salt goes into **butter and barley tea**.")
    manager.draft_message = manager.seen.response
    await manager.press("Save")
    assert "barley" in await ask("salty tea")
    assert "was taken up" in world.text(world.last(world.bob.user.dm_channel))
    # gaps
    await ask("Who won the chess championship in Oslo?")
    assert "chess championship" in await see(manager, "review gaps")
    await manager.choose("fact", "brewing.salt")
    assert "chess" in manager.typed()["asked_as"]
    await manager.press("Forget these")
    assert "chess" not in manager.text()
    # and all of it is there when the bot comes back
    await world.restart()
    assert "no tea" in await ask(QUESTION)
    assert "barley" in await ask("salty tea")
    revisions = world.bot.link.require().store.revisions
    written = [one for item in ("brewing.sugar", "brewing.salt") for one in await revisions.history(item, world.guild.id)]
    assert [one.operation.value for one in written] == ["restore", "retire", "revert", "edit", "edit", "add", "edit", "add"]
