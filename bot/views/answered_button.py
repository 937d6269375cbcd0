"""The button under an answer in a forum post with which its author, or a moderator, marks the post as answered."""

from __future__ import annotations

import re
from typing import Any

import discord
from discord import ui

from bot import post_wording as words
from bot.error_report import Interaction, apologise, whisper
from bot.forum_posts import CHECK_MARK, is_post, mark_answered
from bot.readers import Localised
from bot.translation import t
from bot.views.quiet_button import quiet

ID = "safir:answered"


class AnsweredButton(Localised, ui.DynamicItem[ui.Button[ui.LayoutView]], template=ID):
    """It needs to remember nothing: Discord knows the post and who opened it."""

    def __init__(self) -> None:
        super().__init__(quiet(t(words.MARK), ID, CHECK_MARK))

    @classmethod
    async def from_custom_id(
        cls, interaction: Interaction, item: ui.Item[ui.LayoutView], match: re.Match[str], /
    ) -> AnsweredButton:
        """The button as it was."""
        return cls()

    async def callback(self, interaction: Interaction) -> None:
        """Mark the post, note it on the button, and tell whoever pressed what was done."""
        try:
            post = interaction.channel
            refused = _refusal(interaction, post)
            if refused is not None or not is_post(post) or interaction.message is None:
                await whisper(interaction, refused or t(words.NO_POST))
                return
            await interaction.response.defer()
            done = await mark_answered(post)
            marked = _marked(interaction.message)
            await interaction.edit_original_response(view=marked)
            marked.stop()  # its buttons are known by their ids
            await whisper(interaction, done)
        except discord.NotFound:
            await whisper(interaction, t(words.NO_POST))  # the answer was removed meanwhile
        except Exception as error:
            await apologise(interaction, error, "the button that marks a post")


def _refusal(interaction: Interaction, post: Any) -> str | None:
    """Why somebody may not mark the post, or None where they may."""
    if not is_post(post):
        return t(words.NO_POST)
    moderates = interaction.permissions.manage_threads
    if interaction.user.id != post.owner_id and not moderates:
        return t(words.NOT_YOURS)
    return t(words.CLOSED) if post.locked and not moderates else None


def _marked(message: discord.Message) -> ui.LayoutView:
    """The answer with the button pressed for good."""
    view = ui.LayoutView.from_message(message, timeout=None)
    attached = {one.url.partition("?")[0]: f"attachment://{one.filename}" for one in message.attachments}
    for item in view.walk_children():
        if isinstance(item, ui.MediaGallery):  # by their names: the addresses that Discord gives for them run out
            item.items = [_named(one, attached) for one in item.items]
        if isinstance(item, ui.Button) and item.custom_id == ID:
            item.disabled, item.label = True, t(words.MARKED)
    return view


def _named(picture: discord.MediaGalleryItem, attached: dict[str, str]) -> discord.MediaGalleryItem:
    name = attached.get(picture.media.url.partition("?")[0], picture.media.url)
    return discord.MediaGalleryItem(name, description=picture.description, spoiler=picture.spoiler)
