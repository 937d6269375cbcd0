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
from bot.moderation.changes import by_of
from bot.moderation.differences import differences
from bot.moderation.form import Form
from bot.moderation.journal import title_of
from bot.moderation.problems import reason_of
from bot.moderation.reviews import Review, TwoParts
from bot.translation import t
from bot.views.draft_buttons import DraftButton
from bot.views.fitting import fitting
from knowledge.store.content import plain
from knowledge.store.drafts import Seen
from knowledge.store.errors import Conflict, StoreError, StoreUnavailable
from knowledge.store.pending import PendingChange, Proposed
from knowledge.store.request import ChangeRequest
from knowledge.store.revision import Operation
from knowledge.store.upstream import Reason, UpstreamChange

if TYPE_CHECKING:
    from bot.client import SafirBot

LIMIT = 3_000


@dataclass(frozen=True)
class Waiting:
    """A change beneath an edit, and what was seen of it when it was shown."""

    change: UpstreamChange
    seen: Seen


class Upstream(TwoParts):
    """The edits of a server that somebody has to look at again."""

    empty = words.UPSTREAM_EMPTY
    actions = "next|before|keep|take"

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
        await interaction.response.defer()
        changes, item = cast("SafirBot", interaction.client).moderation.changes, cast("Waiting", review.item)
        old = item.change.revision
        operation, reason = (Operation.KEEP, words.REASON_KEPT) if action == "keep" else (Operation.REVERT, words.REASON_TAKEN)
        request = ChangeRequest(review.layer, old.kind, old.item_id, operation, item.seen)
        try:
            done = await changes.hand_in(Proposed(request, old.content), by_of(interaction, t(reason)))
        except Conflict as conflict:
            who = escape_line(conflict.current.by.name, 80) if conflict.current else t(wording.SOMEBODY)
            await whisper(interaction, t(wording.CHANGED_MEANWHILE, who=who))
        except StoreUnavailable:
            raise
        except StoreError as error:
            await whisper(interaction, t(wording.CANNOT, reason=escape_line(reason_of(error), 500)))
        else:
            if isinstance(done, PendingChange):
                await whisper(interaction, await changes.kept(interaction, done))
            else:
                await changes.written(interaction, done, old.content)
        return True

    async def choose(self, interaction: Interaction, review: Review, value: str) -> None:
        """There is no select."""
