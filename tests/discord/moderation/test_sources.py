"""/source add, edit, list and history."""

from __future__ import annotations

from typing import Any

import pytest
from simcord.components import walk_components


@pytest.fixture
def sources(manager: Any, world: Any) -> Any:
    """Types `/source NAME`; gives the manager, whose form or message is open then."""

    async def typing(name: str, **options: Any) -> Any:
        manager.draft_message = None
        manager.seen = await world.manager.slash(world.channel, f"source {name}", **options)
        return manager

    return typing


async def test_a_source_is_added_and_facts_stand_on_it(sources: Any, world: Any, ask: Any) -> None:
    manager = await sources("add")
    await manager.fill(title="Letters on Tea", paragraphs="2", publisher="Mira Lind", url="letters", reason="found them")
    assert "Not saved yet" in manager.text()
    assert "Address" in manager.text()
    await manager.press("Edit again")
    await manager.fill(url="https://example.org/letters")
    assert "letters_on_tea ¶1" in manager.text()
    await manager.press("Save")
    assert "Saved as version 1" in manager.text()
    listed = world.text((await world.manager.slash(world.channel, "source list")).response)
    assert "letters_on_tea` · Letters on Tea · ¶1 to ¶2 · 0 facts" in listed
    await manager.edit(statement="Black tea steeps for **nine minutes**.", citations="letters_on_tea ¶2")
    await manager.press("Save")
    assert "Letters on Tea" in await ask()


async def test_a_source_is_changed_and_answers_name_it_so(sources: Any, world: Any, ask: Any) -> None:
    offered = await world.manager.autocomplete(world.channel, "source edit", "source", "litle tea")
    assert [choice["value"] for choice in offered] == ["tea-book"]
    manager = await sources("edit", source="tea-book")
    await manager.fill(title="The Great Tea Book")
    await manager.press("More fields")
    await manager.fill(published="2025-06")
    assert "The Little *Tea* Book → The Great Tea Book" in manager.text()
    await manager.press("Save")
    answer = await ask()
    assert "The Great Tea Book" in answer
    assert "June 2025" in answer


async def test_paragraphs_that_facts_stand_on_are_not_taken_away(sources: Any) -> None:
    manager = await sources("edit", source="tea-book")
    await manager.fill(paragraphs="1")
    assert "does not exist" in manager.text()


async def test_members_are_refused(world: Any, sources: Any) -> None:
    command = world.env.backend.find_command("source", None)
    world.guild.set_command_permissions(int(command["id"]), {world.alice: True})
    for name, options in (("add", {}), ("edit", {"source": "tea-book"}), ("list", {})):
        result = await world.alice.slash(world.channel, f"source {name}", **options)
        assert "Manage Server, or the role" in result.response.content
    assert await world.alice.autocomplete(world.channel, "source edit", "source", "") == []
    assert not any(name.startswith("source ") for name in world.manager.user.available_commands())


async def test_what_is_no_source_is_told(sources: Any) -> None:
    manager = await sources("edit", source="coffee")
    assert "I have no source" in manager.seen.response.content


async def test_a_change_of_a_source_is_undone_from_its_history(sources: Any, world: Any, ask: Any) -> None:
    manager = await sources("edit", source="tea-book")
    await manager.fill(title="The Great Tea Book", reason="a new edition")
    await manager.press("Save")
    manager = await sources("history", source="The Great Tea Book")
    assert "Version 1 · edited by manager" in manager.text()
    assert "a new edition" in manager.text()
    select = next(part for part in walk_components(manager.message().components) if part.get("options"))
    manager.seen = await world.manager.select(manager.message(), ["0"], custom_id=select["custom_id"])
    manager.draft_message = manager.seen.response
    await manager.press("Confirm")
    assert "The Great Tea Book" not in await ask()
