"""Yes/no questions: what the facts confirm and contradict, and only that."""

from __future__ import annotations

import pytest

from knowledge.answering.answer import Status
from knowledge.answering.answerer import Answerer

TRUE = (
    "Was the harvest 400 kg in 2021?",
    "Did Brookvale pick 650 kg of tea in 2022?",
    "Did the harvest in 2021 exceed 300 kg?",
    "Was the harvest in 2022 below 700 kg?",
)
FALSE = (
    "Was the harvest 500 kg in 2021?",
    "Did Brookvale pick 900 kg of tea in 2022?",
    "Did the harvest in 2021 exceed 500 kg?",
    "Was the harvest in 2022 below 500 kg?",
)


@pytest.mark.parametrize(("questions", "opening", "opposite"), [(TRUE, "Yes.", "No."), (FALSE, "No.", "Yes.")])
def test_an_amount_is_confirmed_or_contradicted_with_what_is_so(
    questions: tuple[str, ...], opening: str, opposite: str, tea: Answerer
) -> None:
    answers = list(map(tea.answer, questions))
    assert all(answer.status is Status.ANSWERED and answer.citations for answer in answers)
    assert not [answer.text for answer in answers if answer.text.startswith(opposite)]
    said = [answer for answer in answers if answer.text.startswith(f"{opening} Brookvale picked")]
    assert len(said) >= len(questions) - 1


def test_the_amount_of_another_year_confirms_nothing(tea: Answerer) -> None:
    for question in ("Was the harvest 650 kg in 2021?", "Did Brookvale pick 400 kg of tea in 2022?"):
        assert not tea.answer(question).text.startswith("Yes.")


@pytest.mark.parametrize(
    "question",
    [
        "Was the harvest in 2021 below 395 kg?",
        "Did the harvest in 2021 exceed 400 kg?",
        "Did the harvest in 2021 exceed 405 kg?",
    ],
)
def test_a_near_amount_is_neither_above_nor_below(question: str, tea: Answerer) -> None:
    assert not tea.answer(question).text.startswith("Yes.")


def test_an_expectation_does_not_confirm_what_has_happened(shipped: Answerer) -> None:
    assert not shipped.answer("Did trade reach 3 billion dollars in 2025?").text.startswith("Yes.")


@pytest.mark.parametrize("question", ["Was the harvest not 400 kg in 2021?", "Wasn't the harvest 650 kg in 2021?"])
def test_a_question_with_a_negation_gets_the_fact_without_yes_or_no(question: str, tea: Answerer) -> None:
    answer = tea.answer(question)
    assert not answer.text.startswith(("Yes.", "No."))


@pytest.mark.parametrize("question", ["Is Tomas Oak a gardener?", "Does milk go into tea?", "Who is Tomas Oak?", "harvest 2021"])
def test_nothing_is_confirmed_that_no_curator_confirmed(question: str, tea: Answerer) -> None:
    assert not tea.answer(question).text.startswith(("Yes.", "No."))


@pytest.mark.parametrize(
    ("question", "opening"),
    [
        ("Was trade with Russia 170 million dollars in 2022?", "Yes."),
        ("Was trade with Russia a billion in 2022?", "No."),
        ("Did Putin accept the credentials himself?", "No."),
        ("Did Rudenko accept the credentials?", "Yes."),
    ],
)
def test_what_a_curator_confirmed_or_refuted_is_said(question: str, opening: str, shipped: Answerer) -> None:
    answer = shipped.answer(question)
    assert answer.text.startswith(opening)
    assert len(answer.text) > len(opening) + 20, "what is so is said, too"


def test_the_order_of_the_names_in_a_question_matters(shipped: Answerer) -> None:
    denied = shipped.answer("Did Kyrgyzstan delist the Taliban before Kazakhstan?")
    turned = shipped.answer("Did Kazakhstan delist the Taliban before Kyrgyzstan?")
    assert denied.text.startswith("No.")
    assert not turned.text.startswith("No.")


# Each is false, or more than the sources say; a bare fact is an honest answer, a yes or no is not.
LOADED = """
    Did Russia recognise the Taliban after delisting it?
    Is it false that trade was $1 billion in 2023?
    Is it a lie that trade was 170 million in 2022?
    Is GDP shrinking by 2.3 %?
    Did trade fall to $1 billion in 2023?
    Did trade rise by 170 million in 2022?
    Did Hitler give the Taliban $1 billion in 2023?
    Is Russia's population 42.6 million?
    Do 42.6 million people live in Kabul?
    Is the GDP of Russia $88.38 billion?
    Was trade with Pakistan 170 million in 2022?
    Is trade 1 billion euros in 2023?
    Was trade 170 million rubles in 2022?
    Was monthly trade 1 billion in 2023?
    Does the Taliban recognise the whole world?
    Is Kabulov only an envoy?
    Did most of the world recognise the Taliban?
    Will the Taliban return to power in August 2021?
    Was trade at most 100 million in 2021?
    Is the population roughly 40 million?
    Is Putin a good president?
""".strip().splitlines()


@pytest.mark.parametrize("question", [question.strip() for question in LOADED])
def test_a_loaded_question_gets_no_yes_and_no_no(question: str, shipped: Answerer) -> None:
    assert not shipped.answer(question).text.startswith(("Yes.", "No."))


def test_a_recommendation_is_not_denied_because_its_opposite_was(shipped: Answerer) -> None:
    assert not shipped.answer("Did Lavrov recommend recognising the Taliban?").text.startswith("No.")


@pytest.mark.parametrize(
    "question",
    [
        "how much did the population grow from 2021 to 2022",
        "by how much did inflation rise from 2021 to 2023",
        "average population 2021 to 2023",
        "which country has the highest trade with Afghanistan",
        "total trade from 2021 to 2030",
        "how many days between the delisting and the recognition",
    ],
)
def test_no_sum_is_made_of_something_else_than_was_asked_for(question: str, shipped: Answerer) -> None:
    assert shipped.answer(question).computed is None
