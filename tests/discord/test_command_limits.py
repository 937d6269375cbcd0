"""Discord's limits on commands, which SimCord does not enforce: checked over everything that is registered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from knowledge.answering.answerer import Answerer

CHAT = 1  # the type of slash commands
SUBCOMMANDS = (1, 2)
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


def described(payload: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A command and all that is in it: subcommands and options."""
    yield payload
    for option in payload.get("options", []):
        yield from described(option)


async def test_names_descriptions_options_and_choices_are_within_discord_s_limits(world: Any) -> None:
    commands = [command.to_dict(world.bot.tree) for command in world.bot.tree.get_commands()]
    assert 0 < len(commands) <= 100
    for command in commands:
        for part in described(command):
            names = [part["name"], *(part.get("name_localizations") or {}).values()]
            if command["type"] != CHAT:  # an entry of a menu: capitals and spaces are allowed, and there is no description
                assert all(1 <= len(name) <= 32 for name in names), part["name"]
                continue
            texts = [part["description"], *(part.get("description_localizations") or {}).values()]
            assert all(1 <= len(name) <= 32 and name == name.lower() for name in names), part["name"]
            assert all(1 <= len(text) <= 100 and text != "…" for text in texts), part["name"]
            assert len(part.get("options", [])) <= 25
            assert len(part.get("choices", [])) <= 25
            assert not (part.get("choices") and part.get("autocomplete"))
        size = sum(len(part["name"]) + len(part.get("description", "")) for part in described(command))
        assert size <= 8_000


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
