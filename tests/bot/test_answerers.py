"""Each server answers with its own edits, at once; those without share one answerer."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from weakref import ref

import pytest

from bot.answerers import Answerers
from bot.store_link import StoreLink
from knowledge.answering.answerer import Answerer
from knowledge.base import KnowledgeBase
from knowledge.pack import load_pack
from knowledge.store.errors import StoreUnavailable
from knowledge.store.revision import BASE, By

GUILD, OTHER = 11, 22
QUESTION = "How long does black tea steep?"
BY = By(author=7, name="Mo")


@pytest.fixture
def pack(tea_folder: Path) -> Answerer:
    return Answerer(KnowledgeBase(load_pack(tea_folder)))


def link_to(file: Path, pack: Answerer) -> StoreLink:
    return StoreLink(f"sqlite:///{file}", pack.base.pack, poll_seconds=0.01, retry_seconds=0.01)


@pytest.fixture
async def link(pack: Answerer, tmp_path: Path) -> AsyncIterator[StoreLink]:
    async with link_to(tmp_path / "safir.sqlite3", pack) as opened:
        yield opened


async def say(link: StoreLink, layer: int, minutes: str) -> None:
    """Let black tea steep for so many minutes in a layer."""
    editor = link.require()
    fact = editor.effective(layer).pack.facts[1].model_dump(mode="json", exclude_defaults=True)
    content: dict[str, Any] = {**fact, "statement": f"Black tea steeps for **{minutes} minutes**."}
    await editor.edit(layer, content, editor.seen(layer, content["id"]), BY)


async def answered(answerers: Answerers, guild: int | None) -> str:
    return (await answerers.of(guild)).answer(QUESTION).text


async def test_an_edit_is_answered_in_its_server_at_once_and_nowhere_else(pack: Answerer, link: StoreLink) -> None:
    answerers = Answerers(pack, link)
    await say(link, GUILD, "nine")
    assert "nine" in await answered(answerers, GUILD)
    assert "four" in await answered(answerers, OTHER)
    assert "four" in await answered(answerers, None)
    await say(link, GUILD, "ten")
    assert "ten" in await answered(answerers, GUILD)


async def test_the_owner_s_edit_is_answered_everywhere_but_under_a_server_s_own(pack: Answerer, link: StoreLink) -> None:
    answerers = Answerers(pack, link)
    await say(link, GUILD, "nine")
    await say(link, BASE, "two")
    assert "nine" in await answered(answerers, GUILD)
    assert "two" in await answered(answerers, OTHER)
    assert "two" in await answered(answerers, None)


async def test_servers_without_edits_of_their_own_share_one_answerer(pack: Answerer, link: StoreLink) -> None:
    answerers = Answerers(pack, link)
    assert await answerers.of(GUILD) is await answerers.of(None) is pack
    await say(link, BASE, "two")
    assert await answerers.of(GUILD) is await answerers.of(OTHER) is await answerers.of(None)
    await say(link, GUILD, "nine")
    editor = link.require()
    await editor.revert(GUILD, "brewing.black.time", None, editor.seen(GUILD, "brewing.black.time"), BY)
    assert await answerers.of(GUILD) is await answerers.of(None)


async def test_an_answerer_is_made_once_for_each_state(pack: Answerer, link: StoreLink) -> None:
    answerers = Answerers(pack, link)
    await say(link, GUILD, "nine")
    made = await answerers.of(GUILD)
    await say(link, OTHER, "ten")
    assert await answerers.of(GUILD) is made


async def test_answerers_are_kept_as_long_as_there_is_room_and_then_leave_nothing_behind(
    pack: Answerer, link: StoreLink, monkeypatch: pytest.MonkeyPatch
) -> None:
    answerers = Answerers(pack, link)
    for guild in range(1, 5):
        await say(link, guild, "nine")
    first = ref(await answerers.of(1))
    one = answerers._kilobytes
    monkeypatch.setattr("bot.answerers.MOST_KILOBYTES", 3 * one)
    gc.collect()
    gc.disable()  # what holds itself in a ring would stay until somebody looks for garbage, which holds up answers
    try:
        for guild in (2, 3, 1, 4):
            assert "nine" in await answered(answerers, guild)
        assert first() is await answerers.of(1)  # it was asked for later than the second
        assert len(answerers._made) == 3
        assert answerers._kilobytes == 3 * one
        leaving = await answerers.of(3)
        leaving.suggest("how")
        gone: list[ref[Any]] = [ref(leaving), ref(leaving.matcher)]
        del leaving
        for guild in (1, 2, 4):
            await answerers.of(guild)
        assert [weak() for weak in gone] == [None, None]
    finally:
        gc.enable()


async def test_a_server_with_more_edits_counts_for_more(pack: Answerer, link: StoreLink) -> None:
    answerers = Answerers(pack, link)
    await say(link, GUILD, "nine")
    await answerers.of(GUILD)
    small = answerers._kilobytes
    fact = link.require().effective(GUILD).pack.facts[0].model_dump(mode="json", exclude_defaults=True)
    asked = {"en": [*fact["asked_as"]["en"], "And what of zork?"]}
    await link.require().edit(GUILD, {**fact, "asked_as": asked}, link.require().seen(GUILD, fact["id"]), BY)
    await answerers.of(GUILD)
    assert small < answerers._kilobytes < 3 * small
    answerers.use(pack)
    await answerers.of(GUILD)
    assert answerers._kilobytes < 3 * small


async def test_what_another_process_saved_is_answered_too(pack: Answerer, link: StoreLink, tmp_path: Path) -> None:
    answerers = Answerers(pack, link)
    async with link_to(tmp_path / "safir.sqlite3", pack) as elsewhere:
        await say(elsewhere, GUILD, "nine")
        async with asyncio.timeout(30):
            while "nine" not in await answered(answerers, GUILD):  # noqa: ASYNC110  # what a person would do: ask again
                await asyncio.sleep(0.01)


async def test_a_database_that_cannot_be_opened_is_found_when_it_can_be(pack: Answerer, tmp_path: Path) -> None:
    place = tmp_path / "store"
    place.write_text("a file where the folder belongs", encoding="utf-8")
    async with link_to(place / "safir.sqlite3", pack) as link:
        answerers = Answerers(pack, link)
        assert "four" in await answered(answerers, GUILD)
        with pytest.raises(StoreUnavailable, match=r"file cannot be opened|folder|does not answer"):
            link.require()
        place.unlink()
        async with asyncio.timeout(30):
            while link.editor is None:  # noqa: ASYNC110  # nobody is told when it comes back
                await asyncio.sleep(0.01)
        await say(link, GUILD, "nine")
        assert "nine" in await answered(answerers, GUILD)
