"""Interactions as Discord delivers them, with whatever a hostile person could make it deliver; and a bot that takes them offline.

The bot is the real one, with its commands, buttons, forms and a database; what it sends to Discord is only looked at. What it has
sent (buttons, selects, forms) is what people press next, as it stands or forged, so that drafts, previews and pages are reached.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import logging
from collections import deque
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Final, Protocol, TypeVar
from unittest.mock import patch

import discord
from discord import app_commands
from discord.http import HTTPClient
from discord.webhook.async_ import AsyncWebhookAdapter

from benchmarks.load_discord import guild, guild_id
from bot.client import SafirBot
from bot.settings import Settings, load_settings
from bot.stopping import under_way
from bot.store_link import StoreLink
from knowledge.answering.answerer import Answerer
from tools.gateway import ME, message

T = TypeVar("T")
COMMAND, PRESS, TYPED, FORM = 2, 3, 4, 5
BUTTON, SELECT = 2, 3
GROUPS: Final = (1, 2)  # kinds of option that hold options
MODERATOR: Final = 1 << 5
KEPT: Final = 60  # ids of buttons and selects that can be pressed
# Ids of which each is well formed, or nearly so.
FORGED: Final = (
    "safir:remove:8", "safir:remove:99999999999999999999", "safir:suggestion:8:9", "safir:suggestions:8", "safir:related:8",
    "safir:vote:good", "safir:vote:bad", "safir:undo:1", "safir:undo:999999999999999999", "safir:h:hf:0:brewing.black.time",
    "safir:h:bs:9999:...", "safir:h:hf:0000:-", "safir:forget", "safir:answered", "safir:src:", "safir:why:q:x", "safir:why:f:",
    "safir:correct:", "safir:correct:brewing.milk", "safir:correct:..", "safir:draft:save:0", "safir:draft:page9:f",
    "safir:draft:confirm:ffffffffffffffffffffffffffffffff", "safir:choose:topic:0", "safir:choose:x:f", "safir:page:8:0:",
    "safir:page:8:9999:t", "", "safir:", "\u202e\x00{0}%s",
)  # fmt: skip
SELECTS: Final = ("safir:suggestions:", "safir:related:", "safir:choose:")  # the others are buttons
LOGS: Final = ("safir", "discord.app_commands.tree", "discord.ui.view", "discord.client")  # in which errors end
# What Discord itself keeps from bots: the wrong kind of value, commands that are not registered.
DISCORDS: Final = (app_commands.TransformerError, app_commands.CommandNotFound, app_commands.CommandSignatureMismatch)


class Draw(Protocol):
    """Where decisions come from: a fuzzer's bytes, or Hypothesis."""

    def pick(self, things: Sequence[T]) -> T:
        """One of these."""

    def text(self) -> str:
        """Any text."""

    def number(self) -> int:
        """Any whole number."""


