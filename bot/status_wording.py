"""What `/status` says."""

from __future__ import annotations

from typing import Final

from bot.translation import Plural

COMMAND: Final = "How I am: since when I run, how fast I am, and what works"
TITLE: Final = "**How I am**"
SINCE: Final = "Running since {since}"
LATENCY: Final = "To Discord and back: {milliseconds} ms"
NO_LATENCY: Final = "To Discord and back: not measured yet"
FACTS: Final = Plural("I know {count} fact", "I know {count} facts")
DATABASE_UP: Final = "Edits and suggestions can be saved"
DATABASE_DOWN: Final = "⚠️ Edits and suggestions cannot be saved just now; questions are answered"
SHARD: Final = "This server is on shard {shard} of {count}"
OWNER: Final = "**For my operator**"
VERSIONS: Final = "Version {version}, Python {python}, discord.py {discord}"
SERVERS: Final = Plural("{count} server", "{count} servers")
SHARDS_UP: Final = "Shards connected: {up} of {count}"
ASKED: Final = Plural("{count} question since the start", "{count} questions since the start")
QUEUE: Final = "Waiting: {waiting}, under way: {under_way}, turned away: {turned_away}"
MEMORY: Final = "Memory: {megabytes} MB"
DATABASE_ERRORS: Final = "Failures of the database since the start: {count}"
