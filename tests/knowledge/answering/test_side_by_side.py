"""Two names, two times and two halves that ask for neighbouring things: both are told, each once."""

from __future__ import annotations

import pytest

from knowledge.answering.answer import Status
from knowledge.answering.answerer import Answerer


@pytest.mark.parametrize(
    ("question", "facts"),
    [
        ("what are safta and ecota", {"agreements.safta", "agreements.ecota"}),
        ("difference between aptta and safta", {"agreements.aptta", "agreements.safta"}),
        ("compare rudenko with kabulov", {"people.rudenko", "people.kabulov"}),
    ],
)
def test_two_names_set_side_by_side_are_both_told(question: str, facts: set[str], shipped: Answerer) -> None:
    answer = shipped.answer(question)
    assert answer.status is Status.ANSWERED
    assert facts <= set(answer.facts)


def test_what_is_asked_beyond_the_names_is_not_passed_over(shipped: Answerer) -> None:
    alone = ("people.rudenko", "people.kabulov")
    assert shipped.answer("who is taller, rudenko or kabulov").facts != alone  # that would be how the names alone are answered


def test_what_one_said_to_the_other_is_not_who_both_are(shipped: Answerer) -> None:
    assert shipped.answer("what did rudenko say to hassan").status is Status.DECLINED


def test_two_times_have_a_timeline_each(shipped: Answerer) -> None:
    answer = shipped.answer("what happened in august 2024 and august 2021")
    assert {"neighbours.uzbekistan.agreements", "kabul.taliban.return"} <= set(answer.facts)


def test_a_time_that_nothing_is_dated_to_is_named_beside_the_other(shipped: Answerer) -> None:
    answer = shipped.answer("what happened in 2003 and 1950")
    assert answer.facts == ("terror_list.russia.designated.2003",)
    assert "1950" in answer.text


def test_no_line_is_said_twice_and_neither_half_is_lost(shipped: Answerer) -> None:
    answer = shipped.answer("who is the deputy foreign minister and who is the foreign minister")
    lines = answer.text.splitlines()
    assert len(lines) == len(set(lines))
    assert {"people.rudenko", "people.lavrov"} <= set(answer.facts)


@pytest.mark.parametrize(
    "question", ["how old is ghulam hassan", "who are the members of eco", "inflation", "how long is the tapi pipeline"]
)
def test_what_curators_know_to_be_missing_is_said_in_their_words(question: str, shipped: Answerer) -> None:
    answer = shipped.answer(question)
    assert answer.status is Status.DECLINED
    assert any(answer.text.startswith(gap.statement["en"]) for gap in shipped.base.pack.gaps)
