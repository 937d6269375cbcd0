"""Discord's limits on what a bot sends, held against every request of every test: SimCord takes more than Discord does.

https://discord.com/developers/docs/components/reference and …/interactions/application-commands
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

MESSAGE, AUTOCOMPLETE, MODAL = (4, 7), 8, 9  # types of responses to interactions
TEXT_DISPLAY = 10
_KINDS = {1: "row", 2: "button", 3: "select", 4: "box", TEXT_DISPLAY: "text", 12: "gallery", 18: "label"}  # of components
CHAT = 1  # the type of slash commands
MOST = {
    "content": 2_000,
    "text": 4_000,
    "components": 40,
    "files": 10,
    "row": 5,
    "custom_id": 100,
    "button": 80,
    "options": 25,
    "option": 100,
    "placeholder": 150,
    "pictures": 10,
    "alt": 1_024,
    "title": 45,
    "label": 45,
    "hint": 100,
    "boxes": 5,
    "typed": 4_000,
    "choice": 100,
    "name": 32,
    "description": 100,
    "commands": 100,
    "command": 8_000,
}


def beyond(body: Any) -> list[str]:
    """What Discord would refuse of a request's body; a body of another kind is none of ours."""
    if isinstance(body, list):
        return list(_commands([one for one in body if isinstance(one, dict) and "name" in one]))
    if not isinstance(body, Mapping):
        return []
    data = body.get("data")
    if body.get("type") == AUTOCOMPLETE and isinstance(data, Mapping):
        return list(_choices(data.get("choices", [])))
    if body.get("type") == MODAL and isinstance(data, Mapping):
        return list(_modal(data))
    message = data if body.get("type") in MESSAGE and isinstance(data, Mapping) else body
    return list(_message(message))


def _over(what: str, size: int, least: int = 0) -> Iterator[str]:
    if not least <= size <= MOST[what]:
        yield f"{what}: {size}, allowed are {least} to {MOST[what]}"


def _message(message: Mapping[str, Any]) -> Iterator[str]:
    yield from _over("content", len(message.get("content") or ""))
    yield from _over("files", len(message.get("attachments") or ()))
    parts = list(_parts(message.get("components") or ()))
    yield from _over("components", len(parts))
    yield from _over("text", sum(len(part.get("content", "")) for part in parts if part.get("type") == TEXT_DISPLAY))
    yield from _parts_beyond(parts)


def _modal(data: Mapping[str, Any]) -> Iterator[str]:
    yield from _over("title", len(data["title"]), 1)
    yield from _over("custom_id", len(data["custom_id"]), 1)
    yield from _over("boxes", len(data["components"]), 1)
    yield from _parts_beyond(list(_parts(data["components"])))


def _parts(components: Any) -> Iterator[Mapping[str, Any]]:
    for one in components:
        yield one
        yield from _parts(one.get("components") or ())
        yield from _parts([one[key] for key in ("accessory", "component") if isinstance(one.get(key), Mapping)])


def _parts_beyond(parts: list[Mapping[str, Any]]) -> Iterator[str]:
    ids = Counter(part["custom_id"] for part in parts if part.get("custom_id"))
    yield from (f"two components have the id {name}" for name, count in ids.items() if count > 1)
    for part in parts:
        if "custom_id" in part:
            yield from _over("custom_id", len(part["custom_id"]), 1)
        match _KINDS.get(part.get("type", 0)):
            case "row":
                yield from _over("row", len(part["components"]), 1)
            case "button":
                yield from _over("button", len(part.get("label") or ""), 0 if part.get("emoji") else 1)
            case "select":
                yield from _over("options", len(part["options"]), 1)
                yield from _over("placeholder", len(part.get("placeholder") or ""))
                values = [option["value"] for option in part["options"]]
                if len(values) != len(set(values)):
                    yield "two options of a select have the same value"
                for option in part["options"]:
                    yield from _over("option", len(option["label"]), 1)
                    yield from _over("option", len(option["value"]), 1)
                    yield from _over("option", len(option.get("description") or ""))
            case "box":
                yield from _over("typed", len(part.get("value") or ""))
                if len(part.get("value") or "") > (part.get("max_length") or MOST["typed"]):
                    yield f"what stands in the box {part['custom_id']} is longer than what may be typed there"
                yield from _over("hint", len(part.get("placeholder") or ""))
            case "text":
                yield from _over("text", len(part["content"]), 1)
            case "gallery":
                yield from _over("pictures", len(part["items"]), 1)
                for item in part["items"]:
                    yield from _over("alt", len(item.get("description") or ""), 1)
            case "label":
                yield from _over("label", len(part["label"]), 1)
                yield from _over("hint", len(part.get("description") or ""))


def _choices(choices: list[Mapping[str, Any]]) -> Iterator[str]:
    yield from _over("options", len(choices))
    for choice in choices:
        names = [choice["name"], *(choice.get("name_localizations") or {}).values()]
        for text in [*names, *([choice["value"]] if isinstance(choice["value"], str) else [])]:
            yield from _over("choice", len(text), 1)


def _commands(commands: list[Mapping[str, Any]]) -> Iterator[str]:
    for kind in {command.get("type", CHAT) for command in commands}:
        of_kind = [command for command in commands if command.get("type", CHAT) == kind]
        yield from _over("commands", len(of_kind))
        yield from _siblings(of_kind)
    for command in commands:
        yield from _command(command, chat=command.get("type", CHAT) == CHAT)
        for locale in ("", *(command.get("name_localizations") or {})):
            yield from _over("command", sum(_size(part, locale) for part in _described(command)))


def _siblings(parts: list[Mapping[str, Any]]) -> Iterator[str]:
    """Names may not be the same in any language."""
    for locale in {"", *(locale for part in parts for locale in part.get("name_localizations") or {})}:
        names = Counter(_said(part, "name", locale) for part in parts)
        yield from (f"two things are called {name} ({locale})" for name, count in names.items() if count > 1)


def _command(part: Mapping[str, Any], *, chat: bool) -> Iterator[str]:
    for name in [part["name"], *(part.get("name_localizations") or {}).values()]:
        yield from _over("name", len(name), 1)
        if chat and (name != name.lower() or not all(letter.isalnum() or letter in "-_" for letter in name)):
            yield f"{name!r} is no name of a command or an option"
    for text in [part.get("description", ""), *(part.get("description_localizations") or {}).values()]:
        yield from _over("description", len(text), int(chat))
        if chat and text == "…":
            yield f"{part['name']} has no description"
    options = part.get("options") or []
    yield from _over("options", len(options))
    yield from _siblings(options)
    needed = [bool(option.get("required")) for option in options]
    if needed != sorted(needed, reverse=True):
        yield f"{part['name']}: options that are needed come first"
    yield from _choices(part.get("choices") or [])
    if part.get("choices") and part.get("autocomplete"):
        yield f"{part['name']} has both choices and suggestions"
    for option in options:
        yield from _command(option, chat=chat)


def _described(part: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield part
    for option in part.get("options") or ():
        yield from _described(option)


def _said(part: Mapping[str, Any], key: str, locale: str) -> str:
    return str((part.get(f"{key}_localizations") or {}).get(locale) or part.get(key, ""))


def _size(part: Mapping[str, Any], locale: str) -> int:
    """Discord counts names, descriptions and values, in the longest language."""
    return sum(len(_said(part, key, locale)) for key in ("name", "description"))
