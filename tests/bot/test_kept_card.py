"""A card that was built for one person is, for another, what would have been built for them."""

from __future__ import annotations

from typing import Any

import pytest
from discord import ui
from hypothesis import given
from hypothesis import strategies as st

import bot.client
from bot.views.answer_card import AnswerCard
from bot.views.kept_card import PERSONAL, KeptCard
from knowledge.answering.answer import Answer, AnswerCitation, Reason, Status
from knowledge.answering.listing import Listing, Page

FIRST, OTHER = 123_456_789_012_345_678, 987_654_321_098_765_432
CITATION = AnswerCitation(source="book", title="The Book", paragraph=3, published="2024-05")
# Ids of people may stand in what people type, too: there they stay.
QUESTIONS = st.sampled_from(["why?", f"who is {FIRST}", f"safir:remove:{FIRST}", "word " * 30, f"{FIRST}:{FIRST}"])


def sent(card: Any) -> Any:
    return card.to_components()


@given(
    question=QUESTIONS,
    suggestions=st.lists(QUESTIONS, max_size=7),
    related=st.lists(QUESTIONS, max_size=5),
    status=st.sampled_from(Status),
    flags=st.tuples(*[st.booleans()] * 4),
    paged=st.booleans(),
)
def test_a_kept_card_is_what_would_be_built(
    question: str, suggestions: list[str], related: list[str], status: Status, flags: tuple[bool, ...], paged: bool
) -> None:
    page = {"listing": Listing(topic="tea"), "page": Page(number=1, pages=3, entries=30)} if paged else {}
    answer = Answer(
        question=question,
        status=status,
        reason=Reason.OUT_OF_SCOPE if status is Status.DECLINED else Reason.FACT,
        text="Tea is a drink.",
        score=0.9,
        facts=("brewing.milk",),
        citations=(CITATION,),
        suggestions=tuple(suggestions),
        **page,
    )
    more = dict(zip(("removable", "correctable", "ratable", "solves"), flags, strict=True))

    def built(asker: int) -> Any:
        return sent(AnswerCard(answer, asker=asker, related=related, **more))  # type: ignore[arg-type]

    kept = KeptCard.of(AnswerCard(answer, asker=FIRST, related=related, **more))  # type: ignore[arg-type]
    for asker in (OTHER, FIRST, 7):
        again = kept.shown_to(asker)
        assert sent(again) == built(asker)
        assert again.has_components_v2()
        assert not again.pictures
    assert sent(kept.shown_to(FIRST)) == built(FIRST)  # showing it to others has changed nothing


@pytest.mark.parametrize("kind", [kind for kind in vars(bot.client).values() if isinstance(kind, type)])
def test_every_button_with_an_owner_is_known(kind: type) -> None:
    if issubclass(kind, ui.DynamicItem) and "asker" in kind.__discord_ui_compiled_template__.groupindex:
        assert kind in PERSONAL
