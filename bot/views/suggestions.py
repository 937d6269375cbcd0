"""Questions to choose from, below an answer: the readings of an unclear one, what lies nearest to an unknown one, or what to
ask next.

The question is in the component itself (a button's label, a select's value): it can be pressed after a restart. The
person who asked gets the message changed into the answer, or a new one where it answers already; anybody else gets an answer
that only they see.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

import discord
from discord import ui

from bot import card_wording, wording
from bot.error_report import Interaction, apologise
from bot.markdown import shorten
from bot.readers import Localised
from bot.translation import t
from knowledge.answering.answer import Answer, Status

if TYPE_CHECKING:
    from bot.client import SafirBot

BUTTON_LABEL = 80  # Discord's limits
OPTION_VALUE = 100
MOST_BUTTONS = 5
MOST_OPTIONS = 25
SUGGESTIONS, RELATED = "suggestions", "related"  # in ids of selects, which outlive the process
_PLACEHOLDERS = {SUGGESTIONS: wording.CHOOSE, RELATED: card_wording.RELATED}


def suggestion_rows(answer: Answer, asker: int) -> list[ui.ActionRow[Any]]:
    """Buttons where every question fits on one, else a select."""
    questions = list(dict.fromkeys(question.strip() for question in answer.suggestions if question.strip()))
    if not questions:
        return []
    if len(questions) <= MOST_BUTTONS and all(len(question) <= BUTTON_LABEL for question in questions):
        style = discord.ButtonStyle.primary if answer.status is Status.CLARIFY else discord.ButtonStyle.secondary
        return [ui.ActionRow(*(SuggestionButton(asker, place, text, style) for place, text in enumerate(questions)))]
    return [ui.ActionRow(QuestionSelect(SUGGESTIONS, asker, questions))]


def related_rows(questions: Sequence[str], asker: int, placeholder: str | None = None) -> list[ui.ActionRow[Any]]:
    """A select with what can be asked next; nothing where that is nothing. placeholder: what stands on it."""
    return [ui.ActionRow(QuestionSelect(RELATED, asker, questions, placeholder))] if questions else []


class SuggestionButton(
    Localised, ui.DynamicItem[ui.Button[ui.LayoutView]], template=r"safir:suggestion:(?P<asker>[0-9]{1,20}):(?P<place>[0-9])"
):
    """A question on a button."""

    def __init__(self, asker: int, place: int, question: str, style: discord.ButtonStyle) -> None:
        super().__init__(ui.Button(label=question, style=style, custom_id=f"safir:suggestion:{asker}:{place}"))
        self.asker = asker
        self.question = question

    @classmethod
    async def from_custom_id(
        cls, interaction: Interaction, item: ui.Item[ui.LayoutView], match: re.Match[str], /
    ) -> SuggestionButton:
        """The button as it was, from its id and its label."""
        button = cast("ui.Button[ui.LayoutView]", item)
        return cls(int(match["asker"]), int(match["place"]), button.label or "", button.style)

    async def callback(self, interaction: Interaction) -> None:
        """Answer the question on the button."""
        await _choose(interaction, self.question, self.asker)


class QuestionSelect(
    Localised, ui.DynamicItem[ui.Select[ui.LayoutView]], template=r"safir:(?P<kind>suggestions|related):(?P<asker>[0-9]{1,20})"
):
    """Questions in a list: many or long ones to choose from (`SUGGESTIONS`), or those that go on from an answer (`RELATED`).

    An answer from which it goes on stays: others may have read it.
    """

    def __init__(self, kind: str, asker: int, questions: Sequence[str], placeholder: str | None = None) -> None:
        cut = list(dict.fromkeys(shorten(question, OPTION_VALUE) for question in questions))[:MOST_OPTIONS]
        options = [discord.SelectOption(label=question, value=question) for question in cut]
        shown = placeholder or t(_PLACEHOLDERS[kind])
        super().__init__(ui.Select(custom_id=f"safir:{kind}:{asker}", placeholder=shown, options=options, required=False))
        self.kind = kind
        self.asker = asker

    @classmethod
    async def from_custom_id(
        cls, interaction: Interaction, item: ui.Item[ui.LayoutView], match: re.Match[str], /
    ) -> QuestionSelect:
        """The select as it was, from its id and its options."""
        select = cast("ui.Select[ui.LayoutView]", item)
        return cls(match["kind"], int(match["asker"]), [option.value for option in select.options])

    async def callback(self, interaction: Interaction) -> None:
        """Answer the question that was chosen; one that goes on from an answer in a message of its own."""
        if not self.item.values:
            return
        if self.kind == SUGGESTIONS:
            await _choose(interaction, self.item.values[0], self.asker)
            return
        try:
            await cast("SafirBot", interaction.client).desk.answer_next(interaction, self.item.values[0], self.asker)
        except Exception as error:
            await apologise(interaction, error, "a related question")


async def _choose(interaction: Interaction, question: str, asker: int) -> None:
    bot = cast("SafirBot", interaction.client)
    try:
        await bot.desk.answer_choice(interaction, question, asker)
    except Exception as error:
        await apologise(interaction, error, "a suggestion")
