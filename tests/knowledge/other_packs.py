"""The packs that benchmarks measure by, on other subjects than the shipped one."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from knowledge.answering.answerer import Answerer
from knowledge.base import KnowledgeBase
from knowledge.pack import load_pack

PACKS = Path(__file__).parents[2] / "benchmarks" / "packs"
LYNX, MOSS, TRAMS, MUSEUM = "lynx_mission", "moss_football", "harbour_trams", "lantern_museum"
STRAIT, BREWERY = "strait_treaty", "brewery_coop"


@cache
def answerer(pack: str) -> Answerer:
    """What answers from the pack in the folder of this name: indexed once for all tests of a run."""
    return Answerer(KnowledgeBase(load_pack(PACKS / pack)))
