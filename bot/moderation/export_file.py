"""Writes facts into a file that `/fact import` reads again: YAML as packs are written, or a CSV table for a spreadsheet."""

from __future__ import annotations

import asyncio
import csv
import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

import discord

from bot.error_report import Interaction, Refused
from bot.moderation import file_wording as words
from bot.moderation.form import Form
from bot.moderation.import_file import MAX_BYTES
from bot.moderation.table import COLUMNS, cell
from bot.translation import t
from knowledge.model import Fact
from knowledge.store.content import plain
from knowledge.store.editor import Editor
from knowledge.store.revision import Kind
from knowledge.store.yaml_text import item_lines

if TYPE_CHECKING:
    from bot.client import SafirBot


async def send_facts(interaction: Interaction, layer: int, *, only_changed: bool, topic: str | None, table: bool) -> None:
    """Send the facts as a file to whoever asks. Raises Refused where it is more than Discord takes."""
    bot = cast("SafirBot", interaction.client)
    facts = facts_of(bot.link.require(), layer, only_changed=only_changed, topic=topic)
    form = Form((await bot.answerers.of(layer)).base, bot.settings.language)
    # Thousands of facts take half a second, in which answers go on.
    raw = await asyncio.to_thread(table_file, facts, form) if table else await asyncio.to_thread(yaml_file, facts)
    if len(raw) > interaction.filesize_limit:
        raise Refused(t(words.EXPORT_TOO_LARGE))
    text = t(words.EXPORTED_LARGE if len(raw) > MAX_BYTES else words.EXPORTED, count=len(facts), size=MAX_BYTES // 1024)
    file = discord.File(io.BytesIO(raw), "facts.csv" if table else "facts.yaml")
    await interaction.response.send_message(text, file=file, ephemeral=True)


def facts_of(editor: Editor, layer: int, *, only_changed: bool = False, topic: str | None = None) -> list[Fact]:
    """The facts of a layer; only those that it changed itself, only those of a topic."""
    own = {key[1] for key, revision in editor.overlays.of(layer).items() if revision.content is not None}
    facts = editor.effective(layer).pack.facts
    return [fact for fact in facts if (not only_changed or fact.id in own) and topic in (None, fact.topic)]


def yaml_file(facts: Sequence[Fact]) -> bytes:
    """The facts in the shape of a pack's files."""
    lines = [line for fact in facts for line in item_lines(plain(fact), 2)]
    return ("".join(["facts:\n", *lines]) if facts else "facts: []\n").encode()


def table_file(facts: Sequence[Fact], form: Form) -> bytes:
    """The facts as a table, in the language of the form. It begins with a mark by which spreadsheets know UTF-8."""
    table = io.StringIO()
    rows = csv.writer(table)
    rows.writerow(COLUMNS)
    for fact in facts:
        typed = form.typed(Kind.FACT, plain(fact))
        rows.writerow([cell(name, typed.get(name, "")) for name in COLUMNS])
    return table.getvalue().encode("utf-8-sig")
