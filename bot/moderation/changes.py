"""The one way in which moderators change anything: at once, or with a second person where the server requires two."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import discord

from bot.error_report import Interaction, Refused
from bot.markdown import escape_line
from bot.moderation import pending_wording as words
from bot.moderation import wording
from bot.moderation.access import TWO_PEOPLE
from bot.moderation.form import Content
from bot.moderation.journal import announce, tell, title_of
from bot.translation import speaking, t
from knowledge.model import Fact, Rank
from knowledge.store.content import plain
from knowledge.store.errors import StoreUnavailable
from knowledge.store.pending import PendingChange, PendingGone, Proposed
from knowledge.store.request import ChangeRequest
from knowledge.store.revision import BASE, By, Revision
from knowledge.store.suggestions import Status

if TYPE_CHECKING:
    from bot.client import SafirBot

log = logging.getLogger("safir")

Done = Revision | PendingChange


def by_of(interaction: Interaction, reason: str) -> By:
    """Whoever types or presses, as the history names them."""
    return By(interaction.user.id, interaction.user.display_name[:200], interaction.guild_id, reason[:1_000])


class Changes:
    """Writes changes, or keeps them for a second person, and tells of both."""

    def __init__(self, bot: SafirBot) -> None:
        self._bot = bot

    async def two_people(self, layer: int) -> bool:
        """Whether a layer's changes need a second person. The owner's for all servers do not. Raises StoreUnavailable."""
        if layer == BASE:
            return False
        return bool(await self._bot.link.require().store.settings.get(layer, TWO_PEOPLE, False))

    async def will_wait(self, layer: int) -> bool:
        """The same, to say so beforehand: where the database does not answer, handing in will tell."""
        try:
            return await self.two_people(layer)
        except StoreUnavailable:
            return False

    async def hand_in(self, change: Proposed, by: By) -> Done:
        """Write a change, or keep it for a second person; it is on disk when this returns. Raises what an editor's `write` does.

        A change that cannot be written is not kept either.
        """
        editor = self._bot.link.require()
        if not await self.two_people(change.request.layer):
            return await editor.write(change.request, by)
        await editor.refresh()
        await editor.draft(change.request, by)
        return (await editor.store.pending.add([change], by))[0]

    async def found(self, request: ChangeRequest, by: By) -> Done | None:
        """What came of a request whose answer was lost on the way: the same change by the same person, if it is there."""
        editor = self._bot.link.require()
        await editor.refresh()  # whoever is told that it is saved goes on from there, and the feed may be slower
        store = editor.store
        for revision in await store.revisions.history(request.item_id, request.layer, request.kind):
            same = (revision.operation, revision.by.author, revision.by.reason) == (request.operation, by.author, by.reason)
            since = request.seen is None or revision.version == request.seen.version + 1
            if same and since and (request.content is None or revision.content == request.content):
                return revision
        waiting = await store.pending.of(request.layer)
        return next((one for one in waiting if one.request == request and one.by.author == by.author), None)

    async def accept(self, change: PendingChange, second: By) -> Revision:
        """Write a waiting change, with both names.

        Raises PendingGone where it waits no more, Refused where the server requires two people and `second` is the first,
        and what `write` does.
        """
        editor = self._bot.link.require()
        if change.by.author == second.author and await self.two_people(change.request.layer):
            raise Refused(t(words.OWN))
        by = replace(change.by, approver=second.author, approver_name=second.name)
        return await editor.write(change.request, by, editor.store.pending.accepting(change, second.author))

    async def written(self, interaction: Interaction, revision: Revision, before: Content | None, *, quiet: bool = False) -> str:
        """Tell the log channel (unless `quiet`) of what was written, and give what to say to whoever did it."""
        assert interaction.guild_id is not None
        answerer = await self._bot.answerers.of(revision.layer)  # made now, so that the next question need not wait for it
        text = self.outcome(revision)
        if quiet:
            return text
        return text + await tell(self._bot, interaction.guild_id, revision, before, self._after(revision), answerer.base)

    async def kept(self, interaction: Interaction, change: PendingChange) -> str:
        """The same for what waits now."""
        assert interaction.guild_id is not None
        request, language = change.request, self._bot.settings.language
        title = escape_line(title_of(request.content or change.before, language) or request.item_id, 100)
        who = escape_line(change.by.name, 80)
        failed = await announce(
            self._bot, interaction.guild_id, lambda: t(words.ANNOUNCED, who=who, title=title, id=request.item_id)
        )
        return t(words.HANDED_IN) + failed

    def outcome(self, revision: Revision) -> str:
        """What to say of a change that was written, as things stand now: somebody may have gone on since."""
        editor = self._bot.link.require()
        newest = editor.overlays.of(revision.layer).get(revision.key)
        if newest is not None and newest.version > revision.version:
            return t(wording.SAVED_SINCE, version=revision.version, who=escape_line(newest.by.name, 80))
        where = t(wording.SAVED_EVERYWHERE) if revision.layer == BASE else t(wording.SAVED_HERE)
        standing = editor.view(revision.layer).effective.items.get(revision.key)
        if standing is None:
            return t(wording.SAVED_GONE, version=revision.version)
        if isinstance(standing, Fact) and standing.rank is Rank.DEPRECATED:
            return t(wording.SAVED_RETIRED, version=revision.version)
        return t(wording.SAVED, version=revision.version, where=where)

    def _after(self, revision: Revision) -> Content | None:
        """What the change left standing."""
        if revision.content is not None:
            return revision.content
        beneath = self._bot.link.require().view(revision.layer).beneath.get(revision.key)
        return plain(beneath) if beneath else None

    async def told(self, interaction: Interaction, change: PendingChange, reason: str | None = None) -> None:
        """Tell whoever proposed a change what became of it: accepted, or for a reason not."""
        if change.by.author == interaction.user.id:
            return
        language = self._bot.settings.language
        title = title_of(change.request.content or change.before, language) or change.request.item_id
        with speaking(self._bot.readers.of(change.by.author)):
            text = t(
                words.TOLD_ACCEPTED if reason is None else words.TOLD_REJECTED,
                who=escape_line(interaction.user.display_name, 80),
                title=escape_line(title, 100),
                server=escape_line(interaction.guild.name if interaction.guild else "", 100),
                reason=escape_line(reason or t(wording.NO_REASON), 300),
            )
        try:
            person = self._bot.get_user(change.by.author) or await self._bot.fetch_user(change.by.author)
            await person.send(text)
        except discord.HTTPException as error:  # they take no messages from the bot, or are gone
            log.info("an editor could not be told: %s", error.text)

    async def replaced(self, interaction: Interaction, layer: int, change: int | None) -> None:
        """A waiting change was handed in anew, amended: the old one waits no more."""
        if change is None:
            return
        try:
            await self._bot.link.require().store.pending.close(layer, change, Status.AMENDED, interaction.user.id)
        except PendingGone:
            pass  # somebody was faster: nothing is lost, both are on record
        except StoreUnavailable as error:
            log.warning("a change that was amended still waits: %s", error)

    async def hand_in_all(self, changes: Sequence[Proposed], by: By) -> tuple[PendingChange, ...]:
        """Keep the changes of an import for a second person, all or none. Raises TooManyPending, StoreUnavailable."""
        return await self._bot.link.require().store.pending.add(changes, by)

    async def waiting(self, layer: int) -> int:
        """How many changes wait in a layer; 0 where the database does not say."""
        try:
            return len(await self._bot.link.require().store.pending.of(layer))
        except StoreUnavailable:
            return 0
