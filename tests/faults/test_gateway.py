"""The gateway goes away and comes back: what was asked meanwhile is answered, and nothing is answered twice."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot.client import SafirBot
from tests.faults.faulty_discord import FaultyDiscord

QUESTION = "How long does black tea steep?"


async def settled() -> None:
    """Long enough for a reply that should not come."""
    await asyncio.sleep(0.1)


@pytest.mark.usefixtures("bot")
async def test_a_dropped_connection_is_resumed_and_what_was_asked_meanwhile_is_answered(
    gateway: FaultyDiscord, eventually: Any
) -> None:
    first = gateway.say(QUESTION)
    await eventually(lambda: gateway.said_to(first))
    gateway.drop()
    missed = gateway.missed(QUESTION)
    await eventually(lambda: gateway.said_to(missed))
    await settled()
    assert (gateway.identified_times, gateway.resumed_times) == (1, 1)
    assert len(gateway.said_to(first)) == len(gateway.said_to(missed)) == 1
    assert "four minutes" in str(gateway.said_to(missed))


@pytest.mark.usefixtures("bot")
async def test_a_request_to_reconnect_is_followed_and_nothing_is_lost(gateway: FaultyDiscord, eventually: Any) -> None:
    gateway.ask_to_reconnect()
    missed = gateway.missed(QUESTION)
    await eventually(lambda: gateway.said_to(missed))
    assert (gateway.identified_times, gateway.resumed_times) == (1, 1)


@pytest.mark.usefixtures("bot")
async def test_a_refused_resume_ends_in_a_new_session_that_answers(gateway: FaultyDiscord, eventually: Any) -> None:
    gateway.refuses_resume = True
    gateway.drop()
    await eventually(lambda: gateway.identified_times == 2)
    asked = gateway.say(QUESTION)
    await eventually(lambda: gateway.said_to(asked))


@pytest.mark.usefixtures("bot")
async def test_a_gateway_that_is_away_for_many_tries_is_found_again(gateway: FaultyDiscord, eventually: Any) -> None:
    gateway.away = True
    gateway.drop()
    await asyncio.sleep(0.3)
    gateway.away = False
    await eventually(lambda: gateway.identified_times + gateway.resumed_times == 2)
    asked = gateway.say(QUESTION)
    await eventually(lambda: gateway.said_to(asked))


async def test_a_question_that_is_told_of_twice_is_answered_once(bot: SafirBot, gateway: FaultyDiscord, eventually: Any) -> None:
    asked = gateway.say(QUESTION)
    await eventually(lambda: gateway.said_to(asked))
    gateway.again()
    await settled()
    requests = [one for one in gateway.made("POST", "/channels/") if one.body]
    assert len(requests) == 1
    assert bot.asking.queue.under_way == 0


@pytest.mark.usefixtures("bot")
async def test_an_answer_under_way_when_the_gateway_drops_arrives_once(gateway: FaultyDiscord, eventually: Any) -> None:
    gateway.slow = 0.2
    asked = gateway.say(QUESTION)
    await eventually(lambda: gateway.made("POST", "/channels/"))
    gateway.drop()
    gateway.slow = 0.0
    await eventually(lambda: gateway.resumed_times == 1 and gateway.said_to(asked))
    await settled()
    assert len(gateway.said_to(asked)) == 1
