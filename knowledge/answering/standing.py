"""Whether a question in a conversation is to be read by itself, or together with the one before."""

from __future__ import annotations

from collections.abc import Collection

from knowledge.answering.compound import CLEAR
from knowledge.answering.reading import Reading
from knowledge.understanding.followup import begins_with, elliptical, has_pronoun, points_back
from knowledge.understanding.language import Language
from knowledge.understanding.query import Query, Role

SURE_ALONE = 0.6  # probability from which a question that points back may yet be read by itself


def stands_alone(query: Query, alone: Reading, together: Reading, language: Language, told: Collection[str] = ()) -> bool:
    """Whether a question that leans on the one before is better read by itself; `alone` and `together` are the two readings.

    `told` are the facts of the answer before: what asks for something else by itself hardly asks for these once more.
    """
    if not query.content:  # "by whom?": nothing but a curator's own words could be meant by it
        return bool(alone.matches and alone.matches[0].evidence.exact)
    if begins_with(query.row, language.compares_back):
        return False  # "compared to the other one?"
    if points_back(query, language):
        stands = alone.verdict.right >= max(SURE_ALONE, together.verdict.right) and len(query.content) > 1
    else:
        stands = alone.verdict.right >= CLEAR and not elliptical(query)
    says = any(token.role is Role.CONTENT for token in query.content)
    if says and alone.matches[:1] and not has_pronoun(query.row, language):
        first = alone.matches[0]
        stands = stands or bool(first.evidence.exact and not first.candidate.is_gap)  # a curator's keyword: "and the railway?"
    clearer = alone.verdict.right >= max(SURE_ALONE, 2 * together.verdict.right)  # "what is its area?", "and the population?"
    again = bool(together.matches) and together.matches[0].candidate.id in told
    other = bool(alone.matches) and alone.matches[0].candidate.is_fact and alone.matches[0].candidate.id not in told
    return stands or (says and (clearer or (again and other and alone.verdict.right >= CLEAR)))
