"""Sums, spans of time and days on packs of other subjects. Expected values are worked out by hand from the packs' statements."""

from __future__ import annotations

import pytest

from knowledge.answering.answer import Reason, Status
from knowledge.answering.answerer import Answerer
from knowledge.base import KnowledgeBase
from knowledge.pack import load_pack
from tests.knowledge.other_packs import BREWERY, LYNX, MOSS, MUSEUM, PACKS, STRAIT, TRAMS, answerer


@pytest.mark.parametrize(
    ("pack", "question", "value", "facts"),
    [
        # the difference of two figures of a fact, chosen by unit or label
        (LYNX, "how many kilograms apart are the payload figures?", 2.7, {"instruments.payload"}),
        (LYNX, "How many points apart are Wleklinski and Greyfell on Pantry?", 14, {"landing.odds"}),
        (LYNX, "How much xenon was burnt until the end of 2024?", 45, {"operations.xenon"}),
        (
            MOSS,
            "How far short of the average budget of the league is the playing budget of this season?",
            150_000,
            {"money.budget"},
        ),
        (MOSS, "What is the difference between the sponsor's figure and the club's?", 15_000, {"money.sponsor_dispute"}),
        (MOSS, "How many more votes were against the plan than for it?", 515, {"ownership.vote"}),
        (TRAMS, "By how many metres is the bridge too low for the largest cruise ships?", 7, {"harbour.clearance"}),
        (TRAMS, "how many more people live in Ostrey than in Dunmarsh?", 45_000, {"towns.populations"}),
        (TRAMS, "How many minutes faster is the tram than bus and ferry?", 26, {"line7.journey_time"}),
        (TRAMS, "How much more does Velmouth pay than Ostrey?", 85_000_000, {"costs.shares"}),
        (LYNX, "How much did the ceiling rise from 2017 to 2021?", 57_000_000, {"costs.ceiling"}),
        (LYNX, "By how many months do Vance's number and the real delay differ?", 2, {"delays.vance"}),
        (MOSS, "How much dearer was Lindqvist than the previous record signing?", 9_500, {"team.lindqvist"}),
        # parts together: all of them, or those that are named
        (MOSS, "What is the combined number of seats in the three stands?", 1300, {"ground.capacity"}),
        (LYNX, "How many votes were cast altogether for the landing site?", 11, {"landing.choice"}),
        (LYNX, "combined shares of the NSSO and HPL?", 80, {"agreement.shares"}),
        (MOSS, "How many votes did the members cast altogether on the plan to sell the ground?", 1107, {"ownership.vote"}),
        (MOSS, "If you add wins and draws in the derby, how many games is that?", 30, {"rivals.derby"}),
        (MOSS, "Add up the wins, defeats and draws in the Canal Derby", 48, {"rivals.derby"}),
        (MOSS, "What do the trust and the council hold together?", 46, {"ownership.shares"}),
        (MOSS, "How much do the trust and the council pay together?", 1_500_000, {"rebuilding.funding"}),
        (MOSS, "Add the loss and the profit together", -31_600, {"money.results"}),
        (TRAMS, "How much do Velmouth, the Ministry and Ostrey pay together?", 395_000_000, {"costs.shares"}),
        (TRAMS, "How many people live in Ostrey and Dunmarsh together?", 127_000, {"towns.populations"}),
        # what is left of a hundred per cent
        (LYNX, "Add the agencies' shares of the cost: what is left over?", 5, {"agreement.shares"}),
        # two facts, named by a name each
        (MOSS, "What is the net gain from the Rowe sale and the Lindqvist purchase?", 13_500, {"team.rowe", "team.lindqvist"}),
        # the figures of a series that there are
        (LYNX, "What do all published expenses from 2019 to 2024 add up to?", 132_900_000, None),
        (TRAMS, "How many passengers altogether from 2018 to 2024?", 198_500_000, None),
        # the time between two things, in any order of words
        (LYNX, "how many days are there between going into orbit and landing?", 109, {"mission.arrival"}),
        (
            LYNX,
            "How many days after the launch did the star tracker go blind?",
            119,
            {"mission.launch", "operations.star_tracker"},
        ),
        (LYNX, "how many months from the launch to the earth flyby?", 12, {"mission.launch", "operations.thruster"}),
        (LYNX, "How many years before the launch did Kitsune fly?", 9, {"mission.launch", "mission.kitsune"}),
        (MOSS, "How many days after the vote against the move was the rebuilding agreement signed?", 262, None),
        (TRAMS, "How many days after the referendum was the Estuary Agreement signed?", 48, None),
    ],
)
def test_what_the_figures_of_a_pack_make_is_worked_out(pack: str, question: str, value: float, facts: set[str] | None) -> None:
    answer = answerer(pack).answer(question)
    assert answer.reason is Reason.COMPUTED, answer.text
    assert answer.computed is not None
    assert answer.computed.value == pytest.approx(value)
    assert facts is None or set(answer.facts) == facts
    assert answer.citations