class Offline:
    """A bot, connected to nothing. `link` is its hold on a database."""

    def __init__(self, bot: SafirBot, link: StoreLink) -> None:
        self.bot = bot
        self.link = link
        self.errors: list[BaseException] = []  # what went wrong in the bot beyond what is meant for people
        self.commands = [command.to_dict(bot.tree) for command in bot.tree.get_commands()]
        self.replies = 0
        self._shown: deque[dict[str, Any]] = deque(maxlen=KEPT)  # buttons and selects that people could press
        self._form: dict[str, Any] = {}  # the last form that was opened
        self._ids = itertools.count(10_000)

    async def take(self, interaction: Mapping[str, Any]) -> None:
        """Handle one interaction to its end."""
        self.bot._connection.parse_interaction_create(dict(interaction))  # type: ignore[arg-type]
        while tasks := under_way():
            await asyncio.wait(tasks)

    def interaction(self, draw: Draw, *, moderator: bool) -> dict[str, Any]:
        """One that somebody could send."""
        kind = draw.pick((COMMAND, COMMAND, PRESS, PRESS, PRESS, TYPED, FORM))
        person = {**ME, "id": "8", "bot": False, "username": draw.text()[:32]}
        about: dict[str, Any] = {"id": str(next(self._ids)), "application_id": "1", "type": kind, "version": 1, "token": "t"}
        about |= {"locale": draw.pick(("en-US", "ru", "xx")), "entitlements": [], "attachment_size_limit": 1 << 20, "context": 0}
        if draw.pick((True, True, False)):
            place = str(guild_id(0))
            member = {"user": person, "roles": [], "joined_at": "2025-01-01T00:00:00+00:00", "deaf": False, "mute": False}
            member |= {"flags": 0, "permissions": str(MODERATOR if moderator else 0)}
            channel = {"id": str(guild_id(0) + 1), "type": 0, "name": "general", "permissions": "0"}
            about |= {"guild_id": place, "member": member, "app_permissions": str((1 << 50) - 1), "channel": channel}
        else:
            about |= {"user": person, "channel": {"id": "5", "type": 1, "recipients": [person]}}
        about["channel_id"] = about["channel"]["id"]
        if kind in (COMMAND, TYPED):
            about["data"], typing = self._command(draw, typing=kind == TYPED)
            about["type"] = TYPED if typing else COMMAND
        elif kind == PRESS:
            about["data"], component = self._press(draw)
            rows = [{"type": 1, "components": [component]}]
            about["message"] = self._message(components=rows, flags=draw.pick((0, 64)))
        else:
            about["data"] = self._filled(draw)
        return about

    def _command(self, draw: Draw, *, typing: bool) -> tuple[dict[str, Any], bool]:
        """A command, and whether something is being typed into it."""
        command = draw.pick([one for one in self.commands if not typing or one["type"] == 1])
        data: dict[str, Any] = {"id": "1", "name": command["name"], "type": command["type"]}
        if command["type"] == 3:
            said = self._message(text=draw.text())
            return {**data, "target_id": said["id"], "resolved": {"messages": {said["id"]: said}}}, False
        resolved: dict[str, Any] = {}
        options = list(self._options(draw, command.get("options", ()), resolved))
        inner = options
        while inner and inner[0]["type"] in GROUPS:
            inner = inner[0]["options"]
        if typing and inner:
            draw.pick(inner)["focused"] = True
        return {**data, "options": options, "resolved": resolved}, typing and bool(inner)

    def _options(self, draw: Draw, known: Sequence[Mapping[str, Any]], resolved: dict[str, Any]) -> Iterator[dict[str, Any]]:
        groups = [one for one in known if one["type"] in GROUPS]
        if groups:
            group = draw.pick(groups)
            inner = list(self._options(draw, group.get("options", ()), resolved))
            yield {"name": group["name"], "type": group["type"], "options": inner}
            return
        for one in known:
            if one.get("required") or draw.pick((True, False)):
                yield {"name": one["name"], "type": one["type"], "value": self._value(draw, one, resolved)}

    def _value(self, draw: Draw, option: Mapping[str, Any], resolved: dict[str, Any]) -> Any:
        kind, number = option["type"], str(next(self._ids))
        if kind == 3:
            facts = self.bot.answerers.pack.base.facts
            return draw.pick((draw.text(), facts[0].id, facts[-1].id, *[one["value"] for one in option.get("choices", ())]))
        if kind == 4:
            return min(max(draw.number(), option.get("min_value", -(2**53))), option.get("max_value", 2**53))
        if kind == 5:
            return draw.pick((True, False))
        if kind == 7:
            channel = {"id": number, "type": draw.pick((0, 15)), "name": draw.text(), "permissions": "0"}
            resolved.setdefault("channels", {})[number] = channel
        if kind == 8:
            role = {"id": number, "name": draw.text(), "permissions": "0", "position": 1, "color": 0, "hoist": False}
            resolved.setdefault("roles", {})[number] = {**role, "managed": False, "mentionable": False, "flags": 0}
        if kind == 11:
            name = f"{draw.text()[:40]}.{draw.pick(('yaml', 'json', 'jsonl', 'csv', 'png', ''))}"
            file = {"id": number, "filename": name, "size": draw.pick((0, 100, 1 << 30)), "url": draw.text(), "proxy_url": ""}
            resolved.setdefault("attachments", {})[number] = file
        return number

    def _press(self, draw: Draw) -> tuple[dict[str, Any], dict[str, Any]]:
        """What is pressed, and the component as it stands in its message."""
        shown = draw.pick((True, True, False))
        if shown and self._shown:
            component = draw.pick(list(self._shown))
        else:
            forged = draw.pick(FORGED) + draw.pick(("", draw.text()))
            component = {"type": BUTTON, "style": 2, "label": "x", "custom_id": forged[:100]}
            if forged.startswith(SELECTS):
                options = [{"label": "x", "value": draw.text()[:100]}]
                component = {"type": SELECT, "options": options, "custom_id": forged[:100]}
        data = {"custom_id": component["custom_id"], "component_type": component["type"]}
        if component["type"] != BUTTON:
            values = [one["value"] for one in component.get("options", ())]
            data["values"] = [draw.pick((*values, draw.text()[:100]))]
        return data, component

    def _filled(self, draw: Draw) -> dict[str, Any]:
        """The last form, with something in its boxes."""
        labels = []
        for label in self._form.get("components", ()):
            box = label.get("component", {})
            filled: dict[str, Any] = {"type": box.get("type"), "custom_id": box.get("custom_id", ""), "id": 1}
            if box.get("type") == 4:
                filled["value"] = draw.pick((draw.text(), str(box.get("value") or "")))[: box.get("max_length", 4_000)]
            else:
                values = [one["value"] for one in box.get("options", ())]
                filled["values"] = [draw.pick(values)] if values else []
            labels.append({"type": label.get("type"), "id": 1, "component": filled})
        return {"custom_id": self._form.get("custom_id", ""), "components": labels, "resolved": {}}

    def _message(self, **given: Any) -> dict[str, Any]:
        return message(next(self._ids), guild_id(0) + 1, ME, **given)

    def _look(self, sent: Any) -> None:
        """Keep what can be pressed."""
        if isinstance(sent, list):
            for one in sent:
                self._look(one)
        elif isinstance(sent, dict):
            if "title" in sent and "custom_id" in sent:
                self._form = sent
            elif sent.get("type") in (BUTTON, SELECT) and "custom_id" in sent:
                self._shown.append(sent)
            else:
                for one in sent.values():
                    self._look(one)

    # In the place of Discord

    async def respond(self, route: Any, *_: Any, payload: Any = None, multipart: Any = None, **__: Any) -> Any:
        """What an interaction is answered with."""
        self.replies += 1
        if multipart:
            payload = next(json.loads(part["value"]) for part in multipart if part["name"] == "payload_json")
        self._look(payload)
        sent = self._message()
        if "callback" not in route.path:
            return sent
        return {"interaction": {"id": "1", "type": 2}, "resource": {"type": payload["type"], "message": sent}}

    async def request(self, route: Any, **_: Any) -> Any:
        """Everything else that is sent."""
        if "/users/" in route.path:
            return {**ME, "id": "8"}
        return self._message() if "/messages" in route.path else []

    def note(self, record: logging.LogRecord) -> bool:
        """Keep an error that is logged with its traceback, unless Discord itself would have kept its cause from the bot."""
        error = record.exc_info[1] if record.exc_info else None
        if error is not None and not isinstance(error, DISCORDS):
            self.errors.append(error)
        return False


