"""The buttons and selects that are understood after a restart: all that is needed stands in their ids."""

from __future__ import annotations

from typing import Any, Final

import discord

from bot.views.answered_button import AnsweredButton
from bot.views.correct_button import CorrectButton
from bot.views.draft_buttons import DraftButton, DraftSelect
from bot.views.forget_button import ForgetButton
from bot.views.history_pages import HistoryButton
from bot.views.page_buttons import PageButton
from bot.views.remove_button import RemoveButton
from bot.views.sources_button import SourcesButton
from bot.views.suggestions import QuestionSelect, SuggestionButton
from bot.views.undo_button import UndoButton
from bot.views.version_select import VersionSelect
from bot.views.vote_buttons import VoteButton
from bot.views.why_button import WhyButton

LASTING: Final[tuple[type[discord.ui.DynamicItem[Any]], ...]] = (
    AnsweredButton,
    CorrectButton,
    DraftButton,
    DraftSelect,
    ForgetButton,
    HistoryButton,
    PageButton,
    QuestionSelect,
    RemoveButton,
    SourcesButton,
    SuggestionButton,
    UndoButton,
    VersionSelect,
    VoteButton,
    WhyButton,
)
