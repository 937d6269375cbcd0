"""Two people at once, and a database that is gone: nothing that was typed is lost."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path
from typing import Any

import pytest
import simcord

BLACK_TEA = "brewing.black.time"
NINE = "Black tea steeps for **nine minutes**."


async def test_who_comes_second_sees_both_texts_and_saves_on_top(manager: Any, second: Any, ask: Any) -> None:
    await manager.edit(statement=NINE, reason="mine")
    await second.edit(statement="Black tea steeps for **six minutes**.", title="Black tea, briefly", reason="theirs")
    await second.press("Save")
    await manager.press("Save")
    text = manager.text()
    assert "Not saved" in text
    assert "second changed this meanwhile" in text
    assert "four minutes. → Black tea steeps for six minutes." in text, "what they changed"
    assert "six minutes. → Black tea steeps for nine minutes." in text, "what mine would change"
    assert "six minutes" in await ask()
    await manager.press("Edit again")
    assert manager.typed()["statement"] == NINE
    assert manager.typed()["title"] == "Black tea, briefly", "a field that only they changed is theirs"
    assert manager.typed()["reason"] == "mine"
    await manager.fill()
    await manager.press("Save")
    assert "Saved as version 2" in manager.text()
    assert "nine minutes" in await ask()


async def test_a_fact_that_was_changed_while_the_form_was_open_is_a_conflict_too(manager: Any, second: Any) -> None:
    await manager.command("edit", fact=BLACK_TEA)
    await second.edit(statement="Black tea steeps for **six minutes**.")
    await second.press("Save")
    await manager.fill(statement=NINE)
    assert "second changed this meanwhile" in manager.text()
    await manager.press("Save")
    assert "Saved as version 2" in manager.text()


async def test_what_was_retired_meanwhile_is_not_retired_again(manager: Any, second: Any) -> None:
    await manager.command("retire", fact=BLACK_TEA, reason="old")
    await second.edit(statement=NINE)
    await second.press("Save")
    await manager.press("Confirm")
    assert "second changed this meanwhile" in manager.text()


async def test_save_pressed_twice_at_once_saves_once(manager: Any, world: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    await manager.edit(statement=NINE)
    backend = world.env.backend
    emit = backend.emit

    def twice(event: str, payload: Any) -> None:
        emit(event, payload)
        if event == "INTERACTION_CREATE":
            place = {"channel_id": world.channel.id, "guild_id": world.guild.id, "user_id": world.manager.id}
            record, _ = simcord.interactions.base_payload(backend, type=payload["type"], data=payload["data"], **place)
            record.source_message_id = manager.message().id
            emit(event, {**payload, "id": str(record.id), "token": record.token})

    monkeypatch.setattr(backend, "emit", twice)
    await manager.press("Save")
    monkeypatch.undo()
    assert "Saved as version 1" in manager.text()
    history = await world.bot.link.require().store.revisions.history(BLACK_TEA, world.guild.id)
    assert [revision.version for revision in history] == [1]


async def test_of_fifty_clashes_none_loses_a_word(manager: Any, second: Any, together: Any, world: Any, ask: Any) -> None:
    """Both press Save at the same moment, fifty times: one saves, the other sees it and saves on top."""
    revisions = world.bot.link.require().store.revisions
    for number in range(50):
        await manager.edit(statement=f"Black tea steeps for **{number} short minutes**.", reason=f"m{number}")
        await second.edit(statement=f"Black tea steeps for **{number} long minutes**.", reason=f"s{number}")
        order = (manager, second) if number % 2 else (second, manager)
        await together(*(lambda who=who: who.press("Save") for who in order))
        late = next(who for who in order if "Not saved" in who.text())
        first = manager if late is second else second
        assert "Saved as version" in first.text(), number
        assert f"{first.person.name} changed this meanwhile" in late.text()
        await late.press("Save")
        assert "Saved as version" in late.text(), number
    history = await revisions.history(BLACK_TEA, world.guild.id)
    assert [one.version for one in history] == list(range(100, 0, -1))
    assert [one.parent for one in history] == [*(one.id for one in history[1:]), None]
    assert {one.by.reason for one in history} == {f"{who}{number}" for who in "ms" for number in range(50)}
    assert "49" in await ask()


class TestADatabaseThatDoesNotAnswer:
    """Somebody else holds it and does not let go."""

    @pytest.fixture
    def database(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
        monkeypatch.setattr("knowledge.store.database.WAIT_SECONDS", 0.2)
        return f"sqlite:///{tmp_path / 'safir.sqlite3'}"

    async def test_the_draft_is_kept_and_answers_go_on_until_it_can_be_saved(
        self, manager: Any, ask: Any, tmp_path: Path
    ) -> None:
        await manager.edit(statement=NINE, reason="mine")
        blocker = sqlite3.connect(tmp_path / "safir.sqlite3", isolation_level=None)
        blocker.execute("BEGIN IMMEDIATE")
        await manager.press("Save")
        assert "Not saved" in manager.text()
        assert "busy" in manager.text()
        assert "press Save again" in manager.text()
        assert "four minutes" in await ask()
        blocker.close()
        await manager.press("Save")
        assert "Saved as version 1" in manager.text()
        assert "nine minutes" in await ask()

    async def test_a_question_that_was_confirmed_stays_too(self, manager: Any, tmp_path: Path) -> None:
        await manager.command("retire", fact=BLACK_TEA, reason="old")
        blocker = sqlite3.connect(tmp_path / "safir.sqlite3", isolation_level=None)
        blocker.execute("BEGIN IMMEDIATE")
        await manager.press("Confirm")
        assert "Not saved" in manager.text()
        blocker.close()
        await manager.press("Confirm")
        assert "Saved" in manager.text()


class TestADatabaseThatCannotBeOpened:
    """Its folder is a file."""

    @pytest.fixture
    def database(self, tmp_path: Path) -> str:
        (tmp_path / "store").write_text("in the way", encoding="utf-8")
        return f"sqlite:///{tmp_path / 'store' / 'safir.sqlite3'}"

    async def test_answers_are_given_editing_says_why_not_and_it_recovers_by_itself(
        self, manager: Any, world: Any, ask: Any, tmp_path: Path
    ) -> None:
        assert "four minutes" in await ask()
        result = await manager.command("edit", fact=BLACK_TEA)
        assert "cannot do that just now" in result.response.content
        result = await world.manager.slash(world.channel, "settings editors")
        assert "cannot do that just now" in result.response.content
        (tmp_path / "store").unlink()
        async with asyncio.timeout(30):
            while world.bot.link.editor is None:  # noqa: ASYNC110  # nobody is told when it comes back
                await asyncio.sleep(0.01)
        await manager.edit(statement=NINE)
        await manager.press("Save")
        assert "nine minutes" in await ask()
