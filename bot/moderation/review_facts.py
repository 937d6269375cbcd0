"""`/review stale` and `/review conflicts`: facts that are due to be checked, and facts that give different figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, cast

from discord import ui

from bot.dates import date_in_words
from bot.error_report import Interaction, Refused
from bot.markdown import escape_line
from bot.moderation import review_wording as words
from bot.moderation import wording
from bot.moderation.finding import in_use, name_of
from bot.moderation.reviews import Review, TwoParts
from bot.translation import t
from bot.views.draft_buttons import DraftButton
from knowledge.localised import DEFAULT_LANGUAGE, text_in
from knowledge.model import Fact, Figure, Pack

if TYPE_CHECKING:
    from bot.client import SafirBot

MOST_FACTS = 4  # of one conflict that are shown: each has a button
ROUGHLY = 20  # a figure that says "about" conflicts with those that differ by more than a twentieth


@dataclass(frozen=True)
class Clash:
    """Facts that give different figures for the same year. series: its id, or the label of the figures."""

    series: str
    year: int
    said: tuple[tuple[Fact, Figure], ...]


def stale(pack: Pack, today: date) -> list[Fact]:
    """Facts whose day to be checked has come, the longest due first."""
    due = [fact for fact in pack.facts if in_use(fact) and fact.review_after is not None and fact.review_after <= today]
    return sorted(due, key=lambda fact: (fact.review_after or today, fact.id))


def clashes(pack: Pack) -> list[Clash]:
    """Where facts in use differ. What is expected and what was reported may differ, and so may figures in other units.

    A figure of a series is about that series; any other about what its label says of the names of its fact. (The checks of a
    pack let a series have one fact a year, so that what is found is mostly of the second kind.)
    """
    found: dict[tuple[str, str, int, str, str], list[tuple[Fact, Figure]]] = {}
    for fact in filter(in_use, pack.facts):
        for figure in fact.figures:
            label = text_in(figure.label, DEFAULT_LANGUAGE).casefold() if figure.label and not figure.series else ""
            if figure.year is not None and (figure.series or label):
                key = (figure.series or "", label, figure.year, figure.unit, figure.status.value)
                found.setdefault(key, []).append((fact, figure))
    differing = ((key, tuple(said for said in group if _differs(said, group))) for key, group in found.items())
    return [Clash(key[0] or key[1], key[2], said) for key, said in differing if said]


def _differs(said: tuple[Fact, Figure], group: Iterable[tuple[Fact, Figure]]) -> bool:
    """Whether another fact of the group gives another figure for the same."""
    fact, figure = said
    others = ((other, given) for other, given in group if other.id != fact.id and _apart(figure, given))
    return any(figure.series or set(fact.entities) & set(other.entities) for other, _ in others)


def _apart(one: Figure, other: Figure) -> bool:
    gap = abs(one.amount - other.amount)
    if one.approximate or other.approximate:
        return gap * ROUGHLY > max(abs(one.amount), abs(other.amount))
    return gap > 0


class _Facts(TwoParts):
    """Both show facts and open their drafts."""

    async def press(self, interaction: Interaction, key: str, review: Review, action: str) -> bool:
        """Open the draft of the fact that the button is about. Raises UnknownFact and Refused."""
        named = self.facts(review.item)[int(action.removeprefix("edit")) :]
        if not named:
            raise Refused(t(wording.NO_SUCH_BUTTON))
        proposals = cast("SafirBot", interaction.client).moderation.proposals
        await proposals.begin_edit(interaction, review.layer, named[0].id)
        return False

    async def controls(self, bot: SafirBot, layer: int, key: str, item: Any) -> Sequence[ui.Item[Any]]:
        """A button for each fact."""
        named = ((place, text_in(fact.title, bot.settings.language)) for place, fact in enumerate(self.facts(item)))
        buttons = [DraftButton(f"edit{place}", key, t(words.EDIT, title=title)[:80]) for place, title in named]
        return [ui.ActionRow(*buttons)]

    async def choose(self, interaction: Interaction, review: Review, value: str) -> None:
        """There is no select."""

    def facts(self, item: Any) -> Sequence[Fact]:
        """The facts of an item."""
        raise NotImplementedError


class Stale(_Facts):
    """Facts past the day from which somebody should check them."""

    empty = words.STALE_EMPTY
    actions = "next|before|edit[0-4]"

    async def waiting(self, bot: SafirBot, layer: int) -> Sequence[Fact]:
        """The longest due first."""
        return stale(bot.link.require().effective(layer).pack, datetime.now(UTC).date())

    async def text(self, bot: SafirBot, layer: int, item: Fact) -> str:
        """What it says, and since when it is due."""
        language = bot.settings.language
        day = date_in_words(item.review_after.isoformat() if item.review_after else "", language)
        said = escape_line(text_in(item.statement, language).replace("**", ""), 1_500)
        return t(words.STALE, title=name_of(item, language), id=item.id, day=day, text=said)

    def facts(self, item: Fact) -> Sequence[Fact]:
        """The one."""
        return (item,)


class Conflicts(_Facts):
    """Facts that give different figures for the same."""

    empty = words.CONFLICTS_EMPTY
    actions = "next|before|edit[0-4]"

    async def waiting(self, bot: SafirBot, layer: int) -> Sequence[Clash]:
        """In the order of the pack."""
        return clashes(bot.link.require().effective(layer).pack)

    async def text(self, bot: SafirBot, layer: int, item: Clash) -> str:
        """The series and year, and who gives which figure."""
        language = bot.settings.language
        titles = {one.id: text_in(one.title, language) for one in bot.link.require().effective(layer).pack.series}
        lines = [t(words.CLASH, series=escape_line(titles.get(item.series, item.series), 100), year=item.year)]
        for fact, figure in item.said[:10]:
            amount = f"{figure.amount:,} {figure.unit}"
            lines.append(t(words.CLASH_LINE, title=name_of(fact, language), id=fact.id, amount=escape_line(amount, 80)))
        return "\n".join(lines)

    def facts(self, item: Clash) -> Sequence[Fact]:
        """Each once."""
        return _once(fact for fact, _ in item.said)[:MOST_FACTS]


def _once(facts: Iterable[Fact]) -> list[Fact]:
    return list({fact.id: fact for fact in facts}.values())
