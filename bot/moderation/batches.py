"""Importing many facts at once: a dry run that names each problem, a question, and then each is saved by itself."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import discord
from discord import ui

from bot.error_report import Interaction, Refused
from bot.markdown import escape_line
from bot.moderation import file_wording, wording
from bot.moderation import pending_wording as words
from bot.moderation.changes import by_of
from bot.moderation.dry_run import Checked, dry_run
from bot.moderation.form import Form
from bot.moderation.import_file import MAX_BYTES, UnreadableFile, entries
from bot.moderation.journal import announce
from bot.moderation.problems import reason_of, told_problem
from bot.translation import t
from bot.views.draft_buttons import DraftButton
from bot.views.draft_card import Card
from bot.views.fitting import fitting
from knowledge.store.content import plain
from knowledge.store.errors import StoreError, StoreUnavailable
from knowledge.store.pending import Proposed
from knowledge.store.request import ChangeRequest
from knowledge.store.revision import BASE, By, Kind, Operation, Revision

if TYPE_CHECKING:
    from bot.moderation.moderation import Moderation

LIMIT = 3_500
TOLD = 10  # changes that the log channel is told one by one; more would flood it


@dataclass(frozen=True)
class Batch:
    """Facts of a file that wait for somebody's word. tried: some may have been saved without a word from the database."""

    person: int
    layer: int
    reason: str
    checked: tuple[Checked, ...]
    tried: bool = False

    @property
    def usable(self) -> tuple[Checked, ...]:
        """Those that can be saved."""
        return tuple(one for one in self.checked if one.draft is not None)


