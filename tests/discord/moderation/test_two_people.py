"""A server that requires two people: changes wait until another editor accepts them, and nothing is lost on the way."""

from __future__ import annotations

from typing import Any

import discord
import pytest
from simcord.components import walk_components

from knowledge.store.suggestions import Status

BLACK_TEA = "brewing.black.time"
NINE = "Black tea steeps for **nine minutes**."
SIX = "Black tea steeps for **six minutes**."
TABLE = "id,statement\nbrewing.black.time,Black tea steeps for **nine minutes**.\nbrewing.milk,Milk goes into **no tea**.\n"


@pytest.fixture(autouse=True)
async def two_people(world: Any) -> None:
    """The rule is on."""
    said = await world.manager.slash(world.channel, "settings two-people", required=True)
    assert "two people are needed" in said.response.content


async def queue(who: Any) -> Any:
    """What waits, as somebody sees it."""
    who.draft_message = None
    who.seen = await who.person.slash(who.world.channel, "review queue")
    who.draft_message = who.seen.response
    return who


async def propose(who: Any, statement: str = NINE, **boxes: str) -> None:
    await who.edit(statement=statement, reason="I asked", **boxes)
    await who.press("Propose")


async def revisions(world: Any, fact: str = BLACK_TEA) -> Any:
    return await world.bot.link.require().store.revisions.history(fact, world.guild.id)


def ungrey(message: Any, world: Any) -> None:
    """Let all buttons of a message be pressed: whatever Discord draws, anything can be sent."""
    stored = world.env.backend.get_message(world.channel.id, message.id)
    for part in walk_components(stored.components):
        part.pop("disabled", None)


def buttons(who: Any) -> dict[str, bool]:
    """The buttons of what somebody sees, and whether they can be pressed."""
    rows = (row.get("components", []) for row in who.message().components)
    return {part["label"]: not part.get("disabled", False) for row in rows for part in row if part.get("type") == 2}


async def test_an_edit_waits_until_another_editor_accepts_it(world: Any, manager: Any, second: Any, ask: Any) -> None:
    await manager.edit(statement=NINE, reason="I asked")
    assert "another editor has to accept" in manager.text()
    await manager.press("Propose")
    assert "Nothing has changed yet" in manager.text()
    assert "four minutes" in await ask()
    assert await revisions(world) == ()
    await world.restart()
    await queue(second)
    text = second.text()
    assert "manager proposes to change Black tea time" in text
    assert "I asked" in text
    assert "four minutes. → Black tea steeps for nine minutes." in text
    assert "3 of 3 example questions" in text
    await second.press("Accept")
    assert "Nothing is waiting" in second.text()
    assert "nine minutes" in await ask()
    (written,) = await revisions(world)
    assert (written.by.author, written.by.approver) == (world.manager.id, second.person.id)
    history = await manager.command("history", fact=BLACK_TEA)
    assert "edited by manager, accepted by second" in world.text(history.response)
    assert "second accepted the change of Black tea time" in world.text(world.last(world.manager.user.dm_channel))


async def test_nobody_accepts_their_own(world: Any, manager: Any, second: Any, together: Any, ask: Any) -> None:
    await propose(manager)
    await queue(manager)
    assert "another editor has to accept it" in manager.text()
    assert buttons(manager) == {"Accept": False, "Amend": True, "Take back": True}
    ungrey(manager.message(), world)
    refused = await manager.press("Accept")
    assert "another editor has to accept it" in refused.followups[-1].content
    assert await revisions(world) == ()
    await queue(second)
    await queue(manager)
    await manager.press("Take back")
    assert "Nothing is waiting" in manager.text()
    late = await second.press("Accept")
    assert "Somebody else has decided" in late.followups[-1].content
    assert "four minutes" in await ask()


async def test_whoever_accepts_their_own_once_one_person_is_enough_is_not_told_of_it(world: Any, manager: Any, ask: Any) -> None:
    await propose(manager)
    await world.manager.slash(world.channel, "settings two-people", required=False)
    await queue(manager)
    await manager.press("Accept")
    assert "nine minutes" in await ask()
    assert world.said(world.manager.user.dm_channel) == []


async def test_of_two_who_accept_at_once_one_does(
    world: Any, manager: Any, second: Any, colleague: Any, together: Any, ask: Any
) -> None:
    third = colleague("third")
    await propose(manager)
    await queue(second)
    await queue(third)
    await together(lambda: second.press("Accept"), lambda: third.press("Accept"))
    assert len(await revisions(world)) == 1
    assert "nine minutes" in await ask()


