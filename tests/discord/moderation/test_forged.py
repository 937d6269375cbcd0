"""A button whose id somebody changed does nothing that it did not offer, also under one's own draft."""

from __future__ import annotations

from typing import Any

import pytest

from tests.discord.moderation.test_files import YAML
from tests.discord.moderation.test_two_people import custom_id, queue, reforge, revisions

FORGED = ["yes", "ok", "accept", "acceptall", "keep", "confirm", "save", "page9", "edit0", "next", "forget"]


async def forged(who: Any, label: str, old: str, action: str) -> str:
    reforge(who, label, custom_id(who, label).replace(f":{old}:", f":{action}:"))
    return str((await who.press(label)).response.content)


@pytest.mark.parametrize("action", [one for one in FORGED if one not in ("confirm",)])
async def test_a_question_is_answered_by_its_own_buttons_only(world: Any, manager: Any, action: str) -> None:
    manager.draft_message = None
    await manager.command("retire", fact="brewing.black.time", reason="old")
    assert "no such button" in await forged(manager, "Cancel", "cancel", action)
    assert await revisions(world) == ()
    await manager.press("Confirm")
    assert len(await revisions(world)) == 1, "the question still stands"


@pytest.mark.parametrize("action", [one for one in FORGED if one not in ("save", "page9")])
async def test_a_draft_is_saved_by_its_own_button_only(world: Any, manager: Any, action: str) -> None:
    await manager.edit(statement="Black tea steeps for **nine minutes**.", reason="so it says")
    assert "no such button" in await forged(manager, "Cancel", "cancel", action)
    assert await revisions(world) == ()


async def test_an_import_is_saved_by_its_own_button_only(world: Any, manager: Any) -> None:
    manager.draft_message = None
    await manager.command("import", file=("tea.yaml", YAML.encode()), reason="from the library")
    assert "no such button" in await forged(manager, "Cancel", "cancel", "save")
    assert world.bot.link.require().overlays.last == 0


async def test_a_review_does_what_its_subject_offers(world: Any, manager: Any) -> None:
    await world.alice.slash(world.channel, "suggest", text="It is nine", fact="brewing.black.time")
    await queue(manager)
    assert "no such button" in await forged(manager, "Reject", "reject", "take")
    await queue(manager)
    assert "It is nine" in manager.text(), "it still waits"
