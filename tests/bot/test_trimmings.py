"""What is worked out beside an answerer goes when the answerer goes."""

from __future__ import annotations

import gc
from pathlib import Path
from weakref import ref

from bot.pictures.studio import Studio
from bot.trimmings import Trimmings
from knowledge.answering.answerer import Answerer
from knowledge.base import KnowledgeBase
from knowledge.pack import load_pack


async def test_an_answerer_that_is_no_longer_used_is_forgotten(tea_folder: Path) -> None:
    pack = Answerer(KnowledgeBase(load_pack(tea_folder)))
    trimmings = Trimmings(Studio(on=False), lambda: pack)
    fact, *others = pack.base.pack.facts
    layer = pack.changed(pack.base.with_facts([fact.model_copy(update={"title": {"en": "Here"}}), *others]))
    assert await trimmings.related(layer.answer("Who is Tomas Oak?"), layer)
    gone = ref(layer)
    del layer
    gc.collect()
    assert gone() is None
