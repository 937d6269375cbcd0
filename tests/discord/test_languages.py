"""The bot in Russian, as people use it: commands, buttons, refusals, posts. Nothing English is left over."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import discord
import pytest

from bot.command_texts import NAME
from bot.translation import translated
from tests.discord.conftest import Speak
from tests.discord.left_over import left_over

QUESTION = "How long does black tea steep?"
BLACK_TEA = "brewing.black.time"
ONLY_IN_ENGLISH = "Факты на английском языке."


async def test_an_answer_has_its_buttons_and_small_print_in_the_language_of_whoever_asked(
    world: Any, speak: Speak, seen: Callable[[Any], str]
) -> None:
    speak(world.alice, "ru")
    result = await world.alice.slash(world.channel, "ask", question=QUESTION)
    text = seen(result.response)
    assert left_over(text) == set()
    assert "Black tea steeps for four minutes." in text
    assert f"Вопрос: {QUESTION}" in text
    assert "Примечание редактора:" in text
    assert text.count(ONLY_IN_ENGLISH) == 1
    assert "Удалить" in text
    english = await world.bob.slash(world.channel, "ask", question=QUESTION)
    assert "Remove" in seen(english.response)
    assert not re.search("[а-яё]", seen(english.response))


async def test_the_same_button_speaks_to_each_person_in_their_own_language(world: Any, speak: Speak) -> None:
    speak(world.bob, "ru")
    await world.alice.send(world.channel, f"{world.mention} {QUESTION}")
    answer = world.last()
    thanks = await world.alice.click(answer, label="Helpful")
    assert "Thank you" in thanks.response.content
    thanks = await world.bob.click(answer, label="Helpful")
    assert "Спасибо. Полезно: 2" in thanks.response.content
    refused = await world.bob.click(answer, label="Remove")
    assert "может только тот, кто спросил" in refused.response.content


@pytest.mark.parametrize("restarts", [False, True])
async def test_what_stands_behind_an_answer_is_told_in_russian(
    world: Any, speak: Speak, seen: Callable[[Any], str], restarts: bool
) -> None:
    speak(world.alice, "ru")
    await world.alice.send(world.channel, f"{world.mention} {QUESTION}")
    answer = world.last()
    if restarts:
        await world.restart()
    for label in world.buttons(answer):
        if label in {"Sources", "Why?"}:
            result = await world.alice.click(answer, label=label)
            assert left_over(seen(result.response)) == set()
            assert re.search("[а-яё]", seen(result.response))


async def test_dates_are_in_russian(world: Any, speak: Speak, seen: Callable[[Any], str]) -> None:
    speak(world.alice, "ru")
    result = await world.alice.slash(world.channel, "ask", question=QUESTION)
    assert "май 2024 г." in seen(result.response)
    assert "May 2024" not in seen(result.response)


async def test_an_unknown_question_and_a_wrong_option_are_met_in_russian(
    world: Any, speak: Speak, seen: Callable[[Any], str]
) -> None:
    speak(world.alice, "ru")
    declined = await world.alice.slash(world.channel, "ask", question="Who won the chess championship in Oslo?")
    assert left_over(seen(declined.response)) == set()
    wrong = await world.alice.slash(world.channel, "growers", name="xxxxxxxx")
    assert "У меня ничего нет по запросу «xxxxxxxx»" in wrong.response.content
    assert left_over(wrong.response.content) == set()


@pytest.mark.parametrize("command", ["topics", "sources", "help", "privacy", "harvest", "growers", "tea-history"])
async def test_every_page_has_nothing_english_but_the_facts(
    world: Any, speak: Speak, seen: Callable[[Any], str], command: str
) -> None:
    speak(world.alice, "ru")
    result = await world.alice.slash(world.channel, command)
    assert left_over(seen(result.response)) == set()


async def test_too_many_questions_are_told_with_the_right_form_of_the_number(world: Any, speak: Speak) -> None:
    speak(world.alice, "ru")
    for _ in range(world.bot.settings.person_questions):
        await world.alice.slash(world.channel, "ask", question=QUESTION)
    world.clock.now += world.bot.settings.limit_seconds - 21
    refused = await world.alice.slash(world.channel, "ask", question=QUESTION)
    assert "Подождите 21 секунду и" in refused.response.content


async def test_direct_messages_are_answered_in_the_language_last_used(
    world: Any, speak: Speak, seen: Callable[[Any], str]
) -> None:
    speak(world.alice, "ru")
    await world.alice.user.send_dm(QUESTION)
    assert "Remove" in seen(world.last(world.alice.user.dm_channel)), "nobody knows yet"
    await world.alice.user.slash("help")
    await world.alice.user.send_dm(QUESTION)
    assert "Удалить" in seen(world.last(world.alice.user.dm_channel))


@pytest.fixture
async def russian(world: Any) -> Any:
    """A server that has chosen Russian, with alice and a manager in it."""
    guild = world.env.create_guild("Чайная", preferred_locale="ru")
    managers = guild.create_role("Managers", permissions=discord.Permissions(manage_guild=True))
    people = {"alice": guild.add_member(world.alice.user), "manager": guild.add_member(world.manager.user, roles=[managers])}
    channel = guild.create_text_channel("вопросы")
    await world.env.settle()
    return guild, channel, people


async def test_messages_and_posts_are_answered_in_the_language_of_the_server(
    world: Any, russian: Any, seen: Callable[[Any], str]
) -> None:
    guild, channel, people = russian
    await people["alice"].send(channel, f"{world.mention} {QUESTION}")
    assert "Удалить" in seen(world.last(channel))
    assert left_over(seen(world.last(channel))) == set()
    forum = guild.create_forum_channel("форум")
    await world.bot.ask_channels.add(world.bot.link, guild.id, forum.id)
    thread = await world.forum_post(forum, people["alice"], "Steeping", QUESTION)
    post = seen(world.last(thread))
    assert "ответьте на это сообщение или упомяните меня" in post
    assert left_over(post) == set()
    await world.alice.send(world.channel, f"{world.mention} {QUESTION}")
    assert "Remove" in seen(world.last()), "another server's language stays its own"


async def test_the_log_channel_speaks_the_language_of_the_server_and_the_moderator_their_own(
    world: Any, russian: Any, seen: Callable[[Any], str]
) -> None:
    guild, channel, people = russian
    log = guild.create_text_channel("журнал")
    person = people["manager"]
    set_ = await person.slash(channel, "settings log-channel", channel=log)
    assert "I now write every change" in set_.response.content
    form = await person.slash(channel, "fact edit", fact=BLACK_TEA)
    boxes = {label["component"]["custom_id"]: label["component"].get("value") or "" for label in form.modal["components"]}
    draft = await person.submit_modal(form, {**boxes, "statement": "Black tea steeps for **nine minutes**."})
    saved = await person.click(draft.response, label="Save")
    assert saved.acknowledged
    told = seen(world.last(log))
    assert "manager · изменено: Black tea time" in told
    assert "Откатить" in told
    assert left_over(told) == set()


async def test_commands_are_registered_with_their_russian_names_and_descriptions(world: Any) -> None:
    registered = {command["name"]: command for command in world.env.backend.commands[None].values()}
    for name, command in registered.items():
        if translated(name, "ru", context=NAME):
            assert command["name_localizations"] == {"ru": translated(name, "ru", context=NAME)}
            assert command["description_localizations"].keys() == {"ru"}, name
    assert registered["ask"]["name_localizations"]["ru"] == "спросить"
    assert {"ask", "fact", "settings", "help"} <= {name for name in registered if translated(name, "ru", context=NAME)}
