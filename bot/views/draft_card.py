"""A draft as the person who makes it sees it: what is wrong with it, or the answer that it would give and what it changes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import discord
from discord import ui

from bot.markdown import escape_line
from bot.moderation import pending_wording, wording
from bot.moderation.differences import differences
from bot.moderation.effects import Effects
from bot.moderation.fields import PAGES, label
from bot.moderation.form import Form
from bot.moderation.proposal import Judged
from bot.readers import Localised
from bot.translation import language as spoken
from bot.translation import retold, t
from bot.views.answer_card import AnswerCard
from bot.views.draft_buttons import DraftButton, DraftSelect
from bot.views.fitting import fitting
from knowledge.answering.answer import Answer
from knowledge.base import KnowledgeBase
from knowledge.localised import text_in
from knowledge.model import Rank
from knowledge.store.revision import Kind

# Together at most 4,000, which is Discord's limit for all texts of a message.
HEAD_LIMIT, ANSWER_LIMIT, CHANGES_LIMIT, EFFECTS_LIMIT = 900, 1_700, 800, 500
TYPED_LIMIT = 150
LISTED = 5
GREEN, RED = discord.ButtonStyle.success, discord.ButtonStyle.danger


class Card(Localised, ui.LayoutView):
    """A message of texts and rows of buttons, in the order given; empty texts are left out."""

    def __init__(self, *parts: str | ui.Item[Any] | None) -> None:
        super().__init__(timeout=None)  # its buttons carry what they need
        for part in parts:
            if isinstance(part, str):
                if part.strip():
                    self.add_item(ui.TextDisplay(part))
            elif part is not None:
                self.add_item(part)


def draft_card(
    key: str, judged: Judged, base: KnowledgeBase, language: str, notice: str = "", *, two_people: bool = False
) -> Card:
    """The draft `key`. notice: what has just happened to it, as safe Markdown. two_people: another one has to accept it."""
    form = Form(base, language)
    proposal = judged.proposal
    head = [notice, *_problems(judged)]
    changes = differences(proposal.kind, proposal.before, judged.content, form, without=_unread(judged))
    title = t(wording.CHANGES)
    if proposal.theirs:
        _, before, after = proposal.theirs
        head += [t(wording.THEIRS), *differences(proposal.kind, before, after, form)]
        title = t(wording.CHANGES_OVER_THEIRS)
    added = wording.ADDED if proposal.kind is Kind.FACT else wording.ADDED_SOURCE
    new = [t(added, id=judged.content.get("id", ""))] if proposal.seen is None else []
    reason = [t(wording.REASON, reason=escape_line(proposal.reason, 300))] if proposal.reason else []
    told = [title, *new, *(changes or [t(wording.NO_CHANGES)]), *reason]
    effects = effect_lines(judged.effects, retired=judged.content.get("rank") == Rank.DEPRECATED)
    return Card(
        fitting("\n".join(part for part in head if part), HEAD_LIMIT),
        answer_container(judged.effects.answer, base) if judged.effects else None,
        fitting("\n".join(told), CHANGES_LIMIT),
        fitting("\n".join(effects), EFFECTS_LIMIT),
        t(pending_wording.NEEDS_SECOND) if two_people else None,
        *_selects(key, judged, base, language),
        _buttons(key, judged, two_people),
    )


def answer_container(answer: Answer, base: KnowledgeBase) -> ui.Item[Any]:
    """The answer as members see it, as a part of another message."""
    topic = base.topic(answer.topic) if answer.topic else None
    card = AnswerCard(answer, asker=0, topic=topic, removable=False, limit=ANSWER_LIMIT)
    container: ui.Item[Any] = card.children[0]
    card.remove_item(container)  # it goes into the other message
    return container


def _unread(judged: Judged) -> set[str]:
    """Fields with something in their box that could not be read: they change to nothing only on paper."""
    named = {problem.field.partition(".")[0] for problem in judged.problems}
    return {name for name in named if name not in judged.content and judged.proposal.typed.get(name)}


def _problems(judged: Judged) -> Iterable[str]:
    if judged.problems:
        yield t(wording.TO_MEND)
    for problem in judged.problems:
        name = problem.field.partition(".")[0]
        typed = judged.proposal.typed.get(name, "")
        if not name:
            yield escape_line(retold(problem.message), 300)
            continue
        shape = wording.PROBLEM_TYPED if typed else wording.PROBLEM
        named = label(judged.proposal.kind, name)
        yield t(shape, label=named, message=escape_line(retold(problem.message), 300), typed=escape_line(typed, TYPED_LIMIT))


def effect_lines(found: Effects | None, *, retired: bool) -> Iterable[str]:
    """What a change does to answers, as safe Markdown. retired: the fact is not answered with."""
    if found is None:
        return
    if retired:
        yield t(wording.RETIRED_NOTE)
        return
    count = len(found.reached) + len(found.missed)
    yield t(wording.REACHED, reached=len(found.reached), count=count) if count else t(wording.REACHED_NONE)
    if found.missed:
        yield t(wording.NOT_REACHED)
        yield from _questions(found.missed)
    yield t(wording.TAKEN) if found.taken else t(wording.NOTHING_TAKEN)
    yield from _questions(found.taken)


def _questions(questions: tuple[str, ...]) -> Iterable[str]:
    yield from (f"• {escape_line(question, 100)}" for question in questions[:LISTED])
    if len(questions) > LISTED:
        yield t(wording.MORE, count=len(questions) - LISTED)


def _selects(key: str, judged: Judged, base: KnowledgeBase, language: str) -> Iterable[ui.Item[Any]]:
    if judged.proposal.kind is not Kind.FACT:
        return
    topic, rank = judged.proposal.typed.get("topic", ""), judged.proposal.typed.get("rank", Rank.NORMAL.value)
    topics = [(text_in(one.title, spoken()), one.id) for one in base.topics]
    name = next((name for name, value in topics if value == topic), topic)
    yield ui.ActionRow(DraftSelect("topic", key, t(wording.TOPIC_IS, name=name), topics, topic))
    if rank != Rank.DEPRECATED:
        ranks = [(t(said), value) for value, said in wording.RANKS.items()]
        yield ui.ActionRow(DraftSelect("rank", key, t(wording.RANK_IS, name=t(wording.RANK_NAMES.get(rank, rank))), ranks, rank))
    sources = [(source.title, source.id) for source in base.pack.sources]
    yield ui.ActionRow(DraftSelect("source", key, t(wording.ADD_SOURCE), sources[::-1]))


def _buttons(key: str, judged: Judged, two_people: bool) -> ui.ActionRow[Any]:
    pages = PAGES[judged.proposal.kind]
    return ui.ActionRow(
        DraftButton(
            "save", key, t(pending_wording.PROPOSE if two_people else wording.SAVE), GREEN, disabled=bool(judged.problems)
        ),
        *(DraftButton(f"page{number}", key, t(page.button)) for number, page in enumerate(pages)),
        DraftButton("cancel", key, t(wording.CANCEL), RED),
    )
