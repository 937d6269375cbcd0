"""Explains answers to the people who got them: how the question was read, what came near, what was made of it.

Behind it stands `safir why` (`knowledge/answering/explain.py`), told for people and not for developers.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import discord
from discord import ui

from bot import card_wording as words
from bot.answerers import Answerers
from bot.asking import LONG
from bot.conversations import Fading
from bot.dates import date_in_words
from bot.error_report import Interaction, whisper
from bot.limits import Clock
from bot.markdown import escape_line, small
from bot.translation import t
from bot.views.fact_marks import marked
from bot.views.fitting import TEXT_LIMIT, fitting
from bot.views.why_button import question_on
from knowledge.answering.answer import Reason, Status
from knowledge.answering.answerer import Answerer
from knowledge.answering.conversation import Conversation
from knowledge.answering.explain import ExplainedCandidate, Explanation, explain
from knowledge.base import KnowledgeBase
from knowledge.localised import text_in
from knowledge.model import Fact

KEPT, SECONDS = 1_000, 3_600.0  # answers of which is known how they were asked, beyond what their buttons hold
WORDS, CANDIDATES, LINE = 6, 3, 150
LEAST_SHARE = 0.01  # what came less near than this is not worth telling
PLAIN: Final = frozenset({"content", "entity", "date", "number"})  # roles of words that tell something


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and the conversation in which it was asked."""

    question: str
    before: Conversation


class Reasons:
    """Remembers for an hour how answers were asked for; buttons hold the question itself where it is short."""

    def __init__(self, answerers: Answerers, language: str, clock: Clock) -> None:
        self._answerers = answerers
        self._language = language
        self._asked: Fading[int, Asked] = Fading(clock, lifetime=SECONDS, size=KEPT)

    def keep(self, message: int, question: str, before: Conversation) -> None:
        """Remember how the answer that was sent as `message` was asked for."""
        self._asked.keep(message, Asked(question, before))

    def asked(self, message: discord.Message | None) -> Asked | None:
        """How the answer in `message` was asked for, as far as it is remembered or stands in its button."""
        if message is None:
            return None
        question = question_on(message)
        return self._asked.recall(message.id) or (Asked(question, Conversation()) if question else None)

    async def explain(self, interaction: Interaction, question: str, signs: str) -> None:
        """Explain the answer under which somebody pressed; `question` and `signs` are what its button holds."""
        answerer = await self._answerers.of(interaction.guild_id)
        asked = self.asked(interaction.message) or (Asked(question, Conversation()) if question else None)
        if asked is not None:
            why = await explained(answerer, asked)
            lines = told(why, answerer, self._language)
        else:
            facts = marked(signs, answerer.base)
            if not facts:
                await whisper(interaction, t(words.SOURCES_GONE))
                return
            lines = [t(words.WHY_TITLE), t(words.WHY_FORGOTTEN), *_rests(facts, self._language)]
        view = ui.LayoutView(timeout=None)
        container: ui.Container[Any] = ui.Container()
        container.add_item(ui.TextDisplay(fitting("\n".join([*lines, small(t(words.WHY_FOOTER))]), TEXT_LIMIT)))
        view.add_item(container)
        await interaction.response.send_message(view=view, ephemeral=True)


async def explained(answerer: Answerer, asked: Asked) -> Explanation:
    """What `explain` gives; of a long question beside the event loop, as its answer was."""
    if len(asked.question) < LONG:
        return explain(answerer, asked.question, asked.before)
    return await asyncio.to_thread(explain, answerer, asked.question, asked.before)


def told(why: Explanation, answerer: Answerer, language: str) -> list[str]:
    """The explanation in lines of Markdown."""
    lines = [t(words.WHY_TITLE), small(t(words.WHY_QUESTION, question=escape_line(why.question, LINE))), t(words.WHY_READ)]
    lines += [f"- {line}" for line in _reading(why, language)]
    found = [one for one in why.candidates if one.share >= LEAST_SHARE][:CANDIDATES]
    if found:
        lines += ["", t(words.WHY_FOUND)]
        lines += [f"- {_candidate(one, answerer.base, language)}" for one in found]
    facts = [answerer.base.fact(fact) for fact in why.answer.facts]
    if facts and {one.id for one in found}.isdisjoint(why.answer.facts):  # a sum, or a list of dates
        lines += _rests(facts, language)
    return [*lines, "", t(words.WHY_DECIDED), _decision(why)]


def _reading(why: Explanation, language: str) -> Iterable[str]:
    for typed, read in why.repaired.items():
        yield t(words.WHY_SPELLING, typed=_quoted(typed), read=_quoted(read))
    telling = [token for token in why.tokens if token.role in PLAIN]
    known = sorted((token for token in telling if token.known), key=lambda token: -token.weight)
    if known:
        yield t(words.WHY_WORDS, words=_listed(token.typed for token in known))
    if unknown := [token.typed for token in telling if not token.known]:
        yield t(words.WHY_UNKNOWN, words=_listed(unknown))
    if why.dates:
        yield t(words.WHY_DATES, dates=_listed(date_in_words(date, language) for date in why.dates))
    if why.answer.in_context:
        yield t(words.WHY_CONTEXT)


def _candidate(one: ExplainedCandidate, base: KnowledgeBase, language: str) -> str:
    title = escape_line(_title(one.id, base, language), LINE)
    gap = any(gap.id == one.id for gap in base.pack.gaps)
    return t(
        words.WHY_CANDIDATE,
        share=f"{one.share:.0%}",
        title=t(words.WHY_GAP, title=title) if gap else title,
        example=escape_line(one.example, LINE),
    )


def _title(owner: str, base: KnowledgeBase, language: str) -> str:
    if base.has_fact(owner):
        return text_in(base.fact(owner).title, language)
    titles = {one.id: one.title for one in base.collections} | {one.id: one.title for one in base.pack.gaps}
    return text_in(titles[owner], language) if owner in titles else owner


def _decision(why: Explanation) -> str:
    answer = why.answer
    if answer.status is Status.CLARIFY:
        return t(words.WHY_CLARIFY)
    if answer.status is Status.DECLINED:
        if answer.reason is Reason.OPINION:
            return t(words.WHY_OPINION)
        if answer.untold:
            return t(words.WHY_UNTOLD, what=answer.untold)
        return t(words.WHY_DECLINED, known=f"{why.known:.0%}", least=f"{why.least_known:.0%}")
    if answer.computed is not None:
        return t(words.WHY_COMPUTED, expression=escape_line(answer.computed.expression, LINE))
    return t(words.WHY_ANSWERED, score=f"{answer.score:.0%}")


def _rests(facts: Sequence[Fact], language: str) -> list[str]:
    return ["", t(words.WHY_RESTS), *(f"- {escape_line(text_in(fact.title, language), LINE)}" for fact in facts[:20])]


def _quoted(word: str) -> str:
    return f"“{escape_line(word, 60)}”"


def _listed(parts: Iterable[str]) -> str:
    shown = list(dict.fromkeys(escape_line(part, 60) for part in parts))
    return ", ".join(shown[:WORDS])
