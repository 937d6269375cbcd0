"""Importing many facts at once: a dry run that names each problem, a question, and then each is saved by itself."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import discord
from discord import ui

from bot.error_report import Interaction
from bot.markdown import escape_line
from bot.moderation import file_wording, wording
from bot.moderation.access import same_layer
from bot.moderation.form import Form
from bot.moderation.import_file import MAX_BYTES, Entry, UnreadableFile, entries
from bot.moderation.journal import tell
from bot.moderation.proposal import as_revision
from bot.translation import t
from bot.views.draft_buttons import DraftButton
from bot.views.draft_card import Card
from bot.views.fitting import fitting
from knowledge.store import drafts
from knowledge.store.content import plain
from knowledge.store.drafts import LayerView, Seen
from knowledge.store.errors import FieldProblem, InvalidFact, StoreError, StoreUnavailable
from knowledge.store.overlay import lay
from knowledge.store.revision import BASE, By, Draft, Kind

if TYPE_CHECKING:
    from bot.moderation.moderation import Moderation

LIMIT = 3_500
TOLD = 10  # changes that the log channel is told one by one; more would flood it


@dataclass(frozen=True)
class Checked:
    """One fact of a file after the dry run. before: what it changes (None: it is new). problems: why it is left out."""

    entry: Entry
    draft: Draft | None = None
    seen: Seen | None = None
    before: dict[str, object] | None = None
    problems: tuple[FieldProblem, ...] = ()


@dataclass(frozen=True)
class Batch:
    """Facts of a file that wait for somebody's word."""

    person: int
    layer: int
    reason: str
    checked: tuple[Checked, ...]

    @property
    def usable(self) -> tuple[Checked, ...]:
        """Those that can be saved."""
        return tuple(one for one in self.checked if one.draft is not None)


def dry_run(view: LayerView, found: Sequence[Entry], by: By) -> tuple[Checked, ...]:
    """What would become of each, one after another: a fact is checked against those of the file before it too."""
    result = []
    places: dict[str, str] = {}
    for entry in found:
        name = str(entry.content.get("id", ""))
        first = places.setdefault(name, entry.where)
        try:
            if name and first != entry.where:
                raise InvalidFact([FieldProblem("id", t(file_wording.TWICE, place=first))])
            checked = _checked(view, entry, by)
        except InvalidFact as error:
            checked = Checked(entry, problems=error.problems)
        except StoreError as error:
            checked = Checked(entry, problems=(FieldProblem("", str(error)),))
        if checked.draft is not None:
            view = replace(view, effective=lay(view.effective, [as_revision(checked.draft)]))
        result.append(checked)
    return tuple(result)


def _checked(view: LayerView, entry: Entry, by: By) -> Checked:
    if entry.problems:
        return Checked(entry, problems=entry.problems)
    key = (Kind.FACT, str(entry.content.get("id", "")))
    standing = view.effective.items.get(key)
    if standing is None:
        return Checked(entry, drafts.add(view, Kind.FACT, entry.content, by))
    seen = view.seen(key)
    return Checked(entry, drafts.edit(view, Kind.FACT, entry.content, seen, by), seen, plain(standing))


class Batches:
    """The imports that are open; `desk` keeps them."""

    def __init__(self, desk: Moderation) -> None:
        self._desk = desk
        self._bot = desk.bot

    async def begin(self, interaction: Interaction, layer: int, file: discord.Attachment, reason: str) -> None:
        """Read a file and show what would become of each fact in it. Raises StoreUnavailable."""
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
        by = self._by(interaction, reason)
        checked = await asyncio.to_thread(dry_run, view, found, by)
        batch = Batch(interaction.user.id, layer, reason, checked)
        key = self._desk.new_key()
        self._desk.keep(key, batch)
        await interaction.edit_original_response(view=_card(key, batch))

    async def press(self, interaction: Interaction, key: str, batch: Batch, action: str) -> None:
        """A button under the dry run."""
        await same_layer(interaction, batch.layer)
        self._desk.forget(key)
        if action == "cancel":
            await interaction.response.edit_message(view=Card(t(wording.CANCELLED)))
            return
        await interaction.response.defer()
        saved, lines = await self._save(interaction, batch)
        where = t(wording.SAVED_EVERYWHERE) if batch.layer == BASE else t(wording.SAVED_HERE)
        text = t(wording.IMPORTED, saved=saved, count=len(batch.usable), where=where)
        await interaction.edit_original_response(view=Card(fitting("\n".join([text, *lines]), LIMIT)))

    async def _save(self, interaction: Interaction, batch: Batch) -> tuple[int, list[str]]:
        assert interaction.guild_id is not None
        editor, by = self._bot.link.require(), self._by(interaction, batch.reason)
        lines: list[str] = []
        revisions = []
        for one in batch.usable:
            try:
                if one.seen is None:
                    revision = await editor.add(batch.layer, one.entry.content, by)
                else:
                    revision = await editor.edit(batch.layer, one.entry.content, one.seen, by)
                revisions.append((revision, one.before))
            except StoreUnavailable as error:  # the others would fare no better
                lines.append(t(wording.NOT_SAVED, reason=error))
                break
            except StoreError as error:
                lines.append(f"• {one.entry.where}: {escape_line(str(error), 200)}")
        base = (await self._bot.answerers.of(batch.layer)).base
        for revision, before in revisions[:TOLD]:
            await tell(self._bot, interaction.guild_id, revision, before, revision.content, base)
        return len(revisions), lines

    @staticmethod
    def _by(interaction: Interaction, reason: str) -> By:
        return By(interaction.user.id, interaction.user.display_name[:200], interaction.guild_id, reason)


def _card(key: str, batch: Batch) -> Card:
    usable, wrong = batch.usable, [one for one in batch.checked if one.draft is None]
    new = sum(one.before is None for one in usable)
    lines = [t(wording.DRY_RUN, count=len(batch.checked), new=new, changed=len(usable) - new, wrong=len(wrong))]
    for one in wrong:
        name = escape_line(str(one.entry.content.get("id", "")), 80)
        problems = "; ".join(escape_line(str(problem), 200) for problem in one.problems[:3])
        lines.append(f"• **{one.entry.where}** {name}: {problems}")
    lines += [t(wording.IMPORT_ASK)] if usable else [t(wording.NOTHING_TO_IMPORT)]
    save = DraftButton("confirm", key, t(wording.CONFIRM), discord.ButtonStyle.success, disabled=not usable)
    text = fitting("\n".join(lines[:-1]), LIMIT)
    return Card(f"{text}\n{lines[-1]}", ui.ActionRow(save, DraftButton("cancel", key, t(wording.CANCEL))))
