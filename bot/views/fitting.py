"""Cuts texts to what Discord shows, at a line that says how much is missing."""

from __future__ import annotations

from bot import wording
from bot.markdown import shorten
from bot.translation import t

TEXT_LIMIT = 4_000  # Discord: over all texts of a message


def fitting(text: str, limit: int) -> str:
    """`text` in at most `limit` characters: whole lines, and how many more there are."""
    if len(text) <= limit:
        return text
    lines = text.splitlines()
    kept: list[str] = []
    left = limit - len(t(wording.MORE_LINES, count=len(lines))) - 1
    for line in lines:
        if len(line) + 1 > left:
            break
        kept.append(line)
        left -= len(line) + 1
    if not kept:  # one endless line
        cut = shorten(text, limit - 2)
        return cut + "**" * (cut.count("**") % 2)
    missing = sum(1 for line in lines[len(kept) :] if line.strip())
    return "\n".join([*kept, t(wording.MORE_LINES, count=missing)])
