"""What stands behind an answer: its sources, why it was given, what to ask next, and whom to tell when it is missing."""

from __future__ import annotations

import re
from typing import Any

import pytest

from bot.conversations import LIFETIME
from bot.reasons import SECONDS

QUESTION = "How long does black tea steep?"
UNKNOWN = "Who won the chess championship in Oslo?"
NEXT = "How much tea did Brookvale pick in 2022?"
SELECT = 3


async def ask(world: Any, question: str = QUESTION, **options: Any) -> Any:
    await world.alice.send(world.channel, f"{world.mention} {question}", **options)
    return world.last()


def options_of(world: Any, message: Any) -> list[str]:
    from tests.discord.conftest import components_of

    return [option["value"] for part in components_of(message) if part["type"] == SELECT for option in part["options"]]


@pytest.mark.parametrize("restarts", [False, True])
async def test_sources_say_what_each_paragraph_is_used_for(world: Any, restarts: bool) -> None:
    answer = await ask(world)
    if restarts:
        await world.restart()
    result = await world.bob.click(answer, label="Sources")
    assert result.ephemeral
    text = world.text(result.response)
    assert "The Little *Tea* Book" in text
    assert "¶2, ¶3 · Black tea time: Black tea steeps for four minutes." in text
    assert "Published: May 2024" in text


@pytest.mark.parametrize("restarts", [False, True])
async def test_why_tells_how_a_question_was_read_and_what_came_near(world: Any, restarts: bool) -> None:
    answer = await ask(world, "how long does black tea steap")
    assert "I read this as: how long does black tea steep" in world.text(answer)
    if restarts:
        await world.restart()
    result = await world.bob.click(answer, label="Why?")
    assert result.ephemeral
    text = world.text(result.response)
    assert "You asked: how long does black tea steap" in text
    assert "I took “steap” for “steep”" in text
    assert "Black tea time, asked for as “How long does black tea steep?”" in text
    assert "% sure" in text


async def test_why_a_follow_up_was_read_so_is_known_for_an_hour_and_then_what_it_rests_on(world: Any) -> None:
    await ask(world, "What was the harvest in 2021?")
    answer = await ask(world, "and in 2022?")
    first = world.text((await world.alice.click(answer, label="Why?")).response)
    assert "You asked: and in 2022?" in first
    assert "going on from what was asked before" in first
    assert "Brookvale harvest in 2022" in first
    world.clock.now += max(SECONDS, LIFETIME) + 1
    later = world.text((await world.alice.click(answer, label="Why?")).response)
    assert "no longer know how this was asked" in later
    assert "Brookvale harvest in 2022" in later


async def test_a_question_too_long_for_a_button_is_explained_all_the_same(world: Any) -> None:
    answer = await ask(world, f"{QUESTION} I ask because my guests are here and the kettle boils and nobody knows it at all")
    assert "how long" in world.text((await world.alice.click(answer, label="Why?")).response).lower()
    await world.restart()
    assert "Black tea time" in world.text((await world.alice.click(answer, label="Why?")).response)


async def test_a_refusal_that_tells_what_is_near_is_explained_by_what_that_lacks(world: Any) -> None:
    answer = await ask(world, "On which day was Brookvale founded?")
    assert "My sources don't say on which day. What they do say: Mira Lind founded" in world.text(answer).replace("**", "")
    why = world.text((await world.bob.click(answer, label="Why?")).response)
    assert "does not tell what was asked of it: on which day" in why


async def test_a_refusal_is_explained_and_what_is_missing_can_be_told_to_the_moderators(world: Any) -> None:
    answer = await ask(world, UNKNOWN)
    why = await world.bob.click(answer, label="Why?")
    assert "I gave no answer" in world.text(why.response)
    await world.restart()
    form = await world.bob.click(answer, label="Tell the moderators")
    thanks = await world.bob.submit_modal(form, {"text": "Please add chess"})
    assert "Thank you" in thanks.response.content
    kept = await world.bot.link.require().store.suggestions.of(world.guild.id)
    assert [(one.text, one.fact_id) for one in kept] == [("Please add chess", None)]


async def test_where_there_are_no_moderators_nobody_can_be_told(world: Any) -> None:
    await world.alice.user.send_dm(UNKNOWN)
    assert "Tell the moderators" not in world.buttons(world.last(world.alice.user.dm_channel))


async def test_the_asker_goes_on_with_a_related_question_and_the_first_answer_stays(world: Any) -> None:
    answer = await ask(world, "What was the harvest in 2021?")
    offered = options_of(world, answer)
    assert "How much tea did Brookvale pick in 2022?" in offered
    await world.restart()
    await world.alice.select(answer, [NEXT])
    texts = [world.text(message) for message in world.said(world.channel)]
    assert len(texts) == 2
    assert "400 kg" in texts[0]
    assert "650 kg" in texts[1]
    assert "Question: How much tea did Brookvale pick in 2022?" in texts[1]


async def test_somebody_else_goes_on_for_themselves(world: Any) -> None:
    answer = await ask(world, "What was the harvest in 2021?")
    result = await world.bob.select(answer, [NEXT])
    assert result.ephemeral
    assert "650 kg" in world.text(result.response)
    assert len(world.said(world.channel)) == 1


async def test_a_private_answer_is_gone_on_with_in_private(world: Any) -> None:
    first = await world.alice.slash(world.channel, "ask", question="What was the harvest in 2021?", private=True)
    result = await world.alice.select(first.response, [NEXT])
    assert result.ephemeral


async def test_sources_of_facts_that_are_gone_say_so(world: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = await ask(world)
    monkeypatch.setattr("bot.views.sources_button.marked", lambda signs, base: ())
    result = await world.alice.click(answer, label="Sources")
    assert "Please ask again" in result.response.content


async def test_what_came_near_by_less_than_a_percent_is_not_told(world: Any) -> None:
    await world.alice.send(world.channel, f"{world.mention} What was the harvest in 2021?")
    text = world.text((await world.alice.click(world.last(), label="Why?")).response)
    assert re.findall(r"^- (\d+)% ·", text, re.MULTILINE) == ["100"]
