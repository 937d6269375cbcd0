"""Adding and editing: the form, the look at what would come of it, and saving. Everything here is seen only by one person."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.error_report import Interaction
from bot.markdown import escape_line
from bot.moderation import wording
from bot.moderation.access import same_layer
from bot.moderation.beginning import amending, heading
from bot.moderation.changes import Done, by_of
from bot.moderation.fields import PAGES, PARAGRAPHS
from bot.moderation.form import Form
from bot.moderation.proposal import Judged, Proposal, Start, judge
from bot.translation import retold, t
from bot.views.draft_card import Card, answer_container, draft_card
from bot.views.fields_form import FieldsForm
from knowledge.store.content import plain
from knowledge.store.errors import Conflict, InvalidFact, StoreUnavailable, UnknownFact
from knowledge.store.pending import PendingChange, Proposed, TooManyPending
from knowledge.store.revision import By, Kind

if TYPE_CHECKING:
    from bot.moderation.moderation import Moderation

NOTHING = Start()


class Proposals:
    """The drafts of edits; `desk` keeps them."""

    def __init__(self, desk: Moderation) -> None:
        self._desk = desk
        self._bot = desk.bot

    async def begin_add(self, interaction: Interaction, layer: int, kind: Kind, start: Start = NOTHING) -> None:
        """Open the form of a new fact or source."""
        self._bot.link.require()
        await self._form(interaction, None, Proposal(interaction.user.id, layer, kind, start.typed, start=start), 0)

    async def begin_edit(
        self, interaction: Interaction, layer: int, item_id: str, kind: Kind = Kind.FACT, *, start: Start = NOTHING
    ) -> None:
        """Open the form of a fact or source as it stands, but for what `start` brings. Raises UnknownFact."""
        view = self._bot.link.require().view(layer)
        content = plain(view.standing((kind, item_id)))
        base = (await self._bot.answerers.of(layer)).base
        boxes = {**Form(base, self._bot.settings.language).typed(kind, content), **start.typed}
        seen = view.seen((kind, item_id))
        proposal = Proposal(interaction.user.id, layer, kind, boxes, seen, content, start=start)
        await self._form(interaction, None, proposal, 0)

    async def press(self, interaction: Interaction, key: str, proposal: Proposal, action: str) -> None:
        """A button under a draft."""
        if action == "cancel":
            self._desk.forget(key)
            await interaction.response.edit_message(view=Card(t(wording.CANCELLED)))
        elif action == "save":
            await self._save(interaction, key, proposal)
        elif action.startswith("page"):
            await self._form(interaction, key, proposal, int(action.removeprefix("page")))

    async def choose(self, interaction: Interaction, key: str, proposal: Proposal, field: str, value: str) -> None:
        """A select under a draft."""
        if field == "source":
            await self._source_form(interaction, key, value)
            return
        await interaction.response.defer()
        newest = self._desk.draft(interaction, key)  # another press may have been faster
        assert isinstance(newest, Proposal)
        await self._show(interaction, key, newest.with_typed({field: value}))

    async def amend(self, interaction: Interaction, change: PendingChange) -> None:
        """Open the form of a change that waits; saving it replaces that."""
        base = (await self._bot.answerers.of(change.request.layer)).base
        proposal = amending(change, interaction.user.id, Form(base, self._bot.settings.language))
        await self._form(interaction, None, proposal, 0)

    async def _form(self, interaction: Interaction, key: str | None, proposal: Proposal, number: int) -> None:
        page = PAGES[proposal.kind][number]

        async def submitted(interaction: Interaction, typed: dict[str, str]) -> None:
            await same_layer(interaction, proposal.layer)
            # From a command there is no message yet; from a button there is, with a draft that may have gone on meanwhile.
            await interaction.response.defer(ephemeral=True, thinking=key is None)
            newest = self._desk.draft(interaction, key) if key else proposal
            assert isinstance(newest, Proposal)
            await self._show(interaction, key or self._desk.new_key(), newest.with_typed(typed))

        title = heading(proposal, self._bot.settings.language)
        await interaction.response.send_modal(FieldsForm(title, page, dict(proposal.typed), submitted))

    async def _source_form(self, interaction: Interaction, key: str, source: str) -> None:
        async def submitted(interaction: Interaction, typed: dict[str, str]) -> None:
            await interaction.response.defer()
            proposal = self._desk.draft(interaction, key)
            assert isinstance(proposal, Proposal)
            await same_layer(interaction, proposal.layer)
            line = f"{source} {typed['paragraphs']}"
            both = "\n".join(part for part in (proposal.typed.get("citations", ""), line) if part)
            await self._show(interaction, key, proposal.with_typed({"citations": both}))

        await interaction.response.send_modal(FieldsForm(t(wording.PARAGRAPHS_TITLE), PARAGRAPHS, {}, submitted))

    async def _show(self, interaction: Interaction, key: str, proposal: Proposal, notice: str = "") -> None:
        """Show a draft with what would come of it, and keep it first: whatever goes wrong, nothing that was typed is lost."""
        self._desk.keep(key, proposal)
        try:
            judged = await judge(proposal, self._bot.link.require(), self._bot.answerers, self._by(interaction, proposal))
        except Conflict as conflict:
            await self._carry_over(interaction, key, proposal, conflict)
            return
        await self._draw(interaction, key, judged, notice)

    async def _draw(self, interaction: Interaction, key: str, judged: Judged, notice: str) -> None:
        layer = judged.proposal.layer
        base = (await self._bot.answerers.of(layer)).base
        two = await self._desk.changes.will_wait(layer)
        card = draft_card(key, judged, base, self._bot.settings.language, notice, two_people=two)
        await interaction.edit_original_response(view=card)

    async def _carry_over(self, interaction: Interaction, key: str, proposal: Proposal, conflict: Conflict) -> None:
        editor = self._bot.link.require()
        base = (await self._bot.answerers.of(proposal.layer)).base
        item = str((proposal.before or proposal.typed).get("id", ""))
        try:
            seen = editor.seen(proposal.layer, item, proposal.kind)
        except UnknownFact:
            seen = None
        carried = proposal.over(conflict, seen if conflict.standing else None, Form(base, self._bot.settings.language))
        who = escape_line(conflict.current.by.name, 80) if conflict.current else t(wording.SOMEBODY)
        await self._show(interaction, key, carried, t(wording.CONFLICT, who=who))

    async def _save(self, interaction: Interaction, key: str, proposal: Proposal) -> None:
        """Save a draft, or show it again with what stands against it. Pressed twice, it is saved once."""
        self._desk.forget(key)
        done, judged = None, None
        try:
            await interaction.response.defer()
            done = await self._tried(interaction, proposal)
            if done is None:
                judged = await judge(proposal, self._bot.link.require(), self._bot.answerers, self._by(interaction, proposal))
        except Conflict as conflict:
            await self._carry_over(interaction, key, proposal, conflict)
            return
        except BaseException:
            self._desk.keep(key, proposal)
            raise
        if judged is not None:
            if judged.problems:
                await self._show(interaction, key, proposal)
                return
            done = await self._hand_in(interaction, key, judged)
        if done is not None:  # whatever fails from here on, a second press must not save it again
            await self._saved(interaction, proposal, judged, done)

    async def _tried(self, interaction: Interaction, proposal: Proposal) -> Done | None:
        """What came of a first try of which nobody heard, if anything did."""
        if proposal.tried is None:
            return None
        return await self._desk.changes.found(proposal.tried, self._by(interaction, proposal))

    async def _hand_in(self, interaction: Interaction, key: str, judged: Judged) -> Done | None:
        proposal = judged.proposal
        request = proposal.request(judged.content)
        change = Proposed(request, proposal.before, settles=proposal.start.settles, learns=proposal.start.learns)
        try:
            return await self._desk.changes.hand_in(change, self._by(interaction, proposal))
        except Conflict as conflict:
            await self._carry_over(interaction, key, proposal, conflict)
        except InvalidFact:  # it could stand when it was looked at: somebody was faster with a like one
            await self._show(interaction, key, proposal)
        except TooManyPending as error:
            await self._show(interaction, key, proposal, t(wording.NOT_SAVED, reason=retold(error)))
        except StoreUnavailable as error:
            kept = t(wording.DATABASE_LOST, reason=retold(error))
            await self._show(interaction, key, replace(proposal, tried=request), t(wording.NOT_SAVED, reason=kept))
        except BaseException:  # nobody knows whether it was saved: the next press looks before it saves
            self._desk.keep(key, replace(proposal, tried=request))
            raise
        return None

    async def _saved(self, interaction: Interaction, proposal: Proposal, judged: Judged | None, done: Done) -> None:
        await self._desk.changes.replaced(interaction, proposal.layer, proposal.start.replaces)
        if isinstance(done, PendingChange):
            await interaction.edit_original_response(view=Card(await self._desk.changes.kept(interaction, done)))
            return
        said = await self._desk.changes.written(interaction, done, proposal.before)
        await self._bot.contributions.settled(interaction, proposal.layer, proposal.reason, proposal.start)
        base = (await self._bot.answerers.of(done.layer)).base
        shown = answer_container(judged.effects.answer, base) if judged and judged.effects else None
        await interaction.edit_original_response(view=Card(said, shown))

    @staticmethod
    def _by(interaction: Interaction, proposal: Proposal) -> By:
        return by_of(interaction, proposal.reason)
