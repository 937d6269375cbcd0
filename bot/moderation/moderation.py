"""Keeps what moderators have begun, and hands their buttons to whatever was begun with them."""

from __future__ import annotations

import re
import secrets
from typing import TYPE_CHECKING, Final

from bot.error_report import Interaction, Refused
from bot.limits import Clock
from bot.moderation import wording
from bot.moderation.access import same_layer
from bot.moderation.batches import Batch, Batches
from bot.moderation.changes import Changes
from bot.moderation.proposal import Proposal
from bot.moderation.proposals import Proposals
from bot.moderation.reviews import Review, Reviews
from bot.moderation.shelf import Shelf
from bot.moderation.steps import Step, Steps
from bot.translation import t

if TYPE_CHECKING:
    from bot.client import SafirBot

Kept = Proposal | Step | Batch | Review
# What the buttons under a draft do, besides those of reviews, which say it themselves: a forged one does nothing.
ACTIONS: Final[dict[type[Kept], str]] = {Proposal: "save|cancel|page[0-9]", Step: "confirm|cancel", Batch: "confirm|cancel"}
IMPORT_WEIGHT = 8  # places on the shelf: an import can be as large as many drafts


class Moderation:
    """What is begun and not yet saved: in memory, for a day."""

    def __init__(self, bot: SafirBot, clock: Clock) -> None:
        self.bot = bot
        self._drafts: Shelf[Kept] = Shelf(clock, lambda draft: IMPORT_WEIGHT if isinstance(draft, Batch) else 1)
        self.changes = Changes(bot)
        self.proposals = Proposals(self)
        self.steps = Steps(self)
        self.batches = Batches(self)
        self.reviews = Reviews(self)

    @staticmethod
    def new_key() -> str:
        """A name for a draft that nobody can guess."""
        return secrets.token_hex(8)

    def keep(self, key: str, draft: Kept) -> None:
        """Keep a draft under its name, in the place of what was there."""
        self._drafts.keep(key, draft)

    def forget(self, key: str) -> None:
        """It was saved or cancelled."""
        self._drafts.forget(key)

    def kept(self, key: str) -> bool:
        """Whether there is a draft of this name."""
        return self._drafts.recall(key) is not None

    def draft(self, interaction: Interaction, key: str) -> Kept:
        """The draft of the person who presses. Raises Refused where it is gone, or another's."""
        draft = self._drafts.recall(key)
        if draft is None:
            raise Refused(t(wording.DRAFT_GONE))
        if draft.person != interaction.user.id:
            raise Refused(t(wording.NOT_YOUR_DRAFT))
        return draft

    async def press(self, interaction: Interaction, key: str, action: str) -> None:
        """A button under a draft. Raises Refused, also for what no button under such a draft does."""
        draft = await self._mine(interaction, key)
        if not re.fullmatch(draft.subject.actions if isinstance(draft, Review) else ACTIONS[type(draft)], action):
            raise Refused(t(wording.NO_SUCH_BUTTON))
        if isinstance(draft, Proposal):
            await self.proposals.press(interaction, key, draft, action)
        elif isinstance(draft, Batch):
            await self.batches.press(interaction, key, draft, action)
        elif isinstance(draft, Review):
            await self.reviews.press(interaction, key, draft, action)
        else:
            await self.steps.press(interaction, key, draft, action)

    async def choose(self, interaction: Interaction, key: str, field: str, value: str) -> None:
        """A select under a draft. Raises Refused."""
        draft = await self._mine(interaction, key)
        if isinstance(draft, Proposal):
            await self.proposals.choose(interaction, key, draft, field, value)
        elif isinstance(draft, Review):
            await self.reviews.choose(interaction, draft, value)

    async def _mine(self, interaction: Interaction, key: str) -> Kept:
        """The draft, if its person may still edit there; as it is once that is known, for another press may have come between."""
        await same_layer(interaction, self.draft(interaction, key).layer)
        return self.draft(interaction, key)
