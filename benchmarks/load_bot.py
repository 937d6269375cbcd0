"""The bots that `benchmarks.load` asks, each in a process of its own: `python -m benchmarks.load_bot safir|echo PORT`."""

from __future__ import annotations

import gc
import sys

import discord
from discord.gateway import DiscordWebSocket
from discord.http import Route


class Echo(discord.AutoShardedClient):
    """The least that a bot can do: it replies with what was said."""

    async def on_message(self, message: discord.Message) -> None:
        """Reply."""
        if not message.author.bot:
            await message.channel.send(message.content, reference=message)


def main() -> None:
    """Run one of the two until it is stopped; Safir takes its settings from the environment."""
    kind, port = sys.argv[1], int(sys.argv[2])
    Route.BASE = f"http://127.0.0.1:{port}/api"
    gateway = DiscordWebSocket.DEFAULT_GATEWAY
    DiscordWebSocket.DEFAULT_GATEWAY = gateway.with_scheme("ws").with_host("127.0.0.1").with_port(port)
    if kind == "echo":
        intents = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)
        Echo(intents=intents, allowed_mentions=discord.AllowedMentions.none()).run("a.b.c", log_handler=None)
        return
    gc.disable()  # as `safir run` does until it runs
    from bot.run import run
    from bot.settings import load_settings

    raise SystemExit(run(load_settings()))


if __name__ == "__main__":
    main()
