"""Slash commands: /ask, one for each topic of the pack, and what the bot says about itself."""

from __future__ import annotations

from typing import Any

import pytest
import simcord
from simcord import SetupError

MODERATION = ("settings", "fact", "source", "review")


async def test_ask_answers_with_the_source_and_repeats_the_question(world: Any) -> None:
    result = await world.alice.slash(world.channel, "ask", question="How long does black tea steep?")
    text = world.text(result.response)
    assert "four minutes" in text
    assert "Question: How long does black tea steep?" in text
    assert "1. The Little *Tea* Book" in text or "The Little *Tea* Book" in text
    assert "¶2, ¶3" in text
    assert "Editor's note: The book says three minutes" in text
    assert not result.ephemeral


async def test_ask_in_private_is_seen_by_nobody_else_and_needs_no_remove_button(world: Any) -> None:
    result = await world.alice.slash(world.channel, "ask", question="How long does black tea steep?", private=True)
    assert result.ephemeral
    assert "Remove" not in world.buttons(result.response)
    assert world.said(world.channel, viewer=world.bob) == []


async def test_ask_offers_real_questions_while_somebody_types(world: Any) -> None:
    offered = await world.alice.autocomplete(world.channel, "ask", "question", "blck tea steep")
    assert 0 < len(offered) <= 25
    assert any("black tea" in choice["value"].lower() for choice in offered)
    result = await world.alice.slash(world.channel, "ask", question=offered[0]["value"])
    assert "¶" in world.text(result.response)


async def test_a_server_s_own_edits_are_offered_there_and_nowhere_else(world: Any) -> None:
    other = world.env.create_guild("Elsewhere")
    there = other.create_text_channel("general")
    stranger = other.add_member(world.env.create_user("stranger"))
    form = await world.manager.slash(world.channel, "fact edit", fact="brewing.milk")
    filled = {label["component"]["custom_id"]: label["component"].get("value") or "" for label in form.modal["components"]}
    draft = await world.manager.submit_modal(form, {**filled, "asked_as": "Is rooibos taken with milk?"})
    await world.manager.click(draft.response, label="Save")
    assert [choice["value"] for choice in await world.alice.autocomplete(world.channel, "ask", "question", "rooi")] == [
        "Is rooibos taken with milk?"
    ]
    assert await stranger.autocomplete(there, "ask", "question", "rooi") == []


async def test_a_follow_up_by_slash_command_is_understood(world: Any) -> None:
    await world.alice.slash(world.channel, "ask", question="What was the harvest in 2021?")
    result = await world.alice.slash(world.channel, "ask", question="and in 2022?")
    assert "650 kg" in world.text(result.response)


@pytest.mark.parametrize(
    ("command", "shown"),
    [
        ("brewing", ["80 °C", "four minutes"]),
        ("harvest", ["400 kg", "650 kg"]),
        ("growers", ["Mira Lind", "Tomas Oak"]),
        ("tea-history", ["1998", "2021", "2022"]),
    ],
)
async def test_each_topic_has_a_command_that_shows_it_with_its_source(world: Any, command: str, shown: list[str]) -> None:
    result = await world.alice.slash(world.channel, command)
    text = world.text(result.response)
    for part in [*shown, "¶", "The Little *Tea* Book"]:
        assert part in text


async def test_a_year_narrows_a_topic(world: Any) -> None:
    result = await world.alice.slash(world.channel, "harvest", year=2022)
    assert "650 kg" in world.text(result.response)
    assert "400 kg" not in world.text(result.response)


async def test_a_year_without_facts_is_said_to_have_none(world: Any) -> None:
    result = await world.alice.slash(world.channel, "harvest", year=1850)
    text = world.text(result.response)
    assert text
    assert "kg" not in text


async def test_years_are_offered(world: Any) -> None:
    offered = await world.alice.autocomplete(world.channel, "harvest", "year", "")
    assert [choice["value"] for choice in offered] == [2021, 2022]


@pytest.mark.parametrize("typed", ["Tomas Oak", "tomas_oak", "oak", "tomas oka"])
async def test_a_name_is_understood_as_an_id_an_alias_or_with_a_slip(world: Any, typed: str) -> None:
    result = await world.alice.slash(world.channel, "growers", name=typed)
    assert "Tomas Oak" in world.text(result.response)
    assert "head grower" not in world.text(result.response)


