"""A small Discord for the real bot: a server, some people, and what they see on their screens."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import discord
import pytest
import pytest_asyncio
import simcord
from simcord.backend import serializers
from simcord.components import walk_components

from bot.ask_channels import AskChannels
from bot.client import SafirBot
from bot.settings import Settings
from bot.store_link import StoreLink
from knowledge.answering.answerer import Answerer
from tests.discord.payload_limits import beyond

TEA = Path(__file__).parent.parent / "packs" / "tea"
TEXT_DISPLAY = 10
BUTTON = 2
SELECT = 3


@pytest.fixture(autouse=True)
def _no_environment(no_environment: None) -> None:
    """In all of these tests."""


@dataclass
class ManualClock:
    """Seconds that pass only when a test says so."""

    now: float = 1_000.0

    def __call__(self) -> float:
        return self.now


def components_of(message: Any) -> Iterator[dict[str, Any]]:
    """Every component of a message or response, as Discord holds it."""
    if not isinstance(message, simcord.ResponseMessage):
        message = [component.to_dict() for component in message.components]
    else:
        message = message.components
    yield from walk_components(message)


@dataclass
class World:
    """A server with the bot in it."""

    env: simcord.Env
    bot: SafirBot
    clock: ManualClock
    guild: simcord.GuildHandle
    channel: simcord.ChannelHandle
    alice: simcord.MemberActor
    bob: simcord.MemberActor
    moderator: simcord.MemberActor
    manager: simcord.MemberActor
    options: dict[str, Any] = field(default_factory=dict)

    @property
    def mention(self) -> str:
        """What people type to call the bot."""
        return f"<@{self.env.backend.bot_user.id}>"

    def said(self, channel: simcord.ChannelHandle, viewer: Any = None) -> list[discord.Message]:
        """The bot's messages in a channel, oldest first."""
        me = self.env.backend.bot_user.id
        return [message for message in channel.history(viewer=viewer) if message.author.id == me]

    def last(self, channel: simcord.ChannelHandle | None = None) -> discord.Message:
        """The bot's last message there."""
        messages = self.said(channel or self.channel)
        assert messages, f"the bot said nothing\n{self.env.transcript()}"
        return messages[-1]

    def text(self, message: Any) -> str:
        """Everything that is written in a message, with the Markdown that makes it bold or safe taken off."""
        assert message is not None, "there is no message"
        parts = [message.content, *(part["content"] for part in components_of(message) if part["type"] == TEXT_DISPLAY)]
        return "\n".join(parts).replace("**", "").replace("\\", "")

    def raw(self, message: Any) -> str:
        """The same as it was sent."""
        parts = [message.content, *(part["content"] for part in components_of(message) if part["type"] == TEXT_DISPLAY)]
        return "\n".join(parts)

    def buttons(self, message: Any) -> list[str]:
        """The labels of its buttons."""
        return [part["label"] for part in components_of(message) if part["type"] == BUTTON]

    async def forum_post(self, forum: simcord.ChannelHandle, author: simcord.MemberActor, title: str, text: str) -> Any:
        """Open a post as a person does: SimCord's own verbs cannot. Returns the thread's handle."""
        backend = self.env.backend
        thread = backend.create_thread(forum.id, title, author.id, broadcast=False)
        backend.announce_thread_create(thread)
        starter = backend.prepare_message(thread.id, author.id, text)
        starter.id = thread.id  # Discord gives a post's first message the id of the thread
        backend.commit_message(starter)
        await self.env.settle()
        return next(handle for handle in forum.threads if handle.id == thread.id)

    def deny_bot(self, guild: simcord.GuildHandle, *permissions: str) -> None:
        """Take permissions from every role of the bot in a server: SimCord gives it all of them."""
        backend = self.env.backend
        held = backend.get_guild(guild.id)
        denied = discord.Permissions(**dict.fromkeys(permissions, True)).value
        for role_id in {guild.id, *held.members[backend.bot_user.id].role_ids}:
            role = held.roles[role_id]
            role.permissions &= ~denied
            backend.emit("GUILD_ROLE_UPDATE", {"guild_id": str(guild.id), "role": serializers.role_payload(role)})

    def thread_changed(self, thread: simcord.ChannelHandle, **metadata: Any) -> None:
        """Discord archives or locks a thread, or gives it tags."""
        held = self.env.backend.get_channel(thread.id)
        for name, value in metadata.items():
            setattr(held if hasattr(held, name) else held.thread_metadata, name, value)
        self.env.backend.emit("THREAD_UPDATE", serializers.thread_payload(self.env.backend, held))

    async def send_long(self, author: simcord.MemberActor, content: str) -> None:
        """Send more than 2,000 characters, as people with Nitro can and SimCord's users cannot."""
        backend = self.env.backend
        message = backend.prepare_message(self.channel.id, author.id, content[:2_000])
        message.content = content
        backend.commit_message(message)
        await self.env.settle()

    async def restart(self) -> None:
        """The process ends and starts anew; nothing is in memory any more."""
        self.bot = make_bot(self.bot.answerers.pack, self.clock, link=self.bot.link, **self.options)
        await self.env.restart_bot(self.bot)


