"""Any sequence of commands of moderators in three servers: each answers what a simple model says, and nothing of the others."""

from __future__ import annotations

import asyncio
import itertools
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import discord
import pytest
import simcord
from hypothesis import given, settings
from hypothesis import strategies as st
from simcord.components import walk_components

from bot.client import SafirBot
from bot.settings import Settings
from bot.store_link import StoreLink
from knowledge.answering.answerer import Answerer
from knowledge.base import KnowledgeBase
from knowledge.pack import load_pack

PACK = Answerer(KnowledgeBase(load_pack(Path(__file__).parents[2] / "packs" / "tea")))
SERVERS = 3
QUESTIONS = {"brewing.milk": "Does milk go into tea?", "brewing.black.time": "How long does black tea steep?"}
Step = tuple[int, str, str]  # in which server, about which fact, what
COMMANDS = ["edit", "edit", "retire", "restore", "undo", "two people", "accept", "accept"]
steps = st.lists(
    st.tuples(st.integers(0, SERVERS - 1), st.sampled_from(list(QUESTIONS)), st.sampled_from(COMMANDS)), min_size=1, max_size=10
)


@dataclass(frozen=True)
class State:
    """What a server says of a fact. own: it says something of its own. changes: how often it was changed."""

    text: str
    retired: bool = False
    own: bool = False
    changes: int = 0


@dataclass
class Model:
    """One server."""

    facts: dict[str, State] = field(
        default_factory=lambda: {fact: State(PACK.base.fact(fact).statement["en"].replace("**", "")) for fact in QUESTIONS}
    )
    two_people: bool = False
    waiting: list[tuple[str, State, State]] = field(default_factory=list)  # which fact, from what, to what

    def then(self, fact: str, what: str, text: str) -> State | None:
        """What a command would make of a fact; None where it cannot."""
        now = self.facts[fact]
        changes = now.changes + 1
        if what == "edit":
            return State(text, now.retired, True, changes)
        if what == "undo":
            return State(PACK.base.fact(fact).statement["en"].replace("**", ""), changes=changes) if now.own else None
        return State(now.text, what == "retire", True, changes) if now.retired is (what == "restore") else None


class Server:
    """The same, of the bot: a channel with two moderators in it."""

    def __init__(self, env: Any, name: str) -> None:
        self.guild = env.create_guild(name)
        role = self.guild.create_role("Managers", permissions=discord.Permissions(manage_guild=True))
        self.first, self.second = (self.guild.add_member(env.create_user(f"{name}{n}"), roles=[role]) for n in (1, 2))
        self.channel = self.guild.create_text_channel("general")

    async def change(self, fact: str, what: str, text: str) -> str:
        """Use a command to its end; gives what the moderator reads then."""
        if what == "edit":
            form = await self.first.slash(self.channel, "fact edit", fact=fact)
            boxes = {one["component"]["custom_id"]: one["component"].get("value") or "" for one in form.modal["components"]}
            shown = await self.first.submit_modal(form, {**boxes, "statement": text})
        elif what == "undo":
            shown = await self.first.slash(self.channel, "fact revert", fact=fact, version=0, reason="r")
        else:
            shown = await self.first.slash(self.channel, f"fact {what}", fact=fact, reason="r")
        message = shown.response
        (label,) = {"Save", "Propose", "Confirm"} & set(labels(message))
        await self.first.click(message, label=label)
        return text_of(message)

    async def accept(self) -> bool:
        """Look at the first that waits, and accept it, or reject it where that cannot be."""
        message = (await self.second.slash(self.channel, "review queue")).response
        if "Accept" in labels(message):
            await self.second.click(message, label="Accept")
            return True
        form = await self.second.click(message, label="Reject")
        await self.second.submit_modal(form, {"why": "no"})
        return False


def text_of(message: Any) -> str:
    return "\n".join(str(part["content"]) for part in walk_components(message.components) if part["type"] == 10)


def labels(message: Any) -> list[str]:
    """The buttons that can be pressed."""
    parts = walk_components(message.components)
    return [part["label"] for part in parts if part["type"] == 2 and not part.get("disabled")]


async def take(server: Server, model: Model, fact: str, what: str, text: str) -> None:
    """One step, in the bot and in the model."""
    if what == "two people":
        model.two_people = not model.two_people
        await server.first.slash(server.channel, "settings two-people", required=model.two_people)
    elif what == "accept":
        if model.waiting:
            name, before, proposed = model.waiting.pop(0)
            assert await server.accept() is (model.facts[name] == before)
            if model.facts[name] == before:
                model.facts[name] = proposed
    else:
        said = await server.change(fact, what, text)
        after = model.then(fact, what, text)
        if after is None:
            assert "Nothing was changed" in said
        elif model.two_people:
            assert "Proposed" in said
            model.waiting.append((fact, model.facts[fact], after))
        else:
            assert "Saved as version" in said
            model.facts[fact] = after


async def agree(folder: str, sequence: list[Step]) -> None:
    minutes = itertools.count(0, 60)  # nobody asks too fast
    async with StoreLink(f"sqlite:///{folder}/safir.sqlite3", PACK.base.pack) as link:
        env = simcord.Env(SafirBot(PACK, Settings(), link=link, shard_count=1, clock=lambda: float(next(minutes))))
        await env.start()
        servers = [Server(env, f"House {number}") for number in range(SERVERS)]
        models = [Model() for _ in servers]
        await env.settle()
        for number, (place, fact, what) in enumerate(sequence):
            await take(servers[place], models[place], fact, what, f"Statement {number} of house {place}.")
            for server, model in zip(servers, models, strict=True):
                for name, state in model.facts.items():
                    asked = await server.first.slash(server.channel, "ask", question=QUESTIONS[name], private=True)
                    text = text_of(asked.response).replace("**", "")
                    assert (state.text in text) is not state.retired, (number, name)
        await env.shutdown()
        env.raise_errors()


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@given(sequence=steps)
@settings(max_examples=8, deadline=None, derandomize=True)
def test_three_servers_answer_from_their_own_commands(sequence: list[Step]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(agree(folder, sequence))
