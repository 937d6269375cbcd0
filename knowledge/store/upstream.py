"""Finds the overlay's texts under which the base has changed, so that moderators are told and choose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from knowledge.store.content import Item, fingerprint
from knowledge.store.errors import InvalidFact
from knowledge.store.overlay import Effective
from knowledge.store.revision import Key, Revision


class Reason(StrEnum):
    """What happened beneath an edit."""

    CHANGED = "changed"  # the text that was edited is another one now
    REMOVED = "removed"  # it is gone
    APPEARED = "appeared"  # something with the id of an added item has come
    UNUSABLE = "unusable"  # the edit refers to something that is gone, and is left out


@dataclass(frozen=True)
class UpstreamChange:
    """An edit that no longer stands on what it was made from; `beneath` is what lies there now, `detail` says more."""

    reason: Reason
    revision: Revision
    beneath: Item | None
    detail: str = ""


def upstream_changes(
    own: Mapping[Key, Revision], beneath: Mapping[Key, Item], effective: Effective
) -> tuple[UpstreamChange, ...]:
    """The edits of a layer (`own`: its newest revisions) that someone has to look at again.

    `beneath` holds what lies under the layer now, `effective` is what came of laying it over. An edit that says the same
    as the text beneath has arrived upstream and is no longer one.
    """
    found = {
        left.revision.key: UpstreamChange(Reason.UNUSABLE, left.revision, beneath.get(left.revision.key), left.problem)
        for left in effective.left_out
        if left.revision.key in own
    }
    for key, revision in own.items():
        now = fingerprint(beneath.get(key))
        if revision.content is None or key in found or now in (revision.base_hash, _said(revision)):
            continue
        reason = Reason.APPEARED if revision.base_hash is None else Reason.REMOVED if now is None else Reason.CHANGED
        found[key] = UpstreamChange(reason, revision, beneath.get(key))
    return tuple(found.values())


def _said(revision: Revision) -> str | None:
    try:
        return fingerprint(revision.item)
    except InvalidFact:
        return None
