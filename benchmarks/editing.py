"""How long moderators wait with many facts and revisions, and what servers with edits of their own cost in memory.

    python -m benchmarks.editing [--facts 5000] [--revisions 10000] [--imported 2000] [--servers 2500] [--asked 200] [--url postgresql://…]

Half of the revisions are of one fact of one server, the other half of many. "start" opens the database and reads every
overlay; "layer" lays a server's edits over the facts; "history" is its first page with 5,000 versions behind it; "export" is
the file of all facts of a server; "import" is SQLite's always. Without --url the database is an SQLite file that is deleted
afterwards.
"""

from __future__ import annotations

import argparse
import asyncio
import resource
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any, cast

from sqlalchemy import insert

from benchmarks.suggestions import made_base
from bot.answerers import Answerers
from bot.moderation.dry_run import dry_run
from bot.moderation.export_file import facts_of, yaml_file
from bot.moderation.import_file import Entry
from bot.moderation.versions import versions_offered
from bot.store_link import StoreLink
from bot.views.history_pages import history_card
from knowledge.answering.answerer import Answerer
from knowledge.base import KnowledgeBase
from knowledge.model import Pack
from knowledge.pack import load_pack
from knowledge.store.content import fingerprint, plain
from knowledge.store.editor import Editor
from knowledge.store.revision import By, Kind
from knowledge.store.store import Store
from knowledge.store.tables import revisions

GUILD = 1_000
BATCH = 500


async def fill(store: Store, rows: list[dict[str, Any]]) -> None:
    """Write rows as they are: through the editor it would take minutes."""
    for start in range(0, len(rows), BATCH):
        async with store._database.writing() as connection:
            await connection.execute(insert(revisions), rows[start : start + BATCH])


def row(fact: Any, layer: int, version: int, parent: int | None) -> dict[str, Any]:
    """An edit as it lies in the database."""
    return {
        "layer": layer,
        "kind": "fact",
        "item_id": fact.id,
        "version": version,
        "operation": "edit",
        "content": {**plain(fact), "note": f"version {version}"},
        "base_hash": fingerprint(fact),
        "author_id": 1,
        "author_name": "Mo",
        "guild_id": layer,
        "reason": "measured",
        "created_at": datetime.now(UTC),
        "parent_id": parent,
        "writer": "benchmark",
    }


async def timed(name: str, work: Callable[[], Awaitable[Any]]) -> Any:
    """Do it once, and print how long it took, and how long the processor was at it: other programs do not add to that."""
    begun, worked = time.perf_counter(), time.process_time()
    result = await work()
    took, worked = time.perf_counter() - begun, time.process_time() - worked
    print(f"{name:<46} {took * 1_000:8.0f} ms, processor {worked * 1_000:6.0f} ms", flush=True)
    return result


def megabytes() -> float:
    """What the process holds at most so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_024


async def large(url: str, pack: Pack, count: int) -> None:
    """Many facts, many revisions."""
    async with await Store.open(url) as store:
        first = pack.facts[0]
        one = [row(first, GUILD, version, None) for version in range(1, count // 2 + 1)]
        facts = len(pack.facts)
        many = [row(pack.facts[place % facts], GUILD + 1, 1 + place // facts, None) for place in range(count // 2)]
        await fill(store, one + many)
    link = StoreLink(url, pack)
    await timed("start: every overlay", link.__aenter__)
    editor = link.require()

    async def layer() -> Any:
        return editor.view(GUILD + 1)

    await timed("layer: a server's edits over all facts", layer)
    bot = cast("Any", SimpleNamespace(link=link, settings=SimpleNamespace(language="en")))
    await timed("history: its first page", lambda: history_card(bot, GUILD, Kind.FACT, first.id))
    await timed("versions that are offered while one types", lambda: versions_offered(bot, GUILD, first.id))

    async def export() -> Any:
        facts = facts_of(editor, GUILD + 1)
        return yaml_file(facts), len(facts)

    raw, exported = await timed("export: all facts of a server", export)
    print(f"  ({exported} facts, {len(raw) / 1e6:.1f} MB)")
    await link.__aexit__()


async def imports(url: str, pack: Pack, count: int) -> None:
    """A file of new facts: tried, then saved one after another, as an import does it."""
    like, by = plain(pack.facts[0]), By(1, "Mo", GUILD, "measured")
    new = [{**like, "id": f"new.fact{number}", "asked_as": {"en": [f"What is new fact {number}?"]}} for number in range(count)]
    for content in new:
        content.pop("figures", None)
    async with await Store.open(url) as store:
        editor = await Editor.open(store, pack)
        found = [Entry(str(content["id"]), content) for content in new]

        async def tried() -> Any:
            return dry_run(editor.view(GUILD), found, by)

        checked = await timed(f"import: a dry run of {count} new facts", tried)
        assert all(one.draft is not None for one in checked)

        async def saved() -> None:
            for content in new:
                await editor.add(GUILD, content, by)

        await timed(f"import: saving {count} new facts", saved)


async def servers(url: str, count: int, asked: int) -> None:
    """Many servers with an edit of their own over the shipped pack, of which some are asked, each once."""
    answerer = Answerer(KnowledgeBase(load_pack()))
    facts = answerer.base.pack.facts
    async with await Store.open(url) as store:
        await fill(store, [row(facts[number % len(facts)], 10_000 + number, 1, None) for number in range(count)])
    before = megabytes()
    async with StoreLink(url, answerer.base.pack) as link:
        opened = megabytes()
        answerers = Answerers(answerer, link)
        begun = time.perf_counter()
        for number in range(asked):
            (await answerers.of(10_000 + number)).answer("Who recognised the Taliban first?")
        each = (time.perf_counter() - begun) / asked
        read, after = opened - before, megabytes() - before
        print(f"{count} servers with an edit: {read:.0f} MB read, {after:.0f} MB after {asked} were asked,")
        print(f"  {each * 1_000:.0f} ms for a server's first question after it was quiet")


async def run(arguments: argparse.Namespace) -> None:
    """Measure all."""
    with tempfile.TemporaryDirectory() as folder:
        pack = made_base(arguments.facts, 1).pack
        await large(arguments.url or f"sqlite:///{folder}/large.sqlite3", pack, arguments.revisions)
        await imports(f"sqlite:///{folder}/imports.sqlite3", pack, arguments.imported)
        await servers(f"sqlite:///{folder}/servers.sqlite3", arguments.servers, arguments.asked)


def main() -> None:
    """Read the arguments and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--facts", type=int, default=5_000)
    parser.add_argument("--revisions", type=int, default=10_000)
    parser.add_argument("--imported", type=int, default=2_000)
    parser.add_argument("--servers", type=int, default=2_500)
    parser.add_argument("--asked", type=int, default=200, help="of the servers; what answers is kept for 100 of them")
    parser.add_argument("--url", help="an empty PostgreSQL database in the place of SQLite")
    asyncio.run(run(parser.parse_args()))


if __name__ == "__main__":
    main()
