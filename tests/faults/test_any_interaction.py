"""Whatever interactions arrive, one after another: each comes to its end, nothing breaks, and members write no revision."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from benchmarks.hostile import offline
from knowledge.answering.answerer import Answerer

T = TypeVar("T")
TEXTS = st.one_of(
    st.text(max_size=30),
    st.sampled_from(["How long does black tea steep?", "brewing.black.time", "2021", "¶1", "'; DROP TABLE revisions; --"]),
    st.sampled_from([" \n" * 500, "x" * 4_000, "\u202e\x00{0}%s", "tea \ud9b4", "- id: a\n  b: [", "id,statement\na,b\n"]),
)


class Drawn:
    """Decisions of Hypothesis."""

    def __init__(self, data: st.DataObject) -> None:
        self._data = data

    def pick(self, things: Sequence[T]) -> T:
        return things[self._data.draw(st.integers(0, len(things) - 1))]

    def text(self) -> str:
        return self._data.draw(TEXTS)

    def number(self) -> int:
        return self._data.draw(st.integers(-(2**60), 2**60))


@given(st.data(), st.booleans())
# Each step takes a while: a way that breaks it is shown as it was found, not made shorter for minutes.
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.reuse, Phase.generate])
def test_any_interactions_come_to_an_end_and_nothing_breaks(tea: Answerer, data: Any, moderator: bool) -> None:
    async def play(folder: Path) -> None:
        draw = Drawn(data)
        async with offline(tea, folder, draw) as world:
            for _ in range(data.draw(st.integers(1, 15))):
                async with asyncio.timeout(20):
                    await world.take(world.interaction(draw, moderator=moderator))
            assert world.errors == []
            assert moderator or world.link.require().overlays.last == 0, "no revision was written"

    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(play(Path(folder)))
