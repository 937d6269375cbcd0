"""What differs between two states of a fact, so that people can read it: a line or a few for each field, as safe Markdown."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from difflib import SequenceMatcher

from bot.markdown import escape, escape_line
from bot.moderation import wording
from bot.moderation.fields import label
from bot.moderation.form import EXAMPLES, Content, Form
from bot.translation import t
from knowledge.model import Rank
from knowledge.store.diff import diff
from knowledge.store.revision import Kind

SHORT = 80  # characters: two such texts stand on one line
AROUND = 4  # words shown before and after a change
LISTED = 8  # lines of a list
LINE = 160
WHOLE = 700  # of a changed text
COMPARED = 2_000  # characters of a text that is compared word by word: the time grows with their square
ADDED = "\\+ "  # before a line that came; escaped, or it might be read as a list
CHOSEN = frozenset({"topic", "rank"})  # fields that are chosen and not typed
_LISTS = EXAMPLES | {"citations", "figures"}


def differences(kind: Kind, old: Content | None, new: Content | None, form: Form, without: Collection[str] = ()) -> list[str]:
    """The fields that differ but for those `without`, in the order of the contents."""
    was, now = form.typed(kind, old or {}), form.typed(kind, new or {})
    found = []
    for name in diff(old, new):
        if name == "id" or name in without:
            continue
        before, after = was.get(name, ""), now.get(name, "")
        if before == after:  # it differs in another language
            before, after = _raw(old, name), _raw(new, name)
        if kind is Kind.FACT and name in CHOSEN:
            before, after = (_chosen(name, value, form) for value in (before, after))
        found.append("\n".join(_field(label(kind, name), name, before, after)))
    return found


def changed_fields(kind: Kind, old: Content | None, new: Content | None) -> str:
    """The names of the fields that differ."""
    return ", ".join(label(kind, name).lower() for name in diff(old, new) if name != "id")


def _chosen(name: str, value: str, form: Form) -> str:
    """What people read where a field holds an id: the topic's title, the rank's name."""
    return form.topic_title(value) if name == "topic" else t(wording.RANK_NAMES[value or Rank.NORMAL.value])


def _raw(content: Content | None, name: str) -> str:
    value = (content or {}).get(name)
    if isinstance(value, Mapping):
        parts = ((language, "\n".join(text) if isinstance(text, list) else str(text)) for language, text in value.items())
        return "\n".join(f"{language}: {text}" for language, text in parts)
    return "" if value is None else str(value)


def _field(title: str, name: str, before: str, after: str) -> Iterator[str]:
    unmarked = before.replace("**", ""), after.replace("**", "")
    if unmarked[0] != unmarked[1]:  # the stars around a key figure are shown only where nothing else differs
        before, after = unmarked
    if name in _LISTS:
        yield f"**{title}**"
        yield from _list(before.splitlines(), after.splitlines())
    elif max(len(before), len(after)) <= SHORT and "\n" not in before + after:
        yield f"**{title}**: {_shown(before)} → {_shown(after)}"
    elif before and after:
        yield f"**{title}**: {_words(before, after)}"
    else:
        yield f"**{title}**: {_shown(before)} → {_shown(after)}"


def _shown(text: str) -> str:
    return escape_line(text, WHOLE) if text else t(wording.NOTHING)


def _list(before: list[str], after: list[str]) -> Iterator[str]:
    gone = [f"− {escape_line(line, LINE)}" for line in before if line not in after]
    come = [f"{ADDED}{escape_line(line, LINE)}" for line in after if line not in before]
    lines = [*gone, *come]
    yield from lines[:LISTED]
    if len(lines) > LISTED:
        yield t(wording.MORE, count=len(lines) - LISTED)
    if not lines:
        yield t(wording.OTHER_ORDER)


def _words(before: str, after: str) -> str:
    """Both texts in one: what went is struck through, what came is bold, what stayed is cut where there is much of it."""
    if max(len(before), len(after)) > COMPARED:
        return f"{escape_line(before, WHOLE // 2)} → {escape_line(after, WHOLE // 2)}"
    old, new = re.findall(r"\S+", before), re.findall(r"\S+", after)
    parts: list[str] = []
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for place, (what, start, end, new_start, new_end) in enumerate(blocks):
        if what == "equal":
            parts.append(_stayed(old[start:end], first=place == 0, last=place == len(blocks) - 1))
            continue
        if end > start:
            parts.append(f"~~{escape(' '.join(old[start:end]))}~~")
        if new_end > new_start:
            parts.append(f"**{escape(' '.join(new[new_start:new_end]))}**")
    text = " ".join(parts)
    if len(text) <= WHOLE:
        return text
    return f"{escape_line(before, WHOLE // 2)} → {escape_line(after, WHOLE // 2)}"


def _stayed(words: list[str], *, first: bool, last: bool) -> str:
    head = [] if first else words[:AROUND]
    tail = [] if last else words[-AROUND:]
    if len(words) <= len(head) + len(tail) + 2:
        return escape(" ".join(words))
    return escape(" ".join([*head, "…", *tail]))
