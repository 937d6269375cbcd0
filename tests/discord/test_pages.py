"""Long lists have pages, which are turned after a restart too; each person turns their own."""

from __future__ import annotations

from typing import Any

import pytest

from knowledge.answering.answerer import Answerer
from tests.discord.conftest import SELECT, components_of

TIMELINE = "timeline"


@pytest.fixture
def answerer(shipped: Answerer) -> Answerer:
    return shipped


async def first(world: Any, **options: Any) -> Any:
    return (await world.alice.slash(world.channel, TIMELINE, **options)).response


@pytest.mark.parametrize("restarts", [False, True])
async def test_the_asker_turns_the_pages_of_the_message(world: Any, restarts: bool) -> None:
    message = await first(world)
    assert "Page 1 of" in world.text(message)
    seen = {world.text(message)}
    if restarts:
        await world.restart()
    result = await world.alice.click(message, label="Next ›")
    assert result.acknowledged
    assert "Page 2 of" in world.text(world.last())
    assert world.text(world.last()) not in seen
    await world.alice.click(world.last(), label="‹ Previous")
    assert "Page 1 of" in world.text(world.last())
    assert len(world.said(world.channel)) == 1


async def test_somebody_else_turns_a_page_of_their_own_and_goes_on_there(world: Any) -> None:
    message = await first(world)
    theirs = await world.bob.click(message, label="Next ›")
    assert theirs.ephemeral
    assert "Page 2 of" in world.text(theirs.response)
    assert "Page 1 of" in world.text(world.last())
    await world.bob.click(theirs.response, label="Next ›")
    assert "Page 3 of" in world.text(theirs.response)


async def test_the_ends_of_a_list_lead_to_each_other(world: Any) -> None:
    message = await first(world)
    await world.alice.click(message, label="‹ Last page")
    assert "Page 5 of 5" in world.text(world.last())
    assert "Next ›" not in world.buttons(world.last())
    await world.alice.click(world.last(), label="First page ›")
    assert "Page 1 of 5" in world.text(world.last())


async def test_two_pages_need_one_button(world: Any) -> None:
    message = (await world.alice.slash(world.channel, "agreements")).response
    assert "Page 1 of 2" in world.text(message)
    assert {"‹ Previous", "‹ Last page"}.isdisjoint(world.buttons(message))
    await world.alice.click(message, label="Next ›")
    assert "Page 2 of 2" in world.text(world.last())
    await world.alice.click(world.last(), label="‹ Previous")
    assert "Page 1 of 2" in world.text(world.last())


async def test_a_page_keeps_what_the_list_was_narrowed_to(world: Any) -> None:
    offered = await world.alice.autocomplete(world.channel, TIMELINE, "from", "20")
    assert 2024 in [choice["value"] for choice in offered]
    options: dict[str, Any] = {"from": 2021, "to": 2024}
    message = await first(world, **options)
    assert "2021 to 2024" in world.text(message)
    await world.restart()
    await world.alice.click(message, label="Next ›")
    assert "2021 to 2024" in world.text(world.last())
    assert "2030" not in world.text(world.last())


async def test_a_question_for_a_long_list_has_pages_too(world: Any) -> None:
    await world.alice.send(world.channel, f"{world.mention} what happened since 2021")
    assert "Page 1 of" in world.text(world.last())
    await world.restart()
    await world.alice.click(world.last(), label="Next ›")
    assert "Page 2 of" in world.text(world.last())


@pytest.mark.parametrize("restarts", [False, True])
async def test_a_turned_page_is_explained_and_gone_on_from_as_the_first_one_was(world: Any, restarts: bool) -> None:
    await world.alice.send(world.channel, f"{world.mention} what happened since 2021")
    if restarts:
        await world.restart()
    await world.alice.click(world.last(), label="Next ›")
    turned = world.last()
    selects = [part["placeholder"] for part in components_of(turned) if part["type"] == SELECT]
    assert selects == ["Ask something related"]
    why = world.text((await world.alice.click(turned, label="Why?")).response)
    assert "You asked: " in why
    assert "what happened since 2021" in why
    theirs = (await world.bob.click(turned, label="Next ›")).response
    assert "Why?" in world.buttons(theirs)


@pytest.mark.parametrize("restarts", [False, True])
async def test_a_turned_page_of_a_follow_up_is_explained_too(world: Any, restarts: bool) -> None:
    await world.alice.send(world.channel, f"{world.mention} what happened in august 2024")
    await world.alice.send(world.channel, f"{world.mention} and since 2021?")
    assert "Page 1 of" in world.text(world.last())
    if restarts:
        await world.restart()
    await world.alice.click(world.last(), label="Next ›")
    why = world.text((await world.alice.click(world.last(), label="Why?")).response)
    assert ("You asked: and since 2021?" in why) is not restarts
    assert ("no longer" in why) is restarts


async def test_a_list_that_is_gone_says_so(world: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    message = await first(world)
    monkeypatch.setattr("bot.views.page_buttons.decoded", lambda code, base: None)
    result = await world.alice.click(message, label="Next ›")
    assert "Please ask again" in result.response.content


async def test_sources_are_those_of_the_page(world: Any) -> None:
    message = await first(world)
    one = world.text((await world.alice.click(message, label="Sources")).response)
    await world.alice.click(message, label="Next ›")
    two = world.text((await world.alice.click(world.last(), label="Sources")).response)
    assert one != two
    assert "¶" in two
