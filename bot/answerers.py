"""Which answerer answers where: the pack's, with the owner's edits over it, with a server's edits over those.

Servers without edits of their own share one, and a layer's answerer shares the index of the pack with all others: it holds only
what differs.
"""

from __future__ import annotations

import asyncio
import gc
from collections import OrderedDict
from dataclasses import dataclass

from bot.store_link import StoreLink
from knowledge.answering.answerer import Answerer
from knowledge.base import KnowledgeBase
from knowledge.model import Pack
from knowledge.store.editor import Editor
from knowledge.store.overlay import Overlays
from knowledge.store.revision import BASE

KEPT = 100  # servers whose answerer is kept, at about a megabyte each; another is made again in some 15 ms
SWEPT = 16  # answerers that went: they hold each other's parts in rings, megabytes that Python itself would leave for long


@dataclass(frozen=True, slots=True)
class _Made:
    """An answerer, and the pack and the state of the edits that it was made from."""

    answerer: Answerer
    pack: Answerer
    overlays: Overlays

    def stands(self, pack: Answerer, now: Overlays, layer: int) -> bool:
        return self.pack is pack and all(self.overlays.of(one) is now.of(one) for one in (BASE, layer))


class Answerers:
    """The answerers over `pack` (what answers where nothing was edited) and the edits behind `link`."""

    def __init__(self, pack: Answerer, link: StoreLink) -> None:
        self.pack = pack
        self._link = link
        self._made: OrderedDict[int, _Made] = OrderedDict()
        self._making = asyncio.Lock()
        self._gone = 0

    def use(self, pack: Answerer) -> None:
        """Answer from another pack from now on; what was made over the old one is made anew when it is asked for."""
        self.pack = pack
        self._made.clear()

    @property
    def editable(self) -> bool:
        """Whether there is a database for edits and suggestions."""
        return self._link.editor is not None

    async def of(self, guild: int | None) -> Answerer:
        """What answers in a server (None: outside servers), with every edit that was saved before this was asked for."""
        editor = self._link.editor
        if editor is None:
            return self.pack
        layer = guild if guild is not None and _edited(editor, guild) else BASE
        if layer == BASE and not _edited(editor, BASE):
            return self.pack
        if (made := self._current(editor, layer)) is not None:
            return made
        async with self._making:
            if (made := self._current(editor, layer)) is not None:  # others asked for the same
                return made
            pack, now = self.pack, editor.overlays
            answerer = await self.over(editor.effective(layer).pack)
            self._made[layer] = _Made(answerer, pack, now)
            while len(self._made) > KEPT:
                self._made.popitem(last=False)
                self._gone += 1
            if self._gone >= SWEPT:
                self._gone = 0
                gc.collect()
            return answerer

    async def over(self, pack: Pack) -> Answerer:
        """What would answer if `pack`, some edited state of the pack, held. It is made beside the event loop."""
        return await asyncio.to_thread(lambda: self.pack.changed(KnowledgeBase(pack)))

    def _current(self, editor: Editor, layer: int) -> Answerer | None:
        made = self._made.get(layer)
        if made is None or not made.stands(self.pack, editor.overlays, layer):
            return None
        self._made.move_to_end(layer)
        return made.answerer


def _edited(editor: Editor, layer: int) -> bool:
    """Whether a layer says anything of its own now; what was taken back leaves nothing to say."""
    return any(revision.content is not None for revision in editor.overlays.of(layer).values())
