"""A list in the id of a button, and back."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from bot.views.listing_marks import PATTERN, coded, decoded
from knowledge.answering.listing import Listing
from knowledge.base import KnowledgeBase
from knowledge.pack import load_pack

BASE = KnowledgeBase(load_pack())
TOPICS = [topic.id for topic in BASE.topics]
WHEN = st.sampled_from(["2024", "2024-08", "1500-01-01/2199-12-31"])


@given(
    topic=st.none() | st.sampled_from(TOPICS),
    collection=st.none() | st.sampled_from([one.id for one in BASE.collections]),
    entity=st.none() | st.sampled_from(sorted(BASE.entities)),
    other=st.none() | st.sampled_from(TOPICS),
    when=st.none() | WHEN,
)
def test_a_list_is_the_same_after_its_code(
    topic: str | None, collection: str | None, entity: str | None, other: str | None, when: str | None
) -> None:
    listing = Listing(topic=topic, collection=collection, entity=entity, other_topic=other, when=when)
    code = coded(listing)
    assert re.fullmatch(PATTERN, code)
    assert len(f"safir:page:{2**64}:9999:{code}") <= 100
    assert decoded(code, BASE) == listing


def test_of_a_list_whose_parts_are_gone_nothing_is_left() -> None:
    assert decoded(coded(Listing(collection="no.such.list")), BASE) is None
