"""`/review gaps`: questions that were declined or badly rated, like ones together, to be attached to a fact or forgotten."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

import discord
from discord import ui

from bot.error_report import Interaction
from bot.markdown import escape_line
from bot.moderation import review_wording as words
from bot.moderation.fields import REASON
from bot.moderation.form import Form
from bot.moderation.likeness import grouped
from bot.moderation.proposal import Start
from bot.moderation.reviews import NEW, Review, TwoParts, fact_select
from bot.translation import t
from bot.views.draft_buttons import DraftButton
from knowledge.localised import EXAMPLE_LIMIT
from knowledge.store.content import plain
from knowledge.store.misses import Miss
from knowledge.store.revision import Kind

if TYPE_CHECKING:
    from bot.client import SafirBot

Group = tuple[Miss, ...]
SHOWN = 6
ATTACHED = 3  # questions of a group that are put among a fact's examples; the moderator takes out what does not fit
EXAMPLES = "asked_as"


class Gaps(TwoParts):
    """The missed questions of a server, in groups."""

    empty = words.GAPS_EMPTY
    actions = "next|before|forget"

    def __init__(self) -> None:
        self._canonical: dict[str, str] = {}  # read once, however often one turns the page

    async def waiting(self, bot: SafirBot, layer: int) -> Sequence[Group]:
        """The groups, the newest first."""
        misses = await bot.link.require().store.misses.of(layer)
        answerer = await bot.answerers.of(layer)

        def canonical(question: str) -> str:
            if question not in self._canonical:
                self._canonical[question] = answerer.matcher.read(question).canonical
            return self._canonical[question]

        return await asyncio.to_thread(grouped, misses, canonical)

    async def text(self, bot: SafirBot, layer: int, item: Group) -> str:
        """How often, how it went, and the questions themselves."""
        outcomes = Counter(miss.outcome for miss in item)
        how = ", ".join(f"{t(words.OUTCOMES.get(outcome, outcome))} {count}×" for outcome, count in outcomes.most_common())
        lines = [t(words.GAP, count=len(item), how=how, day=item[0].day.isoformat())]
        questions = _different(item)
        lines += [f"• {escape_line(question, 300)}" for question in questions[:SHOWN]]
        lines += [t(words.MORE_QUESTIONS, count=len(questions) - SHOWN)] if len(questions) > SHOWN else []
        return "\n".join(lines)

    async def controls(self, bot: SafirBot, layer: int, key: str, item: Group) -> Sequence[ui.Item[Any]]:
        """Attach to one of the nearest facts, or forget."""
        answerer = await bot.answerers.of(layer)
        near = (await asyncio.to_thread(answerer.answer, item[0].question)).suggestions
        answers = [await asyncio.to_thread(answerer.answer, question) for question in near[:5]]
        first = [fact for answer in answers for fact in answer.facts]
        forget = DraftButton("forget", key, t(words.FORGET), discord.ButtonStyle.danger)
        return [await fact_select(bot, layer, key, item[0].question, first), ui.ActionRow(forget)]

    async def press(self, interaction: Interaction, key: str, review: Review, action: str) -> bool:
        """Forget the group."""
        await interaction.response.defer()
        if action == "forget":
            bot = cast("SafirBot", interaction.client)
            ids = [miss.id for miss in review.item]
            await bot.link.require().store.misses.delete(review.layer, ids)
        return True

    async def choose(self, interaction: Interaction, review: Review, value: str) -> None:
        """Open the draft of a fact with the questions among its examples; saving it forgets them."""
        bot = cast("SafirBot", interaction.client)
        questions = [one for one in _different(review.item) if len(one) <= EXAMPLE_LIMIT][:ATTACHED]
        start = Start({EXAMPLES: "\n".join(questions)}, learns=tuple(miss.id for miss in review.item))
        if value == NEW:
            await bot.moderation.proposals.begin_add(interaction, review.layer, Kind.FACT, start)
            return
        content = plain(bot.link.require().view(review.layer).standing((Kind.FACT, value)))
        form = Form((await bot.answerers.of(review.layer)).base, bot.settings.language)
        held = form.typed(Kind.FACT, content).get(EXAMPLES, "")
        typed = {EXAMPLES: "\n".join(part for part in (held, start.typed[EXAMPLES]) if part), REASON: t(words.REASON_GAP)}
        start = Start(typed, learns=start.learns)
        await bot.moderation.proposals.begin_edit(interaction, review.layer, value, start=start)


def _different(group: Group) -> list[str]:
    """The questions of a group, each once, on one line."""
    lines = (" ".join(miss.question.split()) for miss in group)
    return list({line.casefold(): line for line in lines}.values())
