"""Moderators at work: a small language for what they do and see."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import discord
import pytest

QUESTION = "How long does black tea steep?"
BLACK_TEA = "brewing.black.time"


@dataclass
class Moderator:
    """Somebody with a form in front of them. `seen` is the last thing that the bot showed only to them."""

    world: Any
    person: Any
    channel: Any
    seen: Any = None

    async def command(self, name: str, **options: Any) -> Any:
        """Type `/fact NAME`."""
        self.seen = await self.person.slash(self.channel, f"fact {name}", **options)
        return self.seen

    async def fill(self, **boxes: str) -> Any:
        """Change boxes of the form that is open, leave the others as they are, and submit it."""
        filled = {box["custom_id"]: box.get("value") or "" for box in self.boxes()}
        self.seen = await self.person.submit_modal(self._form, {**filled, **boxes})
        return self.seen

    def boxes(self) -> list[dict[str, Any]]:
        """The boxes of the form that is open."""
        self._form = self.seen
        assert self.seen.modal is not None, f"no form is open\n{self.world.env.transcript()}"
        return [label["component"] for label in self.seen.modal["components"]]

    def typed(self) -> dict[str, str]:
        """What stands in the boxes of the form that is open."""
        return {box["custom_id"]: box.get("value") or "" for box in self.boxes()}

    async def press(self, label: str) -> Any:
        """Press a button of the draft."""
        if self.draft_message is None:
            self.draft_message = self.seen.response
        self.seen = await self.person.click(self.draft_message, label=label)
        return self.seen

    draft_message: Any = None

    async def choose(self, field: str, value: str) -> Any:
        """Choose in a select of the draft."""
        message = self.message()
        ids = [part["custom_id"] for part in _parts(message) if part.get("custom_id", "").startswith(f"safir:choose:{field}")]
        self.seen = await self.person.select(message, [value], custom_id=ids[0])
        return self.seen

    def message(self) -> Any:
        """The draft as it stands on the screen."""
        if self.draft_message is None:
            self.draft_message = self.seen.response
        return self.draft_message

    def text(self) -> str:
        """What is written in it."""
        return str(self.world.text(self.message()))

    async def edit(self, fact: str = BLACK_TEA, **boxes: str) -> None:
        """Open a fact's form, type, and look at the draft."""
        self.draft_message = None
        await self.command("edit", fact=fact)
        await self.fill(**boxes)
        self.draft_message = self.seen.response


def _parts(message: Any) -> Any:
    from simcord.components import walk_components

    yield from walk_components(message.components)


@pytest.fixture
def manager(world: Any) -> Moderator:
    """Somebody who manages the server."""
    return Moderator(world, world.manager, world.channel)


@pytest.fixture
def ask(world: Any) -> Any:
    """Asks as alice does; gives the answer's text."""

    async def asking(question: str = QUESTION, channel: Any = None) -> str:
        where = channel or world.channel
        await world.alice.send(where, f"{world.mention} {question}")
        return str(world.text(world.last(where)))

    return asking


@pytest.fixture
def together(world: Any) -> Callable[..., Awaitable[list[Any]]]:
    """Lets people press and submit at the same moment: the bot gets all of it before it has answered any."""

    async def doing(*actions: Callable[[], Awaitable[Any]]) -> list[Any]:
        backend = world.env.backend
        emit, held = backend.emit, []

        def hold(event: str, payload: Any) -> None:
            if event == "INTERACTION_CREATE":
                held.append((event, payload))
            else:
                emit(event, payload)

        backend.emit = hold
        try:
            results = [await action() for action in actions]
        finally:
            backend.emit = emit
        for one in held:
            emit(*one)
        await world.env.settle()
        return results

    return doing


@pytest.fixture
def colleague(world: Any, manager: Moderator) -> Callable[[str], Moderator]:
    """Hires one more moderator."""

    def hiring(name: str) -> Moderator:
        role = world.guild.create_role(f"Managers with {name}", permissions=discord.Permissions(manage_guild=True))
        return Moderator(world, world.guild.add_member(world.env.create_user(name), roles=[role]), world.channel)

    return hiring


@pytest.fixture
def second(colleague: Callable[[str], Moderator]) -> Moderator:
    """Another moderator."""
    return colleague("second")
