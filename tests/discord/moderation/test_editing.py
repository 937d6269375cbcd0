"""/fact add and edit: type, look, save, and everybody gets the new answer."""

from __future__ import annotations

from typing import Any

import pytest

BLACK_TEA = "brewing.black.time"
NINE = "Black tea steeps for **nine minutes**."


async def test_a_moderator_corrects_a_fact_and_the_next_question_is_answered_from_it(manager: Any, ask: Any) -> None:
    assert "four minutes" in await ask()
    await manager.edit(statement=NINE, reason="I asked the author")
    assert "nine minutes" in manager.text()
    assert "four minutes" in await ask(), "nothing is saved before somebody says so"
    await manager.press("Save")
    assert "Saved as version 1" in manager.text()
    assert "nine minutes" in await ask()


async def test_every_way_of_asking_gets_the_edit(manager: Any, world: Any) -> None:
    await manager.edit(statement=NINE, asked_as="How long does black tea steep?\nblack tea minutes please")
    await manager.press("Save")
    asked = await world.alice.slash(world.channel, "ask", question="How long does black tea steep?")
    assert "nine minutes" in world.text(asked.response)
    topic = await world.alice.slash(world.channel, "brewing")
    assert "nine minutes" in world.text(topic.response)
    offered = await world.alice.autocomplete(world.channel, "ask", "question", "black tea minutes pl")
    assert offered[0]["value"] == "black tea minutes please"
    await world.alice.send(world.channel, f"{world.mention} Who won the chess championship in Oslo?")
    await world.alice.user.send_dm("How long does black tea steep?")
    assert "four minutes" in world.text(world.last(world.alice.user.dm_channel)), "a server's edit is its own"


async def test_the_form_holds_the_fact_as_it_stands(manager: Any) -> None:
    await manager.command("edit", fact=BLACK_TEA)
    assert manager.typed() == {
        "statement": "Black tea steeps for **four minutes**.",
        "title": "Black tea time",
        "citations": "tea-book ¶3, ¶2",
        "asked_as": "How long does black tea steep?\nHow many minutes for black tea?\nblack tea steeping minutes",
        "reason": "",
    }


async def test_the_draft_shows_the_answer_what_changes_and_which_questions_reach_it(manager: Any) -> None:
    await manager.edit(statement=NINE, asked_as="How long does black tea steep?\nHow many minutes for black tea?\nwho is it")
    text = manager.text()
    assert "nine minutes" in text
    assert "¶2, ¶3" in text
    assert "steeps for four minutes. → Black tea steeps for nine minutes." in text
    assert "− black tea steeping minutes" in text
    assert "+ who is it" in text
    assert "3 of 3 example questions" in text
    assert "takes over no question" in text


async def test_nothing_is_seen_by_others(manager: Any, world: Any) -> None:
    await manager.edit(statement=NINE)
    assert manager.message().ephemeral
    assert world.said(world.channel, viewer=world.bob) == []


async def test_what_is_wrong_is_said_beside_what_was_typed_and_the_form_comes_back_with_it(manager: Any, ask: Any) -> None:
    await manager.edit(statement=NINE, title="", citations="the book, page three", reason="because")
    text = manager.text()
    assert "Not saved yet" in text
    assert "Sources: write each line like: tea-book ¶3" in text
    assert "you typed: the book, page three" in text
    assert "Title" in text
    assert "Save" not in enabled(manager)
    await manager.press("Edit again")
    typed = manager.typed()
    assert typed["statement"] == NINE
    assert typed["citations"] == "the book, page three"
    assert typed["reason"] == "because"
    await manager.fill(title="Black tea", citations="¶3")
    await manager.press("Save")
    assert "Saved" in manager.text()
    assert "nine minutes" in await ask()


@pytest.mark.parametrize(
    ("boxes", "problem"),
    [
        ({"citations": "tea-book ¶99"}, "paragraph 99"),
        ({"citations": "other-book ¶1"}, "other-book"),
        ({"statement": ""}, "Statement"),
        ({"asked_as": "Does milk go into tea?"}, "brewing.milk"),
        ({}, "nothing was changed"),
    ],
)
async def test_the_pack_s_own_checks_hold_for_edits(manager: Any, boxes: dict[str, str], problem: str) -> None:
    await manager.edit(**boxes)
    assert problem in manager.text()
    assert "Save" not in enabled(manager)


async def test_further_fields_are_on_further_pages(manager: Any, world: Any, ask: Any) -> None:
    await manager.edit(statement="Black tea steeps for **nine minutes**, says Mira Lind.")
    await manager.press("More fields")
    assert manager.typed()["note"].startswith("The book says three minutes")
    await manager.fill(attribution="Mira Lind", when="2024-05", note="", review_after="2027-01-31")
    await manager.press("Names and figures")
    await manager.fill(entities="Mira Lind", figures="9 min, about", confirms="Does black tea steep for nine minutes?")
    await manager.press("Save")
    answer = await ask()
    assert "According to Mira Lind" in answer
    assert "May 2024" in answer
    assert "Editor's note" not in answer
    stored = world.bot.link.require().view(world.guild.id).own_text(("fact", BLACK_TEA)).content
    assert stored["figures"] == [{"amount": 9, "unit": "min", "approximate": True}]
    assert stored["entities"] == ["mira_lind"]
    assert stored["review_after"] == "2027-01-31"
    assert "Does black tea" in str(stored["confirms"])


