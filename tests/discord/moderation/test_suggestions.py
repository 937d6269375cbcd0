"""Suggestions: from the button under an answer or /suggest, through /review queue, to a message to whoever made it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from simcord import SetupError

from bot.moderation import contributions
from knowledge.store.revision import By
from knowledge.store.store import utc_now
from knowledge.store.suggestions import Status

MARKS = "*_~`|[]<>\\"  # each takes two characters where it is shown
BLACK_TEA = "brewing.black.time"
NINE = "Black tea steeps for **nine minutes**."


async def suggest(world: Any, text: str = "It is *nine* @everyone", **options: Any) -> Any:
    return await world.alice.slash(world.channel, "suggest", text=text, **options)


async def queue(world: Any, manager: Any) -> None:
    manager.draft_message = None
    manager.seen = await world.manager.slash(world.channel, "review queue")
    manager.draft_message = manager.seen.response


def told(world: Any) -> str:
    return str(world.text(world.last(world.alice.user.dm_channel)))


async def of(world: Any, status: Status = Status.OPEN) -> Any:
    return await world.bot.link.require().store.suggestions.of(world.guild.id, status)


async def test_a_correction_from_the_button_is_accepted_edited_and_told(world: Any, manager: Any, ask: Any) -> None:
    await ask()
    await world.restart()
    form = await world.bob.click(world.last(), label="Suggest a correction")
    thanks = await world.bob.submit_modal(form, {"text": "It is nine"})
    assert thanks.ephemeral
    assert "Thank you" in thanks.response.content
    await queue(world, manager)
    assert "bob suggests" in manager.text()
    assert "about Black tea time" in manager.text()
    assert "It is nine" in manager.text()
    review = manager.message()
    await manager.press("Accept and edit")
    assert manager.typed()["reason"] == "Suggested by bob: It is nine"
    await manager.fill(statement=NINE)
    manager.draft_message = manager.seen.response
    assert len(await of(world)) == 1, "nothing is decided before it is saved"
    await manager.press("Save")
    assert "nine minutes" in await ask()
    assert [one.decided_by for one in await of(world, Status.ACCEPTED)] == [world.manager.id]
    assert "was taken up" in world.text(world.last(world.bob.user.dm_channel))
    assert review.ephemeral


async def test_a_suggestion_is_rejected_with_a_reason(world: Any, manager: Any, ask: Any) -> None:
    await suggest(world, fact=BLACK_TEA)
    await queue(world, manager)
    await manager.press("Reject")
    await manager.fill(why="The book says four")
    assert "Nothing is waiting" in manager.text()
    assert "not taken up" in told(world)
    assert "The book says four" in told(world)
    assert "It is *nine*" in told(world)
    assert "four minutes" in await ask()


async def test_one_that_names_no_fact_is_put_with_one_or_becomes_a_new_one(world: Any, manager: Any) -> None:
    await suggest(world, "black tea is wrong")
    await queue(world, manager)
    assert "about no fact in particular" in manager.text()
    await manager.choose("fact", BLACK_TEA)
    assert manager.typed()["title"] == "Black tea time"
    await queue(world, manager)
    await manager.choose("fact", "+")
    assert manager.typed()["statement"] == ""
    assert "black tea is wrong" in manager.typed()["reason"]


async def test_a_fact_that_goes_while_it_is_chosen_from_is_said_to_be_gone(world: Any, manager: Any) -> None:
    editor, by = world.bot.link.require(), By(7, "Mo")
    black = next(fact for fact in editor.effective(world.guild.id).pack.facts if fact.id == BLACK_TEA)
    content = black.model_dump(mode="json", exclude_defaults=True)
    await editor.add(world.guild.id, {**content, "id": "brewing.cold", "asked_as": {"en": ["How long does cold tea steep?"]}}, by)
    await suggest(world, "cold tea is wrong")
    await queue(world, manager)
    await editor.revert(world.guild.id, "brewing.cold", None, editor.seen(world.guild.id, "brewing.cold"), by)
    await manager.choose("fact", "brewing.cold")
    assert "not there any more" in manager.seen.response.content
    assert await of(world), "the suggestion still waits"


async def test_one_pages_through_them(world: Any, manager: Any) -> None:
    await suggest(world, "first")
    await suggest(world, "second")
    await queue(world, manager)
    assert "1 of 2" in manager.text()
    await manager.press("Next")
    assert "second" in manager.text()
    await manager.press("Before")
    assert "first" in manager.text()


async def test_of_two_moderators_one_is_told_that_the_other_was_faster(world: Any, manager: Any) -> None:
    await suggest(world)
    await queue(world, manager)
    await manager.press("Reject")
    (open_,) = await of(world)
    await world.bot.link.require().store.suggestions.decide(world.guild.id, open_.id, Status.REJECTED, 7, "no")
    await manager.fill(why="too late")
    assert [one.reason for one in await of(world, Status.REJECTED)] == ["no"]


async def test_a_person_has_a_limit(world: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(5):
        assert "Thank you." in (await suggest(world, f"number {number}")).response.content
    assert "60 minutes" in (await suggest(world, "one more")).response.content
    await world.restart()
    assert "60 minutes" in (await suggest(world, "after a restart")).response.content
    now = utc_now()
    monkeypatch.setattr(contributions, "utc_now", lambda: now + timedelta(minutes=61))
    assert "Thank you." in (await suggest(world, "later")).response.content
    monkeypatch.setattr(contributions, "utc_now", lambda: now - timedelta(days=400))
    assert "Thank you." in (await suggest(world, "after the clock was put back")).response.content


async def test_members_see_no_queue(world: Any) -> None:
    with pytest.raises(SetupError, match="not visible"):
        await world.alice.slash(world.channel, "review queue")
    command = world.env.backend.find_command("review", None)
    world.guild.set_command_permissions(int(command["id"]), {world.alice: True})
    result = await world.alice.slash(world.channel, "review queue")
    assert "Manage Server, or the role" in result.response.content


async def test_there_is_no_button_where_nobody_would_read_it(world: Any) -> None:
    await world.alice.user.send_dm("How long does black tea steep?")
    assert world.buttons(world.last(world.alice.user.dm_channel)) == ["Sources", "Why?", "Remove"]
    await world.alice.send(world.channel, f"{world.mention} Who won the chess championship in Oslo?")
    assert "Suggest a correction" not in world.buttons(world.last())


async def test_the_longest_suggestion_and_reason_are_within_discord_s_limits(world: Any, manager: Any) -> None:
    await suggest(world, MARKS * 100, fact=BLACK_TEA)
    await queue(world, manager)
    assert len(world.raw(manager.message())) <= 4_000
    await manager.press("Accept and edit")
    await queue(world, manager)
    await manager.press("Reject")
    await manager.fill(why=MARKS * 30)
    assert "not taken up" in told(world)


async def test_who_takes_no_messages_is_not_told_and_nothing_else_goes_wrong(world: Any, manager: Any) -> None:
    await suggest(world)
    await queue(world, manager)
    world.env.inject_error("POST", "/channels/*/messages", status=403, code=50007, message="Cannot send messages to this user")
    await manager.press("Reject")
    await manager.fill(why="no")
    assert "Nothing is waiting" in manager.text()


async def test_no_server_sees_another_s_suggestions(world: Any, manager: Any) -> None:
    store = world.bot.link.require().store
    await store.suggestions.add(world.guild.id + 1, "elsewhere", 7, "carol")
    await queue(world, manager)
    assert "Nothing is waiting" in manager.text()