async def test_a_proposal_is_rejected_with_a_reason_that_the_proposer_reads(
    world: Any, manager: Any, second: Any, ask: Any
) -> None:
    await propose(manager)
    await queue(second)
    await second.press("Reject")
    await second.fill(why="The book says four")
    assert "Nothing is waiting" in second.text()
    told = world.text(world.last(world.manager.user.dm_channel))
    assert "second did not accept the change of Black tea time" in told
    assert "The book says four" in told
    assert "four minutes" in await ask()


async def test_what_changed_since_it_was_proposed_is_a_conflict_that_loses_nothing(
    world: Any, manager: Any, second: Any, colleague: Any, ask: Any
) -> None:
    third = colleague("third")
    await propose(manager, title="Black tea, briefly")
    await propose(second, SIX)
    await queue(third)
    await third.press("Next")
    assert "second proposes" in third.text()
    await third.press("Accept")
    assert "six minutes" in await ask()
    await queue(third)
    text = third.text()
    assert "cannot be accepted as it is" in text
    assert "second changed the fact after it was proposed" in text
    assert "four minutes. → Black tea steeps for six minutes." in text, "what changed meanwhile"
    assert "four minutes. → Black tea steeps for nine minutes." in text, "what was proposed"
    assert not buttons(third)["Accept"]
    await third.press("Amend")
    assert third.typed()["statement"] == NINE
    await third.fill()
    third.draft_message = third.seen.response
    assert "six minutes. → Black tea steeps for nine minutes." in third.text()
    assert "Black tea, briefly" in third.text()
    await third.press("Propose")
    await queue(manager)
    assert "1 of" not in manager.text() or "1 of 1" in manager.text(), "the old one is replaced"
    assert "third proposes" in manager.text()
    await manager.press("Accept")
    assert "nine minutes" in await ask()
    statuses = [(await world.bot.link.require().store.pending.get(world.guild.id, number)).status for number in (1, 2, 3)]
    assert statuses == [Status.AMENDED, Status.ACCEPTED, Status.ACCEPTED]


async def test_every_other_way_to_change_something_waits_too(world: Any, manager: Any, second: Any, ask: Any) -> None:
    async def accept(says: str) -> None:
        await queue(second)
        assert says in second.text()
        await second.press("Accept")
        assert "Nothing is waiting" in second.text()
        manager.draft_message = None

    await manager.command("add", topic="brewing")
    question = "Is there sugar in the tea?"
    await manager.fill(statement="Sugar goes into **no tea**.", title="Sugar", citations="¶1", asked_as=question)
    await manager.press("Propose")
    assert "no tea" not in await ask(question)
    await accept("manager proposes to add Sugar")
    assert "no tea" in await ask(question)
    for command, says in (("retire", "proposes to retire"), ("restore", "proposes to restore")):
        await manager.command(command, fact=BLACK_TEA, reason="r")
        assert "another editor has to accept" in manager.text()
        await manager.press("Confirm")
        assert "Proposed" in manager.text()
        await accept(says)
        assert ("four minutes" in await ask()) == (command == "restore")
    await manager.command("revert", fact="brewing.sugar", version=0, reason="r")
    await manager.press("Confirm")
    assert "no tea" in await ask(question)
    await accept("bring an earlier text of Sugar")
    assert "no tea" not in await ask(question)
    manager.seen = await world.manager.slash(world.channel, "source add")
    await manager.fill(title="The Kettle Book", paragraphs="9")
    await manager.press("Propose")
    await accept("proposes to add The Kettle Book")
    listed = await world.manager.slash(world.channel, "source list")
    assert "The Kettle Book" in world.text(listed.response)


async def test_an_import_waits_as_a_whole_and_is_accepted_as_one(world: Any, manager: Any, second: Any, ask: Any) -> None:
    await manager.command("import", file=("tea.csv", TABLE.encode()), reason="from the library")
    assert "another editor then has to accept" in manager.text()
    await manager.press("Confirm")
    assert "2 changes proposed" in manager.text()
    assert "four minutes" in await ask()
    await queue(second)
    assert "2 changes of this import wait" in second.text()
    await second.press("Accept the whole import")
    assert "Nothing is waiting" in second.text()
    assert "nine minutes" in await ask()
    assert "no tea" in await ask("Does milk go into tea?")
    assert [one.by.approver for one in await revisions(world)] == [second.person.id]


async def test_an_import_is_rejected_as_one(world: Any, manager: Any, second: Any) -> None:
    await manager.command("import", file=("tea.csv", TABLE.encode()), reason="from the library")
    await manager.press("Confirm")
    await queue(second)
    await second.press("Reject the whole import")
    await second.fill(why="no")
    assert "Nothing is waiting" in second.text()
    assert await revisions(world) == ()


