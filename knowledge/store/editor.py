"""Edits of a pack's facts and sources: checked as packs are, laid over the pack, and written as revisions."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from knowledge.model import Fact, Pack, Rank
from knowledge.store import drafts
from knowledge.store.drafts import LayerView, Seen
from knowledge.store.errors import StoreUnavailable, UnknownRevision
from knowledge.store.log import Moved
from knowledge.store.overlay import Effective, Overlays, lay
from knowledge.store.revision import BASE, By, Draft, Kind, Revision
from knowledge.store.store import Store
from knowledge.store.upstream import UpstreamChange, upstream_changes


class Editor:
    """A pack and the edits over it, as this process knows them; `refresh` learns what other processes wrote.

    Every method that writes takes what the editing person has `seen`, and returns the revision when it is on disk. It raises
    Conflict when that is no longer so, InvalidFact, UnknownFact and StoreUnavailable; nothing is written then.
    """

    def __init__(self, store: Store, pack: Pack, overlays: Overlays) -> None:
        self.store = store
        self.pack = pack
        self.overlays = overlays
        self._views: dict[int, tuple[Overlays, LayerView]] = {}

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
        """A layer as it stands. It is kept until a revision of this layer or of the base comes."""
        now, kept = self.overlays, self._views.get(layer)
        if kept and all(kept[0].of(one) is now.of(one) for one in (BASE, layer)):
            return kept[1]
        below = Effective(self.pack) if layer == BASE else self.effective(BASE)
        view = LayerView(layer, now.of(layer), below.items, lay(below, now.of(layer).values()))
        self._views[layer] = (now, view)
        return view

    def seen(self, layer: int, item_id: str, kind: Kind = Kind.FACT) -> Seen:
        """How an item stands in a layer now, to hand back with an edit of it. Raises UnknownFact."""
        return self.view(layer).seen((kind, item_id))

    def upstream_changes(self, layer: int) -> tuple[UpstreamChange, ...]:
        """The layer's edits that no longer stand on what they were made from: `keep` them, or `revert` them to None."""
        view = self.view(layer)
        return upstream_changes(view.own, view.beneath, view.effective)

    async def add(self, layer: int, content: Mapping[str, Any], by: By, kind: Kind = Kind.FACT) -> Revision:
        """Add a fact or source; `content` is in a pack's shape."""
        return await self._write(layer, lambda view: drafts.add(view, kind, content, by))

    async def edit(self, layer: int, content: Mapping[str, Any], seen: Seen, by: By, kind: Kind = Kind.FACT) -> Revision:
        """Change a fact or source to `content`, whose id says which."""
        return await self._write(layer, lambda view: drafts.edit(view, kind, content, seen, by))

    async def retire(self, layer: int, fact_id: str, seen: Seen, by: By) -> Revision:
        """Keep a fact and no longer answer with it."""
        return await self._write(layer, lambda view: drafts.retire(view, fact_id, seen, by))

    async def restore(self, layer: int, fact_id: str, seen: Seen, by: By) -> Revision:
        """Answer with a retired fact again, in the rank that it had."""
        rank = await self._rank_before(layer, fact_id)
        return await self._write(layer, lambda view: drafts.restore(view, fact_id, rank, seen, by))

    async def revert(self, layer: int, item_id: str, to: int | None, seen: Seen, by: By, kind: Kind = Kind.FACT) -> Revision:
        """Bring back the text of the layer's revision number `to`, or with None what lies beneath the layer.

        Raises UnknownRevision where `to` is no revision of this item in this layer.
        """
        old = None if to is None else await self.store.revisions.revision(to, layer)
        if old and (old.layer, old.key) != (layer, (kind, item_id)):
            raise UnknownRevision(f"Revision {to} is not one of '{item_id}' here.")
        return await self._write(layer, lambda view: drafts.revert(view, (kind, item_id), old, seen, by))

    async def keep(self, layer: int, item_id: str, seen: Seen, by: By, kind: Kind = Kind.FACT) -> Revision:
        """Let the layer's own text stand although what lies beneath has changed."""
        return await self._write(layer, lambda view: drafts.keep(view, (kind, item_id), seen, by))

    async def _write(self, layer: int, make: Callable[[LayerView], Draft]) -> Revision:
        """Check outside the transaction, write only if nothing came between, or else begin again.

        Whenever one has to begin again another has written, so that somebody always gets on.
        """
        while True:
            await self.refresh()
            last = self.overlays.last
            draft = await asyncio.to_thread(make, self.view(layer))  # checks in a large base take their time
            try:
                revision = await self.store.revisions.append(draft, after=last)
            except Moved:
                continue
            with suppress(StoreUnavailable):  # it is written; what this process cannot read now it learns from the feed
                await self.refresh()
            return revision

    async def _rank_before(self, layer: int, fact_id: str) -> Rank:
        past = await self.store.revisions.history(fact_id, layer)
        texts = [revision.content for revision in past if revision.content is not None]
        ranks = [Rank(text.get("rank", Rank.NORMAL)) for text in texts]
        below = self.view(layer).beneath.get((Kind.FACT, fact_id))
        ranks += [below.rank] if isinstance(below, Fact) else []
        return next((rank for rank in ranks if rank is not Rank.DEPRECATED), Rank.NORMAL)
