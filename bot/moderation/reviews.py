"""`/review`: what waits for a moderator, one after another. Seen only by the one who looks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Protocol

from discord import ui

from bot.error_report import Interaction
from bot.markdown import shorten
from bot.moderation import review_wording as words
from bot.moderation.finding import CHOICE_NAME, MOST_CHOICES, in_use, offered
from bot.translation import t
from bot.views.draft_buttons import DraftButton, DraftSelect
from bot.views.draft_card import Card
from bot.views.fitting import fitting
from knowledge.localised import text_in

if TYPE_CHECKING:
    from bot.client import SafirBot
    from bot.moderation.moderation import Moderation

LIMIT = 3_500
NEW = "+"  # no id of a fact
Shown = tuple[str, Sequence[ui.Item[Any]]]


@dataclass(frozen=True)
class Review:
    """Somebody who looks through things that wait. item: the one that is shown, so that a press is never about another."""

    person: int
    layer: int
    subject: Subject
    place: int = 0
    item: Any = None


class Subject(Protocol):
    """One kind of thing that waits."""

    empty: str  # what is said where nothing waits
    actions: str  # what its buttons do, as a regular expression

    async def waiting(self, bot: SafirBot, layer: int) -> Sequence[Any]:
        """All of them, in the order in which they are shown. Raises StoreUnavailable."""

    async def show(self, bot: SafirBot, key: str, review: Review) -> Shown:
        """The review's item, as safe Markdown, and what can be done about it."""

    async def press(self, interaction: Interaction, key: str, review: Review, action: str) -> bool:
        """Do it. True: the review is to be drawn again, by the interaction, which was deferred then."""

    async def choose(self, interaction: Interaction, review: Review, value: str) -> None:
        """Something was chosen in its select."""


class TwoParts:
    """A subject that makes its text and its controls apart."""

    async def show(self, bot: SafirBot, key: str, review: Review) -> Shown:
        """Both."""
        text = await self.text(bot, review.layer, review.item)
        return text, await self.controls(bot, review.layer, key, review.item)

    async def text(self, bot: SafirBot, layer: int, item: Any) -> str:
        """An item, as safe Markdown."""
        raise NotImplementedError

    async def controls(self, bot: SafirBot, layer: int, key: str, item: Any) -> Sequence[ui.Item[Any]]:
        """What can be done about it."""
        raise NotImplementedError


class Reviews:
    """The reviews that are open; `desk` keeps them."""

    def __init__(self, desk: Moderation) -> None:
        self._desk = desk
        self._bot = desk.bot

    async def begin(self, interaction: Interaction, layer: int, subject: Subject) -> None:
        """Show the first that waits. Raises StoreUnavailable."""
        self._bot.link.require()
        await interaction.response.defer(ephemeral=True, thinking=True)
        await self.draw(interaction, self._desk.new_key(), Review(interaction.user.id, layer, subject))

    async def press(self, interaction: Interaction, key: str, review: Review, action: str) -> None:
        """A button of a review."""
        if action in ("next", "before"):
            await interaction.response.defer()
            await self.draw(interaction, key, replace(review, place=review.place + (1 if action == "next" else -1)))
        elif await review.subject.press(interaction, key, review, action):
            await self.draw(interaction, key, review)

    async def choose(self, interaction: Interaction, review: Review, value: str) -> None:
        """The select of a review."""
        await review.subject.choose(interaction, review, value)

    async def draw(self, interaction: Interaction, key: str, review: Review) -> None:
        """Show what waits at the review's place now, under a new key: a press that comes late must not be about another item."""
        subject, layer = review.subject, review.layer
        waiting = await subject.waiting(self._bot, layer)
        if not waiting:
            self._desk.forget(key)
            await interaction.edit_original_response(view=Card(t(subject.empty)))
            return
        place = max(0, min(review.place, len(waiting) - 1))
        review, old, key = replace(review, place=place, item=waiting[place]), key, self._desk.new_key()
        self._desk.keep(key, review)
        text, controls = await subject.show(self._bot, key, review)
        parts = [fitting(text, LIMIT), t(words.PLACE, number=place + 1, count=len(waiting))]
        turning = ui.ActionRow[Any](
            DraftButton("before", key, t(words.BEFORE), disabled=place == 0),
            DraftButton("next", key, t(words.NEXT), disabled=place == len(waiting) - 1),
        )
        await interaction.edit_original_response(view=Card(*parts, *controls, *([turning] if len(waiting) > 1 else [])))
        self._desk.forget(old)  # only now: until then its buttons are those that stand there


async def fact_select(bot: SafirBot, layer: int, key: str, text: str, first: Sequence[str] = ()) -> ui.ActionRow[Any]:
    """A select of the facts that a text may be about, those with the ids `first` before others, and of a new one."""
    pack = bot.link.require().effective(layer).pack
    language = bot.settings.language
    known = {fact.id: fact for fact in pack.facts if in_use(fact)}
    named = [(shorten(text_in(known[one].title, language), CHOICE_NAME), one) for one in first if one in known]
    near = list(dict.fromkeys([*named, *offered(pack, text, language, in_use), *offered(pack, "", language, in_use)]))[
        : MOST_CHOICES - 1
    ]
    return ui.ActionRow(DraftSelect("fact", key, t(words.WHICH_FACT), [*near, (t(words.NEW_FACT), NEW)]))
