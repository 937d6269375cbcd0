"""Figures that were told in the answers before: what "add them up" means, and what "and in 2023?" asks for."""

from __future__ import annotations

from collections.abc import Iterable

from knowledge.answering.answer import Answer, Reason
from knowledge.answering.conversation import Conversation
from knowledge.answering.operands import Operand
from knowledge.base import KnowledgeBase
from knowledge.model import Fact
from knowledge.understanding.query import Query
from knowledge.when import When


def operands_of(facts: Iterable[str], base: KnowledgeBase) -> list[Operand]:
    """The figures of series that the facts with these ids give."""
    found = [base.fact(fact) for fact in facts]
    figures = [(fact.figures[0], fact) for fact in found if fact.figures and fact.figures[0].series]
    return [Operand(figure, fact, str(figure.year)) for figure, fact in figures]


def figures_told(answer: Answer, conversation: Conversation, base: KnowledgeBase) -> tuple[str, ...]:
    """The facts whose figures a sum may mean that names none: those of one series that were told in a row."""
    if answer.reason is Reason.COMPUTED:
        reckoned = operands_of(answer.facts, base)
        alike = len({operand.figure.series for operand in reckoned}) == 1 and len(reckoned) == len(answer.facts) > 1
        return answer.facts if alike else conversation.figures
    if answer.reason is not Reason.FACT or len(answer.facts) != 1:
        return ()
    told = operands_of([*conversation.figures, *answer.facts], base)
    own = [operand.figure.series for operand in told if operand.fact.id == answer.facts[0]]
    return tuple(dict.fromkeys(operand.fact.id for operand in told if operand.figure.series in own))


def figure_of_year(query: Query, whole: Query, conversation: Conversation, base: KnowledgeBase) -> Fact | None:
    """The fact of the same series as the one told last, for a follow-up that names another year and no more.

    `whole` is the question with what it takes over from the one before. None for other follow-ups, or where there is no figure.
    """
    if query.content_beyond_dates or query.operations or query.asks - {"amount", "count"} or conversation.query is None:
        return None
    if len(whole.dates) != 1 or whole.dates == conversation.query.dates or not conversation.figures:
        return None
    series = base.fact(conversation.figures[-1]).figures[0].series
    rows = base.series_figures(series) if series else ()
    return next((fact for figure, fact in rows if figure.year and whole.dates[0] == When(f"{figure.year:04}")), None)