@pytest.mark.parametrize(
    ("pack", "question", "fact"),
    [
        # alternatives, wholes with one of their parts, and figures of other things are not added up
        (LYNX, "What is the total mass of the payload?", "instruments.payload"),
        (LYNX, "how much xenon is left?", "operations.xenon"),
        (MOSS, "how many players are there altogether?", "team.squad"),
        (MOSS, "how much does the sponsor pay in total a year?", "money.sponsor_dispute"),
        (MOSS, "How many games has the derby had altogether?", "rivals.derby"),
        (TRAMS, "what is the total cost of Line 7?", "costs.total"),
        (TRAMS, "how many stops in total?", "network.today"),
        (TRAMS, "How many seats in total on the board?", "towns.ostrey.in_return"),
        # a record is not the highest of yearly means
        (MOSS, "biggest crowd ever", "gates.record"),
        # a fact that tells the change by itself
        (LYNX, "What is the total cost of POLVO?", "instruments.polvo"),
    ],
)
def test_what_is_no_sum_is_told_as_it_is(pack: str, question: str, fact: str) -> None:
    answer = answerer(pack).answer(question)
    assert answer.computed is None, answer.text
    assert fact in answer.facts


@pytest.mark.parametrize(
    ("pack", "question"),
    [
        (LYNX, "What is the total approved cost?"),
        (MOSS, "how many goals altogether did the players score"),
        (MOSS, "What is the difference between the budgets of Corley Vale and Stellan Bridge?"),
        (MOSS, "How many days after the launch did they win the cup?"),
        (MOSS, "By how much did the record crowd beat the old one?"),
        (LYNX, "What percentage of the xenon has been used?"),
        (LYNX, "How many years lie between the signing of the agreement and the landing?"),  # the source dates an interval
        (TRAMS, "How much shorter is the network today than in 1951?"),
        (TRAMS, "What is the difference between the city's and Stokes's forecast for 2029?"),
        (TRAMS, "How many people live in Ostrey and Vallon together?"),
        (TRAMS, "How much do Velmouth and the harbour pay together?"),
    ],
)
def test_nothing_is_worked_out_from_figures_of_something_else(pack: str, question: str) -> None:
    assert answerer(pack).answer(question).computed is None


def test_the_whole_that_a_source_gives_stands_beside_the_sum_of_its_parts() -> None:
    answer = answerer(MOSS).answer("Add up the wins, defeats and draws in the Canal Derby")
    assert "19 matches + 18 matches + 11 matches" in answer.text
    assert "47 matches (Canal Derbies)" in answer.text


def test_years_without_a_figure_are_named_below_a_sum() -> None:
    answer = answerer(LYNX).answer("What do all published expenses from 2019 to 2024 add up to?")
    assert answer.note
    assert "no figure for 2021" in answer.note


@pytest.mark.parametrize(
    ("pack", "question", "facts"),
    [
        (MOSS, "what happened on 9 october 2023", {"ownership.vote"}),
        (MOSS, "What took place on 27 June 2024?", {"rebuilding.funding"}),
        (MOSS, "What happened on November 12th, 2023?", {"gates.record"}),  # a day that only the statement tells
        (MOSS, "What happened on 2023-10-09?", {"ownership.vote"}),
        (TRAMS, "what happened on 17 May 2023?", {"vehicles.accident"}),
        (LYNX, "What happened on the 8th of July 2023?", {"operations.star_tracker"}),
    ],
)
def test_a_day_is_that_day(pack: str, question: str, facts: set[str]) -> None:
    answer = answerer(pack).answer(question)
    assert answer.reason is Reason.TIMELINE, answer.text
    assert set(answer.facts) == facts


