"""Edits of a pack's facts and sources: checked as packs are, laid over the pack, and written as revisions."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from knowledge.filled import Filled
from knowledge.model import Fact, Pack, Rank
from knowledge.store import drafts, wording
from knowledge.store.drafts import LayerView, Seen
from knowledge.store.errors import StoreUnavailable, UnknownRevision
from knowledge.store.log import Also, Moved
from knowledge.store.overlay import Effective, Overlays, grown, lay
from knowledge.store.request import ChangeRequest
from knowledge.store.revision import BASE, By, Draft, Kind, Operation, Revision
from knowledge.store.store import Store
from knowledge.store.upstream import UpstreamChange, upstream_changes

FEW = 50  # edits, for which a view is not laid anew
VIEWS_KEPT = 64  # layers whose view is kept: another is laid again in a moment


class Editor:
    """A pack and the edits over it, as this process knows them; `refresh` learns what other processes wrote.

    Every method that writes takes what the editing person has `seen`, and returns the revision when it is on disk. It raises
    Conflict when that is no longer so, InvalidFact, UnknownFact and StoreUnavailable; nothing is written then.
    """

    def __init__(self, store: Store, pack: Pack, overlays: Overlays) -> None:
        self.store = store
        self.pack = pack
        self.overlays = overlays
        self._views: OrderedDict[int, tuple[Overlays, LayerView]] = OrderedDict()

    @classmethod
    async def open(cls, store: Store, pack: Pack) -> Editor:
        """The editor over `pack` with everything that the store holds. Raises StoreUnavailable."""
        return cls(store, pack, Overlays().with_revisions(await store.revisions.current()))

    async def refresh(self) -> None:
        """Take in what was written since, by whichever process. Raises StoreUnavailable."""
        new = await self.store.revisions.since(self.overlays.last)
        self.overlays = self.overlays.with_revisions(new)

    def effective(self, layer: int) -> Effective:
        """What holds in a layer (BASE, or a server's id)."""
        return self.view(layer).effective

    def view(self, layer: int) -> LayerView:
        """A layer as it stands. It is kept until a revision of this layer or of the base comes, or others are looked at more."""
        now, kept = self.overlays, self._views.get(layer)
        if kept and all(kept[0].of(one) is now.of(one) for one in (BASE, layer)):
            self._views.move_to_end(layer)
            return kept[1]
        view = self._grown(kept, layer) or self._laid(layer)
        self._views[layer] = (now, view)
        self._views.move_to_end(layer)
        while len(self._views) > VIEWS_KEPT:
            self._views.popitem(last=False)
        return view

    def _laid(self, layer: int) -> LayerView:
        own, below = self.overlays.of(layer), Effective(self.pack) if layer == BASE else self.effective(BASE)
        return LayerView(layer, own, below.items, lay(below, own.values()))

    def _grown(self, kept: tuple[Overlays, LayerView] | None, layer: int) -> LayerView | None:
        """From the view before, where only some edits came: a file of many facts is not laid anew for each of them."""
        own = self.overlays.of(layer)
        if kept is None or (layer != BASE and kept[0].of(BASE) is not self.overlays.of(BASE)):
            return None
        before = kept[0].of(layer)
        new = [revision for key, revision in own.items() if before.get(key) is not revision]
        effective = grown(kept[1].effective, before, new) if len(new) <= FEW else None
        return LayerView(layer, own, kept[1].beneath, effective) if effective is not None else None

    def seen(self, layer: int, item_id: str, kind: Kind = Kind.FACT) -> Seen:
        """How an item stands in a layer now, to hand back with an edit of it. Raises UnknownFact."""
        return self.view(layer).seen((kind, item_id))

    def upstream_changes(self, layer: int) -> tuple[UpstreamChange, ...]:
        """The layer's edits that no longer stand on what they were made from: `keep` them, or `revert` them to None."""
        view = self.view(layer)
        return upstream_changes(view.own, view.beneath, view.effective)

    async def draft(self, request: ChangeRequest, by: By) -> Draft:
        """What writing it now would write: a dry run. Raises what writing raises."""
        make = await self._maker(request, by)
        return await asyncio.to_thread(make, self.view(request.layer))

    async def write(self, request: ChangeRequest, by: By, also: Also | None = None) -> Revision:
        """Write it, and with it whatever `also` writes.

        It is checked outside the transaction and written only if nothing came between, or else checked again. Whenever one has
        to begin again another has written, so that somebody always gets on.
        """
        make = await self._maker(request, by)
        while True:
            await self.refresh()
            last = self.overlays.last
            draft = await asyncio.to_thread(make, self.view(request.layer))  # checks in a large base take their time
            try:
                revision = await self.store.revisions.append(draft, after=last, also=also)
            except Moved:
                continue
            with suppress(StoreUnavailable):  # it is written; what this process cannot read now it learns from the feed
                await self.refresh()
            return revision

    async def add(self, layer: int, content: Mapping[str, Any], by: By, kind: Kind = Kind.FACT) -> Revision:
        """Add a fact or source; `content` is in a pack's shape."""
        name = str(content.get("id", ""))
        return await self.write(ChangeRequest(layer, kind, name, Operation.ADD, content=content), by)

    async def edit(self, layer: int, content: Mapping[str, Any], seen: Seen, by: By, kind: Kind = Kind.FACT) -> Revision:
        """Change a fact or source to `content`, whose id says which."""
        name = str(content.get("id", ""))
        return await self.write(ChangeRequest(layer, kind, name, Operation.EDIT, seen, content), by)

    async def retire(self, layer: int, fact_id: str, seen: Seen, by: By) -> Revision:
        """Keep a fact and no longer answer with it."""
        return await self.write(ChangeRequest(layer, Kind.FACT, fact_id, Operation.RETIRE, seen), by)

    async def restore(self, layer: int, fact_id: str, seen: Seen, by: By) -> Revision:
        """Answer with a retired fact again, in the rank that it had."""
        return await self.write(ChangeRequest(layer, Kind.FACT, fact_id, Operation.RESTORE, seen), by)

    async def revert(self, layer: int, item_id: str, to: int | None, seen: Seen, by: By, kind: Kind = Kind.FACT) -> Revision:
        """Bring back the text of the layer's revision number `to`, or with None what lies beneath the layer.

        Raises UnknownRevision where `to` is no revision of this item in this layer.
        """
        return await self.write(ChangeRequest(layer, kind, item_id, Operation.REVERT, seen, target=to), by)

    async def keep(self, layer: int, item_id: str, seen: Seen, by: By, kind: Kind = Kind.FACT) -> Revision:
        """Let the layer's own text stand although what lies beneath has changed."""
        return await self.write(ChangeRequest(layer, kind, item_id, Operation.KEEP, seen), by)

    async def _maker(self, request: ChangeRequest, by: By) -> Callable[[LayerView], Draft]:
        """What makes the draft of a request on a layer as it stands, with what has to be looked up for it."""
        kind, name, seen, content = request.kind, request.item_id, request.seen, request.content or {}
        if request.operation is Operation.ADD:
            return lambda view: drafts.add(view, kind, content, by)
        assert seen is not None  # of everything but additions
        match request.operation:
            case Operation.EDIT:
                return lambda view: drafts.edit(view, kind, content, seen, by)
            case Operation.RETIRE:
                return lambda view: drafts.retire(view, name, seen, by)
            case Operation.RESTORE:
                rank = await self._rank_before(request.layer, name)
                return lambda view: drafts.restore(view, name, rank, seen, by)
            case Operation.KEEP:
                return lambda view: drafts.keep(view, request.key, seen, by)
        old = None if request.target is None else await self.store.revisions.revision(request.target, request.layer)
        if old and (old.layer, old.key) != (request.layer, request.key):
            raise UnknownRevision(Filled(wording.OTHER_REVISION, revision=request.target, item=name))
        return lambda view: drafts.revert(view, request.key, old, seen, by)

    async def _rank_before(self, layer: int, fact_id: str) -> Rank:
        past = await self.store.revisions.history(fact_id, layer)
        texts = [revision.content for revision in past if revision.content is not None]
        ranks = [Rank(text.get("rank", Rank.NORMAL)) for text in texts]
        below = self.view(layer).beneath.get((Kind.FACT, fact_id))
        ranks += [below.rank] if isinstance(below, Fact) else []
        return next((rank for rank in ranks if rank is not Rank.DEPRECATED), Rank.NORMAL)
