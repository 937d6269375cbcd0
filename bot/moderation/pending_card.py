"""A change that waits for a second person, as `/review queue` shows it: what it would do now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import discord
from discord import ui

from bot.markdown import escape_line
from bot.moderation import pending_wording as words
from bot.moderation import wording
from bot.moderation.differences import differences
from bot.moderation.effects import Effects
from bot.moderation.form import Content, Form
from bot.moderation.journal import title_of
from bot.moderation.problems import reason_of
from bot.moderation.proposal import effects_of
from bot.translation import t
from bot.views.draft_buttons import DraftButton
from bot.views.draft_card import answer_container, effect_lines
from bot.views.fitting import fitting
from knowledge.model import Rank
from knowledge.store.content import plain
from knowledge.store.errors import Conflict, StoreError, StoreUnavailable
from knowledge.store.pending import PendingChange
from knowledge.store.revision import Operation

if TYPE_CHECKING:
    from bot.client import SafirBot

TEXT_LIMIT = 1_600  # the answer that it would give stands beside it


@dataclass(frozen=True)
class Looked:
    """A waiting change as things stand now: what it would leave, or why it cannot be accepted."""

    before: Content | None
    after: Content | None
    effects: Effects | None = None
    conflict: Conflict | None = None
    problem: str = ""

    @property
    def usable(self) -> bool:
        """Whether it can be accepted as it is."""
        return self.conflict is None and not self.problem


async def look(bot: SafirBot, change: PendingChange) -> Looked:
    """How a change stands. Raises StoreUnavailable."""
    editor, request = bot.link.require(), change.request
    view = editor.view(request.layer)
    standing = view.effective.items.get(request.key)
    before = plain(standing) if standing else None
    try:
        draft = await editor.draft(request, change.by)
    except Conflict as conflict:
        return Looked(before, request.content, conflict=conflict)
    except StoreUnavailable:
        raise
    except StoreError as error:
        return Looked(before, request.content, problem=reason_of(error))
    beneath = view.beneath.get(request.key)
    after = draft.content if draft.content is not None else plain(beneath) if beneath else None
    return Looked(before, after, await effects_of(draft, editor, bot.answerers))


async def text_of(bot: SafirBot, change: PendingChange, looked: Looked, alike: int) -> str:
    """Who proposes what and why, what it changes, and what stands against it. alike: how many of its import wait."""
    request, language = change.request, bot.settings.language
    form = Form((await bot.answerers.of(request.layer)).base, language)
    title = title_of(looked.after or looked.before or change.before, language) or request.item_id
    lines = [
        t(
            words.PROPOSES[request.operation.value],
            who=escape_line(change.by.name, 80),
            title=escape_line(title, 100),
            id=request.item_id,
            time=discord.utils.format_dt(change.created_at, "f"),
        ),
        t(wording.REASON, reason=escape_line(change.by.reason or t(wording.NO_REASON), 300)),
    ]
    lines += [t(words.OF_IMPORT, count=alike)] if change.batch else []
    if looked.conflict is not None:
        who = looked.conflict.current.by.name if looked.conflict.current else t(wording.SOMEBODY)
        meanwhile = differences(request.kind, change.before, looked.before, form)
        lines += [t(words.STALE, who=escape_line(who, 80)), t(words.SINCE), *meanwhile, t(wording.CHANGES)]
    elif looked.problem:
        lines.append(t(words.WRONG, reason=escape_line(looked.problem, 500)))
    old = change.before if looked.conflict is not None else looked.before
    lines += differences(request.kind, old, looked.after, form)
    return fitting("\n".join(lines), TEXT_LIMIT)


async def show(bot: SafirBot, layer: int, key: str, change: PendingChange, person: int) -> tuple[str, list[ui.Item[Any]]]:
    """A waiting change as text, and the parts below it. Raises StoreUnavailable."""
    looked = await look(bot, change)
    waiting = await bot.link.require().store.pending.of(layer)
    alike = sum(one.batch == change.batch for one in waiting) if change.batch else 1
    own = change.by.author == person and await bot.moderation.changes.two_people(layer)
    parts: list[ui.Item[Any]] = []
    if looked.effects is not None:
        item = (await bot.answerers.of(layer)).base
        parts.append(answer_container(looked.effects.answer, item))
    retired = (looked.after or {}).get("rank") == Rank.DEPRECATED.value
    below = "\n".join(effect_lines(looked.effects, retired=retired))
    lines = [line for line in (fitting(below, 500), t(words.OWN) if own else "") if line]
    parts += [ui.TextDisplay("\n".join(lines))] if lines else []
    parts += _buttons(key, change, own=own, usable=looked.usable, alike=alike)
    return await text_of(bot, change, looked, alike), parts


def _buttons(key: str, change: PendingChange, *, own: bool, usable: bool, alike: int) -> list[ui.Item[Any]]:
    accept = DraftButton("accept", key, t(words.ACCEPT), discord.ButtonStyle.success, disabled=own or not usable)
    reject = t(words.WITHDRAW) if own else t(words.REJECT)
    row = [accept, DraftButton("reject", key, reject, discord.ButtonStyle.danger)]
    if change.request.operation is not Operation.KEEP:
        row.insert(1, DraftButton("amend", key, t(words.AMEND)))
    rows: list[ui.Item[Any]] = [ui.ActionRow(*row)]
    if alike > 1:
        all_ = DraftButton("acceptall", key, t(words.ACCEPT_ALL), discord.ButtonStyle.success, disabled=own)
        none = DraftButton("rejectall", key, t(words.REJECT_ALL), discord.ButtonStyle.danger)
        rows.append(ui.ActionRow(all_, none))
    return rows
