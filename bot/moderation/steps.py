"""Retiring, restoring and reverting: a look at what it changes, a question, and then it is done."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import discord
from discord import ui

from bot.error_report import Interaction, Refused
from bot.markdown import escape_line
from bot.moderation import wording
from bot.moderation.access import layer_of, same_layer
from bot.moderation.differences import differences
from bot.moderation.form import Content, Form
from bot.moderation.journal import tell, title_of
from bot.translation import t
from bot.views.draft_buttons import DraftButton
from bot.views.draft_card import Card
from bot.views.fitting import fitting
from knowledge.model import Rank
from knowledge.store.content import plain
from knowledge.store.drafts import Seen
from knowledge.store.editor import Editor
from knowledge.store.errors import Conflict, StoreError, StoreUnavailable, UnknownRevision
from knowledge.store.revision import BASE, By, Kind, Operation, Revision

if TYPE_CHECKING:
    from bot.moderation.moderation import Moderation

LIMIT = 3_000


@dataclass(frozen=True)
class Step:
    """Something that is asked about before it is done. to: the revision to go back to; None means what lies beneath."""

    person: int
    layer: int
    kind: Kind
    item_id: str
    operation: Operation
    seen: Seen
    before: Content | None
    after: Content | None
    question: str
    reason: str = ""
    to: int | None = None


class Steps:
    """The questions that are open; `desk` keeps them."""

    def __init__(self, desk: Moderation) -> None:
        self._desk = desk
        self._bot = desk.bot

    async def ask_rank(self, interaction: Interaction, layer: int, fact_id: str, operation: Operation, reason: str) -> None:
        """Ask whether a fact shall be retired or restored. Raises UnknownFact."""
        view = self._bot.link.require().view(layer)
        before = plain(view.standing((Kind.FACT, fact_id)))
        after = {**before, "rank": Rank.DEPRECATED.value} if operation is Operation.RETIRE else _in_use(before)
        text = wording.RETIRE_ASK if operation is Operation.RETIRE else wording.RESTORE_ASK
        question = t(text, title=self._title(before, fact_id))
        seen = view.seen((Kind.FACT, fact_id))
        step = Step(interaction.user.id, layer, Kind.FACT, fact_id, operation, seen, before, after, question, reason)
        await self._ask(interaction, step)

    async def ask_revert(
        self, interaction: Interaction, layer: int, item_id: str, old: Revision | None, reason: str, kind: Kind = Kind.FACT
    ) -> None:
        """Ask whether the text of a revision, or with None what lies beneath, shall come back. Raises UnknownFact."""
        view = self._bot.link.require().view(layer)
        key = (kind, item_id)
        standing, beneath = view.effective.items.get(key), view.beneath.get(key)
        before = plain(standing) if standing else None
        below = plain(beneath) if beneath else None
        after = old.content if old is not None and old.content is not None else below
        title = self._title(before or after, item_id)
        if old is not None:
            question = t(wording.REVERT_ASK, version=old.version, title=title)
        else:
            question = t(wording.REVERT_BENEATH_ASK if below else wording.REVERT_ADDED_ASK, title=title)
        to = old.id if old is not None else None
        step = Step(interaction.user.id, layer, kind, item_id, Operation.REVERT, view.seen(key), before, after, question, reason)
        await self._ask(interaction, replace(step, to=to))

    async def ask_undo(self, interaction: Interaction, revision_id: int) -> None:
        """Ask whether a change shall be taken back: the button of the log channel."""
        guild = await layer_of(interaction) if not await self._bot.is_owner(interaction.user) else interaction.guild_id
        if guild is None:
            raise Refused(t(wording.ONLY_IN_SERVERS))
        revisions = self._bot.link.require().store.revisions
        try:
            revision = await revisions.revision(revision_id, guild)
        except UnknownRevision as error:
            raise Refused(str(error)) from None
        await same_layer(interaction, revision.layer)
        parent = await revisions.revision(revision.parent, revision.layer) if revision.parent else None
        reason = f"takes back version {revision.version}"
        await self.ask_revert(interaction, revision.layer, revision.item_id, parent, reason, revision.kind)

    async def press(self, interaction: Interaction, key: str, step: Step, action: str) -> None:
        """A button under the question."""
        await same_layer(interaction, step.layer)
        if action == "cancel":
            self._desk.forget(key)
            await interaction.response.edit_message(view=Card(t(wording.CANCELLED)))
            return
        self._desk.forget(key)  # pressed twice, it is done once
        await interaction.response.defer()
        by = By(interaction.user.id, interaction.user.display_name[:200], interaction.guild_id, step.reason)
        try:
            revision = await _take(self._bot.link.require(), step, by)
        except Conflict as conflict:
            who = escape_line(conflict.current.by.name, 80) if conflict.current else t(wording.SOMEBODY)
            text = t(wording.CHANGED_MEANWHILE, who=who)
        except StoreUnavailable as error:  # the question stays, to be answered again later
            self._desk.keep(key, step)
            await interaction.edit_original_response(view=self._card(key, step, t(wording.NOT_SAVED, reason=error)))
            return
        except StoreError as error:
            text = t(wording.CANNOT, reason=escape_line(str(error), 500))
        else:
            text = await self._done(interaction, step, revision)
        await interaction.edit_original_response(view=Card(text))

    async def _done(self, interaction: Interaction, step: Step, revision: Revision) -> str:
        assert interaction.guild_id is not None
        base = (await self._bot.answerers.of(step.layer)).base
        where = t(wording.SAVED_EVERYWHERE) if step.layer == BASE else t(wording.SAVED_HERE)
        text = t(wording.SAVED, version=revision.version, where=where)
        standing = self._bot.link.require().view(step.layer).effective.items.get(revision.key)
        after = plain(standing) if standing else None
        return text + await tell(self._bot, interaction.guild_id, revision, step.before, after, base)

    async def _ask(self, interaction: Interaction, step: Step) -> None:
        key = self._desk.new_key()
        self._desk.keep(key, step)
        await interaction.response.send_message(view=self._card(key, step), ephemeral=True)

    def _card(self, key: str, step: Step, notice: str = "") -> Card:
        form = Form(self._bot.answerers.pack.base, self._bot.settings.language)
        lines = [notice, step.question, *differences(step.kind, step.before, step.after, form)]
        lines += [t(wording.REASON, reason=escape_line(step.reason, 300))] if step.reason else []
        return Card(
            fitting("\n".join(line for line in lines if line), LIMIT),
            ui.ActionRow(
                DraftButton("confirm", key, t(wording.CONFIRM), discord.ButtonStyle.success),
                DraftButton("cancel", key, t(wording.CANCEL)),
            ),
        )

    def _title(self, content: Content | None, item_id: str) -> str:
        return escape_line(title_of(content, self._bot.settings.language) or item_id, 100)


def _in_use(content: Content) -> Content:
    return {name: value for name, value in content.items() if name != "rank"}


async def _take(editor: Editor, step: Step, by: By) -> Revision:
    if step.operation is Operation.RETIRE:
        return await editor.retire(step.layer, step.item_id, step.seen, by)
    if step.operation is Operation.RESTORE:
        return await editor.restore(step.layer, step.item_id, step.seen, by)
    return await editor.revert(step.layer, step.item_id, step.to, step.seen, by, step.kind)
