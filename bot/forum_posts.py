"""Posts of forums: what is one, and marking one as answered in the best way that the bot is allowed."""

from __future__ import annotations

import logging
from typing import Final, TypeGuard

import discord

from bot import post_wording as words
from bot.error_report import permission_names
from bot.markdown import escape_line
from bot.translation import t

log = logging.getLogger("safir")

# Names of tags, in order; forums of other languages have theirs.
TAG_NAMES: Final = ("answered", "solved", "resolved", "done", "отвечено", "решено", "готово")
MOST_TAGS = 5  # Discord's limit, of one post
CHECK_MARK = "✅"


def is_post(channel: object) -> TypeGuard[discord.Thread]:
    """Whether a channel is a post of a forum."""
    return isinstance(channel, discord.Thread) and isinstance(channel.parent, discord.ForumChannel)


def answered_tag(forum: discord.ForumChannel) -> discord.ForumTag | None:
    """The forum's tag for what is answered, or None."""
    named = {tag.name.casefold().strip(): tag for tag in reversed(forum.available_tags)}
    return next((named[name] for name in TAG_NAMES if name in named), None)


async def mark_answered(post: discord.Thread) -> str:
    """Give a post the tag, else a check mark. Returns what was done, and what is missing for better, as safe Markdown."""
    assert isinstance(post.parent, discord.ForumChannel)
    tag = answered_tag(post.parent)
    if tag is None:
        return f"{await _checked(post)} {t(words.FOR_A_TAG)}"
    name = escape_line(tag.name, 40)
    if tag.id in {one.id for one in post.applied_tags}:
        return t(words.TAGGED, tag=name)
    if len(post.applied_tags) >= MOST_TAGS:
        return f"{await _checked(post)} {t(words.FULL, tag=name)}"
    if post.permissions_for(post.guild.me).manage_threads:
        try:
            await post.edit(applied_tags=[*post.applied_tags, tag])
            return t(words.TAGGED, tag=name)
        except discord.HTTPException as error:
            log.info("the post %s cannot be tagged: %s", post.id, error)
    return f"{await _checked(post)} {t(words.NEEDS, tag=name, permissions=permission_names(['manage_threads']))}"


async def _checked(post: discord.Thread) -> str:
    """Put a check mark under the post's first message, where that is allowed and still there."""
    held = post.permissions_for(post.guild.me)
    if held.add_reactions and held.read_message_history and not post.archived:
        try:
            await post.get_partial_message(post.id).add_reaction(CHECK_MARK)
            return t(words.CHECKED)
        except discord.HTTPException as error:
            log.info("the post %s cannot be marked: %s", post.id, error)
    return t(words.ONLY_HERE)
