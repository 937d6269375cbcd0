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

MOST_KILOBYTES = 300_000  # of answerers of servers, together: those asked last are kept; another is made again in some 5 ms
EACH, A_TEXT = 95, 4  # kilobytes of an answerer, and of each text that was changed in it (measured; docs/measurements.md)
TIDIED = 8  # answerers, after which garbage is looked for among what is new, and what stays is never looked through again


@dataclass(frozen=True, slots=True)
class _Made:
    """An answerer, and the pack and the state of the edits that it was made from."""

    answerer: Answerer
    pack: Answerer
    overlays: Overlays

    @property
    def kilobytes(self) -> int:
        """What it takes, roughly."""
        return EACH + A_TEXT * self.answerer.changed_texts

    def stands(self, pack: Answerer, now: Overlays, layer: int) -> bool:
        return self.pack is pack and all(self.overlays.of(one) is now.of(one) for one in (BASE, layer))


class Answerers:
    """The answerers over `pack` (what answers where nothing was edited) and the edits behind `link`."""

    def __init__(self, pack: Answerer, link: StoreLink) -> None:
        self.pack = pack
        self._link = link
        self._made: OrderedDict[int, _Made] = OrderedDict()
        self._making = asyncio.Lock()
        self._kilobytes = 0
        self._new = 0

    def use(self, pack: Answerer) -> None:
        """Answer from another pack from now on; what was made over the old one is made anew when it is asked for."""
        self.pack = pack
        self._made.clear()
        self._kilobytes = 0

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
            self._keep(layer, _Made(answerer, pack, now))
            return answerer

    async def over(self, pack: Pack) -> Answerer:
        """What would answer if `pack`, some edited state of the pack, held. It is made beside the event loop."""
        return await asyncio.to_thread(lambda: self.pack.changed(KnowledgeBase(pack)))

    def _keep(self, layer: int, made: _Made) -> None:
        """Keep what was made, and let go of what was not asked for longest, where it becomes too much."""
        if (old := self._made.pop(layer, None)) is not None:
            self._kilobytes -= old.kilobytes
        self._made[layer] = made
        self._kilobytes += made.kilobytes
        while self._kilobytes > MOST_KILOBYTES and len(self._made) > 1:
            _, gone = self._made.popitem(last=False)
            self._kilobytes -= gone.kilobytes
        self._new += 1
        if self._new >= TIDIED:
            # Millions of objects that stay would take Python half a second to look through, in which nobody is answered.
            self._new = 0
            gc.collect(1)
            gc.freeze()

    def _current(self, editor: Editor, layer: int) -> Answerer | None:
        made = self._made.get(layer)
        if made is None or not made.stands(self.pack, editor.overlays, layer):
            return None
        self._made.move_to_end(layer)
        return made.answerer


def _edited(editor: Editor, layer: int) -> bool:
    """Whether a layer says anything of its own now; what was taken back leaves nothing to say."""
    return any(revision.content is not None for revision in editor.overlays.of(layer).values())
