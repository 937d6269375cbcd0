"""Text that people or curators wrote, made safe to show on Discord: nothing in it formats, links, mentions or pings.

Discord's Markdown: https://support.discord.com/hc/en-us/articles/210298617 ; a backslash before punctuation shows it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote

_INLINE = re.compile(r"([\\*_~|`<\[\]])")
_LINE_START = re.compile(r"^(\s*)(#{1,3}(?=\s)|-#(?=\s)|>{1,3}(?=\s)|[-+](?=\s))", re.MULTILINE)
_NUMBERED = re.compile(r"^(\s*\d+)\.(?=\s)", re.MULTILINE)
_ADDRESS = re.compile(r"(?<=\w)://")
# "@everyone" pings even inside other text; a zero-width space after the sign takes that away (as discord.py does it).
_PING = re.compile(r"@(?=everyone|here|[!&]?\d)")
# Marks that turn the direction of a whole line around; the joiners that some scripts and emoji need are not among them.
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\ud800-\udfff]")  # halves of surrogate pairs, too: no text may hold them


@lru_cache(maxsize=1_000)  # most of what a card shows was on another card before
def escape(text: str) -> str:
    """`text` as Discord shows it literally. Line breaks stay."""
    text = _CONTROL.sub(" ", _DIRECTION.sub("", text))
    text = _INLINE.sub(r"\\\1", text)
    text = _LINE_START.sub(lambda found: f"{found[1]}\\{found[2]}", text)
    text = _NUMBERED.sub(r"\1\.", text)
    return _PING.sub("@\u200b", _ADDRESS.sub(r"\\://", text))


def escape_line(text: str, limit: int) -> str:
    """`text` on one line, cut to at most `limit` characters before it is escaped."""
    return escape(shorten(" ".join(text.split()), limit))


def answer_text(text: str) -> str:
    """An answer's text: **bold** and lines that start with "• " are formatting, everything else is shown literally."""
    parts = text.split("**")
    if len(parts) % 2 == 0:  # a stray pair of stars: bold would run to the end
        return escape(text)
    # Only whole lines have a start; what follows a bold part is inside of one.
    return "**".join(escape(part) if index == 0 else _escape_rest(part) for index, part in enumerate(parts))


def _escape_rest(part: str) -> str:
    first, newline, rest = part.partition("\n")
    return escape(f"\u2060{first}")[1:] + (newline + escape(rest) if newline else "")


def shorten(text: str, limit: int) -> str:
    """`text` in at most `limit` characters, cut between words where there is one to cut at, with an ellipsis."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    space = head.rfind(" ")
    if space >= limit // 2:
        head = head[:space]
    return head.rstrip(" ,;:.-") + "…"


def small(text: str) -> str:
    """Small print: every line of a text that has been escaped."""
    return "\n".join(f"-# {line}" for line in text.splitlines())


def link(title: str, url: str) -> str:
    """A masked link; characters that would end it early are percent-encoded."""
    return f"[{escape(title)}](<{quote(url, safe=':/?#@!$&*+,;=%~_.-')}>)"