@asynccontextmanager
async def offline(answerer: Answerer, folder: Path, draw: Draw | None = None) -> AsyncIterator[Offline]:
    """A bot with a database in `folder`; a file that is uploaded holds what `draw` gives (None: nothing). No limit is met."""
    ticks = itertools.count(1, 60)
    configured: Settings = load_settings(data_dir=folder, pictures=False, database_url=f"sqlite:///{folder / 'safir.sqlite3'}")
    async with (
        StoreLink(configured.database, answerer.base.pack, poll_seconds=3_600) as link,
        SafirBot(answerer, configured, link=link, clock=lambda: float(next(ticks))) as bot,
    ):
        await bot.load_everything()
        bot.owner_id = 9
        bot._connection.application_id = 1
        bot._connection.user = discord.ClientUser(state=bot._connection, data=ME)  # type: ignore[arg-type]
        made = Offline(bot, link)

        async def uploaded(*_: Any) -> bytes:
            return draw.text().encode() if draw is not None else b""

        async def respond(_: Any, route: Any, *args: Any, **more: Any) -> Any:
            return await made.respond(route, *args, **more)

        async def request(_: Any, route: Any, **more: Any) -> Any:
            return await made.request(route, **more)

        watched = [logging.getLogger(name) for name in LOGS]
        with (
            patch.object(AsyncWebhookAdapter, "request", respond),
            patch.object(HTTPClient, "request", request),
            patch.object(HTTPClient, "get_from_cdn", uploaded),
        ):
            bot._connection.parse_guild_create(guild(0))
            for log in watched:
                log.addFilter(made.note)
            try:
                yield made
            finally:
                for log in watched:
                    log.removeFilter(made.note)
