"""What can be seen of a fact: its answer and state, its versions, and what differs between two of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.error_report import Refused
from bot.markdown import escape_line, shorten
from bot.moderation import wording
from bot.moderation.differences import ADDED, differences
from bot.moderation.effects import shown
from bot.moderation.figures_shown import figures_shown
from bot.moderation.finding import CHOICE_NAME, MOST_CHOICES
from bot.moderation.form import Content, Form
from bot.moderation.journal import title_of
from bot.translation import language as spoken
from bot.translation import t
from bot.views.draft_card import Card, answer_container
from bot.views.fitting import fitting
from knowledge.localised import text_in
from knowledge.model import Fact, Rank
from knowledge.store.content import plain
from knowledge.store.revision import BASE, Kind, Revision

if TYPE_CHECKING:
    from bot.client import SafirBot

LIMIT = 3_500
DETAILS_LIMIT = 1_800


async def fact_card(bot: SafirBot, layer: int, fact: Fact) -> Card:
    """A fact as it is answered with, and everything about it that its form shows."""
    language = bot.settings.language
    base = (await bot.answerers.of(layer)).base
    own = bot.link.require().view(layer).own_text((Kind.FACT, fact.id))
    below = bot.link.require().view(BASE).own_text((Kind.FACT, fact.id))
    origin = t(wording.FROM_PACK)
    if own is not None:
        origin = t(wording.FROM_HERE, version=own.version) if layer != BASE else t(wording.FROM_BASE)
    elif below is not None:
        origin = t(wording.FROM_BASE)
    state = t(
        wording.SHOWN,
        id=fact.id,
        topic=escape_line(text_in(base.topic(fact.topic).title, spoken()), 80),
        rank=t(wording.RANK_NAMES[fact.rank.value]),
        examples=len(fact.examples(language)),
        origin=origin,
    )
    hidden = {"statement", "title", "citations", "topic", "rank", "note", "figures"}
    rest = {name: value for name, value in plain(fact).items() if name not in hidden}
    details = differences(Kind.FACT, {}, rest, Form(base, language))
    note = t(wording.RETIRED_NOTE) if fact.rank is Rank.DEPRECATED else ""
    told = [part.replace(f"{t(wording.NOTHING)} → ", "").replace(f"\n{ADDED}", "\n• ") for part in details]
    text = "\n".join(filter(None, [figures_shown(fact.figures, language), *told]))
    return Card(note, answer_container(shown(fact, base, language), base), state, fitting(text, DETAILS_LIMIT))


async def versions_offered(bot: SafirBot, layer: int, item: str) -> list[tuple[str, int]]:
    """At most 25 versions of a fact as (description, number), newest first; 0 is what lies beneath. Raises StoreUnavailable."""
    history = await bot.link.require().store.revisions.history(item, layer, limit=MOST_CHOICES - 1)
    return [*map(version_choice, history), beneath_choice(bot, layer, item, Kind.FACT)]


def version_choice(revision: Revision) -> tuple[str, int]:
    """A version as (description, number)."""
    name = t(
        wording.VERSION_CHOICE,
        version=revision.version,
        operation=t(wording.OPERATIONS[revision.operation.value]),
        who=revision.by.name,
        reason=revision.by.reason or t(wording.NO_REASON),
    )
    return shorten(name, CHOICE_NAME), revision.version


def beneath_choice(bot: SafirBot, layer: int, item: str, kind: Kind) -> tuple[str, int]:
    """The same for what lies beneath a layer's own texts of an item."""
    lies = (kind, item) in bot.link.require().view(layer).beneath
    return t(wording.BENEATH_CHOICE if lies else wording.BENEATH_NOTHING_CHOICE), 0


async def revision_of(bot: SafirBot, layer: int, item: str, version: int, kind: Kind = Kind.FACT) -> Revision:
    """A version of an item in a layer. Raises Refused where there is none, and StoreUnavailable."""
    for revision in await bot.link.require().store.revisions.history(item, layer, kind, before=version + 1, limit=1):
        if revision.version == version:
            return revision
    raise Refused(t(wording.NO_REVISION, title=item, version=version))


async def diff_card(bot: SafirBot, layer: int, item: str, older: int | None, newer: int | None) -> Card:
    """What differs between two versions: by default the newest and the one before it. Raises Refused, StoreUnavailable."""
    editor = bot.link.require()
    history = {revision.version: revision for revision in await editor.store.revisions.history(item, layer)}
    found = editor.view(layer).beneath.get((Kind.FACT, item))
    beneath = plain(found) if found else None
    if not history:
        return Card(t(wording.NO_HISTORY, title=escape_line(title_of(beneath, bot.settings.language) or item, 100)))
    last = max(history) if newer is None else newer
    first = max(0, last - 1) if older is None else older
    for version in (first, last):
        if version and version not in history:
            raise Refused(t(wording.NO_REVISION, title=item, version=version))

    def content(version: int) -> Content | None:
        return history[version].content or beneath if version else beneath

    base = (await bot.answerers.of(layer)).base
    changes = differences(Kind.FACT, content(first), content(last), Form(base, bot.settings.language))
    title = escape_line(title_of(content(last) or content(first), bot.settings.language) or item, 100)
    heading = t(wording.DIFF_OF, title=title, old=_name(first), new=_name(last))
    return Card(fitting("\n".join([heading, *(changes or [t(wording.NO_DIFFERENCE)])]), LIMIT))


def _name(version: int) -> str:
    return t(wording.VERSION, version=version) if version else t(wording.BENEATH)
