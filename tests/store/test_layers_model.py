"""Any sequence of edits in three servers and the base gives what a simple model of four dictionaries gives."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.model import Fact, Pack, Rank
from knowledge.store.editor import Editor
from knowledge.store.errors import Conflict, InvalidFact, UnknownFact
from knowledge.store.revision import BASE, By
from knowledge.store.store import Store

GUILDS = (11, 22, 33)
FACTS = ("brewing.milk", "brewing.black.time", "new.one", "new.two")
State = tuple[str, Rank]
Step = tuple[str, int, str]  # what is done, in which layer, to which fact

steps = st.tuples(
    st.sampled_from(["add", "edit", "edit", "retire", "restore", "back", "undo", "stale"]),
    st.sampled_from((BASE, *GUILDS)),
    st.sampled_from(FACTS),
)


@dataclass
class Model:
    """The pack's facts and each layer's own, as (title, rank); None where a layer took its text back."""

    pack: dict[str, State]
    own: dict[int, dict[str, State | None]] = field(default_factory=lambda: {layer: {} for layer in (BASE, *GUILDS)})
    texts: dict[tuple[int, str], list[State | None]] = field(default_factory=dict)

    def beneath(self, layer: int) -> dict[str, State]:
        return self.pack if layer == BASE else self.effective(BASE)

    def effective(self, layer: int) -> dict[str, State]:
        own = {fact: state for fact, state in self.own[layer].items() if state}
        return {**self.beneath(layer), **own}

    def write(self, layer: int, fact: str, state: State | None) -> None:
        self.own[layer][fact] = state
        self.texts.setdefault((layer, fact), []).append(state)


def content(fact_id: str, title: str, rank: Rank = Rank.NORMAL) -> dict[str, Any]:
    citations = [{"source": "tea-book", "paragraph": 1}]
    return {"id": fact_id, "topic": "brewing", "title": title, "statement": "Tea.", "citations": citations, "rank": rank.value}


def states(pack: Pack) -> dict[str, State]:
    return {fact.id: (fact.title["en"], fact.rank) for fact in pack.facts}


async def take(editor: Editor, model: Model, step: Step, title: str) -> None:
    """One step in the store, and the same in the model."""
    what, layer, fact = step
    by = By(author=7, name="Mo", guild=layer or None)
    now = model.effective(layer).get(fact)
    if what == "add":
        if now:
            with pytest.raises(InvalidFact):
                await editor.add(layer, content(fact, title), by)
            return
        await editor.add(layer, content(fact, title), by)
        model.write(layer, fact, (title, Rank.NORMAL))
        return
    if fact not in model.own[layer] and fact not in model.beneath(layer):
        with pytest.raises(UnknownFact):
            editor.seen(layer, fact)
        return
    seen = editor.seen(layer, fact)
    if what in {"edit", "retire", "restore"} and now is None:
        with pytest.raises(UnknownFact):
            await editor.edit(layer, content(fact, title), seen, by)
    elif what == "edit" and now:
        await editor.edit(layer, content(fact, title, now[1]), seen, by)
        model.write(layer, fact, (title, now[1]))
    elif what in {"retire", "restore"} and now:
        retired = now[1] is Rank.DEPRECATED
        change = editor.retire if what == "retire" else editor.restore
        if retired == (what == "retire"):
            with pytest.raises(InvalidFact):
                await change(layer, fact, seen, by)
        else:
            await change(layer, fact, seen, by)
            model.write(layer, fact, (now[0], Rank.NORMAL if retired else Rank.DEPRECATED))
    elif what == "back" and len(model.texts.get((layer, fact), ())) > 1:
        history = await editor.store.revisions.history(fact, layer)
        if model.texts[layer, fact][0] is not None or model.own[layer][fact] is not None:
            await editor.revert(layer, fact, history[-1].id, seen, by)
            model.write(layer, fact, model.texts[layer, fact][0])
    elif what == "undo" and model.own[layer].get(fact):
        await editor.revert(layer, fact, None, seen, by)
        model.write(layer, fact, None)
    elif what == "stale" and now:
        await editor.edit(layer, content(fact, title), seen, by)
        model.write(layer, fact, (title, Rank.NORMAL))
        with pytest.raises(Conflict):
            await editor.edit(layer, content(fact, f"{title}, too late"), seen, by)


async def agree(url: str, tea: Pack, sequence: list[Step]) -> None:
    async with await Store.open(url) as store:
        editor = await Editor.open(store, tea)
        model = Model(states(tea))
        for number, step in enumerate(sequence):
            await take(editor, model, step, f"Title {number}")
            for layer in (BASE, *GUILDS):
                assert states(editor.effective(layer).pack) == model.effective(layer)
        fresh = await Editor.open(store, tea)
        for layer in (BASE, *GUILDS):
            assert fresh.effective(layer).pack == editor.effective(layer).pack, "a restart changes nothing"
            for fact in FACTS:
                history = await store.revisions.history(fact, layer)
                titles = [revision.item.title["en"] if isinstance(revision.item, Fact) else None for revision in history]
                assert titles[::-1] == [state[0] if state else None for state in model.texts.get((layer, fact), [])]


sequences = st.lists(steps, max_size=25)


@given(sequence=sequences)
@settings(max_examples=10)
def test_so_it_is_on_postgresql(tea: Pack, empty_postgres: Callable[[], str], sequence: list[Step]) -> None:
    asyncio.run(agree(empty_postgres(), tea, sequence))


@given(sequence=sequences)
@settings(max_examples=30)
def test_so_it_is_on_sqlite(tea: Pack, sequence: list[Step]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(agree(f"sqlite:///{folder}/safir.sqlite3", tea, sequence))
