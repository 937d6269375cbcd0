"""Ranking: the right candidate first, and evidence within its bounds."""

from __future__ import annotations

import pytest

from knowledge.answering.answerer import Answerer
from knowledge.answering.decision import Decision
from knowledge.matching.features import Evidence
from knowledge.matching.scorer import Scorer


def first(answerer: Answerer, question: str) -> str:
    return answerer.matcher.rank(answerer.matcher.read(question))[0].candidate.id


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("water temperature for green tea", "brewing.green.temperature"),
        ("picking in 2022", "harvest.brookvale.2022"),
        ("picking in 2021", "harvest.brookvale.2021"),
        ("head grower", "growers.mira_lind"),
        ("Tomas Oak", "growers.tomas_oak"),
    ],
)
def test_the_right_fact_comes_first(question: str, fact: str, tea: Answerer) -> None:
    assert first(tea, question) == fact


def test_matches_come_best_first_and_never_twice(shipped: Answerer) -> None:
    for question in ("trade with russia", "who is the ambassador", "taliban", "2024"):
        matches = shipped.matcher.rank(shipped.matcher.read(question))
        scores = [match.score for match in matches]
        assert scores == sorted(scores, reverse=True)
        assert len({match.candidate.id for match in matches}) == len(matches)


def test_a_question_of_nothing_known_has_no_matches(tea: Answerer) -> None:
    assert tea.matcher.rank(tea.matcher.read("🙂")) == []


def test_a_hidden_candidate_is_not_found(tea: Answerer) -> None:
    matcher = tea.matcher
    number = next(n for n, c in enumerate(matcher.candidates) if c.id == "growers.tomas_oak")
    matches = matcher.rank(matcher.read("Who is Tomas Oak?"), hidden=[number])
    assert "growers.tomas_oak" not in {match.candidate.id for match in matches}


def test_a_limit_shortens_the_list(shipped: Answerer) -> None:
    matches = shipped.matcher.rank(shipped.matcher.read("taliban"), limit=3)
    assert 0 < len(matches) <= 3


def test_an_example_is_known_as_such(tea: Answerer) -> None:
    match = tea.matcher.rank(tea.matcher.read("who is TOMAS oak"))[0]
    assert match.evidence.exact == 1
    assert match.example == "Who is Tomas Oak?"


def test_ranking_is_repeatable(shipped: Answerer) -> None:
    query = shipped.matcher.read("who took the taliban off the list")
    assert shipped.matcher.rank(query) == shipped.matcher.rank(query)


def test_shares_are_probabilities(shipped: Answerer) -> None:
    decision = Decision.default()
    for question in ("trade in 2023", "ambassador", "cheese"):
        query = shipped.matcher.read(question)
        matches = shipped.matcher.rank(query)
        if matches:
            shares = decision.shares(matches)
            assert sum(shares) == pytest.approx(1)
            assert all(0 <= share <= 1 for share in shares)
        verdict = decision.verdict(query, matches)
        assert 0 <= verdict.right <= verdict.known <= 1


def test_every_weight_names_a_piece_of_evidence() -> None:
    assert set(Scorer.default().weights) <= set(Evidence._fields)
