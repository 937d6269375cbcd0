"""/fact retire, restore, history, diff, revert and show."""

from __future__ import annotations

from typing import Any

from simcord.components import walk_components

BLACK_TEA = "brewing.black.time"


async def edits(manager: Any, *minutes: str) -> None:
    """Let black tea steep for so long, one edit after another."""
    for one in minutes:
        await manager.edit(statement=f"Black tea steeps for **{one} minutes**.", reason=f"{one} is better")
        await manager.press("Save")
    manager.draft_message = None


async def shown(manager: Any, name: str, **options: Any) -> str:
    """What a command shows."""
    manager.draft_message = None
    result = await manager.command(name, fact=BLACK_TEA, **options)
    assert result.ephemeral
    return str(manager.world.text(result.response))


async def test_a_retired_fact_is_not_answered_with_until_it_is_restored(manager: Any, world: Any, ask: Any) -> None:
    assert "Rank: normal → out of use" in await shown(manager, "retire", reason="Nobody drinks it")
    assert "Retire Black tea time?" in manager.text()
    assert "four minutes" in await ask()
    await manager.press("Confirm")
    assert "Saved as version 1" in manager.text()
    assert "four minutes" not in await ask()
    assert "This fact is retired" in await shown(manager, "show")
    offered = await world.manager.autocomplete(world.channel, "fact restore", "fact", "")
    assert [choice["value"] for choice in offered] == [BLACK_TEA]
    await shown(manager, "restore", reason="They do")
    await manager.press("Confirm")
    assert "four minutes" in await ask()


async def test_a_question_can_be_cancelled(manager: Any, ask: Any) -> None:
    await shown(manager, "retire", reason="x")
    await manager.press("Cancel")
    assert "Cancelled" in manager.text()
    assert "four minutes" in await ask()


async def test_retiring_twice_says_that_it_is_retired(manager: Any) -> None:
    await shown(manager, "retire", reason="x")
    await manager.press("Confirm")
    await shown(manager, "retire", reason="x")
    await manager.press("Confirm")
    assert "the fact is retired" in manager.text()


async def test_the_history_says_who_what_why_and_when(manager: Any) -> None:
    assert "Nobody has changed Black tea time" in await shown(manager, "history")
    await edits(manager, "five", "six")
    text = await shown(manager, "history")
    assert text.index("Version 2 · edited by manager") < text.index("Version 1 · edited by manager")
    assert "five is better · statement" in text
    assert "<t:" in text


async def test_a_long_history_has_pages_that_outlive_a_restart(manager: Any, world: Any) -> None:
    await edits(manager, *"abcdefgh")
    assert "Page 1 of 2" in await shown(manager, "history")
    assert "Version 8" in manager.text()
    await world.restart()
    await manager.press("Older")
    assert "Page 2 of 2" in manager.text()
    assert "Version 1 ·" in manager.text()
    assert "Version 8" not in manager.text()
    await manager.press("Newer")
    assert "Page 1 of 2" in manager.text()


async def test_a_diff_shows_field_by_field_what_became_of_what(manager: Any, world: Any) -> None:
    await edits(manager, "five", "six")
    assert "five minutes. → Black tea steeps for six minutes." in await shown(manager, "diff")
    assert "four minutes. → Black tea steeps for six minutes." in await shown(manager, "diff", older=0)
    assert "six minutes. → Black tea steeps for five minutes." in await shown(manager, "diff", older=2, newer=1)
    assert "They say the same" in await shown(manager, "diff", older=1, newer=1)
    result = await manager.command("diff", fact=BLACK_TEA, older=7)
    assert "has no version 7" in world.text(result.response)


