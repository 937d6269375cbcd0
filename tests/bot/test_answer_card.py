"""The answer card: within Discord's limits whatever an answer holds, and complete where it fits."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.views.answer_card import AnswerCard
from knowledge.answering.answer import Answer, AnswerCitation, Reason, Status
from knowledge.model import Topic

TOPIC = Topic(id="tea", title="Tea", description="About tea", emoji="🍵", colour="#3ba55d")
CITATION = AnswerCitation(source="book", title="The Book", paragraph=3, published="2024-05")


def answer(**given: Any) -> Answer:
    fields = {"question": "q", "status": Status.ANSWERED, "reason": Reason.FACT, "text": "Tea is a drink."}
    return Answer(**{"score": 0.9, **fields, **given})


def tree(card: AnswerCard) -> list[dict[str, Any]]:
    """The card as it is sent."""
    sent: list[dict[str, Any]] = card.to_components()  # type: ignore[no-untyped-call]  # discord.py's has no annotations
    return sent


def parts(card: AnswerCard, kind: int) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []

    def walk(components: list[Any]) -> None:
        for component in components:
            if component["type"] == kind:
                found.append(component)
            walk(component.get("components", []))

    walk(tree(card))
    return found


def text(card: AnswerCard) -> str:
    return "\n".join(part["content"] for part in parts(card, 10))


def count(components: list[Any]) -> int:
    return sum(1 + count(component.get("components", [])) for component in components)


def test_a_card_shows_topic_text_who_says_so_when_note_and_sources() -> None:
    card = AnswerCard(answer(attribution="Lu Yu", when="2021-08", note="Not quite.", citations=(CITATION,)), asker=1, topic=TOPIC)
    assert text(card).splitlines() == [
        "-# 🍵 Tea",
        "Tea is a drink.",
        "-# According to Lu Yu · Date: August 2021",
        "**Editor's note:** Not quite.",
        "-# **Sources**",
        "-# 1. The Book · ¶3 · May 2024",
    ]
    assert tree(card)[0]["accent_color"] == 0x3BA55D


def test_a_first_line_that_says_what_the_heading_says_is_left_out_unless_it_is_all() -> None:
    assert text(AnswerCard(answer(text="**Tea**\n• It is a drink."), asker=1, topic=TOPIC)) == "-# 🍵 Tea\n• It is a drink."
    assert text(AnswerCard(answer(text="**Tea**"), asker=1, topic=TOPIC)) == "-# 🍵 Tea\n**Tea**"
    assert text(AnswerCard(answer(text="**Tea**\n• It is a drink."), asker=1)).startswith("**Tea**")


def test_paragraphs_of_one_source_stand_together_in_order() -> None:
    citations = tuple(CITATION.model_copy(update={"paragraph": number}) for number in (9, 2, 9, 4))
    assert "1. The Book · ¶2, ¶4, ¶9" in text(AnswerCard(answer(citations=citations), asker=1))


def test_a_source_with_an_address_is_a_link() -> None:
    citation = CITATION.model_copy(update={"url": "https://example.org/a", "publisher": "Press"})
    assert "[The Book](<https://example.org/a>) · Press · ¶3" in text(AnswerCard(answer(citations=(citation,)), asker=1))


def test_a_text_that_is_too_long_is_cut_at_a_line_that_says_how_much_is_missing() -> None:
    lines = [f"• fact number {number} about tea" for number in range(400)]
    shown = parts(AnswerCard(answer(text="\n".join(lines), citations=(CITATION,)), asker=1), 10)[0]["content"].splitlines()
    assert shown[:-1] == lines[: len(shown) - 1]
    assert shown[-1] == f"… and {400 - len(shown) + 1} more"


def test_choices_are_buttons_where_they_fit_and_a_list_where_they_do_not() -> None:
    short = AnswerCard(answer(status=Status.CLARIFY, suggestions=("One?", "Two?")), asker=1)
    assert [button["label"] for button in parts(short, 2)] == ["One?", "Two?", "Why?", "Remove"]
    long = AnswerCard(answer(status=Status.CLARIFY, suggestions=("One?", "x" * 81)), asker=1)
    assert [option["value"] for option in parts(long, 3)[0]["options"]] == ["One?", "x" * 81]


def test_an_answer_that_only_the_asker_sees_needs_no_remove_button() -> None:
    assert [button["label"] for button in parts(AnswerCard(answer(), asker=1, removable=False), 2)] == ["Why?"]


def test_text_of_others_is_not_formatting() -> None:
    shown = text(AnswerCard(answer(text="I know _nothing_ of [x](https://y)", repaired="**z**"), asker=1, echo="# a"))
    assert r"\_nothing\_ of \[x\](https\://y)" in shown
    assert r"I read this as: \*\*z\*\*" in shown
    assert "**z" not in shown.replace(r"\*\*z", "")


WILD = st.text(alphabet=st.sampled_from("ab *_`<>[]#@-|~\\\n.:/é🍵"), max_size=6_000)


@settings(max_examples=60, deadline=None)
@given(
    body=WILD,
    note=st.none() | WILD,
    who=st.none() | WILD,
    suggestions=st.lists(WILD.filter(str.strip), max_size=30),
    titles=st.lists(WILD, max_size=12),
    status=st.sampled_from(Status),
)
def test_every_card_keeps_discord_s_limits(
    body: str, note: str | None, who: str | None, suggestions: list[str], titles: list[str], status: Status
) -> None:
    citations = tuple(
        AnswerCitation(source=str(place), title=title, paragraph=paragraph, url="https://example.org/" + "x" * 150)
        for place, title in enumerate(titles)
        for paragraph in range(1, 40)
    )
    card = AnswerCard(
        answer(
            text=body,
            note=note,
            attribution=who,
            repaired=body,
            when="2021/2023",
            suggestions=tuple(suggestions),
            citations=citations,
            status=status,
        ),
        asker=2**63,
        topic=TOPIC,
        echo=body,
        footer="a footer",
    )
    assert len("".join(part["content"] for part in parts(card, 10))) <= 4_000
    assert all(part["content"].strip() for part in parts(card, 10))
    assert count(tree(card)) <= 40
    assert all(0 < len(button["label"]) <= 80 for button in parts(card, 2))
    for select in parts(card, 3):
        assert 1 <= len(select["options"]) <= 25
        values = [option["value"] for option in select["options"]]
        assert len(set(values)) == len(values)
        assert all(0 < len(option["label"]) <= 100 and 0 < len(option["value"]) <= 100 for option in select["options"])
    assert all(len(part["custom_id"]) <= 100 for kind in (2, 3) for part in parts(card, kind))


@pytest.mark.parametrize("suggestion", ["a" * 80, "word " * 15 + "end?!"])
def test_a_label_of_eighty_characters_is_shown_whole(suggestion: str) -> None:
    card = AnswerCard(answer(suggestions=(suggestion,)), asker=1)
    assert parts(card, 2)[0]["label"] == suggestion
