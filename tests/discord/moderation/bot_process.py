"""A bot in a process of its own: it reads a line, does what it says, and answers with a line of JSON.

python bot_process.py URL PACK. Lines: `ask QUESTION`, `edit STATEMENT`.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import sys
from typing import Any

import discord
import simcord
from simcord.components import walk_components

from bot.client import SafirBot
from bot.settings import Settings
from bot.store_link import StoreLink
from knowledge.answering.answerer import Answerer
from knowledge.base import KnowledgeBase
from knowledge.pack import load_pack

FACT = "brewing.black.time"


def text_of(message: Any) -> str:
    return "\n".join(str(part["content"]) for part in walk_components(message.components) if part["type"] == 10)


async def edit(person: Any, channel: Any, statement: str) -> str:
    form = await person.slash(channel, "fact edit", fact=FACT)
    boxes = {label["component"]["custom_id"]: label["component"].get("value") or "" for label in form.modal["components"]}
    draft = await person.submit_modal(form, {**boxes, "statement": statement})
    message = draft.response
    await person.click(message, label="Save")
    return text_of(message)


async def serve(url: str, folder: str) -> None:
    """Until the input ends."""
    answerer = Answerer(KnowledgeBase(load_pack(folder)))
    minutes = itertools.count(0, 60)  # nobody asks too fast
    async with StoreLink(url, answerer.base.pack, poll_seconds=0.05, retry_seconds=0.1) as link:
        bot = SafirBot(answerer, Settings(), link=link, shard_count=1, clock=lambda: float(next(minutes)))
        env = simcord.Env(bot, strict_sync=False)  # of several processes one registers the commands
        guild = env.create_guild("Tea House")  # first of all: its id is the same in every process then
        role = guild.create_role("Managers", permissions=discord.Permissions(manage_guild=True))
        person = guild.add_member(env.create_user("manager"), roles=[role])
        channel = guild.create_text_channel("general")
        await env.start()
        print(json.dumps(guild.id), flush=True)
        while line := await asyncio.to_thread(sys.stdin.readline):
            what, _, rest = line.strip().partition(" ")
            if what == "edit":
                said = await edit(person, channel, rest)
            else:
                said = text_of((await person.slash(channel, "ask", question=rest, private=True)).response)
            print(json.dumps(said), flush=True)
        await env.shutdown()


if __name__ == "__main__":
    asyncio.run(serve(*sys.argv[1:]))
