"""What moderators see stays within Discord's limits, however much there is to show. SimCord refuses what Discord would."""

from __future__ import annotations

from typing import Any

import pytest

from bot.markdown import escape

BLACK_TEA = "brewing.black.time"
MARKS = "*_~`|[]<>\\"  # each takes two characters where it is shown


def total(world: Any, message: Any) -> int:
    """The characters of text in a message."""
    return sum(len(part.get("content") or "") for part in _all(message.components))


def _all(components: Any) -> Any:
    from simcord.components import walk_components

    yield from walk_components(components)


@pytest.fixture
def crowded() -> dict[str, str]:
    """A fact as long as one can be, in characters that have to be escaped."""
    statement = (MARKS * 120)[:1_150] + " says Mira Lind **9**"
    questions = "\n".join(f"{number} {MARKS * 9}"[:98] for number in range(38))
    return {"statement": statement, "title": (MARKS * 9)[:80], "asked_as": questions, "reason": (MARKS * 30)[:300]}


async def test_a_draft_of_the_longest_fact_with_everything_changed(manager: Any, world: Any, crowded: dict[str, str]) -> None:
    await manager.edit(**crowded)
    await manager.press("More fields")
    await manager.fill(attribution="Mira Lind" + MARKS * 15, when="2024-05", inferred=MARKS * 29, note=(MARKS * 60)[:590])
    assert "Not saved" not in manager.text()
    assert total(world, manager.message()) <= 4_000
    await manager.press("Save")
    assert "Saved" in manager.text()
    assert total(world, manager.message()) <= 4_000
    for name in ("show", "history", "diff"):
        manager.draft_message = None
        await manager.command(name, fact=BLACK_TEA)
        assert 0 < total(world, manager.message()) <= 4_000
    manager.draft_message = None
    await manager.command("revert", fact=BLACK_TEA, version=0, reason=(MARKS * 30)[:300])
    assert total(world, manager.message()) <= 4_000


async def test_a_draft_with_everything_wrong(manager: Any, world: Any, crowded: dict[str, str]) -> None:
    await manager.edit(**{**crowded, "citations": (MARKS * 300)[:2_000], "title": ""})
    await manager.press("Names and figures")
    await manager.fill(entities=(MARKS * 90)[:900], figures=(MARKS * 190)[:1_900])
    assert "Not saved yet" in manager.text()
    assert total(world, manager.message()) <= 4_000


async def test_a_log_entry_of_everything(manager: Any, world: Any, crowded: dict[str, str]) -> None:
    log = world.guild.create_text_channel("log")
    await world.manager.slash(world.channel, "settings log-channel", channel=log)
    await manager.edit(**crowded)
    await manager.press("Save")
    assert 0 < len(world.raw(world.last(log))) <= 4_000
    assert escape(MARKS) in world.raw(world.last(log))


async def test_a_list_that_does_not_fit_into_a_box_is_not_cut(manager: Any, world: Any) -> None:
    many = [f"Is it question number {number} about the steeping of black tea in Brookvale?" for number in range(80)]
    editor = world.bot.link.require()
    content = {
        "id": BLACK_TEA,
        "topic": "brewing",
        "title": "T",
        "statement": "S.",
        "citations": [{"source": "tea-book", "paragraph": 1}],
        "asked_as": many,
    }
    from knowledge.store.revision import By

    await editor.edit(world.guild.id, content, editor.seen(world.guild.id, BLACK_TEA), By(1, "Mo"))
    await manager.edit(statement="Other.")
    await manager.press("Save")
    stored = editor.view(world.guild.id).own_text(("fact", BLACK_TEA)).content
    assert stored["asked_as"] == many
    assert stored["statement"] == "Other."
