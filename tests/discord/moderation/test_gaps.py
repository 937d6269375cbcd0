"""Declined questions: kept without the asker where that is on, grouped in /review gaps, attached to a fact or forgotten."""

from __future__ import annotations

from typing import Any

import pytest

from bot.store_link import purge

CHESS = "Who won the chess championship in Oslo?"
BLACK_TEA = "brewing.black.time"


async def ask(world: Any, *questions: str) -> None:
    for question in questions:
        await world.alice.send(world.channel, f"{world.mention} {question}")


async def kept(world: Any) -> list[str]:
    return [miss.question for miss in await world.bot.link.require().store.misses.of(world.guild.id)]


async def gaps(world: Any, manager: Any) -> None:
    manager.seen = await world.manager.slash(world.channel, "review gaps")
    manager.draft_message = manager.seen.response


async def test_like_questions_are_one_group_and_are_attached_to_a_fact(world: Any, manager: Any) -> None:
    await ask(
        world,
        CHESS,
        "How long does black tea steep?",
        "in Oslo, who won the chess championship??",
        "Where can I repair my bicycle?",
    )
    assert len(await kept(world)) == 3
    await gaps(world, manager)
    assert "1 of 2" in manager.text()
    assert "bicycle" in manager.text()
    await manager.press("Next")
    assert "2 × asked · declined 2×" in manager.text()
    await manager.choose("fact", BLACK_TEA)
    assert manager.typed()["asked_as"].splitlines()[-1] == CHESS
    await manager.fill()
    manager.draft_message = manager.seen.response
    await manager.press("Save")
    assert "Saved" in manager.text()
    assert await kept(world) == ["Where can I repair my bicycle?"]
    await ask(world, CHESS)
    assert "four minutes" in world.text(world.last())


async def test_a_group_becomes_a_new_fact_or_is_forgotten(world: Any, manager: Any) -> None:
    await ask(world, CHESS)
    await gaps(world, manager)
    await manager.choose("fact", "+")
    assert manager.typed()["asked_as"] == CHESS
    await manager.press("Forget these")
    assert "No question is waiting" in manager.text()
    assert await kept(world) == []


async def test_nobody_s_name_and_nothing_from_outside_servers_is_kept(world: Any) -> None:
    await world.alice.user.send_dm(CHESS)
    await world.alice.slash(world.channel, "ask", question=CHESS)
    assert await kept(world) == [CHESS]
    assert await world.bot.link.require().store.misses.of(None) == ()


@pytest.mark.parametrize("bot_options", [{"settings": {"keep_questions_days": 0}}])
async def test_an_operator_switches_it_off(world: Any) -> None:
    await ask(world, CHESS)
    assert await kept(world) == []
    result = await world.alice.slash(world.channel, "privacy")
    assert "is not stored" in world.text(result.response)
    told = await world.manager.slash(world.channel, "settings keep-questions", keep=True)
    assert "operator has switched that off" in told.response.content


async def test_a_server_switches_it_off_which_deletes_what_there_is(world: Any) -> None:
    await ask(world, CHESS)
    told = await world.manager.slash(world.channel, "settings keep-questions", keep=False)
    assert "Deleted: 1" in told.response.content
    await ask(world, CHESS)
    assert await kept(world) == []
    assert "switched that off" in world.text((await world.alice.slash(world.channel, "privacy")).response)
    await world.manager.slash(world.channel, "settings keep-questions", keep=True)
    await ask(world, CHESS)
    assert await kept(world) == [CHESS]


async def test_privacy_says_for_how_long_and_moderators_delete(world: Any) -> None:
    await ask(world, CHESS)
    seen = await world.alice.slash(world.channel, "privacy")
    assert "30 days" in world.text(seen.response)
    assert world.buttons(seen.response) == []
    seen = await world.manager.slash(world.channel, "privacy")
    await world.restart()
    done = await world.manager.click(seen.response, label="Delete this server's questions")
    assert "1 question" in done.response.content
    assert await kept(world) == []
    outside = await world.alice.user.slash("privacy")
    assert "not stored" in world.text(outside.response)


async def test_what_is_too_old_is_deleted_and_with_no_days_everything(world: Any) -> None:
    await ask(world, CHESS)
    store = world.bot.link.require().store
    await purge(store, 1)
    assert await kept(world) == [CHESS]
    await purge(store, 0)
    assert await kept(world) == []


async def test_questions_are_in_no_log(world: Any, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(0)
    await ask(world, CHESS)
    assert [record for record in caplog.records if record.name.startswith("safir") and "chess" in record.getMessage()] == []


async def test_long_questions_are_within_discord_s_limits(world: Any, manager: Any) -> None:
    store = world.bot.link.require().store
    for number in range(30):
        await store.misses.record(f"chess championship in Oslo {number} " + "*_~`" * 110, world.guild.id, "declined")
    await gaps(world, manager)
    assert "asked" in manager.text()
    assert len(world.raw(manager.message())) <= 4_000
    await manager.choose("fact", BLACK_TEA)
    assert manager.seen.modal is not None, "what is too long for an example is left out"


async def test_no_server_sees_or_deletes_another_s_questions(world: Any, manager: Any) -> None:
    store = world.bot.link.require().store
    await store.misses.record("elsewhere", world.guild.id + 1, "declined")
    await gaps(world, manager)
    assert "No question is waiting" in manager.text()
    seen = await world.manager.slash(world.channel, "privacy")
    await world.manager.click(seen.response, label="Delete this server's questions")
    assert len(await store.misses.of(world.guild.id + 1)) == 1
