"""Revisions are appended and stay: history, current state, one revision, what differs between two."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from knowledge.store.diff import diff
from knowledge.store.errors import Conflict, UnknownRevision
from knowledge.store.revision import BASE, By, Draft, Kind, Operation
from knowledge.store.store import Store

BY = By(author=7, name="Mo", guild=1, reason="I was there")
MILK = {"id": "brewing.milk", "statement": "Milk goes into ☕ only.", "asked_as": ["milk"], "title": "Milk"}


def draft(version: int = 1, layer: int = 1, item_id: str = "brewing.milk", **content: Any) -> Draft:
    return Draft(Kind.FACT, item_id, layer, version, Operation.EDIT, {**MILK, **content}, BY, base_hash="a" * 64)


async def test_a_revision_comes_back_as_it_was_written(store: Store) -> None:
    written = await store.revisions.append(draft())
    assert await store.revisions.history("brewing.milk", 1) == (written,)
    assert written.content == MILK
    assert list(written.content or ()) == list(MILK), "the order of the keys is kept"
    assert (written.by, written.version, written.parent, written.base_hash) == (BY, 1, None, "a" * 64)
    assert written.time.utcoffset() == timedelta(0)


async def test_history_is_an_unbroken_chain_newest_first(store: Store) -> None:
    for version in range(1, 6):
        await store.revisions.append(draft(version, title=f"Milk {version}"))
    history = await store.revisions.history("brewing.milk", 1)
    assert [revision.version for revision in history] == [5, 4, 3, 2, 1]
    assert [revision.parent for revision in history] == [*(revision.id for revision in history[1:]), None]
    assert sorted(history, key=lambda revision: revision.time, reverse=True) == list(history)
    assert await store.revisions.history("brewing.milk", 1, limit=2) == history[:2]


async def test_current_is_the_newest_revision_of_each_item_of_a_layer(store: Store) -> None:
    await store.revisions.append(draft(1))
    await store.revisions.append(draft(1, layer=2))
    sugar = await store.revisions.append(draft(1, item_id="brewing.sugar"))
    newest = await store.revisions.append(draft(2))
    assert await store.revisions.current(1) == (sugar, newest)
    assert len(await store.revisions.current()) == 3
    assert await store.revisions.current(3) == ()


async def test_the_current_ones_share_what_they_say_alike_however_many_there_are(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("knowledge.store.database.PORTION", 3)
    written = tuple([await store.revisions.append(draft(1, layer=layer, title=f"Of {layer}")) for layer in range(1, 9)])
    current = await store.revisions.current()
    assert current == written
    assert await store.revisions.since(written[4].id) == written[5:]
    statements = {id((revision.content or {})["statement"]) for revision in current}
    examples = {id((revision.content or {})["asked_as"][0]) for revision in current}
    assert len(statements) == len(examples) == 1


async def test_a_fact_and_a_source_of_one_name_are_two_things(store: Store) -> None:
    await store.revisions.append(draft(1))
    source = await store.revisions.append(replace(draft(1), kind=Kind.SOURCE))
    assert await store.revisions.history("brewing.milk", 1, Kind.SOURCE) == (source,)


async def test_an_old_version_is_a_conflict_that_holds_both_texts(store: Store) -> None:
    first = await store.revisions.append(draft(1, title="First"))
    with pytest.raises(Conflict) as caught:
        await store.revisions.append(draft(1, title="Second"))
    assert caught.value.current == first
    assert caught.value.typed == {**MILK, "title": "Second"}
    assert "Mo" in str(caught.value)
    assert await store.revisions.history("brewing.milk", 1) == (first,)


async def test_a_version_cannot_be_skipped(store: Store) -> None:
    with pytest.raises(Conflict):
        await store.revisions.append(draft(2))


async def test_a_revision_of_another_server_cannot_be_seen(store: Store) -> None:
    own = await store.revisions.append(draft(1, layer=1))
    base = await store.revisions.append(draft(1, layer=BASE))
    assert await store.revisions.revision(own.id, 1) == own
    assert await store.revisions.revision(base.id, 1) == base
    for revision_id, layer in ((own.id, 2), (own.id, BASE), (999, 1)):
        with pytest.raises(UnknownRevision):
            await store.revisions.revision(revision_id, layer)


async def test_two_writers_fifty_times_lose_nothing(store: Store, other_store: Store) -> None:
    async def write(writer: Store, title: str) -> int:
        """Writes on top of what is there until it is written; gives how often another was faster."""
        conflicts = 0
        while True:
            history = await writer.revisions.history("brewing.milk", 1, limit=1)
            try:
                await writer.revisions.append(draft(history[0].version + 1 if history else 1, title=title))
            except Conflict:
                conflicts += 1
            else:
                return conflicts

    conflicts = 0
    for turn in range(50):
        conflicts += sum(await asyncio.gather(write(store, f"A{turn}"), write(other_store, f"B{turn}")))
    history = await store.revisions.history("brewing.milk", 1)
    assert [revision.version for revision in history] == list(range(100, 0, -1))
    assert sorted(str((revision.content or {})["title"]) for revision in history) == sorted(
        f"{w}{n}" for w in "AB" for n in range(50)
    )
    assert conflicts, "the two have met"


async def test_twenty_writers_at_once_get_one_version_each(store: Store, other_store: Store) -> None:
    writers = [store, other_store] * 10
    results = await asyncio.gather(*(one.revisions.append(draft(1)) for one in writers), return_exceptions=True)
    assert len([result for result in results if isinstance(result, Conflict)]) == 19
    assert len(await store.revisions.history("brewing.milk", 1)) == 1


@pytest.mark.parametrize("text", ["a\0b", "half a pair: \ud83d", "سفیر ☕ \u2028", "'; DROP TABLE revisions; --"])
async def test_any_text_can_be_a_name_and_a_reason(store: Store, text: str) -> None:
    written = await store.revisions.append(replace(draft(), by=By(1, text, None, text)))
    assert written.by.name == text
    (read,) = await store.revisions.history("brewing.milk", 1)
    assert read.by.reason == text.replace("\0", "").replace("\ud83d", "?")


def test_endless_reasons_are_refused() -> None:
    with pytest.raises(ValueError, match="reason has 2000 characters"):
        By(1, "Mo", None, "x" * 2000)


def test_a_diff_names_what_differs() -> None:
    old = {"id": "a", "title": "A", "note": "n"}
    assert diff(old, {"id": "a", "title": "B", "rank": "deprecated"}) == {
        "title": ("A", "B"),
        "note": ("n", None),
        "rank": (None, "deprecated"),
    }
    assert diff(None, {"id": "a"}) == {"id": (None, "a")}
    assert diff(old, old) == {}
