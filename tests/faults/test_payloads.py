"""Interactions that no honest client sends: forged ids, wrong types, missing parts. The bot goes on, and nothing is written."""

from __future__ import annotations

from typing import Any

import pytest

from bot.client import SafirBot
from tests.faults.faulty_discord import FaultyDiscord

COMMAND, PRESS, TYPED, FORM = 2, 3, 4, 5
QUESTION = "How long does black tea steep?"
FORGED = [
    "safir:remove:", "safir:remove:99999999999999999999999", "safir:suggestion:7:99", "safir:suggestions:x", "safir:vote:best",
    "safir:undo:999999999999999999", "safir:undo:-1", "safir:h:hf:9999:../../etc/passwd", "safir:h:bf:0:brewing.black.time",
    "safir:forget", "safir:forget:1", "safir:d:save:0000000000000000", "'; DROP TABLE revisions; --", "\u202e\x00{0}%s",
    "x" * 100, "",
]  # fmt: skip


@pytest.mark.parametrize("custom_id", FORGED)
async def test_a_forged_button_changes_nothing(bot: SafirBot, gateway: FaultyDiscord, eventually: Any, custom_id: str) -> None:
    for kind in (2, 3):
        gateway.use(PRESS, {"custom_id": custom_id, "component_type": kind, "values": ["x" * 100, "\0"]})
    gateway.use(FORM, {"custom_id": custom_id, "components": []})
    asked = gateway.say(QUESTION)
    await eventually(lambda: gateway.said_to(asked))
    assert bot.link.require().overlays.last == 0, "no revision was written"


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("name", ["ask", "brewing", "harvest", "fact", "settings", "nothing", ""])
@pytest.mark.parametrize(
    "options",
    [
        [],
        [{"name": "question", "type": 3, "value": ""}],
        [{"name": "question", "type": 4, "value": 10**30}],
        [{"name": "question", "type": 3, "value": "\0\ud800 " * 2_000}],
        [{"name": "private", "type": 5, "value": "yes"}, {"name": "private", "type": 5, "value": None}],
        [{"name": "edit", "type": 1, "options": [{"name": "fact", "type": 3, "value": "x" * 6_000}]}],
        [{"name": "unknown", "type": 99, "value": {"a": []}}],
    ],
    ids=["none", "empty", "a number", "surrogates", "not a boolean", "a group's", "unknown"],
)
async def test_forged_options_are_no_harm(gateway: FaultyDiscord, eventually: Any, name: str, options: list[Any]) -> None:
    for kind in (COMMAND, TYPED):
        focused = [{**option, "focused": True} for option in options]
        gateway.use(kind, {"id": "1", "name": name, "type": 1, "options": focused if kind == TYPED else options})
    asked = gateway.say(QUESTION)
    await eventually(lambda: gateway.said_to(asked))
