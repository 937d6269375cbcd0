"""How long pictures take and how large they are: `python -m benchmarks.pictures [--pack DIR] [--rounds N]`.

Each picture of every topic's command is drawn by the process that the bot uses, for the first time ("cold": nothing of it is
kept) and again ("kept"). The first line is the start of the process, which happens once.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import sys
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

import psutil

from bot.pictures.studio import Studio
from knowledge import DEFAULT_PACK
from knowledge.answering.answerer import Answerer
from knowledge.answering.depict import Depictor
from knowledge.answering.listing import Listing
from knowledge.answering.picture import Picture
from knowledge.answering.wording import Wording
from knowledge.base import KnowledgeBase
from knowledge.pack import load_pack

MEGABYTE = 2**20


def pictures(answerer: Answerer) -> dict[str, Picture]:
    """Each command's first picture."""
    depictor = Depictor(answerer.base, Wording(answerer.language))
    found: dict[str, Picture] = {}
    for topic in answerer.base.topics:
        drawn = depictor.pictures(answerer.listed(Listing(topic=topic.id), 0))
        if topic.command and drawn:
            found[f"/{topic.command.name}"] = drawn[0]
    return found


async def measure(wanted: dict[str, Picture], rounds: int) -> None:
    """Print a line for each picture."""
    studio = Studio()
    started = perf_counter()
    if (ready := studio.warm()) is not None:
        ready.result()
    process = studio._process
    assert process is not None
    print(f"start of the process: {(perf_counter() - started) * 1000:.0f} ms")
    for name, picture in wanted.items():
        cold: list[float] = []
        worked = psutil.Process(process.pid).cpu_times().user
        size = 0
        for place in range(rounds):
            fresh = picture.model_copy(update={"title": f"{picture.title} {place}"})
            began = perf_counter()
            size = len(await studio.draw(fresh) or b"")
            cold.append((perf_counter() - began) * 1000)
        began = perf_counter()
        await studio.draw(fresh)
        kept = (perf_counter() - began) * 1000
        worked = (psutil.Process(process.pid).cpu_times().user - worked) * 1000 / rounds
        low, high = statistics.median(cold), max(cold)
        print(
            f"{name:16} {picture.kind:9} cold {low:4.0f} ms, at most {high:4.0f}, of the processor {worked:4.0f};"
            f" kept {kept:.2f} ms; {size // 1024} kB"
        )
    print(f"memory of the process: {psutil.Process(process.pid).memory_info().rss / MEGABYTE:.0f} MB")
    studio.close()


def main(arguments: Sequence[str]) -> None:
    """Read the command line, and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pack", type=Path, default=DEFAULT_PACK)
    parser.add_argument("--rounds", type=int, default=10)
    given = parser.parse_args(arguments)
    answerer = Answerer(KnowledgeBase(load_pack(given.pack)))
    asyncio.run(measure(pictures(answerer), given.rounds))


if __name__ == "__main__":
    main(sys.argv[1:])
