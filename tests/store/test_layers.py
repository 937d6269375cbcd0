"""What holds in a layer, and what became of an edit when a new release changes what lies beneath it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from knowledge.model import Fact, Pack
from knowledge.store.editor import Editor
from knowledge.store.errors import InvalidFact
from knowledge.store.revision import BASE, By, Draft, Kind, Operation
from knowledge.store.upstream import Reason, UpstreamChange

Content = Callable[..., dict[str, Any]]
GUILD = 11
MILK = (Kind.FACT, "brewing.milk")


async def released(editor: Editor, pack: Pack) -> Editor:
    """The same store under a new release of the pack."""
    return await Editor.open(editor.store, pack)


def with_fact(pack: Pack, content: dict[str, Any]) -> Pack:
    new = Fact.model_validate(content)
    kept = [fact for fact in pack.facts if fact.id != new.id]
    return pack.model_copy(update={"facts": (*kept, new)})


def without_fact(pack: Pack, fact_id: str) -> Pack:
    return pack.model_copy(update={"facts": tuple(fact for fact in pack.facts if fact.id != fact_id)})


def changes(editor: Editor, layer: int = GUILD) -> list[tuple[Reason, str]]:
    return [(change.reason, change.revision.item_id) for change in editor.upstream_changes(layer)]


@pytest.fixture
async def edited(editor: Editor, milk: Content, by: By) -> Editor:
    """An editor whose server says something of its own about milk."""
    await editor.edit(GUILD, milk(statement="Ours."), editor.seen(GUILD, "brewing.milk"), by)
    return editor


async def test_without_a_new_release_there_is_nothing_to_choose(edited: Editor, tea: Pack) -> None:
    assert changes(edited) == []
    assert changes(await released(edited, tea)) == []


async def test_a_release_that_changes_the_fact_is_told_until_someone_chooses(
    edited: Editor, tea: Pack, milk: Content, by: By
) -> None:
    editor = await released(edited, with_fact(tea, milk(statement="Theirs.")))
    (change,) = editor.upstream_changes(GUILD)
    assert isinstance(change, UpstreamChange)
    assert (change.reason, change.revision.content) == (Reason.CHANGED, milk(statement="Ours."))
    assert isinstance(change.beneath, Fact)
    assert change.beneath.statement == {"en": "Theirs."}
    assert changes(editor, BASE) == [] == changes(editor, GUILD + 1)
    await editor.edit(GUILD, milk(statement="Ours, better."), editor.seen(GUILD, "brewing.milk"), by)
    assert changes(editor) == [(Reason.CHANGED, "brewing.milk")], "an edit that did not look at it decides nothing"
    await editor.keep(GUILD, "brewing.milk", editor.seen(GUILD, "brewing.milk"), by)
    assert changes(editor) == []
    assert editor.effective(GUILD).items[MILK].model_dump()["statement"] == {"en": "Ours, better."}


async def test_the_new_text_can_be_taken_instead(edited: Editor, tea: Pack, milk: Content, by: By) -> None:
    editor = await released(edited, with_fact(tea, milk(statement="Theirs.")))
    await editor.revert(GUILD, "brewing.milk", None, editor.seen(GUILD, "brewing.milk"), by)
    assert changes(editor) == []
    assert editor.effective(GUILD).items[MILK] == editor.view(GUILD).beneath[MILK]


async def test_the_owner_s_edit_is_a_change_beneath_as_well(edited: Editor, milk: Content, by: By) -> None:
    await edited.edit(BASE, milk(statement="For all."), edited.seen(BASE, "brewing.milk"), by)
    assert changes(edited) == [(Reason.CHANGED, "brewing.milk")]


async def test_an_edit_that_arrived_upstream_is_no_difference_any_more(edited: Editor, tea: Pack, milk: Content) -> None:
    assert changes(await released(edited, with_fact(tea, milk(statement="Ours.")))) == []


async def test_a_revert_to_a_text_made_from_an_older_release_says_so(edited: Editor, tea: Pack, milk: Content, by: By) -> None:
    editor = await released(edited, with_fact(tea, milk(statement="Theirs.")))
    await editor.keep(GUILD, "brewing.milk", editor.seen(GUILD, "brewing.milk"), by)
    first = (await editor.store.revisions.history("brewing.milk", GUILD))[-1]
    await editor.revert(GUILD, "brewing.milk", first.id, editor.seen(GUILD, "brewing.milk"), by)
    assert changes(editor) == [(Reason.CHANGED, "brewing.milk")]


async def test_a_fact_that_a_release_takes_away_stays_where_it_was_edited(edited: Editor, tea: Pack) -> None:
    editor = await released(edited, without_fact(tea, "brewing.milk"))
    assert changes(editor) == [(Reason.REMOVED, "brewing.milk")]
    assert MILK in editor.effective(GUILD).items
    assert MILK not in editor.effective(BASE).items


async def test_a_release_that_brings_a_fact_of_the_same_name(editor: Editor, tea: Pack, sugar: Content, by: By) -> None:
    await editor.add(GUILD, sugar(), by)
    new = await released(editor, with_fact(tea, sugar(statement="One lump.", asked_as=[])))
    assert changes(new) == [(Reason.APPEARED, "brewing.sugar")]
    assert len([fact for fact in new.effective(GUILD).pack.facts if fact.id == "brewing.sugar"]) == 1


async def test_an_edit_that_refers_to_what_is_gone_is_left_out_and_told(editor: Editor, tea: Pack, milk: Content, by: By) -> None:
    await editor.edit(GUILD, milk(entities=["brookvale"]), editor.seen(GUILD, "brewing.milk"), by)
    smaller = tea.model_copy(
        update={"entities": tuple(one.model_copy(update={"id": "elsewhere"}) for one in tea.entities if one.id == "brookvale")}
    )
    new = await released(editor, smaller)
    (change,) = new.upstream_changes(GUILD)
    assert (change.reason, change.detail) == (Reason.UNUSABLE, "there is no entity 'brookvale'")
    assert new.effective(GUILD).items[MILK] == new.effective(BASE).items[MILK]


async def test_a_stored_text_that_the_model_now_refuses_is_left_out_and_told(editor: Editor, tea: Pack, by: By) -> None:
    content = {"id": "brewing.milk", "topic": "brewing", "written_by": "an older version"}
    await editor.store.revisions.append(Draft(Kind.FACT, "brewing.milk", GUILD, 1, Operation.EDIT, content, by))
    new = await released(editor, tea)
    (change,) = new.upstream_changes(GUILD)
    assert change.reason is Reason.UNUSABLE
    assert "unknown key" in change.detail
    assert new.effective(GUILD).pack == tea
    with pytest.raises(InvalidFact):
        await new.keep(GUILD, "brewing.milk", new.seen(GUILD, "brewing.milk"), by)


async def test_a_layer_s_view_is_kept_while_nothing_that_it_stands_on_changes(editor: Editor, milk: Content, by: By) -> None:
    before = {layer: editor.effective(layer) for layer in (BASE, GUILD, GUILD + 1)}
    await editor.edit(GUILD, milk(title="M"), editor.seen(GUILD, "brewing.milk"), by)
    assert editor.effective(BASE) is before[BASE]
    assert editor.effective(GUILD + 1) is before[GUILD + 1]
    assert editor.effective(GUILD) is not before[GUILD]
    await editor.edit(BASE, milk(title="Milk!"), editor.seen(BASE, "brewing.milk"), by)
    assert editor.effective(GUILD + 1) is not before[GUILD + 1]
