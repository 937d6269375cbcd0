"""Pictures in answers: with a description, where they may be attached, and never in the way of the text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import discord
import pytest

from bot.ask_channels import AskChannels
from bot.pictures import studio as module
from bot.pictures.studio import Studio
from knowledge.answering.answerer import Answerer

GALLERY, TEXT = 12, 10
WARM_SECONDS = 120.0


@pytest.fixture
def answerer(shipped: Answerer) -> Answerer:
    return shipped


@pytest.fixture
def studio(monkeypatch: pytest.MonkeyPatch) -> Iterator[Studio]:
    """The real one, with its process running: SimCord waits for nothing that takes five seconds."""
    monkeypatch.setattr(module, "WAIT_SECONDS", 4.0)
    studio = Studio()
    started = studio.warm()
    assert started is not None
    started.result(WARM_SECONDS)
    yield studio
    studio.close()


@pytest.fixture
def bot_options(studio: Studio) -> dict[str, Any]:
    return {"ask_channels": AskChannels(), "studio": studio}


def shown(message: Any) -> list[str]:
    """The descriptions of its pictures."""
    from tests.discord.conftest import components_of

    return [item.get("description") or "" for part in components_of(message) if part["type"] == GALLERY for item in part["items"]]


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("trade", "2030: US$10 billion (expected)"),
        ("economy", "Population of Afghanistan: ≈ 42.6 million people"),
        ("people", "Sergey Lavrov: Foreign Minister of Russia"),
        ("agreements", "Membership of SAFTA"),
        ("recognition", "Putin took the decision"),
        ("timeline", "August 2021"),
    ],
)
async def test_a_topic_has_its_picture_with_a_description_and_says_all_in_text(world: Any, command: str, told: str) -> None:
    message = (await world.alice.slash(world.channel, command)).response
    (description,) = shown(message)
    assert told in description
    assert len(world.text(message)) > 100


async def test_a_question_for_a_series_has_a_chart(world: Any) -> None:
    await world.alice.send(world.channel, f"{world.mention} show trade over the years")
    assert "US$1 billion" in shown(world.last())[0]
    assert "US$1 billion" in world.text(world.last())


async def test_an_answer_is_read_before_its_chart_and_a_command_shows_its_own_first(world: Any) -> None:
    from tests.discord.conftest import components_of

    def order(message: Any) -> list[int]:
        return [part["type"] for part in components_of(message) if part["type"] in (GALLERY, TEXT)]

    await world.alice.send(world.channel, f"{world.mention} show trade over the years")
    assert order(world.last())[:3] == [TEXT, TEXT, GALLERY]
    command = (await world.alice.slash(world.channel, "trade")).response
    assert order(command)[:3] == [TEXT, GALLERY, TEXT]


async def test_a_turned_page_has_its_own_picture(world: Any) -> None:
    message = (await world.alice.slash(world.channel, "timeline")).response
    before = shown(message)
    await world.alice.click(message, label="Next ›")
    after = shown(world.last())
    assert before
    assert after
    assert before != after


async def test_without_attach_files_there_is_text_alone(world: Any) -> None:
    denied = {world.guild.default_role: discord.PermissionOverwrite(attach_files=False)}
    channel = world.guild.create_text_channel("plain", overwrites=denied)
    await world.env.settle()
    await world.alice.send(channel, f"{world.mention} show trade over the years")
    message = world.last(channel)
    assert "US$1 billion" in world.text(message)
    assert shown(message) == []
    command = (await world.alice.slash(channel, "trade")).response
    assert "US$1 billion" in world.text(command)
    assert shown(command) == []


async def test_where_discord_does_not_take_a_picture_the_text_goes_out(world: Any) -> None:
    world.env.inject_error("POST", "/channels/*/messages", status=403, code=50013, message="Missing Permissions")
    await world.alice.send(world.channel, f"{world.mention} show trade over the years")
    message = world.last()
    assert "US$1 billion" in world.text(message)
    assert shown(message) == []


async def test_where_drawing_fails_the_text_goes_out(world: Any, studio: Studio) -> None:
    studio.close()
    message = (await world.alice.slash(world.channel, "trade")).response
    assert "US$1 billion" in world.text(message)
    assert shown(message) == []


async def test_a_picture_stays_under_its_name_when_a_forum_post_is_marked_as_answered(world: Any) -> None:
    forum = world.guild.create_forum_channel("questions")
    post = await world.forum_post(forum, world.alice, "Trade", "How did it go?")
    message = (await world.alice.slash(post, "trade")).response
    assert shown(message)
    await world.alice.click(message, label="Mark as answered")
    edits = [request.json for request in world.env.http_requests if request.method == "PATCH"]
    (sent,) = [edit for edit in edits if isinstance(edit, dict) and "safir:answered" in str(edit)]
    assert "'url': 'attachment://" in str(sent), "the addresses that Discord gives run out"
    assert "attachments" not in sent, "what is attached is kept"
