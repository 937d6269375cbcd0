"""How a draft's form begins: what stands above it, and what is in its boxes where a waiting change is gone on with."""

from __future__ import annotations

from bot.moderation import wording
from bot.moderation.fields import REASON
from bot.moderation.form import Form
from bot.moderation.journal import title_of
from bot.moderation.proposal import Proposal, Start
from bot.translation import t
from knowledge.store.pending import PendingChange
from knowledge.store.revision import Kind


def amending(change: PendingChange, person: int, form: Form) -> Proposal:
    """The draft with which somebody goes on with a change that waits; saving it replaces that."""
    request, content = change.request, change.request.content
    assert content is not None  # only texts are amended
    boxes = {**form.typed(request.kind, content), REASON: change.by.reason}
    start = Start(settles=change.settles, learns=change.learns, replaces=change.id)
    before = dict(change.before) if change.before else None
    return Proposal(person, request.layer, request.kind, boxes, request.seen, before, ground=dict(content), start=start)


def heading(proposal: Proposal, language: str) -> str:
    """What stands above its form."""
    title = proposal.typed.get("title") or title_of(proposal.before, language)
    if proposal.seen is not None:
        return t(wording.EDIT_TITLE, title=title)
    return t(wording.ADD_SOURCE_TITLE) if proposal.kind is Kind.SOURCE else t(wording.ADD_TITLE, title=title or "…")
