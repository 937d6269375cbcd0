"""Near misses on packs of several subjects that have no gaps: what is asked for is not what the facts tell of the same thing."""

from __future__ import annotations

import pytest

from benchmarks.thin import thinned
from knowledge.answering.answer import Answer, Status
from knowledge.answering.answerer import Answerer
from knowledge.base import KnowledgeBase
from knowledge.pack import load_pack
from tests.knowledge.other_packs import LYNX, MOSS, MUSEUM, PACKS, TRAMS, answerer


def ask(pack: str, question: str) -> Answer:
    return answerer(pack).answer(question)


@pytest.mark.parametrize(
    ("pack", "question"),
    [
        # another property
        (MOSS, "How old is Orla Fennimore?"),
        (MUSEUM, "What colour is the Pilgrim Lamp?"),
        (MUSEUM, "What did the lift cost?"),
        (TRAMS, "What is the director's salary?"),
        (LYNX, "Where was Saskia Brandvold born?"),
        (MUSEUM, "How wide is the chimney?"),
        # another entity
        (TRAMS, "How many people live in Velmouth?"),
        (TRAMS, "In which year did Line 5 open?"),
        (LYNX, "Has NASA been asked to join the mission?"),
        # another time
        (TRAMS, "Who ran Velmouth Tramways before 2019?"),
        (MUSEUM, "Who was the director before Ines Falk?"),
        # another of what excludes each other
        (TRAMS, "What is the price of a monthly pass?"),
        # another kind of answer
        (TRAMS, "By what percentage has steel become dearer since 2021?"),
        # what nothing tells of
        (MOSS, "Is there a car park at the ground?"),
        (MUSEUM, "Can I bring my dog?"),
    ],
)
def test_a_near_miss_is_declined(pack: str, question: str) -> None:
    assert ask(pack, question).status is Status.DECLINED


@pytest.mark.parametrize(
    ("pack", "question", "fact"),
    [
        (TRAMS, "How many people live in Ostrey?", "towns.populations"),
        (TRAMS, "What does a yearly pass cost?", "fares.tickets"),
        (TRAMS, "How many people work for the tram company?", "operator.company"),
        (MUSEUM, "How tall is the chimney?", "house.chimney"),
        (MUSEUM, "How many employees has the museum got?", "people.staff"),
        (MUSEUM, "How many japanese objects are there?", "collection.countries"),
        (LYNX, "What did POLVO cost?", "instruments.polvo"),
        (MOSS, "What did Lindqvist cost?", "team.lindqvist"),
    ],
)
def test_what_is_told_of_just_that_is_answered(pack: str, question: str, fact: str) -> None:
    answer = ask(pack, question)
    assert answer.status is Status.ANSWERED
    assert fact in answer.facts


@pytest.mark.parametrize(
    ("pack", "question"),
    [(MUSEUM, "When was it found?"), (MUSEUM, "how much a year"), (MOSS, "how many points was it"), (LYNX, "how heavy is it")],
)
def test_a_question_that_several_facts_may_be_meant_by_is_asked_back(pack: str, question: str) -> None:
    answer = ask(pack, question)
    assert answer.status is Status.CLARIFY or len(answer.facts) > 1
    assert len(set(answer.suggestions) or set(answer.facts)) > 1


def test_few_examples_and_nothing_else_still_answer() -> None:
    bare = Answerer(KnowledgeBase(thinned(load_pack(PACKS / TRAMS), examples=4, bare=True)))
    assert not bare.base.collections
    assert all(len(fact.examples("en")) <= 4 for fact in bare.base.facts)
    assert bare.answer("How long will Line 7 be?").facts == ("line7.route",)
    assert bare.answer("How old is the mayor of Velmouth?").status is Status.DECLINED


@pytest.mark.parametrize(
    ("question", "person"),
    [
        ("Who was sent to Kabul by Moscow?", "people.zhirnov"),
        ("who was sent to moscow by kabul", "people.ghulam_hassan"),
        ("who was sent by the afghans to russia", "people.ghulam_hassan"),
        ("who was sent from moscow to kabul", "people.zhirnov"),
    ],
)
def test_who_was_sent_where_is_told_by_the_direction(question: str, person: str, shipped: Answerer) -> None:
    facts = set(shipped.answer(question).facts)
    assert person in facts
    assert {"people.zhirnov", "people.ghulam_hassan"} - {person} - facts
