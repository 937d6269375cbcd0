"""A layer that grows by a few edits holds what it would hold if all were laid anew; and what each fact takes is known alike."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from knowledge.model import Fact
from knowledge.pack import load_pack
from knowledge.store import taken
from knowledge.store.content import plain
from knowledge.store.overlay import Effective, grown, lay
from knowledge.store.revision import By, Key, Kind, Operation, Revision

TEA = load_pack(Path(__file__).parent.parent / "packs" / "tea")
BY = By(7, "Mo")
FACTS = {fact.id: fact for fact in TEA.facts}
NAMES = [*list(FACTS)[:3], "new.one", "new.two", "new.three"]
TOPICS = [topic.id for topic in TEA.topics]
QUESTIONS = ["How long does black tea steep?", "What is new here?", "Is it one or two?", "Does milk go into tea?"]
figures = st.sampled_from([[], [{"amount": 1, "unit": "kg", "year": 2030, "series": "harvest.brookvale"}]])
steps = st.lists(
    st.fixed_dictionaries(
        {
            "id": st.sampled_from(NAMES),
            "topic": st.sampled_from([*TOPICS, "no.topic"]),
            "asked": st.lists(st.sampled_from(QUESTIONS), max_size=2, unique=True),
            "figures": figures,
            "gone": st.sampled_from([False] * 5 + [True]),
            "same_topic": st.booleans(),
        }
    ),
    max_size=12,
)


def revision(number: int, step: dict[str, Any], standing: Effective) -> Revision:
    name = step["id"]
    old = standing.items.get((Kind.FACT, name))
    content = plain(old or TEA.facts[0]) | {"id": name, "asked_as": {"en": step["asked"]}, "figures": step["figures"]}
    if not (step["same_topic"] and old is not None):
        content["topic"] = step["topic"]
    return Revision(Kind.FACT, name, 11, number, Operation.EDIT, None if step["gone"] else content, BY, id=number)


def laid(revisions: Sequence[Revision]) -> Effective:
    newest: dict[Key, Revision] = {}
    for one in revisions:
        newest = {**newest, one.key: one}
    return lay(Effective(TEA), newest.values())


def rivals(standing: Effective) -> dict[str, set[str]]:
    facts = [one for one in standing.items.values() if isinstance(one, Fact)]
    return {fact.id: set(standing.taken.rivals(fact)) for fact in facts}


@given(steps, st.integers(1, 3), st.sampled_from([1, 4, taken.FEW]))
def test_what_grows_is_what_would_be_laid_anew(walk: list[dict[str, Any]], at_once: int, few: int) -> None:
    kept, taken.FEW = taken.FEW, few
    try:
        now, written = Effective(TEA), list[Revision]()
        while walk:
            new, touched = [], {one.key for one in written}
            for step in walk[:at_once]:
                written.append(revision(len(written) + 1, step, laid(written)))
                new.append(written[-1])
            walk = walk[at_once:]
            now = grown(now, touched, new) or laid(written)
            anew = laid(written)
            assert now.pack.facts == anew.pack.facts
            assert dict(now.items) == dict(anew.items)
            assert {one.revision.key for one in now.left_out} == {one.revision.key for one in anew.left_out}
            assert rivals(now) == rivals(Effective(anew.pack))
    finally:
        taken.FEW = kept


def test_plain_additions_and_edits_do_grow() -> None:
    step = {"id": "new.one", "topic": TOPICS[0], "asked": QUESTIONS[1:2], "figures": [], "gone": False, "same_topic": False}
    added = grown(Effective(TEA), (), [revision(1, step, Effective(TEA))])
    assert added is not None
    assert (Kind.FACT, "new.one") in added.items
    assert grown(added, (), [revision(2, {**step, "asked": [], "same_topic": True}, added)]) is not None
