"""The process is ended, gently or not, while it is busy: what was begun is finished or never promised, and a new one goes on."""

from __future__ import annotations

import asyncio
import signal
from pathlib import Path
from typing import Any

from tests.faults.faulty_discord import FaultyDiscord
from tests.faults.processes import process

QUESTION = "How long does black tea steep?"


async def test_sigterm_under_load_finishes_what_was_begun(gateway: FaultyDiscord, tmp_path: Path, eventually: Any) -> None:
    gateway.slow = 0.3  # each answer is on its way for a while
    async with process(gateway, tmp_path) as running:
        asked = [gateway.say(QUESTION, channel=number) for number in range(100, 120)]
        await eventually(lambda: len(gateway.made("POST", "/channels/")) >= 5)
        begun = {int(one.body["message_reference"]["message_id"]) for one in gateway.made("POST", "/channels/")}
        running.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(running.wait(), 30) == 0
    assert gateway.abandoned == 0, "it waited for what was on its way"
    assert all(len(gateway.said_to(one)) == 1 for one in begun)
    assert all(len(gateway.said_to(one)) <= 1 for one in asked)


async def test_after_a_kill_a_new_process_answers_and_nothing_is_answered_twice(
    gateway: FaultyDiscord, tmp_path: Path, eventually: Any
) -> None:
    async with process(gateway, tmp_path) as running:
        first = gateway.say(QUESTION)
        await eventually(lambda: gateway.said_to(first))
        gateway.slow = 0.5
        gateway.say(QUESTION, channel=6)
        await eventually(lambda: len(gateway.made("POST", "/channels/")) >= 2)
        running.kill()
        await running.wait()
    gateway.slow = 0.0
    async with process(gateway, tmp_path) as running:
        again = gateway.say(QUESTION)
        await eventually(lambda: gateway.said_to(again))
        running.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(running.wait(), 30) == 0
    assert len(gateway.said_to(first)) == len(gateway.said_to(again)) == 1
