"""A fact or source as the texts that people type, and back: field by field, with every problem named.

A text is in the bot's language; what a fact says in other languages is carried along untouched.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.moderation import lists
from bot.moderation.fields import PAGES, REASON
from bot.translation import language
from knowledge.base import KnowledgeBase
from knowledge.localised import DEFAULT_LANGUAGE, text_in
from knowledge.store.errors import FieldProblem
from knowledge.store.revision import Kind

Content = Mapping[str, Any]
Typed = Mapping[str, str]  # field → what stands in its box; a field that is not there is empty

TEXTS = frozenset({"statement", "note"})
EXAMPLES = frozenset({"asked_as", "confirms", "refutes"})
_CARRIED = {Kind.FACT: ("id", "topic", "rank"), Kind.SOURCE: ("id", "language")}


class Form:
    """The forms over one base in one language."""

    def __init__(self, base: KnowledgeBase, language: str) -> None:
        self._base = base
        self._language = language

    def typed(self, kind: Kind, content: Content) -> dict[str, str]:
        """What stands in the boxes for `content`; `reason` is empty."""
        names = [field.name for page in PAGES[kind] for field in page.fields if field.name != REASON]
        texts = {name: self._text(kind, name, content.get(name)) for name in (*_CARRIED[kind], *names)}
        return {name: text for name, text in texts.items() if text}

    def topic_title(self, topic_id: str) -> str:
        """What people call a topic, in their language; its id where there is none of it."""
        topic = next((one for one in self._base.topics if one.id == topic_id), None)
        return text_in(topic.title, language()) if topic else topic_id

    def content(self, kind: Kind, typed: Typed, before: Content | None) -> tuple[dict[str, Any], list[FieldProblem]]:
        """The content that was typed over `before` (None: nothing), and what could not be read."""
        held = before or {}
        unchanged = self.typed(kind, held) if before else {}
        result: dict[str, Any] = {}
        problems: list[FieldProblem] = []
        names = [field.name for page in PAGES[kind] for field in page.fields if field.name != REASON]
        for name in dict.fromkeys((*_CARRIED[kind], *names, *held)):
            text = typed.get(name, "").strip()
            shown = name in names or name in _CARRIED[kind]
            if not shown or text == unchanged.get(name, "").strip():
                value = held.get(name)  # as it was, to the letter
            else:
                try:
                    value = self._value(kind, name, text, held.get(name))
                except lists.Unreadable as error:
                    problems.append(FieldProblem(name, str(error)))
                    continue
            if value not in (None, "", [], {}):
                result[name] = value
        return result, problems

    def _text(self, kind: Kind, name: str, value: Any) -> str:
        if value is None:
            return ""
        if name == "citations":
            return lists.citations_text(value)
        if name == "entities":
            return lists.entities_text(value, self._base, self._language)
        if name == "figures":
            return lists.figures_text(value)
        if self._localised(kind, name):
            value = value.get(self._language, "") if isinstance(value, Mapping) else self._bare(value)
        return "\n".join(value) if isinstance(value, list) else str(value)

    def _bare(self, value: Any) -> Any:
        """A text without a language is in the default one."""
        return value if self._language == DEFAULT_LANGUAGE else ""

    def _value(self, kind: Kind, name: str, text: str, before: Any) -> Any:
        if name == "citations":
            return lists.citations(text, self._base)
        if name == "entities":
            return lists.entities(text, self._base, self._language)
        if name == "figures":
            return lists.figures(text, before or ())
        if not self._localised(kind, name):
            return " ".join(text.split())
        written: Any = lists.lines_of(text) if name in EXAMPLES else _tidy(text) if name in TEXTS else " ".join(text.split())
        others = dict(before) if isinstance(before, Mapping) else {DEFAULT_LANGUAGE: before} if before else {}
        others.pop(self._language, None)
        if written:
            others = {self._language: written, **others}
        return others[DEFAULT_LANGUAGE] if others.keys() == {DEFAULT_LANGUAGE} else others

    @staticmethod
    def _localised(kind: Kind, name: str) -> bool:
        return kind is Kind.FACT and (name in TEXTS or name in EXAMPLES or name == "title")


def _tidy(text: str) -> str:
    """A text without blanks at the ends of its lines."""
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


def rebased(typed: Typed, seen: Typed, now: Typed) -> dict[str, str]:
    """What was typed over `seen`, carried over to `now`: a field that the person left alone becomes what it is now."""
    names = dict.fromkeys((*now, *typed))
    taken = {name: typed.get(name, "") if typed.get(name, "") != seen.get(name, "") else now.get(name, "") for name in names}
    return {name: text for name, text in taken.items() if text}


def new_id(topic: str, title: str, taken: Mapping[str, object] | frozenset[str]) -> str:
    """An id for a new fact, from its topic and title: `brewing.cold_brew`."""
    words = re.sub(r"[^a-z0-9]+", "_", title.casefold()).strip("_")[:50].strip("_") or "new"
    stem = f"{topic}.{words}"[:76].lstrip("._-") if topic else words
    number = 1
    while (name := stem if number == 1 else f"{stem}_{number}") in taken:
        number += 1
    return name
