"""The queue of questions: bounded, first come first served, and the loop gets its turn between two answers."""

from __future__ import annotations

import asyncio
import itertools

import pytest

from bot.question_queue import NOTES, Full, QuestionQueue


async def asked(queue: QuestionQueue, number: int, answered: list[int]) -> None:
    async with queue.place(), queue.turn():
        answered.append(number)


async def test_a_rush_is_answered_in_order_and_what_is_too_much_is_turned_away() -> None:
    queue = QuestionQueue(10)
    answered: list[int] = []
    results = await asyncio.gather(*(asked(queue, number, answered) for number in range(100)), return_exceptions=True)
    turned_away = [number for number, result in enumerate(results) if isinstance(result, Full)]
    assert answered == sorted(answered)
    assert len(answered) + len(turned_away) == 100
    assert queue.turned_away == len(turned_away) > 50
    assert min(turned_away) > 9
    assert (queue.waiting, queue.under_way) == (0, 0)


async def test_the_loop_reads_on_between_two_answers() -> None:
    queue = QuestionQueue(1_000)
    answered: list[int] = []
    seen: list[int] = []

    async def read() -> None:
        while len(answered) < 100:
            seen.append(len(answered))
            await asyncio.sleep(0)

    await asyncio.gather(*(asked(queue, number, answered) for number in range(100)), read())
    assert max(later - earlier for earlier, later in itertools.pairwise(seen)) <= 4


async def test_answers_that_discord_does_not_take_are_bounded_too() -> None:
    queue = QuestionQueue(10, on_their_way=3)
    release = asyncio.Event()

    async def stuck() -> None:
        async with queue.place():
            async with queue.turn():
                pass
            await release.wait()

    waiting = [asyncio.create_task(stuck()) for _ in range(3)]
    await asyncio.sleep(0.01)
    with pytest.raises(Full):
        await stuck()
    release.set()
    await asyncio.gather(*waiting)
    await stuck()


async def test_a_question_that_fails_or_is_cancelled_leaves_its_place_and_its_turn() -> None:
    queue = QuestionQueue(5)

    async def fails() -> None:
        async with queue.place(), queue.turn():
            raise RuntimeError

    for _ in range(20):
        with pytest.raises(RuntimeError):
            await fails()
    cancelled = [asyncio.create_task(asked(queue, number, [])) for number in range(5)]
    await asyncio.sleep(0)
    for task in cancelled:
        task.cancel()
    await asyncio.gather(*cancelled, return_exceptions=True)
    answered: list[int] = []
    await asked(queue, 1, answered)
    assert answered == [1]
    assert (queue.waiting, queue.under_way) == (0, 0)


async def test_it_can_be_waited_for_until_nothing_is_under_way() -> None:
    queue = QuestionQueue(5)
    await queue.drained()
    answered: list[int] = []
    asking = [asyncio.create_task(asked(queue, number, answered)) for number in range(5)]
    await asyncio.sleep(0)
    await queue.drained()
    assert len(answered) == 5
    await asyncio.gather(*asking)


async def test_notes_to_those_who_were_turned_away_are_no_rush_themselves() -> None:
    queue = QuestionQueue(5)
    told: list[bool] = []

    async def note() -> None:
        async with queue.note() as may:
            told.append(may)
            await asyncio.sleep(0.01)

    await asyncio.gather(*(note() for _ in range(NOTES + 20)))
    assert told.count(True) == NOTES
    async with queue.note() as may:
        assert may