async def test_any_version_can_be_brought_back(manager: Any, world: Any, ask: Any) -> None:
    await edits(manager, "five", "six")
    offered = await world.manager.autocomplete(world.channel, "fact revert", "version", "", fact=BLACK_TEA)
    assert [choice["value"] for choice in offered] == [2, 1, 0]
    assert "five is better" in offered[1]["name"]
    assert "six minutes. → Black tea steeps for five minutes." in await shown(manager, "revert", version=1, reason="back")
    await manager.press("Confirm")
    assert "Saved as version 3" in manager.text()
    assert "five minutes" in await ask()
    await shown(manager, "revert", version=0, reason="all the way")
    await manager.press("Confirm")
    assert "four minutes" in await ask()
    assert "reverted by manager" in await shown(manager, "history")


async def test_an_addition_that_was_taken_back_can_be_brought_back_from_its_history(manager: Any, ask: Any) -> None:
    await manager.command("add", topic="brewing")
    question = "Is there sugar in the tea?"
    await manager.fill(statement="Sugar goes into **no tea**.", title="Sugar", citations="¶1", asked_as=question)
    await manager.press("Save")
    manager.draft_message = None
    await manager.command("revert", fact="brewing.sugar", version=0, reason="wrong")
    assert "Take back the addition of Sugar?" in manager.text()
    await manager.press("Confirm")
    assert "no tea" not in await ask(question)
    manager.draft_message = None
    await manager.command("revert", fact="brewing.sugar", version=1, reason="right after all")
    await manager.press("Confirm")
    assert "no tea" in await ask(question)


async def test_a_fact_is_shown_with_everything_about_it(manager: Any) -> None:
    text = await shown(manager, "show")
    assert "four minutes" in text
    assert "brewing.black.time · topic Brewing · rank normal · 3 example questions · as in my pack" in text.replace("`", "")
    await edits(manager, "five")
    assert "changed in this server (version 1)" in await shown(manager, "show")


async def test_a_shown_fact_tells_its_figures_as_answers_do(manager: Any) -> None:
    result = await manager.command("show", fact="harvest.brookvale.2021")
    assert "Figures\n• 400 kg · 2021 · series harvest.brookvale" in manager.world.text(result.response).replace("**", "")


async def brought_back(manager: Any, label: str) -> str:
    """Choose a version below the history that is open; gives the question that comes of it."""
    select = next(part for part in walk_components(manager.message().components) if part.get("options"))
    value = next(option["value"] for option in select["options"] if option["label"] == label)
    manager.seen = await manager.person.select(manager.message(), [value], custom_id=select["custom_id"])
    manager.draft_message = manager.seen.response
    return str(manager.text())


async def test_an_earlier_version_is_brought_back_from_the_history(manager: Any, world: Any, ask: Any) -> None:
    await edits(manager, "five", "six", "seven")
    await shown(manager, "history")
    await world.restart()
    question = await brought_back(manager, "Version 1, edited by manager: five is better")
    assert "Bring back version 1 of Black tea time?" in question
    assert "Reason: brings back version 1" in question
    await manager.press("Confirm")
    assert "five minutes" in await ask()


async def test_every_change_is_undone_from_the_history(manager: Any, ask: Any) -> None:
    await edits(manager, "five")
    await shown(manager, "history")
    await brought_back(manager, "Undo every change made here: back to the text for all servers")
    await manager.press("Confirm")
    assert "four minutes" in await ask()
    assert "undoes every change made here" in await shown(manager, "history")


async def test_who_may_not_edit_brings_nothing_back_with_a_forged_select(manager: Any, world: Any, ask: Any) -> None:
    await edits(manager, "five", "six")
    await world.alice.send(world.channel, f"{world.mention} How long does black tea steep?")
    answer, forged = world.last(), f"safir:back:hf:{BLACK_TEA}"
    for part in walk_components(world.env.backend.get_message(world.channel.id, answer.id).components):
        if part.get("options"):
            part.update(custom_id=forged, options=[{"label": "Version 1", "value": "1"}])
    result = await world.alice.select(answer, ["1"], custom_id=forged)
    assert "You need the permission Manage Server" in result.response.content
    assert "six minutes" in await ask()
