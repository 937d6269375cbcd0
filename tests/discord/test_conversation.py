"""Going on from what was asked: by reply, in the same channel for ten minutes, in threads, by buttons."""

from __future__ import annotations

from typing import Any

FIRST = "What was the harvest in 2021?"
NEXT = "and the year after?"  # which says nothing by itself
ANSWERED = "650 kg"


async def ask(world: Any, person: Any, channel: Any, text: str) -> str:
    await person.send(channel, f"{world.mention} {text}")
    return str(world.text(world.last(channel)))


async def opened(world: Any) -> Any:
    """A thread in the channel."""
    backend = world.env.backend
    thread = backend.create_thread(world.channel.id, "Harvests", world.alice.id, broadcast=False)
    backend.announce_thread_create(thread)
    await world.env.settle()
    return next(handle for handle in world.channel.threads if handle.id == thread.id)


async def test_the_next_question_in_the_channel_goes_on_for_ten_minutes(world: Any) -> None:
    await ask(world, world.alice, world.channel, FIRST)
    world.clock.now += 599
    assert ANSWERED in await ask(world, world.alice, world.channel, NEXT)


async def test_after_ten_minutes_it_is_forgotten(world: Any) -> None:
    await ask(world, world.alice, world.channel, FIRST)
    world.clock.now += 601
    assert ANSWERED not in await ask(world, world.alice, world.channel, NEXT)


async def test_each_person_has_a_conversation_of_their_own(world: Any) -> None:
    await ask(world, world.alice, world.channel, FIRST)
    assert ANSWERED not in await ask(world, world.bob, world.channel, NEXT)
    assert ANSWERED in await ask(world, world.alice, world.channel, NEXT)


async def test_a_reply_goes_on_from_the_answer_also_of_somebody_else_s(world: Any) -> None:
    await ask(world, world.alice, world.channel, FIRST)
    harvest = world.last()
    await ask(world, world.alice, world.channel, "Who is Mira Lind?")
    await world.bob.send(world.channel, NEXT, reply_to=harvest)
    assert ANSWERED in world.text(world.last())


async def test_a_thread_has_a_conversation_of_its_own(world: Any) -> None:
    thread = await opened(world)
    await ask(world, world.alice, world.channel, "Who is Mira Lind?")
    await ask(world, world.alice, thread, FIRST)
    assert ANSWERED in await ask(world, world.alice, thread, NEXT)
    assert ANSWERED not in await ask(world, world.alice, world.channel, NEXT)


async def test_a_command_and_a_mention_are_one_conversation(world: Any) -> None:
    await world.alice.slash(world.channel, "ask", question=FIRST)
    assert ANSWERED in await ask(world, world.alice, world.channel, NEXT)


async def test_a_question_that_was_chosen_under_an_answer_is_gone_on_from(world: Any) -> None:
    result = await world.alice.slash(world.channel, "help")
    await world.alice.select(result.response, ["How much tea did Brookvale pick in 2021?"])
    assert ANSWERED in await ask(world, world.alice, world.channel, NEXT)


async def test_a_direct_message_goes_on_without_a_mention(world: Any) -> None:
    await world.alice.user.send_dm(FIRST)
    await world.alice.user.send_dm(NEXT)
    assert ANSWERED in world.text(world.last(world.alice.user.dm_channel))


async def test_a_restart_forgets_and_says_nothing_wrong(world: Any) -> None:
    await ask(world, world.alice, world.channel, FIRST)
    await world.restart()
    assert ANSWERED not in await ask(world, world.alice, world.channel, NEXT)


async def test_a_question_that_was_deleted_meanwhile_is_answered_without_a_reference(world: Any) -> None:
    message = await world.alice.send(world.channel, f"{world.mention} {FIRST}")
    answer = world.last()
    world.env.backend.delete_message(world.channel.id, message.id)
    await world.env.settle()
    await world.alice.send(world.channel, NEXT, reply_to=answer)
    assert ANSWERED in world.text(world.last())


async def test_in_a_locked_thread_a_command_is_still_answered_to_whoever_may_type_it(world: Any) -> None:
    thread = await opened(world)
    await ask(world, world.alice, thread, FIRST)
    world.thread_changed(thread, locked=True)
    await world.env.settle()
    result = await world.alice.slash(thread, "ask", question=NEXT, private=True)
    assert ANSWERED in world.text(result.response)
