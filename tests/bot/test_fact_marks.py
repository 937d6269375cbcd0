"""Marks of facts in the ids of buttons: short, and lead back to the same facts."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from bot.views.fact_marks import MOST, PATTERN, marked, marks
from knowledge.base import KnowledgeBase
from knowledge.pack import load_pack

BASE = KnowledgeBase(load_pack())
IDS = [fact.id for fact in BASE.facts]


@given(st.lists(st.sampled_from(IDS), unique=True, max_size=MOST))
def test_marks_lead_back_to_their_facts_in_their_order(ids: list[str]) -> None:
    signs = marks(ids)
    assert re.fullmatch(PATTERN, signs)
    assert len(f"safir:why:f:{signs}") <= 100
    assert [fact.id for fact in marked(signs, BASE)] == ids


def test_a_fact_that_was_retired_is_left_out() -> None:
    signs = marks([IDS[0], "no.such.fact", IDS[1]])
    assert [fact.id for fact in marked(signs, BASE)] == [IDS[0], IDS[1]]
