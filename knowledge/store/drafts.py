"""Makes the next revision of a fact or source, or says why it cannot be. Pure functions over one layer as it stands.

Each raises Conflict when the item is no longer as it was `seen`, InvalidFact for what cannot stand, and UnknownFact.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from knowledge.filled import Filled
from knowledge.model import Fact, Rank, Source
from knowledge.store import wording
from knowledge.store.content import Item, fingerprint, plain, read_item
from knowledge.store.errors import Conflict, FieldProblem, InvalidFact, UnknownFact
from knowledge.store.overlay import Effective
from knowledge.store.revision import By, Draft, Key, Kind, Operation, Revision
from knowledge.store.validation import check, check_gone

_NONE = {Kind.FACT: wording.NO_FACT, Kind.SOURCE: wording.NO_SOURCE}
_NONE_OWN = {Kind.FACT: wording.NO_OWN_FACT, Kind.SOURCE: wording.NO_OWN_SOURCE}


@dataclass(frozen=True)
class Seen:
    """What somebody saw when they began to edit: the layer's version (0: none of its own) and a hash of what lay beneath."""

    version: int
    beneath: str | None


@dataclass(frozen=True)
class LayerView:
    """A layer at one moment: its newest revisions, what lies beneath them, and what comes of both."""

    layer: int
    own: Mapping[Key, Revision]
    beneath: Mapping[Key, Item]
    effective: Effective

    def seen(self, key: Key) -> Seen:
        """How an item stands. Raises UnknownFact for one that this layer never had."""
        if key not in self.own and key not in self.beneath:
            raise UnknownFact(Filled(_NONE[key[0]], item=key[1]))
        return Seen(self.own[key].version if key in self.own else 0, fingerprint(self.beneath.get(key)))

    def standing(self, key: Key) -> Item:
        """The item that holds now. Raises UnknownFact."""
        item = self.effective.items.get(key)
        if item is None:
            raise UnknownFact(Filled(_NONE[key[0]], item=key[1]))
        return item

    def own_text(self, key: Key) -> Revision | None:
        """The layer's revision of an item, where the layer says something of its own about it."""
        revision = self.own.get(key)
        return revision if revision is not None and revision.content is not None else None

    def require(self, key: Key, seen: Seen, typed: Mapping[str, Any] | None) -> None:
        """Raise Conflict unless the text that was seen is still the newest."""
        now = self.seen(key)
        # What changed beneath an own text is told apart from a conflict: see upstream.py.
        if now.version != seen.version or (self.own_text(key) is None and now.beneath != seen.beneath):
            item = self.effective.items.get(key)
            raise Conflict(self.own.get(key), plain(item) if item else None, typed)

    def next(self, key: Key, operation: Operation, item: Item | None, by: By, base_hash: str | None) -> Draft:
        """The draft of the layer's next revision of an item."""
        newest = self.own.get(key)
        version = newest.version + 1 if newest else 1
        return Draft(key[0], key[1], self.layer, version, operation, plain(item) if item else None, by, base_hash)

    def base_hash(self, key: Key) -> str | None:
        """What the next text is made from: what the layer's own text was made from, or what lies beneath."""
        own = self.own_text(key)
        return own.base_hash if own else fingerprint(self.beneath.get(key))


def add(view: LayerView, kind: Kind, content: Mapping[str, Any], by: By) -> Draft:
    """A new fact or source."""
    item = read_item(kind.model, content)
    key = (kind, item.id)
    if key in view.effective.items:
        raise _invalid("id", Filled(wording.TAKEN, id=item.id))
    check(item, view.effective)
    return view.next(key, Operation.ADD, item, by, view.base_hash(key))


def edit(view: LayerView, kind: Kind, content: Mapping[str, Any], seen: Seen, by: By) -> Draft:
    """Another text for a fact or source."""
    item = read_item(kind.model, content)
    key = (kind, item.id)
    view.require(key, seen, content)
    if item == view.standing(key):
        raise _invalid("", wording.SAME)
    check(item, view.effective)
    return view.next(key, Operation.EDIT, item, by, view.base_hash(key))


def retire(view: LayerView, fact_id: str, seen: Seen, by: By) -> Draft:
    """A fact that is kept and not answered with."""
    return _ranked(view, fact_id, Operation.RETIRE, Rank.DEPRECATED, seen, by)


def restore(view: LayerView, fact_id: str, rank: Rank, seen: Seen, by: By) -> Draft:
    """A retired fact with the rank that it had."""
    return _ranked(view, fact_id, Operation.RESTORE, rank, seen, by)


def keep(view: LayerView, key: Key, seen: Seen, by: By) -> Draft:
    """The layer's own text, now standing on what lies beneath it today."""
    own = view.own_text(key)
    if own is None or own.item is None:
        raise UnknownFact(Filled(_NONE_OWN[key[0]], item=key[1]))
    view.require(key, seen, own.content)
    check(own.item, view.effective)
    return view.next(key, Operation.KEEP, own.item, by, fingerprint(view.beneath.get(key)))


def revert(view: LayerView, key: Key, old: Revision | None, seen: Seen, by: By) -> Draft:
    """The text of the revision `old`; for None, or a revision without a text, what lies beneath."""
    beneath = view.beneath.get(key)
    item = (old.item if old else None) or beneath
    view.require(key, seen, plain(item) if item else None)
    if old is not None and old.item is not None:
        if old == view.own.get(key):
            raise _invalid("", wording.SAME)
        check(old.item, view.effective)
        return view.next(key, Operation.REVERT, old.item, by, old.base_hash)
    if view.own_text(key) is None:
        raise _invalid("", wording.SAME)
    standing = view.effective.items.get(key)
    if beneath is not None:
        check(beneath, view.effective)
    elif isinstance(standing, Source):
        check_gone(standing, view.effective.pack)
    return view.next(key, Operation.REVERT, None, by, None)


def _ranked(view: LayerView, fact_id: str, operation: Operation, rank: Rank, seen: Seen, by: By) -> Draft:
    key = (Kind.FACT, fact_id)
    view.require(key, seen, None)
    fact = view.standing(key)
    assert isinstance(fact, Fact)
    if (fact.rank is Rank.DEPRECATED) == (operation is Operation.RETIRE):
        raise _invalid("rank", wording.RETIRED_ALREADY if operation is Operation.RETIRE else wording.IN_USE_ALREADY)
    ranked = fact.model_copy(update={"rank": rank})
    if operation is not Operation.RETIRE:  # taking a fact out of use is always possible
        check(ranked, view.effective)
    return view.next(key, operation, ranked, by, view.base_hash(key))


def _invalid(field: str, message: str) -> InvalidFact:
    return InvalidFact([FieldProblem(field, message)])
