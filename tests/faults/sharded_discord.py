"""A Discord of several shards, with servers in which people ask and moderators edit; it tells by their tokens who answered."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from aiohttp import web

from tests.faults.faulty_discord import FaultyDiscord
from tests.loopback import PERSON
from tools.gateway import ME, MEMBER, event

COMMAND, PRESS, FORM = 2, 3, 5
OPENS_FORM: Final = 9  # kind of an answer to an interaction
MANAGE_SERVER: Final = "32"
ALL: Final = str((1 << 50) - 1)


def server_of(shard: int, shards: int) -> int:
    """The id of a server that Discord deals out to a shard; its only channel has the next id."""
    return (shard + shards) << 22


def server(own: int) -> dict[str, Any]:
    """A server as GUILD_CREATE tells of it."""
    everyone: dict[str, Any] = {"id": str(own), "name": "@everyone", "permissions": ALL, "position": 0, "color": 0, "flags": 0}
    channel = {"id": str(own + 1), "type": 0, "name": "general", "position": 0, "permission_overwrites": []}
    empty = ("emojis", "stickers", "features", "threads", "stage_instances", "voice_states", "presences")
    return {
        "id": str(own),
        "name": "Tea House",
        "owner_id": "9",
        "member_count": 3,
        "members": [{"user": ME, **MEMBER}],
        "roles": [{**everyone, "managed": False, "mentionable": False, "hoist": False}],
        "channels": [channel],
        "preferred_locale": "en-US",
        **{name: [] for name in empty},
    }


class ShardedDiscord(FaultyDiscord):
    """See the module. What happens in a server is told to the connection of its shard alone."""

    def __init__(self, shards: int) -> None:
        super().__init__()
        self.application["owner"] = PERSON  # who may edit for all servers, too
        self.shards = shards
        self.connections: dict[int, web.WebSocketResponse] = {}  # by shard
        self.commands_of: list[str] = []  # the tokens with which commands were registered
        self.answered_by: dict[int, str] = {}  # by the message that is replied to
        self._whispered: dict[str, list[Any]] = {}  # what interactions were answered with, by their token

    def routes(self, router: web.UrlDispatcher) -> None:
        super().routes(router)
        router.add_patch("/api/webhooks/{application}/{token}/messages/{message}", self._whisper)
        router.add_post("/api/webhooks/{application}/{token}", self._whisper)

    # What people do

    def ask(self, shard: int, text: str) -> int:
        """Somebody mentions the bot in the server of a shard; gives the message's id."""
        own = server_of(shard, self.shards)
        message = self.message(f"<@{ME['id']}> {text}", own + 1, PERSON)
        message |= {"guild_id": str(own), "mentions": [ME], "member": {**MEMBER, "permissions": "0"}}
        self.tell(shard, "MESSAGE_CREATE", message)
        return int(message["id"])

    async def interact(self, shard: int, kind: int, data: Mapping[str, Any], **more: Any) -> list[Any]:
        """Somebody who manages the server of a shard types, presses or submits; gives all that they were answered."""
        own, number = server_of(shard, self.shards), next(self._ids)
        made: dict[str, Any] = {
            "id": str(number),
            "application_id": "1",
            "type": kind,
            "data": data,
            "version": 1,
            "token": f"t{number}",
        }
        made |= {"guild_id": str(own), "channel_id": str(own + 1), "locale": "en-US", "entitlements": [], "app_permissions": ALL}
        made |= {"channel": {"id": str(own + 1), "type": 0, "name": "general", "permissions": ALL}, "context": 0}
        made |= {"member": {"user": PERSON, **MEMBER, "permissions": MANAGE_SERVER}, "attachment_size_limit": 1 << 20}
        said = self._whispered.setdefault(f"t{number}", [])
        self.tell(shard, "INTERACTION_CREATE", {**made, **more})
        async with asyncio.timeout(30):
            while not any(_tells(one) for one in said):  # noqa: ASYNC110  # nobody tells
                await asyncio.sleep(0.01)
        return said

    async def edit(self, shard: int, fact: str, statement: str, *, everywhere: bool = False) -> str:
        """A moderator types `/fact edit`, changes the statement, and saves; gives what they were told last."""
        typed_in = [{"name": "fact", "type": 3, "value": fact}, {"name": "everywhere", "type": 5, "value": everywhere}]
        options = [{"name": "edit", "type": 1, "options": typed_in}]
        opened = await self.interact(shard, COMMAND, {"id": "1", "name": "fact", "type": 1, "options": options})
        if not opened or opened[0].get("type") != OPENS_FORM:
            return json.dumps(opened, ensure_ascii=False)
        await asyncio.sleep(0.1)  # a person types for longer than the bot needs to hear that its form is open
        form = opened[0]["data"]
        boxes = [label["component"] for label in form["components"]]
        typed = {box["custom_id"]: box.get("value") or "" for box in boxes} | {"statement": statement}
        filled = [{"type": 18, "id": 1, "component": {"type": 4, "id": 2, "custom_id": name, "value": text}} for name, text in
                  typed.items()]  # fmt: skip
        draft = await self.interact(shard, FORM, {"custom_id": form["custom_id"], "components": filled, "resolved": {}})
        found = re.search(r"safir:draft:save:[0-9a-f]+", json.dumps(draft))
        if found is None:
            return json.dumps(draft, ensure_ascii=False)
        button = {"type": 2, "style": 3, "label": "Save", "custom_id": found[0]}
        below = {**self.message("", server_of(shard, self.shards) + 1, ME), "components": [{"type": 1, "components": [button]}]}
        saved = await self.interact(shard, PRESS, {"custom_id": found[0], "component_type": 2}, message={**below, "flags": 64})
        return json.dumps(saved, ensure_ascii=False)

    def tell(self, shard: int, name: str, data: Mapping[str, Any]) -> None:
        """Tell a shard of an event."""

        async def send() -> None:
            self._last += 1
            await self.connections[shard].send_json(event(name, self._last, data))

        asyncio.run_coroutine_threadsafe(send(), self._loop).result(20)

    # How it is played

    async def _welcome(self, connection: web.WebSocketResponse, shard: list[int]) -> None:
        number, count = shard
        assert count == self.shards
        self.connections[number] = connection
        self.guilds = (server(server_of(number, count)),)
        await super()._welcome(connection, shard)

    async def _sync(self, request: web.Request) -> web.Response:
        self.commands_of.append(request.headers["Authorization"])
        return await super()._sync(request)

    async def _post(self, request: web.Request) -> web.Response:
        body = json.loads(await request.text())
        replied = (body.get("message_reference") or {}).get("message_id")
        if replied is not None:
            self.answered_by[int(replied)] = request.headers["Authorization"]
        return await super()._post(request)

    async def _respond(self, request: web.Request) -> web.Response:
        await self._note(request)
        return await super()._respond(request)

    async def _whisper(self, request: web.Request) -> web.Response:
        await self._note(request)
        return self.answer(self.message("", 5, ME))

    async def _note(self, request: web.Request) -> None:
        text = await request.text()
        if request.content_type.startswith("multipart"):
            text = re.search(r"^\{.*\}\r?$", text, re.MULTILINE)[0]  # type: ignore[index]
        self._whispered.setdefault(request.match_info["token"], []).append(json.loads(text))


def _tells(said: Mapping[str, Any]) -> bool:
    """Whether it is more than a word that an answer will come."""
    return said.get("type") not in (5, 6)


def texts(said: Any) -> Iterator[str]:
    """Everything that is written in what was sent."""
    if isinstance(said, dict):
        yield from (value for name, value in said.items() if name == "content" and isinstance(value, str))
        for inner in said.values():
            yield from texts(inner)
    elif isinstance(said, list):
        for inner in said:
            yield from texts(inner)
