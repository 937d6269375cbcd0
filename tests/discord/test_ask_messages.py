"""Answers in messages: it answers when it is spoken to, with the source, and never otherwise."""

from __future__ import annotations

from typing import Any

import pytest

from bot.ask_channels import AskChannels

QUESTION = "How hot should the water be for green tea?"


def shows_sourced_answer(text: str) -> bool:
    """The answer about green tea, with its paragraph and source."""
    return "80 °C" in text and "¶2" in text and "The Little *Tea* Book" in text and "May 2024" in text


async def test_a_mention_is_answered_with_the_source(world: Any) -> None:
    question = await world.alice.send(world.channel, f"{world.mention} {QUESTION}")
    answer = world.last()
    assert shows_sourced_answer(world.text(answer))
    assert answer.reference.message_id == question.id
    assert "According to Kettle Press" in world.text(answer)


async def test_a_reply_to_the_bot_is_a_follow_up(world: Any) -> None:
    await world.alice.send(world.channel, f"{world.mention} What was the harvest in 2021?")
    assert "400 kg" in world.text(world.last())
    await world.alice.send(world.channel, "and in 2022?", reply_to=world.last())
    assert "650 kg" in world.text(world.last())


async def test_somebody_else_can_follow_up_by_replying_to_the_answer(world: Any) -> None:
    await world.alice.send(world.channel, f"{world.mention} What was the harvest in 2021?")
    await world.bob.send(world.channel, "and in 2022?", reply_to=world.last())
    assert "650 kg" in world.text(world.last())


async def test_a_follow_up_is_understood_in_the_same_channel_for_ten_minutes(world: Any) -> None:
    await world.alice.send(world.channel, f"{world.mention} What was the harvest in 2021?")
    world.clock.now += 599
    await world.alice.send(world.channel, f"{world.mention} and in 2022?")
    assert "650 kg" in world.text(world.last())


async def test_a_direct_message_is_answered_without_a_mention(world: Any) -> None:
    await world.alice.user.send_dm(QUESTION)
    assert shows_sourced_answer(world.text(world.last(world.alice.user.dm_channel)))


async def test_a_follow_up_in_direct_messages_needs_no_reply(world: Any) -> None:
    await world.alice.user.send_dm("What was the harvest in 2021?")
    await world.alice.user.send_dm("and in 2022?")
    assert "650 kg" in world.text(world.last(world.alice.user.dm_channel))


async def test_a_bare_mention_gets_a_clear_reply(world: Any) -> None:
    await world.alice.send(world.channel, world.mention)
    assert world.text(world.last())


async def test_an_unknown_question_is_declined_with_questions_to_choose_from(world: Any) -> None:
    await world.alice.send(world.channel, f"{world.mention} Who won the chess championship in Oslo?")
    offered = [label for label in world.buttons(world.last()) if label != "Remove"]
    assert offered
    assert "¶" not in world.text(world.last())


async def test_a_mention_of_everyone_or_of_others_is_not_for_the_bot(world: Any) -> None:
    await world.alice.send(world.channel, f"@everyone {QUESTION}")
    await world.alice.send(world.channel, f"<@{world.bob.id}> {QUESTION}")
    assert world.said(world.channel) == []


async def test_it_is_silent_in_ordinary_channels(world: Any) -> None:
    await world.alice.send(world.channel, QUESTION)
    await world.alice.send(world.channel, "safir, how hot should the water be?")
    message = await world.bob.send(world.channel, "Who knows?")
    await world.alice.send(world.channel, QUESTION, reply_to=message)
    assert world.said(world.channel) == []


async def test_it_never_answers_bots_and_webhooks(world: Any) -> None:
    machine = world.guild.add_member(world.env.create_user("machine", bot=True))
    await machine.send(world.channel, f"{world.mention} {QUESTION}")
    await world.guild.create_webhook(world.channel).send(f"{world.mention} {QUESTION}")
    assert world.said(world.channel) == []


async def test_an_edited_or_forwarded_message_is_not_answered_again(world: Any) -> None:
    message = await world.alice.send(world.channel, f"{world.mention} {QUESTION}")
    await world.alice.edit(message, f"{world.mention} {QUESTION}!")
    await world.alice.forward(world.last(), world.channel)
    assert len(world.said(world.channel)) == 1


async def test_a_reply_to_a_slash_command_that_cannot_be_read_gets_a_hint(world: Any) -> None:
    result = await world.alice.slash(world.channel, "ask", question=QUESTION)
    await world.alice.send(world.channel, "and in 2022?", reply_to=result.response.message)
    assert "mention me" in world.last().content


async def test_where_it_may_not_speak_it_stays_silent_without_an_error(world: Any) -> None:
    world.env.inject_error("POST", "/channels/*/messages", status=403, code=50013, message="Missing Permissions", times=1)
    await world.alice.send(world.channel, f"{world.mention} {QUESTION}")
    assert world.said(world.channel) == []


