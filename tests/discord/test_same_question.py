"""Several people ask the same: each gets the answer as their own, though it was built once."""

from __future__ import annotations

from typing import Any

QUESTION = "How long does black tea steep?"


async def ask(world: Any, who: Any, question: str = QUESTION) -> Any:
    await who.send(world.channel, f"{world.mention} {question}")
    return world.last()


async def test_everybody_gets_the_same_card_and_owns_their_own(world: Any) -> None:
    first = await ask(world, world.moderator)
    again = await ask(world, world.bob)
    third = await ask(world, world.alice)
    assert world.text(first) == world.text(again) == world.text(third)
    assert third.id not in (first.id, again.id)
    refused = await world.bob.click(third, label="Remove")
    assert "Only the person who asked" in refused.response.content
    removed = await world.alice.click(third, label="Remove")
    assert removed.acknowledged
    assert [message.id for message in world.said(world.channel)] == [first.id, again.id]


async def test_an_answer_that_was_given_before_can_be_asked_about_and_gone_on_from(world: Any) -> None:
    for who in (world.moderator, world.bob):
        await ask(world, who)
    third = await ask(world, world.alice)
    why = await world.alice.click(third, label="Why?")
    assert "how long" in world.text(why.response).lower()
    await world.alice.send(world.channel, "and green tea?", reply_to=third)
    assert world.last().reference.message_id != third.reference.message_id
    assert "green tea" in world.text(world.last()).lower()
