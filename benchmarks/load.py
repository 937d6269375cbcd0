"""The real bot under load, beside the least that a discord.py bot can do: questions a second, how late replies are, and memory.

    python -m benchmarks.load [--servers 1 100 2500] [--seconds 10] [--rate 20] [--no-overlays]
    python -m benchmarks.load --long 200000 [--servers 2500]       memory over so many questions

This process plays Discord, over real sockets; each bot runs in another one. Every server has an edit of its own (an overlay),
unless `--no-overlays` is given. It is asked in two ways:

    distinct   each question in other letters than ever before, every server as often as any other: the hardest
    popular    some questions and some servers more than others (the n-th as often as 1/n): "again" is the share of questions that
               had been asked in the same server before

"questions/s" is at full speed, where 32 questions are always open: late replies tell nothing there. How late they are is measured
at one rate for both bots, which has to be below what either can do; questions come by chance then (Discord lets a bot send 50
messages a second). "late" is from the gateway's event until the arrival of the REST call with the reply. CPU is what the bot's
process used for a question: on a busy machine it tells more than the clock, and a thousand by it is what a core could do.
Pictures are not drawn, since another process does that. Before anything is measured Safir is started once, so that its modules
are compiled and its index is kept, as they are where it is installed.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.load_discord import LoadDiscord, guild_id
from benchmarks.load_traffic import Counted, distinct, popular
from knowledge.model import Fact
from knowledge.pack import load_pack
from knowledge.store.content import plain
from knowledge.store.revision import By, Draft, Kind, Operation
from knowledge.store.store import Store

QUESTIONS = Path(__file__).parent / "questions" / "afghan_diplomacy_heldout.jsonl"
OPEN = 32
WARM_UP = 300
STEP = 10_000  # questions between two looks at the memory
MEGABYTE = 1024 * 1024
TRAFFIC = {"distinct": distinct, "popular": popular}


async def with_overlays(file: Path, servers: int) -> None:
    """A database in which each server has changed one fact, now this one and now that one."""
    facts: Sequence[Fact] = load_pack().facts
    async with await Store.open(f"sqlite:///{file}") as store:
        for number in range(servers):
            fact = facts[number % len(facts)]
            content = plain(fact)
            content["title"] = f"As server {number} has it"
            by = By(author=7, name="Moderator", guild=guild_id(number), reason="measured")
            draft = Draft(Kind.FACT, fact.id, guild_id(number), 1, Operation.EDIT, content, by, None)
            await store.revisions.append(draft)


class Running:
    """A bot's process."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process

    @property
    def megabytes(self) -> float:
        """Of memory that is its own just now."""
        pages = int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / MEGABYTE

    @property
    def cpu(self) -> float:
        """Seconds of processor that it has used."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@asynccontextmanager
async def started(kind: str, discord: LoadDiscord, database: Path, folder: Path) -> AsyncIterator[Running]:
    """A bot that has connected to `discord`."""
    environment = {
        **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
        "DISCORD_TOKEN": "a.b.c",
        "DATABASE_URL": f"sqlite:///{database}",
        "SAFIR_DATA_DIR": str(folder),
        "SAFIR_LOG_LEVEL": "ERROR",
        "SAFIR_PERSON_QUESTIONS": "1000",
        "SAFIR_CHANNEL_QUESTIONS": "10000",
        "SAFIR_SERVER_QUESTIONS": "100000",
        "SAFIR_LIMIT_SECONDS": "1",
        "SAFIR_PICTURES": "false",
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "benchmarks.load_bot", kind, str(discord.port), env=environment
    )
    try:
        await asyncio.wait_for(discord.ready.wait(), 60)
        yield Running(process)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            await asyncio.wait_for(process.wait(), 20)
        except TimeoutError:
            process.kill()
            await process.wait()


def chance(rate: float) -> Iterator[float]:
    """The pauses of questions that come independently of each other."""
    drawn = random.Random(7)
    while True:
        yield drawn.expovariate(rate)


def percentile(seconds: Sequence[float], part: float) -> float:
    """In milliseconds."""
    return sorted(seconds)[min(len(seconds) - 1, int(len(seconds) * part))] * 1_000


def asked() -> list[str]:
    """Questions as people ask them."""
    return [json.loads(line)["q"] for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]


@dataclass(frozen=True)
class Measured:
    """What a bot did with one kind of traffic; milliseconds."""

    speed: float  # questions a second
    cpu: float
    p50: float
    p99: float
    again: float


async def measure(kind: str, servers: int, database: Path, folder: Path, seconds: float, rate: float) -> dict[str, Measured]:
    """Print rows of the table; gives what was measured by kind of traffic."""
    begun, found = time.perf_counter(), {}
    async with LoadDiscord(servers, iter(())) as discord, started(kind, discord, database, folder) as bot:
        start, at_start = discord.connected - begun, bot.megabytes
        for name, made in TRAFFIC.items():
            discord.traffic = traffic = Counted(made(servers, asked()))
            await discord.at_full_speed(max(WARM_UP, servers), OPEN)  # each server once: what answers there is made then
            took, _ = await discord.at_full_speed(WARM_UP, OPEN)
            count, cpu = max(WARM_UP, int(WARM_UP / took * seconds)), bot.cpu
            traffic.since()
            took, _ = await discord.at_full_speed(count, OPEN)
            cpu, again = (bot.cpu - cpu) / count * 1_000, traffic.since()
            late = await discord.at_rate(int(rate * seconds), chance(rate))
            one = found[name] = Measured(count / took, cpu, percentile(late, 0.5), percentile(late, 0.99), again)
            row = f"| {kind} | {servers:,} | {name} | {again:.0%} | {start:.1f} | {at_start:.0f} | {bot.megabytes:.0f} |"
            print(f"{row} {one.speed:.0f} | {one.cpu:.2f} | {one.p50:.1f} | {one.p99:.1f} |", flush=True)
    return found


async def first_start() -> None:
    """See the module: what only a first start has to do is done."""
    with tempfile.TemporaryDirectory(prefix="safir-load-") as folder:
        async with LoadDiscord(1, iter(())) as discord, started("safir", discord, Path(folder) / "load.sqlite3", Path(folder)):
            pass


async def compare(servers: Sequence[int], seconds: float, rate: float, overlays: bool) -> None:
    """The table: both bots with so many servers."""
    await first_start()
    print(
        f"Load of the machine before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; lateness at {rate:g} questions a second"
    )
    print(
        "| bot | servers | asked | again | start s | MB at start | MB after | questions/s | CPU ms | p50 ms late | p99 ms late |"
    )
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    for count in servers:
        with tempfile.TemporaryDirectory(prefix="safir-load-") as folder:
            database = Path(folder) / "load.sqlite3"
            if overlays:
                await with_overlays(database, count)
            echoes = await measure("echo", count, database, Path(folder), seconds, rate)
            for name, safir in (await measure("safir", count, database, Path(folder), seconds, rate)).items():
                echo = echoes[name]
                shares = f"{safir.speed / echo.speed:.0%} of the echo bot's throughput ({echo.cpu / safir.cpu:.0%} by CPU)"
                print(f"{count:,} servers, {name}: {shares}, {safir.p99 - echo.p99:+.1f} ms at p99", flush=True)
    print(f"{os.getloadavg()[0]:.1f} processes at the end")


async def long(questions: int, servers: int) -> None:
    """Memory over many questions."""
    await first_start()
    with tempfile.TemporaryDirectory(prefix="safir-load-") as folder:
        database = Path(folder) / "load.sqlite3"
        await with_overlays(database, servers)
        async with (
            LoadDiscord(servers, distinct(servers, asked())) as discord,
            started("safir", discord, database, Path(folder)) as bot,
        ):
            print("| questions | MB | questions/s |\n| --- | --- | --- |")
            print(f"| 0 | {bot.megabytes:.1f} | |", flush=True)
            seen = []
            for done in range(STEP, questions + 1, STEP):
                took, _ = await discord.at_full_speed(STEP, OPEN)
                seen.append(bot.megabytes)
                print(f"| {done:,} | {seen[-1]:.1f} | {STEP / took:.0f} |", flush=True)
            settled = seen[len(seen) // 4 :]
            middle = statistics.median(settled)
            print(f"after a quarter: {min(settled):.1f} to {max(settled):.1f} MB, {(max(settled) / middle - 1):+.1%} at most")


def main() -> None:
    """Read the arguments and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--servers", type=int, nargs="+", default=[1, 100, 2_500])
    parser.add_argument("--seconds", type=float, default=10.0, help="of each measurement")
    parser.add_argument("--rate", type=float, default=20.0, help="questions a second where lateness is measured")
    parser.add_argument("--long", type=int, default=0, help="so many questions, to see whether memory grows")
    parser.add_argument("--no-overlays", action="store_true", help="servers without edits of their own")
    given = parser.parse_args()
    if given.long:
        asyncio.run(long(given.long, given.servers[-1]))
    else:
        asyncio.run(compare(given.servers, given.seconds, given.rate, not given.no_overlays))


if __name__ == "__main__":
    main()