async def test_it_answers_without_a_reply_where_history_is_closed_to_it(world: Any) -> None:
    world.env.inject_error("POST", "/channels/*/messages", status=400, code=160002, message="Cannot reply", times=1)
    await world.alice.send(world.channel, f"{world.mention} {QUESTION}")
    assert shows_sourced_answer(world.text(world.last()))


class TestAskChannels:
    """Channels in which everything that is asked is answered."""

    @pytest.fixture
    def bot_options(self) -> dict[str, Any]:
        return {"ask_channels": AskChannels(), "message_content": True}

    @pytest.fixture
    async def channel(self, world: Any) -> Any:
        channel = world.guild.create_text_channel("ask")
        await world.bot.ask_channels.add(world.bot.link, world.guild.id, channel.id)
        return channel

    async def test_a_question_there_needs_no_mention(self, world: Any, channel: Any) -> None:
        await world.alice.send(channel, QUESTION)
        assert shows_sourced_answer(world.text(world.last(channel)))

    async def test_people_who_talk_to_each_other_there_are_left_alone(self, world: Any, channel: Any) -> None:
        message = await world.alice.send(channel, QUESTION)
        answers = len(world.said(channel))
        await world.bob.send(channel, "I wonder as well", reply_to=message)
        await world.bob.send(channel, f"<@{world.alice.id}> have you tried it?")
        assert len(world.said(channel)) == answers

    async def test_a_bare_mention_in_reply_to_a_question_hands_that_question_over(self, world: Any) -> None:
        question = await world.bob.send(world.channel, QUESTION)
        await world.alice.send(world.channel, world.mention, reply_to=question)
        assert shows_sourced_answer(world.text(world.last()))

    async def test_other_channels_stay_quiet(self, world: Any, channel: Any) -> None:
        await world.alice.send(world.channel, QUESTION)
        assert world.said(world.channel) == []

    @pytest.mark.parametrize(
        ("title", "text"),
        [
            (QUESTION, "I burned my last pot."),
            ("Help please", QUESTION),
            ("Green tea", "What temperature does green tea need?"),
        ],
    )
    async def test_a_forum_post_is_answered_from_its_title_or_its_text(self, world: Any, title: str, text: str) -> None:
        forum = world.guild.create_forum_channel("questions")
        await world.bot.ask_channels.add(world.bot.link, world.guild.id, forum.id)
        thread = await world.forum_post(forum, world.alice, title, text)
        assert shows_sourced_answer(world.text(world.last(thread)))
        assert "mention me to ask more" in world.text(world.last(thread))

    @pytest.mark.parametrize("title", ["Hello", "Help please", "Thanks in advance"])
    async def test_a_polite_title_is_not_answered_in_place_of_what_is_not_known(self, world: Any, title: str) -> None:
        forum = world.guild.create_forum_channel("questions")
        await world.bot.ask_channels.add(world.bot.link, world.guild.id, forum.id)
        thread = await world.forum_post(forum, world.alice, title, "Who won the chess championship in Oslo?")
        assert "I don't know that" in world.text(world.last(thread))

    @pytest.mark.parametrize(("title", "text"), [("?", "🫖"), ("\u200b", "\u200b")])
    async def test_a_post_without_a_question_gets_a_clear_reply(self, world: Any, title: str, text: str) -> None:
        forum = world.guild.create_forum_channel("questions")
        await world.bot.ask_channels.add(world.bot.link, world.guild.id, forum.id)
        thread = await world.forum_post(forum, world.alice, title, text)
        assert world.text(world.last(thread)).strip()

    async def test_later_messages_of_a_post_are_answered_only_when_addressed(self, world: Any) -> None:
        forum = world.guild.create_forum_channel("questions")
        await world.bot.ask_channels.add(world.bot.link, world.guild.id, forum.id)
        thread = await world.forum_post(forum, world.alice, "Harvest", "What was the harvest in 2021?")
        await world.bob.send(thread, "I would like to know that too")
        await world.alice.send(thread, "Thank you!")
        assert len(world.said(thread)) == 1
        await world.alice.send(thread, "and in 2022?", reply_to=world.last(thread))
        assert "650 kg" in world.text(world.last(thread))

    async def test_posts_of_other_forums_stay_unanswered(self, world: Any, channel: Any) -> None:
        forum = world.guild.create_forum_channel("chat")
        thread = await world.forum_post(forum, world.alice, "Tea", QUESTION)
        assert world.said(thread) == []


async def test_without_the_intent_an_ask_channel_is_silent_rather_than_confused(world: Any) -> None:
    await world.bot.ask_channels.add(world.bot.link, world.guild.id, world.channel.id)
    await world.alice.send(world.channel, QUESTION)  # Discord withholds the text
    assert world.said(world.channel) == []
