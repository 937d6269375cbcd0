"""A draft of an edit: what somebody has typed so far, and what would come of it. Frozen; a change makes a new one."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from bot.answerers import Answerers
from bot.moderation.effects import Effects, effects, shown
from bot.moderation.fields import REASON
from bot.moderation.form import Content, Form, Typed, new_id, rebased
from knowledge.model import Fact, Rank
from knowledge.store.content import Item, plain
from knowledge.store.drafts import Seen
from knowledge.store.editor import Editor
from knowledge.store.errors import Conflict, FieldProblem, InvalidFact
from knowledge.store.overlay import lay
from knowledge.store.request import ChangeRequest
from knowledge.store.revision import By, Draft, Kind, Operation, Revision


@dataclass(frozen=True)
class Start:
    """What a draft comes of.

    typed: what stands in its boxes. settles, learns, replaces: the suggestion, the missed questions, and the waiting change that
    are done with when it is saved.
    """

    typed: Typed = field(default_factory=dict)
    settles: int | None = None
    learns: tuple[int, ...] = ()
    replaces: int | None = None


@dataclass(frozen=True)
class Proposal:
    """What somebody wants to save. seen, before: the text that they began from (None: it is new).

    theirs: what somebody else changed meanwhile and this was carried over to, as (who, their text before, and after).
    ground: what it says beyond its boxes, in other languages for one, where that is not as in `before`.
    tried: what was handed to the database without a word whether it came to be.
    start: what it came of.
    """

    person: int
    layer: int
    kind: Kind
    typed: Typed
    seen: Seen | None = None
    before: Content | None = None
    theirs: tuple[str, Content | None, Content | None] | None = None
    ground: Content | None = None
    tried: ChangeRequest | None = None
    start: Start = field(default_factory=Start)

    @property
    def reason(self) -> str:
        """Why, in one line."""
        return " ".join(self.typed.get(REASON, "").split())

    def with_typed(self, new: Typed) -> Proposal:
        """The draft with other texts in some of its boxes."""
        return replace(self, typed={name: text for name, text in {**self.typed, **new}.items() if text})

    def over(self, conflict: Conflict, seen: Seen | None, form: Form) -> Proposal:
        """The draft carried over to the text that somebody else saved meanwhile; nothing that was typed is lost."""
        who = conflict.current.by.name if conflict.current else ""
        now = conflict.standing
        if now is None:  # it was taken back: all of it is an addition now
            ground = self.ground or self.before
            return replace(self, seen=None, before=None, ground=ground, theirs=(who, self.before, None))
        typed = rebased(
            self.typed,
            form.typed(self.kind, self.before) if self.before else {},
            form.typed(self.kind, now) if now else {},
        )
        typed |= {REASON: self.typed[REASON]} if REASON in self.typed else {}
        ground = None if self.ground is None else {**now, **_differing(self.ground, self.before or {})}
        return replace(self, typed=typed, seen=seen, before=now, ground=ground, theirs=(who, self.before, now))

    def request(self, content: Content) -> ChangeRequest:
        """What saving it as `content` asks of the store."""
        operation = Operation.ADD if self.seen is None else Operation.EDIT
        return ChangeRequest(self.layer, self.kind, str(content.get("id", "")), operation, self.seen, content)


def _differing(new: Content, old: Content) -> dict[str, Any]:
    return {name: value for name, value in new.items() if value != old.get(name)}


@dataclass(frozen=True)
class Judged:
    """A draft with what would come of it: its content, and either what is wrong with it or what it does."""

    proposal: Proposal
    content: Mapping[str, Any]
    problems: tuple[FieldProblem, ...] = ()
    item: Item | None = None
    effects: Effects | None = field(default=None, repr=False)


async def judge(proposal: Proposal, editor: Editor, answerers: Answerers, by: By) -> Judged:
    """What would come of saving it now. Raises Conflict and UnknownFact."""
    now = await answerers.of(proposal.layer)
    form = Form(now.base, now.language.code)
    typed = proposal.typed
    if proposal.seen is None:
        typed = {**typed, "id": _id_of(proposal, editor)}
    content, problems = form.content(proposal.kind, typed, proposal.ground or proposal.before)
    try:
        draft = await editor.draft(proposal.request(content), by)
    except InvalidFact as error:
        unread = {problem.field for problem in problems}
        problems += [problem for problem in error.problems if problem.field.partition(".")[0] not in unread]
        return Judged(proposal, content, tuple(problems))
    if problems:
        return Judged(proposal, content, tuple(problems))
    item = draft.item
    return Judged(proposal, plain(item) if item else content, item=item, effects=await effects_of(draft, editor, answerers))


async def effects_of(draft: Draft, editor: Editor, answerers: Answerers) -> Effects | None:
    """What writing a draft would do to answers; None where it is about no fact, or leaves none."""
    now = await answerers.of(draft.layer)
    view = editor.view(draft.layer)
    item = draft.item or view.beneath.get(draft.key)
    if not isinstance(item, Fact):
        return None
    then = await answerers.over(lay(view.effective, [replace(as_revision(draft), content=plain(item))]).pack)
    if item.rank is Rank.DEPRECATED:
        return Effects(shown(item, then.base, now.language.code))
    return await asyncio.to_thread(effects, item, now, then)


def _id_of(proposal: Proposal, editor: Editor) -> str:
    """The id of an addition: a new one, or the one that it had before it was taken back."""
    standing = editor.view(proposal.layer).effective.items
    known = (proposal.ground or {}).get("id")
    if known and (proposal.kind, known) not in standing:
        return str(known)
    taken = frozenset(name for _, name in (*standing, *editor.overlays.of(proposal.layer)))
    return new_id(proposal.typed.get("topic", ""), proposal.typed.get("title", ""), taken)


def as_revision(draft: Draft) -> Revision:
    """A draft as if it were saved, to see what would come of it."""
    return Revision(**{one.name: getattr(draft, one.name) for one in fields(Draft)})