async def test_accepting_settles_the_suggestion_that_it_came_of(world: Any, manager: Any, second: Any) -> None:
    await world.alice.slash(world.channel, "suggest", text="It is nine", fact=BLACK_TEA)
    await queue(manager)
    await manager.press("Accept and edit")
    await manager.fill(statement=NINE)
    manager.draft_message = manager.seen.response
    await manager.press("Propose")
    suggestions = world.bot.link.require().store.suggestions
    assert len(await suggestions.of(world.guild.id)) == 1
    await queue(second)
    await second.press("Accept")
    assert len(await suggestions.of(world.guild.id, Status.ACCEPTED)) == 1
    assert "was taken up" in world.text(world.last(world.alice.user.dm_channel))


async def test_the_rule_and_what_waits_survive_a_restart_and_can_be_switched_off(
    world: Any, manager: Any, second: Any, ask: Any
) -> None:
    await propose(manager)
    await world.restart()
    await manager.edit(statement=SIX)
    assert "Propose" in buttons(manager)
    off = await world.manager.slash(world.channel, "settings two-people", required=False)
    assert "1 change still waits" in off.response.content
    await manager.edit(statement=SIX)
    await manager.press("Save")
    assert "Saved as version 1" in manager.text()
    assert "six minutes" in await ask()


async def test_the_log_channel_tells_of_the_rule_of_proposals_and_of_both_people(world: Any, manager: Any, second: Any) -> None:
    log = world.guild.create_text_channel("log")
    await world.manager.slash(world.channel, "settings log-channel", channel=log)
    await world.manager.slash(world.channel, "settings two-people", required=False)
    assert "manager has switched off that two people" in world.text(world.last(log))
    await world.manager.slash(world.channel, "settings two-people", required=True)
    await propose(manager)
    assert "manager proposes a change of Black tea time" in world.text(world.last(log))
    await queue(second)
    await second.press("Accept")
    assert "manager edited Black tea time" in world.text(world.last(log))
    assert "accepted by second" in world.text(world.last(log))


async def test_the_rule_of_one_server_is_not_another_s(world: Any, manager: Any) -> None:
    other = world.env.create_guild("Coffee House")
    role = other.create_role("Managers", permissions=discord.Permissions(manage_guild=True))
    stranger = type(manager)(world, other.add_member(world.env.create_user("stranger"), roles=[role]), None)
    stranger.channel = other.create_text_channel("general")
    await world.env.settle()
    await propose(manager)
    await stranger.edit(statement=SIX)
    assert "Save" in buttons(stranger)
    seen = await stranger.person.slash(stranger.channel, "review queue")
    assert "Nothing is waiting" in world.text(seen.response)


def custom_id(who: Any, label: str) -> str:
    """The id of a button of what somebody sees."""
    return str(next(part["custom_id"] for part in walk_components(who.message().components) if part.get("label") == label))


def reforge(who: Any, label: str, forged: str) -> None:
    """Give a button another id, as a forged press and one that comes late have it."""
    stored = who.world.env.backend.get_message(who.world.channel.id, who.message().id)
    for part in walk_components(stored.components):
        if part.get("label") == label:
            part.update(custom_id=forged, disabled=False)


async def test_a_forged_button_for_an_import_accepts_none_of_ones_own(world: Any, manager: Any, second: Any) -> None:
    await propose(second)
    await queue(second)
    reforge(second, "Accept", custom_id(second, "Accept").replace("accept", "acceptall"))
    await second.press("Accept")
    assert await revisions(world) == ()
    await propose(manager, SIX)
    await queue(second)
    await second.press("Next")
    assert "manager proposes" in second.text()
    reforge(second, "Accept", custom_id(second, "Accept").replace("accept", "acceptall"))
    await second.press("Accept")
    assert await revisions(world) == (), "neither the one that is shown, which is no import, nor one's own beside it"


async def test_a_press_that_comes_after_the_page_was_turned_is_about_nothing_else(world: Any, manager: Any, second: Any) -> None:
    await propose(manager)
    await manager.edit("brewing.milk", statement="Milk goes into **no tea**.", reason="so it says")
    await manager.press("Propose")
    await queue(second)
    seen = custom_id(second, "Accept")
    await second.press("Next")
    assert "brewing.milk" in second.text()
    reforge(second, "Accept", seen)
    late = await second.press("Accept")
    assert "again" in late.response.content
    assert await revisions(world) == await revisions(world, "brewing.milk") == ()
