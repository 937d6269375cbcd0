"""Any sequence of edits in three servers: each answers what a simple model of three dictionaries says, and no other's."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answerers import Answerers
from bot.store_link import StoreLink
from knowledge.answering.answer import Status
from knowledge.answering.answerer import Answerer
from knowledge.base import KnowledgeBase
from knowledge.pack import load_pack
from knowledge.store.content import plain
from knowledge.store.errors import InvalidFact
from knowledge.store.revision import By, Kind

TEA = Path(__file__).parent.parent / "packs" / "tea"
PACK = Answerer(KnowledgeBase(load_pack(TEA)))
SERVERS = (11, 22, 33)
QUESTIONS = {"brewing.milk": "Does milk go into tea?", "brewing.black.time": "How long does black tea steep?"}
DONE = ("edit", "retire", "restore", "revert")
Step = tuple[int, str, str]  # where, which fact, what is done

steps = st.lists(
    st.tuples(
        st.sampled_from(SERVERS), st.sampled_from(list(QUESTIONS)), st.sampled_from(["edit", "retire", "restore", "revert"])
    ),
    max_size=12,
)


async def take(link: StoreLink, model: dict[tuple[int, str], str | None], step: Step, number: int) -> None:
    """One step through the editor, and the same in the model: what a server says of its own, None where it is retired."""
    server, fact, what = step
    editor = link.require()
    by = By(author=server, name="Mo", guild=server, reason=f"step {number}")
    held: Any = editor.view(server).standing((Kind.FACT, fact))
    seen = editor.seen(server, fact)
    retired, own = model.get((server, fact), "") is None, (server, fact) in model
    statement = f"Statement number **{number}** of server {server}."
    done = {
        "edit": editor.edit(server, {**plain(held), "statement": statement}, seen, by),
        "retire": editor.retire(server, fact, seen, by),
        "restore": editor.restore(server, fact, seen, by),
        "revert": editor.revert(server, fact, None, seen, by),
    }
    for other in done.keys() - {what}:
        done[other].close()
    if not {"edit": True, "retire": not retired, "restore": retired, "revert": own}[what]:
        with pytest.raises(InvalidFact):
            await done[what]
        return
    await done[what]
    if what == "edit":
        model[server, fact] = None if retired else statement
    elif what == "retire":
        model[server, fact] = None
    elif what == "restore":
        model[server, fact] = held.statement["en"]
    else:
        del model[server, fact]


async def agree(folder: str, sequence: list[Step]) -> None:
    async with StoreLink(f"sqlite:///{folder}/safir.sqlite3", PACK.base.pack) as link:
        answerers = Answerers(PACK, link)
        model: dict[tuple[int, str], str | None] = {}
        for number, step in enumerate(sequence):
            await take(link, model, step, number)
            for server in (*SERVERS, None):
                answerer = await answerers.of(server)
                for fact, question in QUESTIONS.items():
                    answer = answerer.answer(question)
                    said = PACK.base.fact(fact).statement["en"]
                    expected = model.get((server, fact), said) if server else said
                    if expected is None:
                        assert fact not in answer.facts
                    else:
                        assert answer.status is Status.ANSWERED
                        assert expected in answer.text


@given(sequence=steps)
@settings(max_examples=40, deadline=None, derandomize=True)
def test_every_server_answers_from_its_own_edits_and_no_other_s(sequence: list[Step]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(agree(folder, sequence))
