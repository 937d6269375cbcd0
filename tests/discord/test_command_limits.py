"""Discord's limits on commands, which SimCord does not enforce: checked over everything that is registered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from knowledge.answering.answerer import Answerer
from knowledge.pack_checks import MAX_COMMANDS
from tests.discord.payload_limits import beyond

SUBCOMMANDS = (1, 2)
CHAT_INPUT = 1
MOST_COMMANDS = 100  # that Discord lets a bot have
INTEGER = 4


def offering(payload: dict[str, Any], path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every option of a command that offers something while somebody types, with the command's whole name."""
    path = f"{path} {payload['name']}".strip()
    for option in payload.get("options", []):
        if option["type"] in SUBCOMMANDS:
            yield from offering(option, path)
        elif option.get("autocomplete"):
            yield path, option


@pytest.fixture(params=["tea", "shipped"])
def answerer(request: pytest.FixtureRequest) -> Answerer:
    found: Answerer = request.getfixturevalue(request.param)
    return found


async def test_commands_are_registered_within_discord_s_limits_in_every_language(world: Any) -> None:
    sent = [request.json for request in world.env.http_requests if isinstance(request.json, list)]
    assert sent
    assert sent[-1]
    assert beyond(sent[-1]) == []


async def test_the_commands_of_the_largest_pack_fit_beside_the_bot_s_own(world: Any) -> None:
    sent = [request.json for request in world.env.http_requests if isinstance(request.json, list)][-1]
    of_pack = sum(topic.command is not None for topic in world.bot.answerers.pack.base.topics)
    own = sum(command.get("type", CHAT_INPUT) == CHAT_INPUT for command in sent) - of_pack
    assert own + MAX_COMMANDS <= MOST_COMMANDS


@pytest.mark.parametrize("typed", ["", "a", "what", "x" * 200, "tade witth rusia", "**"])
async def test_what_is_offered_while_typing_is_within_discord_s_limits(world: Any, typed: str) -> None:
    for command in world.bot.tree.get_commands():
        for path, option in offering(command.to_dict(world.bot.tree)):
            if option["type"] == INTEGER:
                continue  # only numbers can be typed
            offered = await world.manager.autocomplete(world.channel, path, option["name"], typed)
            assert len(offered) <= 25
            for choice in offered:
                assert 1 <= len(choice["name"]) <= 100
                assert isinstance(choice["value"], int) or 1 <= len(choice["value"]) <= 100
