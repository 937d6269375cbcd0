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
from knowledge.store import drafts
from knowledge.store.content import Item, plain
from knowledge.store.drafts import Seen
from knowledge.store.editor import Editor
from knowledge.store.errors import Conflict, FieldProblem, InvalidFact
from knowledge.store.overlay import lay
from knowledge.store.revision import By, Draft, Kind, Revision


@dataclass(frozen=True)
class Start:
    """What a draft comes of: `typed` in its boxes, the suggestion that it `settles`, the missed questions that it `learns`."""

    typed: Typed = field(default_factory=dict)
    settles: int | None = None
    learns: tuple[int, ...] = ()


@dataclass(frozen=True)
class Proposal:
    """What somebody wants to save. seen, before: the text that they began from (None: it is new).

    theirs: what somebody else changed meanwhile and this was carried over to, as (who, their text before, and after).
    start: what it came of.
    """

    person: int
    layer: int
    kind: Kind
    typed: Typed
    seen: Seen | None = None
    before: Content | None = None
    theirs: tuple[str, Content | None, Content | None] | None = None
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
        typed = rebased(
            self.typed,
            form.typed(self.kind, self.before) if self.before else {},
            form.typed(self.kind, now) if now else {},
        )
        typed |= {REASON: self.typed[REASON]} if REASON in self.typed else {}
        return replace(self, typed=typed, seen=seen, before=now, theirs=(who, self.before, now))


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
        taken = frozenset(name for _, name in (*editor.view(proposal.layer).effective.items, *editor.overlays.of(proposal.layer)))
        typed = {**typed, "id": new_id(typed.get("topic", ""), typed.get("title", ""), taken)}
    content, problems = form.content(proposal.kind, typed, proposal.before)
    try:
        draft = await asyncio.to_thread(_draft, proposal, editor, content, by)
    except InvalidFact as error:
        unread = {problem.field for problem in problems}
        problems += [problem for problem in error.problems if problem.field.partition(".")[0] not in unread]
        return Judged(proposal, content, tuple(problems))
    if problems:
        return Judged(proposal, content, tuple(problems))
    item = draft.item
    if not isinstance(item, Fact):
        return Judged(proposal, plain(item) if item else content, item=item)
    would_be = lay(editor.view(proposal.layer).effective, [as_revision(draft)]).pack
    then = await answerers.over(would_be)
    if item.rank is Rank.DEPRECATED:
        return Judged(proposal, plain(item), item=item, effects=Effects(shown(item, then.base, now.language.code)))
    return Judged(proposal, plain(item), item=item, effects=await asyncio.to_thread(effects, item, now, then))


def _draft(proposal: Proposal, editor: Editor, content: Content, by: By) -> Draft:
    view = editor.view(proposal.layer)
    if proposal.seen is None:
        return drafts.add(view, proposal.kind, content, by)
    return drafts.edit(view, proposal.kind, content, proposal.seen, by)


def as_revision(draft: Draft) -> Revision:
    """A draft as if it were saved, to see what would come of it."""
    return Revision(**{one.name: getattr(draft, one.name) for one in fields(Draft)})


async def save(proposal: Proposal, content: Content, editor: Editor, by: By) -> Revision:
    """Save it; it is on disk when this returns. Raises what the editor raises."""
    if proposal.seen is None:
        return await editor.add(proposal.layer, content, by, proposal.kind)
    return await editor.edit(proposal.layer, content, proposal.seen, by, proposal.kind)
