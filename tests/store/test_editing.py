"""Moderators add, edit, retire, restore and revert facts and sources, each server for itself and the owner for all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from knowledge.model import Fact, Pack, Rank
from knowledge.store.editor import Editor
from knowledge.store.errors import Conflict, InvalidFact, UnknownFact, UnknownRevision
from knowledge.store.revision import BASE, By, Kind, Operation
from knowledge.store.store import Store

Content = Callable[..., dict[str, Any]]
GUILD, OTHER = 11, 22
SOURCE = {"id": "tea-letters", "title": "Letters on tea", "paragraphs": 2}


def fact(editor: Editor, layer: int, fact_id: str = "brewing.milk") -> Fact:
    found = editor.effective(layer).items[Kind.FACT, fact_id]
    assert isinstance(found, Fact)
    return found


def text(editor: Editor, layer: int, fact_id: str = "brewing.milk") -> str:
    return fact(editor, layer, fact_id).statement["en"]


async def change(editor: Editor, layer: int, by: By, content: dict[str, Any]) -> None:
    await editor.edit(layer, content, editor.seen(layer, content["id"]), by)


async def test_an_edit_holds_in_its_own_server_only(editor: Editor, milk: Content, by: By) -> None:
    await change(editor, GUILD, by, milk(statement="Milk goes into no tea."))
    assert text(editor, GUILD) == "Milk goes into no tea."
    assert text(editor, OTHER) == text(editor, BASE) == "Milk goes into **black tea only**."


async def test_the_owner_s_edit_holds_everywhere_but_under_a_server_s_own(editor: Editor, milk: Content, by: By) -> None:
    await change(editor, GUILD, by, milk(statement="Milk goes into no tea."))
    await change(editor, BASE, by, milk(statement="Milk goes into every tea."))
    assert text(editor, OTHER) == text(editor, BASE) == "Milk goes into every tea."
    assert text(editor, GUILD) == "Milk goes into no tea."


async def test_an_added_fact_follows_the_last_of_its_topic(editor: Editor, sugar: Content, by: By) -> None:
    added = await editor.add(GUILD, sugar(), by)
    assert added.operation is Operation.ADD
    ids = [fact.id for fact in editor.effective(GUILD).pack.facts]
    assert ids.index("brewing.sugar") == ids.index("brewing.milk") + 1
    assert "brewing.sugar" not in [fact.id for fact in editor.effective(OTHER).pack.facts]


async def test_what_is_stored_has_a_pack_s_shape(editor: Editor, milk: Content, by: By) -> None:
    typed = milk(statement={"en": "Milk."}, rank="normal", figures=[{"amount": "0.50", "unit": "l", "approximate": "true"}])
    written = await editor.edit(GUILD, typed, editor.seen(GUILD, "brewing.milk"), by)
    assert written.content == {
        **milk(statement="Milk."),
        "figures": [{"amount": "0.5", "unit": "l", "approximate": True}],
    }


async def test_retired_and_restored_as_it_was(editor: Editor, milk: Content, by: By) -> None:
    await change(editor, GUILD, by, milk(rank="preferred"))
    await editor.retire(GUILD, "brewing.milk", editor.seen(GUILD, "brewing.milk"), by)
    assert fact(editor, GUILD).rank is Rank.DEPRECATED
    assert fact(editor, OTHER).rank is Rank.NORMAL
    with pytest.raises(InvalidFact, match="is retired"):
        await editor.retire(GUILD, "brewing.milk", editor.seen(GUILD, "brewing.milk"), by)
    await editor.restore(GUILD, "brewing.milk", editor.seen(GUILD, "brewing.milk"), by)
    assert fact(editor, GUILD).rank is Rank.PREFERRED
    with pytest.raises(InvalidFact, match="is in use"):
        await editor.restore(GUILD, "brewing.milk", editor.seen(GUILD, "brewing.milk"), by)


async def test_revert_brings_any_state_back_as_a_new_revision(editor: Editor, milk: Content, by: By) -> None:
    for statement in ("One.", "Two."):
        await change(editor, GUILD, by, milk(statement=statement))
    newest, oldest = await editor.store.revisions.history("brewing.milk", GUILD)
    back = await editor.revert(GUILD, "brewing.milk", oldest.id, editor.seen(GUILD, "brewing.milk"), by)
    assert (back.version, back.parent, back.operation, back.content) == (3, newest.id, Operation.REVERT, oldest.content)
    assert text(editor, GUILD) == "One."
    await editor.revert(GUILD, "brewing.milk", None, editor.seen(GUILD, "brewing.milk"), by)
    assert text(editor, GUILD) == "Milk goes into **black tea only**."
    await editor.revert(GUILD, "brewing.milk", newest.id, editor.seen(GUILD, "brewing.milk"), by)
    assert text(editor, GUILD) == "Two."


async def test_an_addition_can_be_undone_and_made_again(editor: Editor, sugar: Content, by: By) -> None:
    added = await editor.add(GUILD, sugar(), by)
    await editor.revert(GUILD, "brewing.sugar", None, editor.seen(GUILD, "brewing.sugar"), by)
    assert (Kind.FACT, "brewing.sugar") not in editor.effective(GUILD).items
    with pytest.raises(UnknownFact):
        await change(editor, GUILD, by, sugar(title="Sweet"))
    await editor.revert(GUILD, "brewing.sugar", added.id, editor.seen(GUILD, "brewing.sugar"), by)
    assert text(editor, GUILD, "brewing.sugar") == "Sugar goes into no tea."


@pytest.mark.parametrize("which", ["another server's", "another fact's", "the base's"])
async def test_only_a_fact_s_own_revisions_can_be_reverted_to(
    editor: Editor, milk: Content, sugar: Content, by: By, which: str
) -> None:
    if which == "another fact's":
        revision = await editor.add(GUILD, sugar(), by)
    else:
        layer = BASE if which == "the base's" else OTHER
        revision = await editor.edit(layer, milk(title="M"), editor.seen(layer, "brewing.milk"), by)
    with pytest.raises(UnknownRevision):
        await editor.revert(GUILD, "brewing.milk", revision.id, editor.seen(GUILD, "brewing.milk"), by)
    assert await editor.store.revisions.history("brewing.milk", GUILD) == ()


async def test_a_source_is_added_and_cited_and_then_not_taken_away(editor: Editor, milk: Content, by: By) -> None:
    await editor.add(GUILD, SOURCE, by, Kind.SOURCE)
    citing = milk(citations=[{"source": "tea-letters", "paragraph": 2}])
    with pytest.raises(InvalidFact, match=r"citations.*no source 'tea-letters'"):
        await change(editor, OTHER, by, citing)
    await change(editor, GUILD, by, citing)
    seen = editor.seen(GUILD, "tea-letters", Kind.SOURCE)
    with pytest.raises(InvalidFact, match=r"facts stand on this source: brewing.milk"):
        await editor.revert(GUILD, "tea-letters", None, seen, by, Kind.SOURCE)
    with pytest.raises(InvalidFact, match=r"paragraphs: brewing.milk.*paragraph 2 does not exist"):
        await editor.edit(GUILD, {**SOURCE, "paragraphs": 1}, seen, by, Kind.SOURCE)
    await editor.edit(GUILD, {**SOURCE, "title": "Letters"}, seen, by, Kind.SOURCE)
    assert editor.effective(GUILD).pack.sources[-1].title == "Letters"


async def test_an_edit_of_what_changed_meanwhile_is_a_conflict(editor: Editor, milk: Content, by: By) -> None:
    seen = editor.seen(GUILD, "brewing.milk")
    first = await editor.edit(GUILD, milk(statement="First."), seen, by)
    with pytest.raises(Conflict) as caught:
        await editor.edit(GUILD, milk(statement="Second."), seen, by)
    assert caught.value.current == first
    assert caught.value.standing == milk(statement="First.")
    assert caught.value.typed == milk(statement="Second.")
    await editor.edit(GUILD, milk(statement="Second."), editor.seen(GUILD, "brewing.milk"), by)
    assert text(editor, GUILD) == "Second."


async def test_the_owner_changing_it_below_meanwhile_is_a_conflict_too(editor: Editor, milk: Content, by: By) -> None:
    seen = editor.seen(GUILD, "brewing.milk")
    await change(editor, BASE, by, milk(statement="For all."))
    with pytest.raises(Conflict) as caught:
        await editor.edit(GUILD, milk(statement="For us."), seen, by)
    assert caught.value.current is None
    assert caught.value.standing == milk(statement="For all.")


async def test_what_another_process_wrote_is_known_before_the_next_edit(
    editor: Editor, other_store: Store, tea: Pack, milk: Content, by: By
) -> None:
    other = await Editor.open(other_store, tea)
    seen = other.seen(GUILD, "brewing.milk")
    await change(editor, GUILD, by, milk(statement="First."))
    with pytest.raises(Conflict) as caught:
        await other.edit(GUILD, milk(statement="Second."), seen, by)
    assert caught.value.standing == milk(statement="First.")
    assert text(other, GUILD) == "First.", "and it holds there too from now on"


async def test_unknown_facts(editor: Editor, sugar: Content, by: By) -> None:
    seen = editor.seen(GUILD, "brewing.milk")
    with pytest.raises(UnknownFact, match=r"no fact 'brewing\.sugar'"):
        editor.seen(GUILD, "brewing.sugar")
    for edit in (
        editor.edit(GUILD, sugar(), seen, by),
        editor.retire(GUILD, "brewing.sugar", seen, by),
        editor.restore(GUILD, "brewing.sugar", seen, by),
        editor.revert(GUILD, "brewing.sugar", None, seen, by),
        editor.keep(GUILD, "brewing.sugar", seen, by),
    ):
        with pytest.raises(UnknownFact):
            await edit
    assert await editor.store.revisions.last() == 0
