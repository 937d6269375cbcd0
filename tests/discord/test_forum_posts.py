"""Marking a post of a forum as answered."""

from __future__ import annotations

from typing import Any

import discord
import pytest
import simcord
from simcord.components import walk_components

QUESTION = "How long does black tea steep?"
BUTTON = "Mark as answered"


class Posts:
    """A forum with a post of alice's."""

    def __init__(self, world: Any) -> None:
        self.world = world
        self.forum = world.guild.create_forum_channel("questions")

    def tags(self, *names: str) -> None:
        held = self.world.env.backend.get_channel(self.forum.id)
        held.available_tags = [
            {"id": str(900 + number), "name": name, "moderated": False, "emoji_id": None, "emoji_name": None}
            for number, name in enumerate(names)
        ]
        self.world.env.backend.emit("CHANNEL_UPDATE", simcord.backend.serializers.channel_payload(self.world.env.backend, held))

    async def open(self) -> Any:
        await self.world.env.settle()
        return await self.world.forum_post(self.forum, self.world.alice, "Black tea", "I never know this.")


@pytest.fixture
def posts(world: Any) -> Posts:
    return Posts(world)


def tags_of(world: Any, post: Any) -> list[str]:
    return [str(tag) for tag in world.env.backend.get_channel(post.id).applied_tags]


async def pressed(world: Any, person: Any, post: Any, message: Any) -> str:
    """What the bot then says to whoever presses the button."""
    await person.click(message, label=BUTTON)
    return str(world.text(world.said(post, viewer=person)[-1]))


def reactions(world: Any, post: Any) -> list[str]:
    """The reactions under the post's first message."""
    return [str(reaction.emoji) for reaction in post.history()[0].reactions]


def button(message: Any) -> Any:
    (found,) = [
        part
        for part in walk_components([component.to_dict() for component in message.components])
        if part.get("custom_id") == "safir:answered"
    ]
    return found


async def test_the_author_marks_a_post_with_the_forum_s_tag(world: Any, posts: Posts) -> None:
    posts.tags("Help", "Solved")
    post = await posts.open()
    asked = await world.alice.slash(post, "ask", question=QUESTION)
    assert "the tag Solved" in await pressed(world, world.alice, post, asked.response)
    assert tags_of(world, post) == ["901"]
    marked = button(world.said(post)[0])
    assert marked["disabled"]
    assert marked["label"] == "Answered"
    assert "four minutes" in world.text(world.said(post)[0]), "the answer stays"


async def test_an_answer_to_the_post_itself_or_to_a_message_in_it_offers_it_too(world: Any, posts: Posts) -> None:
    post = await posts.open()
    await world.bob.send(post, f"{world.mention} {QUESTION}")
    assert BUTTON in world.buttons(world.said(post)[-1])
    await world.bot.ask_channels.add(world.bot.link, world.guild.id, posts.forum.id)
    asked = await world.forum_post(posts.forum, world.alice, "Black tea", QUESTION)
    assert BUTTON in world.buttons(world.said(asked)[-1])


async def test_elsewhere_in_private_and_under_refusals_it_is_not_offered(world: Any, posts: Posts) -> None:
    post = await posts.open()
    shown = [
        await world.alice.slash(world.channel, "ask", question=QUESTION),
        await world.alice.slash(post, "ask", question=QUESTION, private=True),
        await world.alice.slash(post, "ask", question="Who is the king of Spain?"),
    ]
    assert not any(BUTTON in world.buttons(result.response) for result in shown)


async def test_without_a_tag_a_check_mark_is_put_under_the_post(world: Any, posts: Posts) -> None:
    posts.tags("Help")
    post = await posts.open()
    asked = await world.alice.slash(post, "ask", question=QUESTION)
    said = await pressed(world, world.alice, post, asked.response)
    assert "✅ under this post" in said
    assert "answered" in said, "and which tag would be used"
    assert reactions(world, post) == ["✅"]
    assert tags_of(world, post) == []


async def test_what_the_bot_lacks_for_the_tag_is_told(world: Any, posts: Posts) -> None:
    posts.tags("answered")
    world.deny_bot(world.guild, "manage_threads")
    post = await posts.open()
    asked = await world.alice.slash(post, "ask", question=QUESTION)
    said = await pressed(world, world.alice, post, asked.response)
    assert "For the tag answered I need the permission Manage Threads" in said
    assert tags_of(world, post) == []


async def test_without_any_permission_it_is_noted_under_the_answer(world: Any, posts: Posts) -> None:
    world.deny_bot(world.guild, "add_reactions")
    post = await posts.open()
    asked = await world.alice.slash(post, "ask", question=QUESTION)
    assert "noted it under my answer" in await pressed(world, world.alice, post, asked.response)
    assert button(world.said(post)[0])["disabled"]
    assert reactions(world, post) == []


async def test_a_stranger_cannot_mark_somebody_s_post(world: Any, posts: Posts) -> None:
    posts.tags("answered")
    post = await posts.open()
    asked = await world.bob.slash(post, "ask", question=QUESTION)
    assert "Only the person who opened this post" in await pressed(world, world.bob, post, asked.response)
    assert tags_of(world, post) == []
    assert not button(world.said(post)[0]).get("disabled")


async def test_a_moderator_marks_any_post_also_after_a_restart(world: Any, posts: Posts) -> None:
    posts.tags("answered")
    keepers = world.guild.create_role("Keepers", permissions=discord.Permissions(manage_threads=True))
    keeper = world.guild.add_member(world.env.create_user("keeper"), roles=[keepers])
    post = await posts.open()
    await world.bob.slash(post, "ask", question=QUESTION)
    await world.restart()
    await world.env.settle()
    await keeper.click(world.said(post)[0], label=BUTTON)
    assert tags_of(world, post) == ["900"]


async def test_a_post_with_five_tags_keeps_them(world: Any, posts: Posts) -> None:
    posts.tags("a", "b", "c", "d", "e", "done")
    post = await posts.open()
    world.thread_changed(post, applied_tags=[900, 901, 902, 903, 904])
    await world.env.settle()
    asked = await world.alice.slash(post, "ask", question=QUESTION)
    assert "five tags already" in await pressed(world, world.alice, post, asked.response)
    assert len(tags_of(world, post)) == 5


async def test_a_locked_post_is_left_alone_by_its_author(world: Any, posts: Posts) -> None:
    post = await posts.open()
    asked = await world.alice.slash(post, "ask", question=QUESTION)
    world.thread_changed(post, locked=True)
    await world.env.settle()
    assert "locked" in await pressed(world, world.alice, post, asked.response)


async def test_of_two_tags_of_the_same_name_the_first_is_given(world: Any, posts: Posts) -> None:
    posts.tags("Answered", "news", "answered")
    post = await posts.open()
    asked = await world.alice.slash(post, "ask", question=QUESTION)
    await pressed(world, world.alice, post, asked.response)
    assert tags_of(world, post) == ["900"]
