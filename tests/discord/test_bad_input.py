"""Whatever people type: a clear reply, never an exception, and nothing of it formats, links or pings."""

from __future__ import annotations

from typing import Any

import pytest

AWKWARD = {
    "only spaces": "   ",
    "only emoji": "🫖🍃🔥",
    "a custom emoji": "<:teapot:123456789012345678>",
    "only punctuation": "?!… —",
    "a single letter": "a",
    "zero-width characters": "\u200b\u200c\u200d\u2060\ufeff",
    "a word with zero-width characters": "te\u200ba har\u200dvest",
    "right-to-left": "چای سبز چه دمایی می‌خواهد؟",
    "a direction override": "\u202egreen tea\u202c",
    "stacked accents": "t\u0301\u0302\u0303\u0304\u0305e\u0301a\u0300",
    "Markdown": "**bold** _it_ ~~no~~ ||secret|| `code` # head\n> quote\n- item",
    "a code block": "```py\nprint('tea')\n```",
    "a masked link": "[free tea](https://example.com/steal)",
    "everyone": "@everyone @here",
    "mentions": "<@1> <@&2> <#3> </ask:4> <t:1700000000:R>",
    "control characters": "tea\x00\x07\x1b[31m",
    "SQL": "'; DROP TABLE facts; --",
    "format braces": "{question} {0} %s %n",
    "4,000 characters": "tea " * 1_000,
    "4,000 characters without a space": "x" * 4_000,
    "2,000 lines": "\n" * 2_000 + "tea",
    "many questions": "who? " * 300,
}


@pytest.mark.parametrize("typed", AWKWARD.values(), ids=AWKWARD.keys())
async def test_a_mention_with_awkward_text_gets_a_clear_reply(world: Any, typed: str) -> None:
    await world.send_long(world.alice, f"{world.mention} {typed}"[:4_000])
    assert world.text(world.last()).strip()


@pytest.mark.parametrize("typed", AWKWARD.values(), ids=AWKWARD.keys())
async def test_the_slash_command_takes_awkward_text_too(world: Any, typed: str) -> None:
    result = await world.alice.slash(world.channel, "ask", question=typed)
    assert world.text(result.response).strip()
    await world.alice.autocomplete(world.channel, "ask", "question", typed)


async def test_nothing_that_somebody_typed_is_echoed_as_formatting_link_or_mention(world: Any) -> None:
    typed = "**a** [b](https://example.com) @everyone <@42> # c `d` ||e||"
    result = await world.alice.slash(world.channel, "ask", question=typed)
    raw = world.raw(result.response)
    assert r"\*\*a\*\* \[b\](https\://example.com) @" in raw
    assert "@everyone" not in raw
    assert "<@42>" not in raw
    assert r"\`d\` \|\|e\|\|" in raw


async def test_a_file_without_text_gets_a_clear_reply_in_a_direct_message(world: Any) -> None:
    channel = world.alice.user.dm_channel
    attachment = world.env.backend.store_attachments(channel.id, [("tea.png", b"\x89PNG")])
    await world.alice.user.send_dm("", attachments=attachment)
    assert world.text(world.last(channel)).strip()
