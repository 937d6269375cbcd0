"""`/topics` as people see it: each topic with its command and what it is about, and real questions to try."""

from __future__ import annotations

from typing import Any

from discord import ui

from bot import help_wording as words
from bot.markdown import escape_line, small
from bot.readers import Localised
from bot.translation import language, t
from bot.views.fitting import TEXT_LIMIT, fitting
from bot.views.help_card import topic_examples, what_is_known
from bot.views.remove_button import RemoveButton
from bot.views.suggestions import related_rows
from knowledge.base import KnowledgeBase
from knowledge.localised import text_in
from knowledge.model import Topic


class TopicsCard(Localised, ui.LayoutView):
    """The message. of_answers: the language of questions. removable: whether others see it, so that it can be removed."""

    def __init__(self, base: KnowledgeBase, of_answers: str, asker: int, *, removable: bool) -> None:
        super().__init__(timeout=None)
        container: ui.Container[Any] = ui.Container()
        text = "\n".join([what_is_known(base), *map(_topic, base.topics)])
        container.add_item(ui.TextDisplay(fitting(text, TEXT_LIMIT)))
        self.add_item(container)
        for row in related_rows([example for _, example in topic_examples(base, of_answers)], asker, t(words.TRY)):
            self.add_item(row)
        if removable:
            self.add_item(ui.ActionRow(RemoveButton(asker)))


def _topic(topic: Topic) -> str:
    """A topic in two lines, in the reader's language where the pack has it."""
    title = escape_line(text_in(topic.title, language()), 80)
    about = small(escape_line(text_in(topic.description, language()), 200))
    command = f" · /{topic.command.names.get(language(), topic.command.name)}" if topic.command else ""
    return f"{topic.emoji or '•'} **{title}**{command}\n{about}"
