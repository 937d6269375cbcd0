"""What a message still says in English where everything of the bot's own should be translated."""

from __future__ import annotations

import re

from bot.translation import CATALOGUES
from tools.catalogue import forms, read

TELLING = 12  # letters: shorter texts can stand in a fact too, and are looked for as a whole line, like labels


def _pattern(text: str) -> re.Pattern[str] | None:
    parts = re.split(r"\{\w+\}", text.replace("**", ""))
    said = r"[^\n]+?".join(map(re.escape, parts))
    if sum(len(re.findall(r"[^\W\d_]", part)) for part in parts) >= TELLING:
        return re.compile(rf"(?<!\w){said}(?!\w)")
    return re.compile(rf"^{said}$", re.MULTILINE) if len(parts) == 1 else None


ENGLISH = [
    pattern
    for entry in read(CATALOGUES / "ru.po")
    if entry.id and not entry.context
    for text in ([entry.id] if isinstance(entry.id, str) else entry.id)
    if text not in forms(entry) and (pattern := _pattern(text))
]


def left_over(text: str) -> set[str]:
    """Texts of the bot that stand in a message in English."""
    return {found.group() for pattern in ENGLISH if (found := pattern.search(text))}