async def test_names_are_offered_once_each_though_they_have_aliases(world: Any) -> None:
    offered = await world.alice.autocomplete(world.channel, "growers", "name", "lind")
    assert [choice["name"] for choice in offered] == ["Mira Lind"]
    everybody = await world.alice.autocomplete(world.channel, "growers", "name", "")
    assert [choice["name"] for choice in everybody] == ["Mira Lind", "Tomas Oak"]


async def test_an_unknown_name_is_answered_with_names_to_choose_and_without_formatting(world: Any) -> None:
    result = await world.alice.slash(world.channel, "growers", name="**Xerxes** @everyone")
    assert result.ephemeral
    assert "Mira Lind" in result.response.content
    assert "**" not in result.response.content
    assert "@everyone" not in result.response.content


async def test_a_timeline_can_be_narrowed_to_a_topic(world: Any) -> None:
    offered = await world.alice.autocomplete(world.channel, "tea-history", "topic", "harv")
    result = await world.alice.slash(world.channel, "tea-history", topic=offered[0]["value"])
    assert "2021" in world.text(result.response)
    assert "1998" not in world.text(result.response)


async def test_topics_are_shown_with_their_commands_and_questions_to_try(world: Any) -> None:
    topics = await world.alice.slash(world.channel, "topics")
    text = world.text(topics.response)
    assert f"What I know: {len(world.bot.answerers.pack.base.facts)} facts about" in text
    assert "🫖 Brewing · /brewing\n-# How tea is brewed" in text
    assert "📅 History · /tea-history" in text
    answered = await world.bob.select(topics.response.message, ["Who is Mira Lind?"])
    assert "Mira Lind" in world.text(answered.response)
    assert answered.ephemeral, "it is alice's message"
    assert "Remove" in world.buttons(topics.response)
    assert "Remove" not in world.buttons((await world.alice.slash(world.channel, "topics", private=True)).response)


async def test_a_heading_is_not_said_twice(world: Any) -> None:
    text = world.text((await world.alice.slash(world.channel, "brewing")).response)
    assert text.count("Brewing") == 1


async def test_sources_and_help_say_what_the_bot_is(world: Any) -> None:
    sources = await world.alice.slash(world.channel, "sources")
    assert "The Little *Tea* Book" in world.text(sources.response)
    help_ = await world.alice.slash(world.channel, "help")
    assert world.text(help_.response)
    assert help_.ephemeral


async def test_commands_work_in_direct_messages(world: Any) -> None:
    result = await world.alice.user.slash("ask", question="How long does black tea steep?")
    assert "four minutes" in world.text(result.response)
    assert "harvest" in world.alice.user.available_commands()


async def test_commands_work_for_a_person_who_installed_the_bot_in_places_where_it_is_no_member(
    world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    base_payload = simcord.interactions.base_payload

    def as_user_app(*given: Any, **named: Any) -> Any:
        record, payload = base_payload(*given, **named)
        payload["context"] = 2  # a group or a direct message with somebody else
        payload["channel"]["type"] = 3
        payload["authorizing_integration_owners"] = {"1": str(world.alice.id)}
        return record, payload

    monkeypatch.setattr(simcord.interactions, "base_payload", as_user_app)
    asked = await world.alice.user.slash("ask", question="How long does black tea steep?")
    assert "four minutes" in world.text(asked.response)
    shown = await world.alice.user.slash("harvest", year=2022)
    assert "650 kg" in world.text(shown.response)
    removed = await world.alice.user.click(asked.response, label="Remove")
    assert removed.acknowledged
    assert asked.response is None


async def test_settings_stay_in_servers_and_with_those_who_manage_them(world: Any) -> None:
    assert not any(name.startswith("settings") for name in world.alice.user.available_commands())
    assert not any(name.startswith("settings") for name in world.alice.available_commands(world.channel))
    with pytest.raises(SetupError, match="not visible"):
        await world.alice.slash(world.channel, "settings ask-channel list")


async def test_every_command_but_those_of_moderators_can_be_installed_by_a_person_and_used_anywhere(world: Any) -> None:
    registered = {command["name"]: command for command in world.env.backend.commands[None].values()}
    for name in MODERATION:
        command = registered.pop(name)
        assert command["contexts"] == [0]
        assert command["integration_types"] == [0]
        assert command["default_member_permissions"] == 1 << 5, "Manage Server"
    suggest = registered.pop("suggest")  # everybody's, where there are moderators to read it
    assert (suggest["contexts"], suggest["integration_types"], suggest["default_member_permissions"]) == ([0], [0], None)
    for command in registered.values():
        assert set(command["contexts"]) == {0, 1, 2}, command["name"]
        assert set(command["integration_types"]) == {0, 1}, command["name"]
