"""The limits that every request is held against catch what Discord would refuse."""

from __future__ import annotations

from typing import Any

import pytest

from tests.discord.payload_limits import beyond


def text(content: str) -> dict[str, Any]:
    return {"type": 10, "content": content}


def button(**given: Any) -> dict[str, Any]:
    return {"type": 2, "label": "Press", "custom_id": "a", **given}


def row(*parts: dict[str, Any]) -> dict[str, Any]:
    return {"type": 1, "components": list(parts)}


def command(**given: Any) -> dict[str, Any]:
    return {"name": "tea", "description": "About tea", "type": 1, **given}


REFUSED = {
    "text over two displays": {"components": [text("a" * 2_001), text("b" * 2_000)]},
    "an empty text": {"components": [text("")]},
    "41 components": {"components": [text("a")] * 41},
    "six buttons in a row": {"components": [row(*(button(custom_id=str(place)) for place in range(6)))]},
    "two with the same id": {"components": [row(button(), button())]},
    "a long label": {"components": [row(button(label="a" * 81))]},
    "a long id": {"components": [row(button(custom_id="a" * 101))]},
    "a select of nothing": {"components": [row({"type": 3, "custom_id": "s", "options": []})]},
    "a long message": {"content": "a" * 2_001},
    "eleven files": {"content": "a", "attachments": [{}] * 11},
    "a form's title": {"type": 9, "data": {"title": "a" * 46, "custom_id": "f", "components": [row()]}},
    "26 choices": {"type": 8, "data": {"choices": [{"name": "a", "value": 1}] * 26}},
    "a choice without a name": {"type": 8, "data": {"choices": [{"name": "", "value": 1}]}},
    "a capital": [command(name="Tea")],
    "a space in another language": [command(name_localizations={"ru": "мой чай"})],
    "one name twice in another language": [
        command(name_localizations={"ru": "а"}),
        command(name="b", name_localizations={"ru": "а"}),
    ],
    "a long description in another language": [command(description_localizations={"ru": "а" * 101})],
    "needed options last": [command(options=[command(name="a"), command(name="b", required=True)])],
}


@pytest.mark.parametrize("body", REFUSED.values(), ids=REFUSED.keys())
def test_what_discord_refuses_is_found(body: Any) -> None:
    assert beyond(body) != []


def test_what_discord_takes_is_let_past() -> None:
    assert beyond({"type": 4, "data": {"components": [text("a" * 4_000), row(button(label="a" * 80))]}}) == []
    assert beyond([command(options=[command(name="a", required=True), command(name="b")])]) == []
    assert beyond(None) == []
