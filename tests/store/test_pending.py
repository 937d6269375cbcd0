"""Changes that wait for a second person: kept as they were handed in, and accepted once, together with what they write."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from knowledge.model import Pack
from knowledge.store.drafts import Seen
from knowledge.store.editor import Editor
from knowledge.store.errors import Conflict
from knowledge.store.pending import PendingChange, PendingGone, Proposed, TooManyPending
from knowledge.store.request import ChangeRequest
from knowledge.store.revision import By, Kind, Operation, Revision
from knowledge.store.store import Store
from knowledge.store.suggestions import Status

GUILD, ELSEWHERE = 11, 22
MO, JO = By(7, "Mo", GUILD, "I was there"), 8
Milk = Callable[..., dict[str, Any]]


async def handed_in(editor: Editor, content: dict[str, Any], **more: Any) -> PendingChange:
    seen = editor.seen(GUILD, content["id"])
    request = ChangeRequest(GUILD, Kind.FACT, content["id"], Operation.EDIT, seen, content)
    (change,) = await editor.store.pending.add([Proposed(request, **more)], MO)
    return change


async def accept(editor: Editor, change: PendingChange) -> Revision:
    by = By(change.by.author, change.by.name, GUILD, change.by.reason, JO, "Jo")
    return await editor.write(change.request, by, editor.store.pending.accepting(change, JO))


async def test_it_is_kept_as_it_was_handed_in(editor: Editor, other_store: Store, milk: Milk) -> None:
    change = await handed_in(editor, milk(statement="New."), before=milk(), batch="b", settles=3, learns=(4, 5))
    assert await other_store.pending.of(GUILD) == (change,)
    assert await other_store.pending.of(ELSEWHERE) == ()
    with pytest.raises(PendingGone):
        await other_store.pending.get(ELSEWHERE, change.id)
    addition = ChangeRequest(GUILD, Kind.FACT, "new.one", Operation.ADD, None, milk(id="new.one"))
    revert = ChangeRequest(GUILD, Kind.FACT, "brewing.milk", Operation.REVERT, Seen(1, None), None, 5)
    added = await editor.store.pending.add([Proposed(addition), Proposed(revert)], MO)
    assert [one.request for one in added] == [addition, revert]
    assert (await other_store.pending.of(GUILD))[1:] == added


async def test_accepting_writes_it_with_both_names(editor: Editor, milk: Milk) -> None:
    change = await handed_in(editor, milk(statement="New."))
    revision = await accept(editor, change)
    (written,) = await editor.store.revisions.history("brewing.milk", GUILD)
    assert written == revision
    assert (written.by.author, written.by.approver, written.by.approver_name) == (7, JO, "Jo")
    after = await editor.store.pending.get(GUILD, change.id)
    assert (after.status, after.decided_by, after.revision_id) == (Status.ACCEPTED, JO, revision.id)
    assert await editor.store.pending.of(GUILD) == ()


async def test_two_who_accept_at_once_write_it_once(editor: Editor, other_store: Store, tea: Pack, milk: Milk) -> None:
    other = await Editor.open(other_store, tea)
    for number in range(1, 11):
        change = await handed_in(editor, milk(statement=f"Number {number}."))
        done = await asyncio.gather(accept(editor, change), accept(other, change), return_exceptions=True)
        assert sum(isinstance(one, Revision) for one in done) == 1
        assert sum(isinstance(one, PendingGone | Conflict) for one in done) == 1
        assert len(await editor.store.revisions.history("brewing.milk", GUILD)) == number


async def test_what_was_rejected_is_not_written_any_more(editor: Editor, milk: Milk) -> None:
    change = await handed_in(editor, milk(statement="New."))
    with pytest.raises(PendingGone):
        await editor.store.pending.close(ELSEWHERE, change.id, Status.REJECTED, JO)
    await editor.store.pending.close(GUILD, change.id, Status.REJECTED, JO, "no")
    with pytest.raises(PendingGone):
        await accept(editor, change)
    with pytest.raises(PendingGone):
        await editor.store.pending.close(GUILD, change.id, Status.REJECTED, JO)
    assert await editor.store.revisions.history("brewing.milk", GUILD) == ()
    assert (await editor.store.pending.get(GUILD, change.id)).decision == "no"


async def test_what_came_between_is_a_conflict_and_the_change_goes_on_waiting(editor: Editor, milk: Milk) -> None:
    change = await handed_in(editor, milk(statement="New."))
    await editor.edit(GUILD, milk(statement="Newer."), editor.seen(GUILD, "brewing.milk"), MO)
    with pytest.raises(Conflict):
        await accept(editor, change)
    assert await editor.store.pending.of(GUILD) == (change,)


async def test_there_is_a_bound_and_an_import_goes_in_whole_or_not_at_all(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("knowledge.store.pending.MOST_OPEN", 20)
    one = Proposed(ChangeRequest(GUILD, Kind.FACT, "new.one", Operation.ADD, None, {"id": "new.one"}))
    await store.pending.add([one] * 19, MO)
    with pytest.raises(TooManyPending):
        await store.pending.add([one, one], MO)
    assert len(await store.pending.of(GUILD)) == 19
