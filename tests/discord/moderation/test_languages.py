"""The bot in Russian, as people use it: forms with mistakes, drafts, histories, suggestions. Nothing English is left over."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.discord.conftest import Speak
from tests.discord.left_over import left_over

BLACK_TEA = "brewing.black.time"


async def test_a_form_its_mistake_and_its_draft_are_in_russian(
    world: Any, speak: Speak, seen: Callable[[Any], str], manager: Any
) -> None:
    speak(world.manager, "ru")
    await manager.command("edit", fact=BLACK_TEA)
    labels = [label["label"] for label in manager.seen.modal["components"]]
    hints = [label.get("description") or "" for label in manager.seen.modal["components"]]
    assert labels[0] == "Утверждение"
    assert left_over("\n".join([manager.seen.modal["title"], *labels, *hints])) == set()
    await manager.fill(citations="the whole book", asked_as="", reason="проба")
    manager.draft_message = manager.seen.response
    draft = seen(manager.message())
    assert "Пока не сохранено" in draft
    assert "Источники: пишите каждую строку так: tea-book ¶3, ¶4" in draft
    assert "Сохранить" in draft
    assert left_over(draft) == set()
    await manager.press("Отмена")
    assert "Отменено. Ничего не изменилось." in manager.text()


@pytest.mark.parametrize(
    ("page", "boxes", "told"),
    [
        ("", {"statement": ""}, "обязательно, но не указано"),
        ("", {"asked_as": "т" * 101}, "символов: 101, можно не больше 100"),
        ("", {"citations": "tea-book ¶999"}, "абзаца 999 нет: в tea-book есть абзацы с 1 по"),
        ("", {"citations": "tea-bok ¶3"}, "источника 'tea-bok' нет; может быть, 'tea-book'?"),
        ("", {"asked_as": "What was the harvest in 2021?"}, "уже принадлежит harvest.brookvale.2021"),
        ("Другие поля", {"when": "soon"}, "'soon' — не дата: напишите 2021"),
        ("Другие поля", {"review_after": "soon"}, "здесь нужен день, например 2027-01-31"),
        ("Другие поля", {"attribution": "Zed"}, "в утверждении не назван тот, кому оно приписано (Zed)"),
        ("Имена и числа", {"figures": "9 kg, series harvest.brookvale"}, "числу из ряда нужен год"),
    ],
)
async def test_what_is_wrong_with_a_field_is_told_in_russian(
    speak: Speak, seen: Callable[[Any], str], manager: Any, page: str, boxes: dict[str, str], told: str
) -> None:
    speak(manager.person, "ru")
    await manager.edit(**({} if page else boxes), reason="проба")
    if page:
        await manager.press(page)
        await manager.fill(**boxes)
    assert told in seen(manager.message())


async def test_an_edit_is_saved_and_its_history_shown_in_russian(
    world: Any, speak: Speak, seen: Callable[[Any], str], manager: Any
) -> None:
    speak(world.manager, "ru")
    await manager.edit(statement="Black tea steeps for **nine minutes**.", reason="проба")
    assert left_over(seen(manager.message())) == set()
    await manager.press("Сохранить")
    assert "Сохранено как версия 1. Теперь я отвечаю так на этом сервере." in manager.text()
    for command in ("history", "diff", "show"):
        result = await manager.command(command, fact=BLACK_TEA)
        assert left_over(seen(result.response)) == set(), command
    offered = await world.manager.autocomplete(world.channel, "fact revert", "version", "", fact=BLACK_TEA)
    assert offered[0]["name"] == "Версия 1, изменено, manager: проба"


async def test_who_may_not_edit_is_told_so_in_russian(world: Any, speak: Speak, manager: Any) -> None:
    speak(world.bob, "ru")
    await world.manager.slash(world.channel, "settings log-channel", channel=world.channel)
    await manager.edit(statement="Black tea steeps for **nine minutes**.")
    await manager.press("Save")
    refused = await world.bob.click(world.last(), label="Revert")
    assert "Нужно право «Управлять сервером» или роль" in refused.response.content


async def test_a_suggestion_is_thanked_for_and_decided_in_the_language_of_whoever_made_it(
    world: Any, speak: Speak, manager: Any
) -> None:
    speak(world.alice, "ru")
    thanks = await world.alice.slash(world.channel, "suggest", text="Nine minutes", fact=BLACK_TEA)
    assert "✅ Спасибо." in thanks.response.content
    manager.seen = await world.manager.slash(world.channel, "review queue")
    manager.draft_message = manager.seen.response
    await manager.press("Reject")
    await manager.fill(why="The book says four")
    told = world.last(world.alice.user.dm_channel).content
    assert told.startswith("Ваше предложение на сервере Tea House не принято:")
