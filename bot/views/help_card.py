"""`/help` as people see it: how to ask where they are, what is known, with real questions to try; a part for moderators."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from discord import ui

from bot import check_wording
from bot import help_wording as words
from bot.error_report import permission_names
from bot.markdown import escape_line, small
from bot.readers import Localised
from bot.translation import language as spoken
from bot.translation import t
from bot.views.fitting import TEXT_LIMIT, fitting
from bot.views.suggestions import related_rows
from knowledge.base import KnowledgeBase
from knowledge.localised import text_in

TOPICS = 8  # with an example each
MOST_CHANNELS = 5  # that are named
KNOWN_LIMIT, MODERATORS_LIMIT = 1_800, 900


@dataclass(frozen=True, slots=True)
class Where:
    """Where help is asked for.

    mention: of the bot, empty in direct messages. channels: ids in which everything is answered. moderates: whether the
    person may edit facts there. lacking: permissions that the bot lacks in the channel.
    """

    mention: str = ""
    channels: tuple[int, ...] = ()
    moderates: bool = False
    lacking: tuple[str, ...] = ()


class HelpCard(Localised, ui.LayoutView):
    """The message."""

    def __init__(self, base: KnowledgeBase, language: str, where: Where, asker: int) -> None:
        super().__init__(timeout=None)
        examples = topic_examples(base, language)[:TOPICS]
        container: ui.Container[Any] = ui.Container()
        parts = ["\n".join(_how(where)), fitting("\n".join(_known(base, examples)), KNOWN_LIMIT)]
        if where.moderates:
            parts.append(fitting("\n".join(_for_moderators(where)), MODERATORS_LIMIT))
        for place, text in enumerate(parts):
            if place:
                container.add_item(ui.Separator())
            container.add_item(ui.TextDisplay(text))
        self.add_item(container)
        for row in related_rows([example for _, example in examples], asker, t(words.TRY)):
            self.add_item(row)
        assert sum(map(len, parts)) <= TEXT_LIMIT


def topic_examples(base: KnowledgeBase, language: str) -> list[tuple[str, str]]:
    """Topics that something is known of, each with the first question of its first fact."""
    found = []
    for topic in base.topics:
        example = next((fact.asked_as[language][0] for fact in base.facts_of(topic.id) if fact.asked_as.get(language)), None)
        if example:
            found.append((topic.id, example))
    return found


def _how(where: Where) -> list[str]:
    lines = [t(words.TITLE), t(words.ASK)]
    if where.mention:
        lines.append(t(words.MENTION, mention=where.mention))
        if where.channels:
            named = ", ".join(f"<#{channel}>" for channel in where.channels[:MOST_CHANNELS])
            lines.append(t(words.EVERYTHING, channels=named + (" …" if len(where.channels) > MOST_CHANNELS else "")))
    else:
        lines.append(t(words.DIRECT))
    return [*lines, t(words.FOLLOW_UP), t(words.CHECK, menu=t(check_wording.MENU))]


def what_is_known(base: KnowledgeBase) -> str:
    """How many facts there are, and about what, as a heading."""
    return t(words.KNOWN, facts=len(base.facts), subject=escape_line(text_in(base.pack.name, spoken()), 100))


def _known(base: KnowledgeBase, examples: Sequence[tuple[str, str]]) -> list[str]:
    lines = [what_is_known(base)]
    for topic_id, example in examples:
        topic = base.topic(topic_id)
        title = escape_line(text_in(topic.title, spoken()), 80)
        lines.append(t(words.TOPIC, emoji=topic.emoji or "•", title=title, example=escape_line(example, 100)))
    return [*lines, small(t(words.NOT_KNOWN)), small(t(words.ALSO))]


def _for_moderators(where: Where) -> list[str]:
    lines = [t(words.FOR_MODERATORS), t(words.FACTS), t(words.REVIEW), t(words.CHANNELS), t(words.EDITORS)]
    if where.lacking:
        lines.append(t(words.LACKING, permissions=permission_names(list(where.lacking))))
    return lines
