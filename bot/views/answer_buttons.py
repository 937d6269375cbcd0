"""The buttons under an answer: what stands behind it, what people think of it, and how to be rid of it."""

from __future__ import annotations

from typing import Any

from discord import ui

from bot import card_wording
from bot.views.answered_button import AnsweredButton
from bot.views.correct_button import CorrectButton
from bot.views.remove_button import RemoveButton
from bot.views.sources_button import SourcesButton
from bot.views.vote_buttons import VoteButton
from bot.views.why_button import WhyButton, explainable
from knowledge.answering.answer import Answer, Reason, Status

ONE_ROW = 3  # buttons that stand beside each other on a phone


def button_rows(
    answer: Answer, asker: int | None, *, correctable: bool, ratable: bool, solves: bool = False
) -> list[ui.ActionRow[Any]]:
    """One row, or two where there are many.

    asker: whose the answer is, None where it needs no remove button. solves: whether it may be what a post of a forum asks for.
    """
    stands = answer.status is Status.ANSWERED and bool(answer.facts)
    first: list[ui.Item[Any]] = [SourcesButton(answer.facts)] if stands and answer.citations else []
    if explainable(answer):
        first.append(WhyButton.of(answer))
    if ratable and stands:
        first += [VoteButton(good=True), VoteButton(good=False)]
    second: list[ui.Item[Any]] = []
    if correctable and stands:
        second.append(CorrectButton(answer.facts[0] if len(answer.facts) == 1 else ""))
    if correctable and answer.status is Status.DECLINED and answer.reason is Reason.OUT_OF_SCOPE:
        second.append(CorrectButton("", label=card_wording.TELL_MODERATORS))
    if solves and answer.status is Status.ANSWERED:
        second.append(AnsweredButton())
    if asker is not None:
        second.append(RemoveButton(asker))
    rows = [[*first, *second]] if len(first) + len(second) <= ONE_ROW else [first, second]
    return [ui.ActionRow(*row) for row in rows if row]
