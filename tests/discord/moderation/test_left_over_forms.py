"""Forms that are submitted after a restart: a suggestion is taken, and of anything else what was typed is given back."""

from __future__ import annotations

from typing import Any

import pytest

from tests.discord.conftest import Speak
from tests.discord.left_over import left_over

BLACK_TEA = "brewing.black.time"


async def opened(world: Any) -> Any:
    await world.alice.send(world.channel, f"{world.mention} How long does black tea steep?")
    return await world.alice.click(world.last(), label="Suggest a correction")


async def test_a_suggestion_that_was_typed_over_a_restart_reaches_the_moderators(world: Any) -> None:
    form = await opened(world)
    await world.restart()
    result = await world.alice.submit_modal(form, {"text": "It should be three."})
    assert "Thank you" in result.response.content
    (kept,) = await world.bot.link.require().store.suggestions.of(world.guild.id)
    assert (kept.text, kept.fact_id, kept.author_id) == ("It should be three.", BLACK_TEA, world.alice.id)


async def test_without_a_restart_it_is_taken_once(world: Any) -> None:
    result = await world.alice.submit_modal(await opened(world), {"text": "It should be three."})
    assert "Thank you" in result.response.content
    assert not result.followups, "and nothing else is said"
    assert len(await world.bot.link.require().store.suggestions.of(world.guild.id)) == 1


async def test_an_edit_that_was_typed_over_a_restart_is_given_back(manager: Any, world: Any) -> None:
    await manager.command("edit", fact=BLACK_TEA)
    manager.boxes()
    await world.restart()
    result = await manager.fill(statement="Black tea steeps for **nine minutes**.", reason="@everyone knows")
    told = result.response.content
    assert result.ephemeral
    assert "Nothing was saved" in told
    assert "Statement:\nBlack tea steeps for **nine minutes**." in told
    assert "Reason:\n@everyone knows" in told
    assert not world.bot.link.require().overlays.of(world.guild.id)


@pytest.mark.parametrize("statement", ["word " * 240, "a ```code``` block"])
async def test_what_is_long_or_would_end_its_frame_comes_as_a_file(manager: Any, world: Any, statement: str) -> None:
    await manager.command("edit", fact=BLACK_TEA)
    manager.boxes()
    await world.restart()
    result = await manager.fill(statement=statement, asked_as="\n".join(f"question {number}" for number in range(100)))
    (file,) = result.response.attachments
    assert file.filename == "typed.txt"
    text = (await file.read()).decode()
    assert f"Statement:\n{statement.strip()}" in text
    assert "question 99" in text


async def test_an_empty_form_is_told_that_it_came_too_late(manager: Any, world: Any) -> None:
    await manager.command("add", topic="brewing")
    manager.boxes()
    await world.restart()
    result = await manager.fill()
    assert "Nothing was saved" in result.response.content


async def test_it_is_told_in_russian(manager: Any, world: Any, speak: Speak) -> None:
    speak(manager.person, "ru")
    await manager.command("edit", fact=BLACK_TEA)
    manager.boxes()
    await world.restart()
    told = (await manager.fill(reason="проба")).response.content
    assert "Ничего не сохранено" in told
    assert "Причина:\nпроба" in told
    assert left_over(told) == set()