@pytest.mark.parametrize("question", ["what happened on 3 october 2023", "What happened on 10 October 2023?"])
def test_a_day_of_which_nothing_is_told_is_not_its_neighbour(question: str) -> None:
    assert answerer(MOSS).answer(question).status is Status.DECLINED


def test_since_a_day_leaves_out_what_was_before() -> None:
    answer = answerer(MOSS).answer("What happened since 9 October 2023?")
    assert {"ownership.vote", "rebuilding.funding"} <= set(answer.facts)
    assert "ground.pump_failure" not in answer.facts  # February of that year


def test_between_two_days_are_both_and_what_lies_between() -> None:
    answer = answerer(LYNX).answer("What happened between 8 July 2023 and 27 January 2024?")
    assert {"operations.star_tracker", "operations.safe_mode"} <= set(answer.facts)
    assert "operations.thruster" not in answer.facts


def undeclared(pack: str) -> Answerer:
    """A pack whose figures belong to no series."""
    whole = load_pack(PACKS / pack)
    facts = [
        fact.model_copy(update={"figures": tuple(figure.model_copy(update={"series": None}) for figure in fact.figures)})
        for fact in whole.facts
    ]
    return Answerer(KnowledgeBase(whole.model_copy(update={"series": (), "facts": tuple(facts)})))


def test_what_a_list_tells_year_by_year_is_reckoned_with_like_a_series() -> None:
    lynx = undeclared(LYNX)
    total = lynx.answer("What do all published expenses from 2019 to 2024 add up to?")
    assert total.computed
    assert total.computed.value == pytest.approx(132_900_000)
    rise = lynx.answer("By how much did the expenditure grow from 2019 to 2020?")
    assert rise.computed
    assert rise.computed.value == pytest.approx(8_600_000)
    holes = lynx.answer("Sum of the expenditure from 2019 to 2022")
    assert holes.computed is None, holes.text


@pytest.mark.parametrize(
    ("pack", "question", "fact"),
    [
        (MOSS, "Give me every shareholder with the percentage.", "ownership.shares"),
        (MOSS, "Name the rival teams, please", "rivals.three"),
        (MOSS, "List all shareholders", "ownership.shares"),
        (MOSS, "Name all rivals", "rivals.three"),
        (LYNX, "List all the ground stations", "operations.stations"),
    ],
)
def test_a_fact_that_names_several_things_answers_as_a_list(pack: str, question: str, fact: str) -> None:
    answer = answerer(pack).answer(question)
    assert answer.status is Status.ANSWERED
    assert fact in answer.facts


@pytest.mark.parametrize(
    ("pack", "question", "value", "shown"),
    [
        # a percentage of an amount, and what each of several adds
        (STRAIT, "How many euros does Brennay pay for the Anna Vesk?", 1_640_000, "40% × €4.1 million"),
        (STRAIT, "What do both states together pay in subsidies for the ferries each year?", 6_500_000, "2 × €3.25 million"),
        # what a part leaves of its whole
        (BREWERY, "How many bottles never came back?", 6_600, "38,000 bottles − 31,400 bottles"),
        (MUSEUM, "how many objects are not on show?", 4_160, "4,860 objects − 700 objects"),
        (MOSS, "how many players are not full-time professionals", 15, "24 players − 9 players"),
        (MOSS, "how many clubs do not go down?", 12, "14 clubs − 2 clubs"),
    ],
)
def test_what_a_fact_gives_the_parts_of_is_worked_out(pack: str, question: str, value: float, shown: str) -> None:
    answer = answerer(pack).answer(question)
    assert answer.computed is not None, answer.text
    assert answer.computed.value == pytest.approx(value)
    assert shown in answer.text


@pytest.mark.parametrize(
    ("pack", "question"),
    [
        (STRAIT, "How many euros does Skellmark pay for the Anna Vesk?"),  # that it is the rest is not said
        (STRAIT, "how many people on the Anna Vesk are not scientists?"),  # they come beside the crew
        (STRAIT, "how many votes were not against the judgment?"),
        (BREWERY, "how many employees are not apprentices"),
        (BREWERY, "how many bottles came back?"),
    ],
)
def test_what_may_stand_beside_is_not_taken_for_a_part(pack: str, question: str) -> None:
    assert answerer(pack).answer(question).computed is None