class Batches:
    """The imports that are open; `desk` keeps them."""

    def __init__(self, desk: Moderation) -> None:
        self._desk = desk
        self._bot = desk.bot
        self._reading: set[int] = set()  # servers of which a file is read: it takes a thread for seconds, which others need too

    async def begin(self, interaction: Interaction, layer: int, file: discord.Attachment, reason: str) -> None:
        """Read a file and show what would become of each fact in it. Raises Refused where one is read, and StoreUnavailable."""
        self._bot.link.require()
        server = interaction.guild_id or 0
        if server in self._reading:
            raise Refused(t(file_wording.BUSY))
        self._reading.add(server)
        try:
            await self._read(interaction, layer, file, reason)
        finally:
            self._reading.discard(server)

    async def _read(self, interaction: Interaction, layer: int, file: discord.Attachment, reason: str) -> None:
        view = self._bot.link.require().view(layer)
        await interaction.response.defer(ephemeral=True, thinking=True)
        base = (await self._bot.answerers.of(layer)).base
        standing = {fact.id: plain(fact) for fact in base.pack.facts}
        try:
            if file.size > MAX_BYTES:
                raise UnreadableFile(t(file_wording.TOO_LARGE, size=MAX_BYTES // 1024))
            raw = await file.read()
            form = Form(base, self._bot.settings.language)
            found = await asyncio.to_thread(entries, file.filename, raw, form, standing)
        except UnreadableFile as error:
            await interaction.edit_original_response(view=Card(escape_line(str(error), 500)))
            return
        checked = await asyncio.to_thread(dry_run, view, found, by_of(interaction, reason))
        batch = Batch(interaction.user.id, layer, reason, checked)
        key = self._desk.new_key()
        self._desk.keep(key, batch)
        two = await self._desk.changes.will_wait(layer)
        await interaction.edit_original_response(view=_card(key, batch, two_people=two))

    async def press(self, interaction: Interaction, key: str, batch: Batch, action: str) -> None:
        """A button under the dry run."""
        self._desk.forget(key)  # pressed twice, it is saved once
        if action == "cancel":
            await interaction.response.edit_message(view=Card(t(wording.CANCELLED)))
            return
        try:
            await interaction.response.defer()
            if await self._desk.changes.two_people(batch.layer):
                await self._propose(interaction, key, batch)
            else:
                await self._save(interaction, key, batch)
        except StoreUnavailable as error:
            self._desk.keep(key, replace(batch, tried=True))
            await interaction.edit_original_response(view=_card(key, batch, t(wording.NOT_SAVED, reason=reason_of(error))))
        except StoreError as error:
            self._desk.keep(key, batch)
            await interaction.edit_original_response(view=_card(key, batch, t(wording.NOT_SAVED, reason=reason_of(error))))

    async def _propose(self, interaction: Interaction, key: str, batch: Batch) -> None:
        """Hand all of them in for a second person. Raises TooManyPending, StoreUnavailable."""
        assert interaction.guild_id is not None
        by = by_of(interaction, batch.reason)
        handed = [Proposed(_request(batch, one), one.before, batch=key) for one in batch.usable]
        if not (batch.tried and await self._desk.changes.found(handed[0].request, by)):  # all wait, or none
            await self._desk.changes.hand_in_all(handed, by)
        who = escape_line(by.name, 80)
        failed = await announce(self._bot, interaction.guild_id, lambda: t(words.ANNOUNCED_ALL, who=who, count=len(handed)))
        await interaction.edit_original_response(view=Card(t(words.HANDED_IN_ALL, count=len(handed)) + failed))

    async def _save(self, interaction: Interaction, key: str, batch: Batch) -> None:
        """Save one after another; what a database that went away leaves over is kept, to be saved later."""
        by = by_of(interaction, batch.reason)
        saved: list[tuple[Revision, Checked]] = []
        lines: list[str] = []
        lost = ""
        for place, one in enumerate(batch.usable):
            try:
                saved.append((await self._written(batch, one, by), one))
            except StoreUnavailable as error:  # the others would fare no better
                lost = t(wording.NOT_SAVED, reason=reason_of(error))
                batch = replace(batch, checked=batch.usable[place:], tried=True)
                self._desk.keep(key, batch)
                break
            except StoreError as error:
                lines.append(f"• {one.entry.where}: {escape_line(reason_of(error), 200)}")
        await self._report(interaction, key, batch, saved, [lost, *lines] if lost else lines)

    async def _written(self, batch: Batch, one: Checked, by: By) -> Revision:
        request = _request(batch, one)
        if batch.tried and isinstance(done := await self._desk.changes.found(request, by), Revision):
            return done
        return await self._bot.link.require().write(request, by)

    async def _report(
        self, interaction: Interaction, key: str, batch: Batch, saved: list[tuple[Revision, Checked]], lines: list[str]
    ) -> None:
        told = [
            await self._desk.changes.written(interaction, revision, one.before, quiet=number >= TOLD)
            for number, (revision, one) in enumerate(saved)
        ]
        where = t(wording.SAVED_EVERYWHERE) if batch.layer == BASE else t(wording.SAVED_HERE)
        rest = len(batch.usable) if self._desk.kept(key) else 0
        text = t(file_wording.IMPORTED, saved=len(saved), count=len(saved) + max(rest, len(lines)), where=where)
        failed = sorted({line.partition("\n")[2] for line in told} - {""})  # the log channel could not be written to
        if rest:
            await interaction.edit_original_response(view=_card(key, batch, "\n".join([text, *lines, *failed])))
            return
        await interaction.edit_original_response(view=Card(fitting("\n".join([text, *lines, *failed]), LIMIT)))


def _request(batch: Batch, one: Checked) -> ChangeRequest:
    assert one.draft is not None  # of those that can be saved
    operation = Operation.ADD if one.seen is None else Operation.EDIT
    return ChangeRequest(batch.layer, Kind.FACT, one.draft.item_id, operation, one.seen, one.draft.content)


def _card(key: str, batch: Batch, notice: str = "", *, two_people: bool = False) -> Card:
    usable, same = batch.usable, sum(one.same for one in batch.checked)
    wrong = [one for one in batch.checked if one.draft is None and not one.same]
    new = sum(one.before is None for one in usable)
    lines = [notice] if notice else []
    lines += [t(file_wording.DRY_RUN, count=len(batch.checked), new=new, changed=len(usable) - new, wrong=len(wrong))]
    lines += [t(file_wording.AS_THEY_STAND, count=same)] if same else []
    for one in wrong:
        name = escape_line(str(one.entry.content.get("id", "")), 80)
        problems = "; ".join(escape_line(told_problem(problem), 200) for problem in one.problems[:3])
        lines.append(f"• **{one.entry.where}** {name}: {problems}")
    ask = t(words.IMPORT_ASK if two_people else file_wording.IMPORT_ASK)
    lines += [ask if usable else t(file_wording.NOTHING_TO_IMPORT)]
    save = DraftButton("confirm", key, t(wording.CONFIRM), discord.ButtonStyle.success, disabled=not usable)
    text = fitting("\n".join(lines[:-1]), LIMIT)
    return Card(f"{text}\n{lines[-1]}", ui.ActionRow(save, DraftButton("cancel", key, t(wording.CANCEL))))
