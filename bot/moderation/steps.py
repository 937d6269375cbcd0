"""Retiring, restoring and reverting: a look at what it changes, a question, and then it is done."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import discord
from discord import ui

from bot.error_report import Interaction, Refused
from bot.markdown import escape_line
from bot.moderation import pending_wording, wording
from bot.moderation.access import layer_of, same_layer
from bot.moderation.changes import Done, by_of
from bot.moderation.differences import differences
from bot.moderation.form import Content, Form
from bot.moderation.journal import title_of
from bot.moderation.problems import reason_of
from bot.translation import retold, t
from bot.views.draft_buttons import DraftButton
from bot.views.draft_card import Card
from bot.views.fitting import fitting
from knowledge.model import Rank
from knowledge.store.content import plain
from knowledge.store.errors import Conflict, StoreError, StoreUnavailable, UnknownRevision
from knowledge.store.pending import PendingChange, Proposed
from knowledge.store.request import ChangeRequest
from knowledge.store.revision import By, Kind, Operation, Revision

if TYPE_CHECKING:
    from bot.moderation.moderation import Moderation

LIMIT = 3_000


@dataclass(frozen=True)
class Step:
    """Something that is asked about before it is done.

    replaces: the waiting change that it stands for from then on. tried: it was handed to the database without a word whether it
    came to be.
    """

    person: int
    request: ChangeRequest
    before: Content | None
    after: Content | None
    question: str
    reason: str = ""
    replaces: int | None = None
    tried: bool = False

    @property
    def layer(self) -> int:
        """Where it is done."""
        return self.request.layer


class Steps:
    """The questions that are open; `desk` keeps them."""

    def __init__(self, desk: Moderation) -> None:
        self._desk = desk
        self._bot = desk.bot

    async def ask_rank(
        self,
        interaction: Interaction,
        layer: int,
        fact_id: str,
        operation: Operation,
        reason: str,
        *,
        replaces: int | None = None,
    ) -> None:
        """Ask whether a fact shall be retired or restored. Raises UnknownFact."""
        view = self._bot.link.require().view(layer)
        before = plain(view.standing((Kind.FACT, fact_id)))
        after = {**before, "rank": Rank.DEPRECATED.value} if operation is Operation.RETIRE else _in_use(before)
        text = wording.RETIRE_ASK if operation is Operation.RETIRE else wording.RESTORE_ASK
        question = t(text, title=self._title(before, fact_id))
        request = ChangeRequest(layer, Kind.FACT, fact_id, operation, view.seen((Kind.FACT, fact_id)))
        await self._ask(interaction, Step(interaction.user.id, request, before, after, question, reason, replaces))

    async def ask_revert(
        self,
        interaction: Interaction,
        layer: int,
        item_id: str,
        old: Revision | None,
        reason: str,
        kind: Kind = Kind.FACT,
        *,
        replaces: int | None = None,
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
        request = ChangeRequest(
            layer, kind, item_id, Operation.REVERT, view.seen(key), target=old.id if old is not None else None
        )
        await self._ask(interaction, Step(interaction.user.id, request, before, after, question, reason, replaces))

    async def ask_again(self, interaction: Interaction, change: PendingChange) -> None:
        """Ask for a waiting retirement, restoration or reversion as things stand now. Raises UnknownFact, StoreUnavailable."""
        request, reason = change.request, change.by.reason
        if request.operation is not Operation.REVERT:
            await self.ask_rank(interaction, request.layer, request.item_id, request.operation, reason, replaces=change.id)
            return
        revisions = self._bot.link.require().store.revisions
        old = await revisions.revision(request.target, request.layer) if request.target is not None else None
        await self.ask_revert(interaction, request.layer, request.item_id, old, reason, request.kind, replaces=change.id)

    async def ask_undo(self, interaction: Interaction, revision_id: int) -> None:
        """Ask whether a change shall be taken back: the button of the log channel."""
        guild = await layer_of(interaction) if not await self._bot.is_owner(interaction.user) else interaction.guild_id
        if guild is None:
            raise Refused(t(wording.ONLY_IN_SERVERS))
        revisions = self._bot.link.require().store.revisions
        try:
            revision = await revisions.revision(revision_id, guild)
        except UnknownRevision as error:
            raise Refused(retold(error)) from None
        await same_layer(interaction, revision.layer)
        parent = await revisions.revision(revision.parent, revision.layer) if revision.parent else None
        reason = t(wording.REASON_UNDO, version=revision.version)
        await self.ask_revert(interaction, revision.layer, revision.item_id, parent, reason, revision.kind)

    async def press(self, interaction: Interaction, key: str, step: Step, action: str) -> None:
        """A button under the question."""
        self._desk.forget(key)  # pressed twice, it is done once
        if action == "cancel":
            await interaction.response.edit_message(view=Card(t(wording.CANCELLED)))
            return
        try:
            await interaction.response.defer()
            done = await self._hand_in(step, by_of(interaction, step.reason))
        except Conflict as conflict:
            who = escape_line(conflict.current.by.name, 80) if conflict.current else t(wording.SOMEBODY)
            text = t(wording.CHANGED_MEANWHILE, who=who)
        except StoreUnavailable as error:  # the question stays, to be answered again later
            self._desk.keep(key, replace(step, tried=True))
            await interaction.edit_original_response(view=await self._card(key, step, t(wording.NOT_SAVED, reason=retold(error))))
            return
        except StoreError as error:
            text = t(wording.CANNOT, reason=escape_line(reason_of(error), 500))
        except BaseException:  # nobody knows whether it was done: the next press looks first
            self._desk.keep(key, replace(step, tried=True))
            raise
        else:
            text = await self._done(interaction, step, done)
        await interaction.edit_original_response(view=Card(text))

    async def _hand_in(self, step: Step, by: By) -> Done:
        found = await self._desk.changes.found(step.request, by) if step.tried else None
        return found or await self._desk.changes.hand_in(Proposed(step.request, step.before), by)

    async def _done(self, interaction: Interaction, step: Step, done: Done) -> str:
        changes = self._desk.changes
        await changes.replaced(interaction, step.layer, step.replaces)
        if isinstance(done, PendingChange):
            return await changes.kept(interaction, done)
        return await changes.written(interaction, done, step.before)

    async def _ask(self, interaction: Interaction, step: Step) -> None:
        key = self._desk.new_key()
        self._desk.keep(key, step)
        await interaction.response.send_message(view=await self._card(key, step), ephemeral=True)

    async def _card(self, key: str, step: Step, notice: str = "") -> Card:
        form = Form((await self._bot.answerers.of(step.layer)).base, self._bot.settings.language)
        lines = [notice, step.question, *differences(step.request.kind, step.before, step.after, form)]
        lines += [t(wording.REASON, reason=escape_line(step.reason, 300))] if step.reason else []
        lines += [t(pending_wording.NEEDS_SECOND)] if await self._desk.changes.will_wait(step.layer) else []
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
