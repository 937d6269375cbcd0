"""Discord's REST limits, breaks and comes back: an answer gets there once, and the bot is not worn down by it."""

from __future__ import annotations

import asyncio
from typing import Any

import discord
import pytest

from bot.client import SafirBot
from bot.delivery import TRIES
from tests.faults.faulty_discord import ALL_LIMITED, BROKEN, LIMITED, TAKEN_AND_BROKEN, FaultyDiscord

QUESTION = "How long does black tea steep?"
OF_DISCORD_PY = 5  # tries of its own


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize(
    "fails",
    [
        [LIMITED] * 4,
        [502, 500, 504],
        [503],
        [502] * OF_DISCORD_PY + [503, 502],
        [BROKEN, BROKEN],
        [TAKEN_AND_BROKEN],
        [LIMITED, 503, TAKEN_AND_BROKEN, 502, LIMITED],
    ],
    ids=str,
)
async def test_an_answer_gets_through_and_is_there_once(gateway: FaultyDiscord, eventually: Any, fails: list[int]) -> None:
    gateway.fails.extend(fails)
    asked = gateway.say(QUESTION)
    await eventually(lambda: not gateway.fails and gateway.said_to(asked))
    await asyncio.sleep(0.1)
    assert len(gateway.shown) == 1
    assert "four minutes" in str(gateway.said_to(asked))


@pytest.mark.usefixtures("bot")
async def test_while_discord_limits_the_whole_bot_nothing_is_sent_and_then_everything_once(
    gateway: FaultyDiscord, eventually: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(discord.http, "asyncio", asyncio)  # its pause is what is tested
    gateway.fails.append(ALL_LIMITED)
    first = gateway.say(QUESTION, channel=10)
    await eventually(lambda: not gateway.fails)
    asked = [first, *(gateway.say(QUESTION, channel=number) for number in range(11, 16))]
    await eventually(lambda: all(gateway.said_to(one) for one in asked))
    assert len(gateway.shown) == len(asked)
    assert gateway.pressed == 0


@pytest.mark.usefixtures("bot")
async def test_in_a_storm_of_limits_every_question_is_answered_once(gateway: FaultyDiscord, eventually: Any) -> None:
    gateway.fails.extend([LIMITED] * 20)
    asked = [gateway.say(QUESTION, channel=number) for number in range(10, 20)]
    await eventually(lambda: all(gateway.said_to(one) for one in asked))
    assert len(gateway.shown) == 10


async def test_a_discord_that_never_recovers_ends_each_question_in_bounded_tries_and_afterwards_all_goes_on(
    bot: SafirBot, gateway: FaultyDiscord, eventually: Any
) -> None:
    gateway.always = 503
    gateway.say(QUESTION)
    await eventually(lambda: gateway.requests and bot.asking.queue.under_way == 0)
    await asyncio.sleep(0.3)
    assert len(gateway.made("POST", "/channels/")) <= 2 * TRIES, "the answer, then a word of apology"
    gateway.always = None
    asked = gateway.say(QUESTION)
    await eventually(lambda: gateway.said_to(asked))


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize(
    "fails",
    [
        [LIMITED] * 4,
        [502, 500, 504, 503],
        [BROKEN, BROKEN],
        [TAKEN_AND_BROKEN],
        [BROKEN, TAKEN_AND_BROKEN],
        [502, BROKEN, LIMITED, TAKEN_AND_BROKEN],
    ],
    ids=str,
)
async def test_a_command_is_answered_and_once(gateway: FaultyDiscord, eventually: Any, fails: list[int]) -> None:
    gateway.fails.extend(fails)
    question = [{"name": "question", "type": 3, "value": QUESTION}]
    used = gateway.use(2, {"id": "1", "name": "ask", "type": 1, "options": question})
    await eventually(lambda: not gateway.fails and str(used) in gateway.acknowledged)
    await asyncio.sleep(0.1)
    assert "four minutes" in str(gateway.acknowledged[str(used)])
    assert not [one for one in gateway.requests if one.path.startswith("/webhooks/")], "nobody apologises besides"


@pytest.mark.usefixtures("bot")
async def test_in_a_storm_every_command_is_answered_once(gateway: FaultyDiscord, eventually: Any) -> None:
    gateway.fails.extend([LIMITED, 502, BROKEN] * 7)
    question = [{"name": "question", "type": 3, "value": QUESTION}]
    used = [gateway.use(2, {"id": "1", "name": "ask", "type": 1, "options": question}) for _ in range(10)]
    await eventually(lambda: all(str(one) in gateway.acknowledged for one in used))
    assert all("four minutes" in str(gateway.acknowledged[str(one)]) for one in used)
