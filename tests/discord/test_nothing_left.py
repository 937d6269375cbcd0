"""What an answer was shown on goes as soon as it was sent: Python need not look for it while others wait."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from typing import Any

import pytest
from discord import ui

QUESTIONS = ("How long does black tea steep?", "Who won the cup?", "How long does black tea steep?", "What about milk?")


@pytest.fixture(autouse=True)
def _nothing_is_looked_for() -> Iterator[None]:
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def parts() -> list[Any]:
    """What stands on cards. (SimCord itself holds the emptied cards.)"""
    return [one for one in gc.get_objects() if isinstance(one, ui.ActionRow | ui.Button | ui.Select | ui.TextDisplay)]


async def test_no_part_of_a_card_is_left_when_it_was_sent(world: Any) -> None:
    before = len(parts())
    for question in QUESTIONS:
        await world.bob.send(world.channel, f"{world.mention} {question}")
        assert len(parts()) == before


async def test_nor_when_discord_has_refused_it(world: Any) -> None:
    before = len(parts())
    world.env.inject_error("POST", "/channels/*/messages", status=400, message="no", times=2)
    await world.bob.send(world.channel, f"{world.mention} {QUESTIONS[0]}")
    assert len(parts()) == before
    world.env.errors.clear()


async def test_nor_of_a_command_s_answer(world: Any) -> None:
    before = len(parts())
    for private in (True, False):
        await world.bob.slash(world.channel, "ask", question=QUESTIONS[0], private=private)
        assert len(parts()) == before