def make_bot(answerer: Answerer, clock: ManualClock, **options: Any) -> SafirBot:
    """The real bot. `settings` are fields of Settings; `ask_channels` and `message_content` as in SafirBot."""
    settings = Settings(**{"pictures": False, **options.pop("settings", {})})  # which take a second to begin
    return SafirBot(answerer, settings, clock=clock, shard_count=1, **options)


@pytest.fixture
def clock() -> ManualClock:
    """The time by which limits and conversations go."""
    return ManualClock()


@pytest.fixture
def bot_options() -> dict[str, Any]:
    """What `make_bot` is given; a test module or a parametrised test puts its own in this place."""
    return {"ask_channels": AskChannels()}


@pytest.fixture
def answerer(tea: Answerer) -> Answerer:
    """What the bot answers with; a test module can put another one in this place."""
    return tea


@pytest.fixture
def database(tmp_path: Path) -> str:
    """The address of the bot's database."""
    return f"sqlite:///{tmp_path / 'store' / 'safir.sqlite3'}"


@pytest_asyncio.fixture
async def link(answerer: Answerer, database: str) -> AsyncIterator[StoreLink]:
    """The open store; SimCord waits for whatever the bot begins, so that this is begun before it."""
    async with StoreLink(database, answerer.base.pack, poll_seconds=0.02, retry_seconds=0.02) as opened:
        yield opened


@pytest_asyncio.fixture
async def world(answerer: Answerer, clock: ManualClock, link: StoreLink, bot_options: dict[str, Any]) -> AsyncIterator[World]:
    """The bot in a server; an error that a test does not look at fails it."""
    bot = make_bot(answerer, clock, link=link, **bot_options)
    env = simcord.Env(bot)
    await env.start()
    try:
        guild = env.create_guild("Tea House")
        helpers = guild.create_role("Helpers", permissions=discord.Permissions(manage_messages=True))
        managers = guild.create_role("Managers", permissions=discord.Permissions(manage_guild=True))
        people = {
            "alice": guild.add_member(env.create_user("alice")),
            "bob": guild.add_member(env.create_user("bob")),
            "moderator": guild.add_member(env.create_user("moderator"), roles=[helpers]),
            "manager": guild.add_member(env.create_user("manager"), roles=[managers]),
        }
        channel = guild.create_text_channel("general")
        await env.settle()
        yield World(env=env, bot=bot, clock=clock, guild=guild, channel=channel, options=bot_options, **people)
    finally:
        await env.shutdown()
    if env.check_errors:
        env.raise_errors()
    pinging = [request for request in env.http_requests if _may_ping(request.json)]
    assert not pinging, f"a message could have pinged somebody: {pinging}"
    refused = [problem for request in env.http_requests for problem in beyond(request.json)]
    assert not refused, f"Discord would have refused: {refused}"


def _may_ping(body: Any) -> bool:
    """Whether a request sends a message without forbidding every ping: said for all tests, not for one."""
    if not isinstance(body, dict):
        return False
    message = body.get("data") if body.get("type") in (4, 7) else body
    if not isinstance(message, dict) or not (message.get("content") or message.get("components")):
        return False
    allowed = message.get("allowed_mentions")
    return not isinstance(allowed, dict) or bool(allowed.get("parse")) or bool(allowed.get("replied_user"))


Speak = Callable[[Any, str], None]


@pytest.fixture
def speak(world: Any, monkeypatch: pytest.MonkeyPatch) -> Speak:
    """Sets the language of somebody's Discord."""
    locales: dict[int, str] = {}
    base_payload = simcord.interactions.base_payload

    def with_locale(*given: Any, **named: Any) -> Any:
        record, payload = base_payload(*given, **named)
        payload["locale"] = locales.get(named["user_id"], "en-US")
        return record, payload

    monkeypatch.setattr(simcord.interactions, "base_payload", with_locale)

    def set_locale(person: Any, locale: str) -> None:
        locales[person.id] = locale

    return set_locale


@pytest.fixture
def seen(world: Any) -> Callable[[Any], str]:
    """Everything that stands in a message: texts, labels of buttons and what selects say."""

    def all_of(message: Any) -> str:
        parts = message.components if isinstance(message, simcord.ResponseMessage) else [c.to_dict() for c in message.components]
        told = [part.get(key) or "" for part in walk_components(parts) for key in ("content", "label", "placeholder")]
        return "\n".join([message.content, *told]).replace("**", "").replace("\\", "")

    return all_of
