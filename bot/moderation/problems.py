"""Why a change cannot be made, as the store says it, in the reader's language."""

from __future__ import annotations

from bot.translation import retold
from knowledge.store.errors import FieldProblem, InvalidFact, StoreError


def reason_of(error: StoreError) -> str:
    """What an error of the store says; several problems stand in lines of their own."""
    return "\n".join(map(told_problem, error.problems)) if isinstance(error, InvalidFact) else retold(error)


def told_problem(problem: FieldProblem) -> str:
    """What is wrong with a field, after the field's name in files."""
    message = retold(problem.message)
    return f"{problem.field}: {message}" if problem.field else message
