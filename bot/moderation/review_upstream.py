"""`/review upstream`: edits of this server under which the text has changed. One keeps the edit, or takes the new text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

import discord
from discord import ui

from bot.error_report import Interaction, whisper
from bot.markdown import escape_line
from bot.moderation import review_wording as words
from bot.moderation import wording
from bot.moderation.differences import differences
from bot.moderation.form import Form
from bot.moderation.journal import tell, title_of
from bot.moderation.reviews import Review
from bot.translation import t
from bot.views.draft_buttons import DraftButton
from bot.views.fitting import fitting
from knowledge.store.content import plain
from knowledge.store.drafts import Seen
from knowledge.store.errors import Conflict, StoreError, StoreUnavailable
from knowledge.store.revision import By
from knowledge.store.upstream import Reason, UpstreamChange

if TYPE_CHECKING:
    from bot.client import SafirBot

LIMIT = 3_000


@dataclass(frozen=True)
class Waiting:
    """A change beneath an edit, and what was seen of it when it was shown."""

    change: UpstreamChange
    seen: Seen


class Upstream:
    """The edits of a server that somebody has to look at again."""

    empty = words.UPSTREAM_EMPTY

    async def waiting(self, bot: SafirBot, layer: int) -> Sequence[Waiting]:
        """In the order in which they were made."""
        editor = bot.link.require()
        view = editor.view(layer)
        return [Waiting(change, view.seen(change.revision.key)) for change in editor.upstream_changes(layer)]

    async def text(self, bot: SafirBot, layer: int, item: Waiting) -> str:
        """What happened, and what differs between the server's text and the one beneath it now."""
        revision, beneath = item.change.revision, item.change.beneath
        base = (await bot.answerers.of(layer)).base
        language = bot.settings.language
        below = plain(beneath) if beneath else None
        title = escape_line(title_of(revision.content or below, language) or revision.item_id, 100)
        lines = [t(words.UPSTREAM[item.change.reason.value], title=title, id=revision.item_id)]
        lines += [escape_line(item.change.detail, 300)] if item.change.reason is Reason.UNUSABLE else []
        changed = differences(revision.kind, revision.content, below, Form(base, language))
        return fitting("\n".join([*lines, t(words.FROM_YOURS), *(changed or [t(wording.NO_DIFFERENCE)])]), LIMIT)

    async def controls(self, bot: SafirBot, layer: int, key: str, item: Waiting) -> Sequence[ui.Item[Any]]:
        """Keep, or take the new one."""
        keep = DraftButton("keep", key, t(words.KEEP_OURS), discord.ButtonStyle.success)
        return [ui.ActionRow(keep, DraftButton("take", key, t(words.TAKE_THEIRS), discord.ButtonStyle.danger))]

    async def press(self, interaction: Interaction, key: str, review: Review, action: str) -> bool:
        """Do it, unless somebody changed the text meanwhile. Raises StoreUnavailable."""
        assert interaction.guild_id is not None
        await interaction.response.defer()
        bot = cast("SafirBot", interaction.client)
        editor, item = bot.link.require(), cast("Waiting", review.item)
        old = item.change.revision
        reason = t(words.REASON_KEPT) if action == "keep" else t(words.REASON_TAKEN)
        by = By(interaction.user.id, interaction.user.display_name[:200], interaction.guild_id, reason)
        try:
            if action == "keep":
                revision = await editor.keep(review.layer, old.item_id, item.seen, by, old.kind)
            else:
                revision = await editor.revert(review.layer, old.item_id, None, item.seen, by, old.kind)
        except Conflict as conflict:
            who = escape_line(conflict.current.by.name, 80) if conflict.current else t(wording.SOMEBODY)
            await whisper(interaction, t(wording.CHANGED_MEANWHILE, who=who))
        except StoreUnavailable:
            raise
        except StoreError as error:
            await whisper(interaction, t(wording.CANNOT, reason=escape_line(str(error), 500)))
        else:
            base = (await bot.answerers.of(review.layer)).base
            standing = editor.view(review.layer).effective.items.get(revision.key)
            after = plain(standing) if standing else None
            await tell(bot, interaction.guild_id, revision, old.content, after, base)
        return True

    async def choose(self, interaction: Interaction, review: Review, value: str) -> None:
        """There is no select."""
