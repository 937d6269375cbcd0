"""/review stale, conflicts and upstream: what is due, what differs, and edits whose ground has moved."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from bot.moderation.review_facts import clashes
from knowledge.model import Pack
from knowledge.store.content import plain
from knowledge.store.revision import BASE, By, Kind

BLACK_TEA = "brewing.black.time"
HARVEST = "harvest.brookvale.2021"
OTHER_HARVEST = "harvest.brookvale.other"
NINE = "Black tea steeps for **nine minutes**."
FIVE = "Black tea steeps for **five minutes**."


def content(world: Any, fact: str) -> dict[str, Any]:
    return dict(plain(world.bot.link.require().view(world.guild.id).standing((Kind.FACT, fact))))


async def edit(world: Any, layer: int, fact: str, **changed: Any) -> None:
    editor = world.bot.link.require()
    by = By(world.manager.id, "manager", world.guild.id, "because")
    await editor.edit(layer, {**content(world, fact), **changed}, editor.seen(layer, fact), by)


async def review(world: Any, manager: Any, name: str) -> str:
    manager.seen = await world.manager.slash(world.channel, f"review {name}")
    manager.draft_message = manager.seen.response
    assert manager.message().ephemeral
    return str(manager.text())


async def test_nothing_waits_at_first(world: Any, manager: Any) -> None:
    assert "No fact is due" in await review(world, manager, "stale")
    assert "No two facts" in await review(world, manager, "conflicts")
    assert "No edit of this server" in await review(world, manager, "upstream")


async def test_facts_that_are_due_are_shown_and_edited(world: Any, manager: Any) -> None:
    await edit(world, world.guild.id, BLACK_TEA, review_after="2020-01-31")
    await edit(world, world.guild.id, HARVEST, review_after="2999-01-31")
    text = await review(world, manager, "stale")
    assert "Black tea time" in text
    assert "31 January 2020" in text
    assert "1 of 1" in text
    await manager.press("Edit: Black tea time")
    assert manager.typed()["title"] == "Black tea time"


async def test_facts_that_give_different_figures_are_shown_and_edited(world: Any, manager: Any) -> None:
    editor = world.bot.link.require()
    figures = [{"amount": "450", "unit": "kg", "year": 2021, "label": "hail"}]
    await edit(world, world.guild.id, HARVEST, figures=[{**figures[0], "amount": "400"}])
    other = {**content(world, HARVEST), "id": OTHER_HARVEST, "title": "Another harvest", "figures": figures}
    other |= {"statement": "The harvest was **450 kg** in 2021.", "asked_as": ["how large was the other harvest"]}
    await editor.add(world.guild.id, other, By(world.manager.id, "manager", world.guild.id, "because"))
    text = await review(world, manager, "conflicts")
    assert "hail, 2021" in text
    assert "400 kg: Brookvale harvest in 2021" in text
    assert "450 kg: Another harvest" in text
    await manager.press("Edit: Another harvest")
    assert manager.typed()["title"] == "Another harvest"


@pytest.mark.parametrize(
    ("changed", "conflicts"),
    [
        ({"amount": Decimal(410)}, True),
        ({"amount": Decimal(410), "approximate": True}, False),
        ({"amount": Decimal(500), "approximate": True}, True),
        ({"amount": Decimal(410), "status": "expected"}, False),
        ({"amount": Decimal(410), "year": 2020}, False),
        ({"amount": Decimal(400)}, False),
        ({"amount": Decimal(410), "series": None, "label": {"en": "hail"}}, False),
    ],
)
def test_what_is_a_conflict(tea: Any, changed: dict[str, Any], conflicts: bool) -> None:
    pack: Pack = tea.base.pack
    fact = next(one for one in pack.facts if one.id == HARVEST)
    figure = type(fact.figures[0]).model_validate({**fact.figures[0].model_dump(), **changed})
    other = fact.model_copy(update={"id": OTHER_HARVEST, "figures": (figure,)})
    assert bool(clashes(pack.model_copy(update={"facts": (*pack.facts, other)}))) is conflicts


@pytest.mark.parametrize(
    ("label", "answer"), [("Keep this server's text", "nine minutes"), ("Take the one for all servers", "five minutes")]
)
async def test_an_edit_whose_ground_has_moved_is_kept_or_given_up(
    world: Any, manager: Any, ask: Any, label: str, answer: str
) -> None:
    await edit(world, world.guild.id, BLACK_TEA, statement=NINE)
    await edit(world, BASE, BLACK_TEA, statement=FIVE)
    text = await review(world, manager, "upstream")
    assert "that it was edited from has changed" in text
    assert "nine minutes. → Black tea steeps for five minutes." in text
    await manager.press(label)
    assert "No edit of this server" in manager.text()
    assert answer in await ask()


async def test_who_looked_at_an_older_text_decides_nothing(world: Any, manager: Any, ask: Any) -> None:
    await edit(world, world.guild.id, BLACK_TEA, statement=NINE)
    await edit(world, BASE, BLACK_TEA, statement=FIVE)
    await review(world, manager, "upstream")
    await edit(world, world.guild.id, BLACK_TEA, statement="Black tea steeps for **six minutes**.")
    await manager.press("Take the one for all servers")
    assert "six minutes" in await ask()


@pytest.mark.parametrize("name", ["queue", "gaps", "stale", "conflicts", "upstream"])
async def test_whoever_is_let_past_discord_s_permission_is_refused(world: Any, name: str) -> None:
    command = world.env.backend.find_command("review", None)
    world.guild.set_command_permissions(int(command["id"]), {world.alice: True})
    result = await world.alice.slash(world.channel, f"review {name}")
    assert result.ephemeral
    assert "Manage Server, or the role" in result.response.content


async def test_who_lost_the_right_meanwhile_presses_in_vain(world: Any, manager: Any) -> None:
    await edit(world, world.guild.id, BLACK_TEA, statement=NINE)
    await edit(world, BASE, BLACK_TEA, statement=FIVE)
    role = world.guild.create_role("Editors")
    editor = world.guild.add_member(world.env.create_user("editor"), roles=[role])
    command = world.env.backend.find_command("review", None)
    world.guild.set_command_permissions(int(command["id"]), {editor: True})
    await world.manager.slash(world.channel, "settings editors", role=role)
    seen = await editor.slash(world.channel, "review upstream")
    await world.manager.slash(world.channel, "settings editors")
    late = await editor.click(seen.response, label="Keep this server's text")
    assert "Manage Server, or the role" in late.response.content
