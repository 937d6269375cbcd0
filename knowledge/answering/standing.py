"""Whether a question in a conversation is to be read by itself, or together with the one before."""

from __future__ import annotations

from collections.abc import Collection

from knowledge.answering.compound import CLEAR
from knowledge.answering.reading import Reading
from knowledge.understanding.followup import begins_with, elliptical, has_pronoun, points_back
from knowledge.understanding.language import Language
from knowledge.understanding.query import Query, Role

SURE_ALONE = 0.6  # probability from which a question that points back may yet be read by itself


def stands_alone(query: Query, alone: Reading, together: Reading, language: Language, told: Collection[str]) -> bool:
    """Whether a question that leans on the one before is better read by itself; `alone` and `together` are the two readings.

    `told` are the facts of the answer before: what asks for something else by itself hardly asks for these once more.
    """
    if not query.content:  # "by whom?": nothing but a curator's own words could be meant by it
        return bool(alone.matches and alone.matches[0].evidence.exact)
    if begins_with(query.row, language.compares_back):
        return False  # "compared to the other one?"
    right = alone.verdict.right
    if points_back(query, language):
        stands = right >= max(SURE_ALONE, together.verdict.right) and len(query.content) > 1
    else:
        stands = right >= CLEAR and not elliptical(query)
    if stands or not any(token.role is Role.CONTENT for token in query.content):
        return stands
    if alone.matches and not has_pronoun(query.row, language):
        first = alone.matches[0]
        if first.evidence.exact and not first.candidate.is_gap:  # a curator's keyword: "and the railway?"
            return True
    clearer = right >= max(SURE_ALONE, 2 * together.verdict.right)  # "what is its area?", "and the population?"
    return clearer or (right >= CLEAR and _is_for_another(alone, together, told))


def _is_for_another(alone: Reading, together: Reading, told: Collection[str]) -> bool:
    """Whether a question by itself is for a fact that was not told, and together with the one before for what was."""
    if not (alone.matches and together.matches and together.matches[0].candidate.id in told):
        return False
    candidate = alone.matches[0].candidate
    return candidate.is_fact and candidate.id not in told
