"""The button that explains an answer to whoever presses it, seen by nobody else.

Its id holds the question, where that fits and stands by itself; else the facts that the answer rests on: it outlives a restart.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

import discord
from discord import ui

from bot import card_wording as words
from bot.error_report import Interaction, apologise
from bot.readers import Localised
from bot.translation import t
from bot.views.fact_marks import PATTERN, marks
from bot.views.quiet_button import quiet
from knowledge.answering.answer import Answer, Reason
from knowledge.answering.typed import sound

if TYPE_CHECKING:
    from bot.client import SafirBot

ROOM = 80  # characters of a question that an id has room for (100 with its name; some characters count twice)
_TEMPLATE = rf"safir:why:(?:q:(?P<question>.{{1,{ROOM}}})|f:(?P<facts>{PATTERN}))"
_ID = re.compile(_TEMPLATE)
UNEXPLAINED = {Reason.ABOUT_BOT, Reason.EMPTY, Reason.TOO_LONG, Reason.OTHER_SCRIPT, Reason.SOURCE}


def explainable(answer: Answer) -> bool:
    """Whether there is anything to explain: an answer that was looked for, or facts that were."""
    return bool(answer.question.strip()) and answer.reason not in UNEXPLAINED


def question_on(message: discord.Message) -> str | None:
    """The question that the button of a message holds: nothing where it holds facts, None where there is no such button."""
    for part in ui.LayoutView.from_message(message).walk_children():
        if isinstance(part, ui.Button) and (held := _ID.fullmatch(part.custom_id or "")):
            return held["question"] or ""
    return None


class WhyButton(Localised, ui.DynamicItem[ui.Button[ui.LayoutView]], template=_TEMPLATE):
    """Either of the two is known: the question, or the marks of facts."""

    def __init__(self, *, question: str = "", signs: str = "") -> None:
        self.question, self.signs = question, signs
        super().__init__(quiet(t(words.WHY), f"safir:why:q:{question}" if question else f"safir:why:f:{signs}"))

    @classmethod
    def of(cls, answer: Answer) -> WhyButton:
        """The button of an answer."""
        question = " ".join(sound(answer.question).split())
        fits = len(question.encode("utf-16-le")) <= 2 * ROOM and not answer.in_context
        return cls(question=question) if fits else cls(signs=marks(answer.facts))

    @classmethod
    async def from_custom_id(cls, interaction: Interaction, item: ui.Item[ui.LayoutView], match: re.Match[str], /) -> WhyButton:
        """The button as it was, from its id."""
        return cls(question=match["question"] or "", signs=match["facts"] or "")

    async def callback(self, interaction: Interaction) -> None:
        """Explain."""
        try:
            bot = cast("SafirBot", interaction.client)
            async with bot.desk.admitted(interaction) as admitted:  # it takes longer than the answer did
                if admitted:
                    await bot.reasons.explain(interaction, self.question, self.signs)
        except Exception as error:
            await apologise(interaction, error, "the reasons of an answer")