async def test_topic_and_rank_are_chosen(manager: Any, world: Any) -> None:
    await manager.edit(statement=NINE)
    await manager.choose("topic", "history")
    await manager.choose("rank", "preferred")
    assert "Topic: Brewing → History" in manager.text()
    assert "Rank: normal → preferred" in manager.text()
    await manager.press("Save")
    stored = world.bot.link.require().view(world.guild.id).own_text(("fact", BLACK_TEA)).content
    assert (stored["topic"], stored["rank"], stored["statement"]) == ("history", "preferred", NINE)


async def test_a_source_is_added_to_what_was_typed(manager: Any) -> None:
    await manager.edit(statement=NINE)
    await manager.choose("source", "tea-book")
    await manager.fill(paragraphs="¶5-6")
    assert "+ tea-book ¶3, ¶2, ¶5, ¶6" in manager.text()


async def test_a_draft_can_be_cancelled(manager: Any, ask: Any) -> None:
    await manager.edit(statement=NINE)
    await manager.press("Cancel")
    assert "Cancelled" in manager.text()
    assert "four minutes" in await ask()


async def test_a_moderator_adds_a_fact(manager: Any, world: Any, ask: Any) -> None:
    await manager.command("add", topic="Brewing")
    await manager.fill(
        statement="Sugar goes into **no tea** of Brookvale.",
        title="Sugar",
        citations="tea-book ¶1",
        asked_as="- Is there sugar in the tea?\n- Does one sweeten tea with sugar?",
        reason="People ask",
    )
    manager.draft_message = None
    assert "brewing.sugar" in manager.text()
    assert "2 of 2 example questions" in manager.text()
    await manager.press("Save")
    assert "no tea" in await ask("Is there sugar in the tea?")
    await manager.command("add", topic="brewing")
    await manager.fill(statement="Sugar is **white**.", title="Sugar", citations="¶2", asked_as="what colour is sugar")
    manager.draft_message = None
    assert "brewing.sugar_2" in manager.text()


async def test_markdown_that_was_typed_neither_pings_nor_formats(manager: Any, world: Any, ask: Any) -> None:
    statement = "Black tea steeps for **nine minutes** @everyone [x](https://x.example) # no"
    await manager.edit(statement=statement, reason="~~why~~ <@1>")
    raw = world.raw(manager.message())
    assert "@everyone" not in raw
    assert "[x](https" not in raw
    assert "\\~\\~why" in raw
    await manager.press("Save")
    assert "nine minutes" in await ask()


async def test_facts_are_offered_by_title_and_statement_with_slips(manager: Any, world: Any) -> None:
    for typed in ("Black tea tiem", "steeps for four minuts", "brewing.black"):
        offered = await world.manager.autocomplete(world.channel, "fact edit", "fact", typed)
        assert BLACK_TEA in [choice["value"] for choice in offered][:3], typed
    everything = await world.manager.autocomplete(world.channel, "fact edit", "fact", "")
    assert 0 < len(everything) <= 25


async def test_what_is_no_fact_is_told_with_those_near_it(manager: Any) -> None:
    result = await manager.command("edit", fact="black tea kettles")
    assert "I have no fact under" in result.response.content
    assert "You could choose: Black tea time" in result.response.content
    close = await manager.command("edit", fact="Black tea tim")
    assert close.modal is not None
    unknown = await manager.command("add", topic="kettles")
    assert "I have no topic" in unknown.response.content


async def test_after_a_restart_a_draft_says_that_it_is_gone(manager: Any, world: Any) -> None:
    await manager.edit(statement=NINE)
    await world.restart()
    result = await world.manager.click(manager.message(), label="Save")
    assert "no longer have this draft" in result.response.content


async def test_what_was_saved_is_there_after_a_restart(manager: Any, world: Any, ask: Any) -> None:
    await manager.edit(statement=NINE)
    await manager.press("Save")
    await world.restart()
    assert "nine minutes" in await ask()


def enabled(manager: Any) -> list[str]:
    """The buttons that can be pressed."""
    return [
        part["label"]
        for row in manager.message().components
        for part in row.get("components", [])
        if part.get("type") == 2 and not part.get("disabled")
    ]


async def test_what_could_not_be_read_is_not_shown_as_taken_away(manager: Any) -> None:
    await manager.edit(citations="the whole book", statement=NINE)
    text = manager.text()
    assert "you typed: the whole book" in text
    assert "nine minutes" in text
    assert "− tea-book" not in text
    await manager.edit(statement="")
    assert "steeps for four minutes. → (nothing)" in manager.text(), "what was emptied is"
