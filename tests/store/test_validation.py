"""An edit is held to what a pack is held to: each problem names its field and how to mend it, and nothing is written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from knowledge.model import Pack
from knowledge.store.content import CONTENT_LIMIT
from knowledge.store.editor import Editor
from knowledge.store.errors import InvalidFact
from knowledge.store.overlay import Effective
from knowledge.store.revision import BASE, By
from knowledge.store.validation import check

Content = Callable[..., dict[str, Any]]
GUILD = 11

MISTAKES = [
    ({"statement": ""}, "statement", "text in 'en' is empty"),
    ({"statement": "x" * 2000}, "statement", "at most 1200"),
    ({"statement": "half a pair \ud83d"}, "", "half a character after"),
    ({"citations": []}, "citations", "must not be empty"),
    ({"citations": [{"source": "tea-book", "paragraph": 0}]}, "citations.0.paragraph", "at least 1"),
    ({"citations": [{"source": "tea-book", "paragraph": 99}]}, "citations", "paragraph 99 does not exist"),
    ({"citations": [{"source": "tea-bok", "paragraph": 1}]}, "citations", "did you mean 'tea-book'"),
    ({"topic": "brewin"}, "topic", "did you mean 'brewing'"),
    ({"entities": ["nobody"]}, "entities", "no entity 'nobody'"),
    ({"when": "2021-13"}, "when", "no"),
    ({"colour": "red"}, "colour", "unknown key"),
    ({"attribution": "Zed"}, "", "does not name its attribution"),
    ({"asked_as": ["how HOT should the water be for green tea"]}, "asked_as", "belongs to brewing.green.temperature"),
    ({"asked_as": ["Brewing rules!"]}, "asked_as", "brewing.all"),
    ({"asked_as": ["one", "One?"]}, "asked_as", "stands twice"),
    (
        {"figures": [{"amount": 1, "unit": "kg", "year": 2021, "series": "harvest.brookvale"}]},
        "figures",
        "has a figure for 2021 already, in harvest.brookvale.2021",
    ),
    ({"figures": [{"amount": 1, "unit": "lb", "year": 2020, "series": "harvest.brookvale"}]}, "figures", "counts in kg"),
    ({"asked_as": [f"{n} {'x' * 90}" for n in range(CONTENT_LIMIT // 90)]}, "", "is too long"),
]


@pytest.mark.parametrize(("changes", "field", "message"), MISTAKES, ids=lambda value: str(value)[:40])
async def test_a_mistake_is_named_and_nothing_is_written(
    editor: Editor, milk: Content, by: By, changes: dict[str, Any], field: str, message: str
) -> None:
    with pytest.raises(InvalidFact) as caught:
        await editor.edit(GUILD, milk(**changes), editor.seen(GUILD, "brewing.milk"), by)
    assert [problem for problem in caught.value.problems if problem.field == field and message in problem.message]
    assert await editor.store.revisions.last() == 0


async def test_all_mistakes_are_named_at_once(editor: Editor, milk: Content, by: By) -> None:
    typed = milk(topic="nowhere", entities=["nobody"], citations=[{"source": "none", "paragraph": 1}])
    with pytest.raises(InvalidFact) as caught:
        await editor.edit(GUILD, typed, editor.seen(GUILD, "brewing.milk"), by)
    assert {problem.field for problem in caught.value.problems} == {"topic", "entities", "citations"}


@pytest.mark.parametrize("taken", ["brewing.milk", "brewing.all"])
async def test_an_id_is_used_once(editor: Editor, sugar: Content, by: By, taken: str) -> None:
    with pytest.raises(InvalidFact, match="is used already"):
        await editor.add(GUILD, sugar(id=taken), by)


async def test_saving_without_a_change_is_no_revision(editor: Editor, milk: Content, by: By) -> None:
    with pytest.raises(InvalidFact, match="nothing was changed"):
        await editor.edit(GUILD, milk(rank="normal"), editor.seen(GUILD, "brewing.milk"), by)


async def test_two_edits_that_clash_cannot_both_pass(editor: Editor, sugar: Content, by: By) -> None:
    """Each is right by itself; the one that comes second is refused, and in another server it is right."""
    await editor.add(GUILD, sugar(), by)
    honey = sugar(id="brewing.honey", title="Honey")
    with pytest.raises(InvalidFact, match=r"belongs to brewing.sugar"):
        await editor.add(GUILD, honey, by)
    await editor.add(GUILD + 1, honey, by)


async def test_a_question_can_move_from_one_fact_to_another(editor: Editor, milk: Content, sugar: Content, by: By) -> None:
    await editor.edit(GUILD, milk(asked_as=["Which tea takes milk?"]), editor.seen(GUILD, "brewing.milk"), by)
    await editor.add(GUILD, sugar(asked_as=["milk in tea"]), by)
    with pytest.raises(InvalidFact, match=r"asked_as: .*brewing.sugar"):
        await editor.revert(GUILD, "brewing.milk", None, editor.seen(GUILD, "brewing.milk"), by)


async def test_retiring_is_possible_even_where_the_fact_is_no_longer_right(
    editor: Editor, milk: Content, sugar: Content, by: By
) -> None:
    await editor.add(GUILD, sugar(), by)
    await editor.edit(BASE, milk(asked_as=["Is there sugar in it?"]), editor.seen(BASE, "brewing.milk"), by)
    seen = editor.seen(GUILD, "brewing.sugar")
    with pytest.raises(InvalidFact, match=r"belongs to brewing.milk"):
        await editor.edit(GUILD, sugar(title="Sweet"), seen, by)
    await editor.retire(GUILD, "brewing.sugar", seen, by)


def test_every_fact_and_source_of_a_sound_pack_passes(tea: Pack) -> None:
    for fact in tea.facts:
        check(fact, Effective(tea))
    for source in tea.sources:
        check(source, Effective(tea))
