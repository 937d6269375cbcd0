"""The history of a fact or source, page by page. The buttons say where one is: they outlive a restart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast

import discord
from discord import ui

from bot.error_report import Interaction, apologise
from bot.markdown import escape_line
from bot.moderation import wording
from bot.moderation.access import layer_of
from bot.moderation.differences import changed_fields
from bot.moderation.form import Content
from bot.moderation.journal import accepted_by, title_of
from bot.moderation.versions import beneath_choice, version_choice
from bot.readers import Localised
from bot.translation import t
from bot.views.draft_card import Card
from bot.views.version_select import KINDS, VersionSelect
from knowledge.store.content import plain
from knowledge.store.revision import BASE, Kind, Revision

if TYPE_CHECKING:
    from bot.client import SafirBot

PAGE = 6  # revisions


class HistoryButton(
    Localised,
    ui.DynamicItem[ui.Button[ui.LayoutView]],
    template=r"safir:h:(?P<layer>[hb])(?P<kind>[fs]):(?P<page>[0-9]{1,4}):(?P<item>[a-z0-9_.-]{1,80})",
):
    """Turns to a page of the history of an item, in this server or (b) in the base."""

    def __init__(self, base: bool, kind: Kind, page: int, item: str, label: str) -> None:
        custom_id = f"safir:h:{'b' if base else 'h'}{kind.value[0]}:{page}:{item}"
        super().__init__(ui.Button(label=label, style=discord.ButtonStyle.secondary, custom_id=custom_id))
        self.base, self.kind, self.page, self.item_id = base, kind, page, item

    @classmethod
    async def from_custom_id(
        cls, interaction: Interaction, item: ui.Item[ui.LayoutView], match: re.Match[str], /
    ) -> HistoryButton:
        """The button as it was, from its id."""
        label = cast("ui.Button[ui.LayoutView]", item).label or ""
        return cls(match["layer"] == "b", KINDS[match["kind"]], int(match["page"]), match["item"], label)

    async def callback(self, interaction: Interaction) -> None:
        """Turn the page, for who may see it."""
        try:
            layer = await layer_of(interaction, everywhere=self.base)
            card = await history_card(cast("SafirBot", interaction.client), layer, self.kind, self.item_id, self.page)
            await interaction.response.edit_message(view=card)
        except Exception as error:
            await apologise(interaction, error, "a page of a history")


async def history_card(bot: SafirBot, layer: int, kind: Kind, item: str, page: int = 0) -> Card:
    """A page (from 0, the newest) of what a layer's people did to an item. Raises StoreUnavailable."""
    editor = bot.link.require()
    history = editor.store.revisions.history
    revisions = await history(item, layer, kind, limit=1)
    standing = editor.view(layer).beneath.get((kind, item))
    beneath: Content | None = plain(standing) if standing else None
    newest = revisions[0].content if revisions and revisions[0].content else beneath
    title = escape_line(title_of(newest, bot.settings.language) or item, 100)
    if not revisions:
        return Card(t(wording.NO_HISTORY, title=title))
    last = revisions[0].version  # versions go up from 1: it is also how many there are
    pages = (last + PAGE - 1) // PAGE
    page = max(0, min(page, pages - 1))
    shown = await history(item, layer, kind, before=last + 1 - page * PAGE, limit=PAGE + 1)  # one more, to tell what changed
    lines = [t(wording.HISTORY_OF, title=title)]
    for place, revision in enumerate(shown[:PAGE]):
        older = shown[place + 1].content if place + 1 < len(shown) else None
        lines.append(_line(revision, older or beneath, beneath))
    if pages > 1:
        lines.append(t(wording.HISTORY_PAGE, page=page + 1, pages=pages))
    earlier = [version_choice(revision) for revision in shown[:PAGE] if revision.version != last]
    if revisions[0].content is not None:
        earlier.append(beneath_choice(bot, layer, item, kind))
    back = ui.ActionRow[Any](VersionSelect(layer == BASE, kind, item, earlier)) if earlier else None
    return Card("\n".join(lines), back, _turning(layer == BASE, kind, page, pages, item))


def _line(revision: Revision, before: Content | None, beneath: Content | None) -> str:
    fields = changed_fields(revision.kind, before, revision.content or beneath) if before else ""
    return t(
        wording.HISTORY_LINE,
        version=revision.version,
        operation=t(wording.OPERATIONS[revision.operation.value]),
        who=escape_line(revision.by.name, 80) + accepted_by(revision),
        time=discord.utils.format_dt(revision.time, "f"),
        reason=escape_line(revision.by.reason or t(wording.NO_REASON), 150),
        fields=t(wording.HISTORY_FIELDS, fields=fields) if fields else "",
    )


def _turning(base: bool, kind: Kind, page: int, pages: int, item: str) -> ui.ActionRow[Any] | None:
    if pages == 1:
        return None
    newer = [HistoryButton(base, kind, page - 1, item, t(wording.NEWER))] if page else []
    older = [HistoryButton(base, kind, page + 1, item, t(wording.OLDER))] if page < pages - 1 else []
    return ui.ActionRow(*newer, *older)
