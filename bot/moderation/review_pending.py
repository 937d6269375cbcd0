"""What can be done in `/review queue` with a change that waits for a second person: accept, amend, reject, take back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from bot.error_report import Interaction, Refused, whisper
from bot.markdown import escape_line
from bot.moderation import field_wording, wording
from bot.moderation import pending_wording as words
from bot.moderation.access import same_layer
from bot.moderation.changes import by_of
from bot.moderation.fields import Field, Page
from bot.moderation.problems import reason_of
from bot.moderation.review_wording import DECIDED_ALREADY, REJECT_HINT, REJECT_TITLE
from bot.moderation.reviews import Review
from bot.translation import t
from bot.views.fields_form import FieldsForm
from knowledge.store.content import plain
from knowledge.store.errors import StoreError, StoreUnavailable
from knowledge.store.pending import PendingChange, PendingGone
from knowledge.store.suggestions import Status

if TYPE_CHECKING:
    from bot.client import SafirBot

TOLD = 10  # changes of an import that the log channel is told one by one
_WHY = Page("", (Field("why", field_wording.REASON, REJECT_HINT, 300, True),))


async def press(interaction: Interaction, key: str, review: Review, action: str) -> bool:
    """What a button under a waiting change does; as `Subject.press`."""
    bot, change = cast("SafirBot", interaction.client), cast("PendingChange", review.item)
    if action == "amend":
        if change.request.content is not None:
            await bot.moderation.proposals.amend(interaction, change)
        else:
            await bot.moderation.steps.ask_again(interaction, change)
        return False
    own = change.by.author == interaction.user.id
    if action.startswith("reject") and not own:
        await _ask_why(interaction, key, review, action)
        return False
    await interaction.response.defer()
    group = await _group(bot, change) if action.endswith("all") else [change]
    if action.startswith("reject"):
        await _close(interaction, group, Status.WITHDRAWN, "")
        await whisper(interaction, t(words.TAKEN_BACK))
    elif action == "accept":
        await whisper(interaction, await _accept(interaction, change))
    else:
        await whisper(interaction, await _accept_all(interaction, group))
    return True


async def _group(bot: SafirBot, change: PendingChange) -> list[PendingChange]:
    """Everything that waits of the import that a change came with; nothing where it came with none."""
    if change.batch is None:
        return []
    waiting = await bot.link.require().store.pending.of(change.request.layer)
    return [one for one in waiting if one.batch == change.batch]


async def _accept(interaction: Interaction, change: PendingChange, *, quiet: bool = False) -> str:
    """Accept one, and say what came of it. Raises StoreUnavailable."""
    bot = cast("SafirBot", interaction.client)
    changes = bot.moderation.changes
    standing = bot.link.require().view(change.request.layer).effective.items.get(change.request.key)
    try:
        revision = await changes.accept(change, by_of(interaction, ""))
    except PendingGone:
        return t(DECIDED_ALREADY)
    except Refused as refusal:
        return str(refusal)
    except StoreUnavailable:
        raise
    except StoreError as error:
        return t(wording.CANNOT, reason=escape_line(reason_of(error), 500))
    said = await changes.written(interaction, revision, plain(standing) if standing else None, quiet=quiet)
    await bot.contributions.settled(interaction, change.request.layer, change.by.reason, change)
    if not quiet:
        await changes.told(interaction, change)
    return said


async def _accept_all(interaction: Interaction, group: list[PendingChange]) -> str:
    editor = cast("SafirBot", interaction.client).link.require()
    for number, change in enumerate(group):
        await _accept(interaction, change, quiet=number >= TOLD)
    left = {one.id for one in await editor.store.pending.of(group[0].request.layer)} if group else set()
    return t(words.ALL_DONE, done=sum(one.id not in left for one in group), count=len(group))


async def _ask_why(interaction: Interaction, key: str, review: Review, action: str) -> None:
    bot, change = cast("SafirBot", interaction.client), cast("PendingChange", review.item)

    async def submitted(interaction: Interaction, typed: dict[str, str]) -> None:
        await same_layer(interaction, review.layer)
        await interaction.response.defer()
        group = await _group(bot, change) if action == "rejectall" else [change]
        closed = await _close(interaction, group, Status.REJECTED, typed["why"])
        for one in closed[:1]:
            await bot.moderation.changes.told(interaction, one, typed["why"])
        await bot.moderation.reviews.draw(interaction, key, replace(review, item=None))
        if not closed:
            await whisper(interaction, t(DECIDED_ALREADY))

    await interaction.response.send_modal(FieldsForm(t(REJECT_TITLE), _WHY, {}, submitted))


async def _close(interaction: Interaction, group: list[PendingChange], status: Status, why: str) -> list[PendingChange]:
    """Close what still waits of a group; gives those that did."""
    pending = cast("SafirBot", interaction.client).link.require().store.pending
    closed = []
    for change in group:
        try:
            await pending.close(change.request.layer, change.id, status, interaction.user.id, why[:1_000])
        except PendingGone:
            continue
        closed.append(change)
    return closed
