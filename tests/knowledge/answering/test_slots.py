"""Questions that share all their words with a fact, and ask of it what it does not tell: a small pack about a lighthouse."""

from __future__ import annotations

import pytest

from knowledge.answering.answer import Status
from knowledge.answering.answerer import Answerer
from knowledge.base import KnowledgeBase
from knowledge.pack import load_pack
from tests.knowledge.conftest import PackWriter

FACTS = """\
topic: habits
facts:
  - id: light.repair
    title: The repair of the lantern
    statement: In **May 2019** the harbour board had the **lantern** of the lighthouse repaired for **4 million euros**.
    when: 2019-05
    figures:
      - {amount: 4000000, unit: EUR}
    citations:
      - {source: diary, paragraph: 1}
    asked_as:
      - When was the lantern repaired?
      - In which year was the lantern of the lighthouse repaired?
      - In what month did they repair the lantern?
      - Who had the lantern repaired?
      - Who paid for the repair of the lantern?
      - How much did the repair of the lantern cost?
      - What did the lantern repair cost?
      - What happened to the lantern of the lighthouse in 2019?
      - lantern repair
  - id: light.keepers
    title: The keeper
    statement: "**Ada Brill** keeps the lighthouse; in 2023 the inspector Noor Haak called it “a model of its kind”."
    entities: [ada_brill]
    citations:
      - {source: diary, paragraph: 2}
    asked_as:
      - Who keeps the lighthouse?
      - Who is the keeper of the lighthouse?
      - Who is Ada Brill?
      - What is the name of the lighthouse keeper?
      - Which person looks after the lighthouse?
      - What did the inspector call the lighthouse?
      - What did the inspector say about the lighthouse?
      - lighthouse keeper name
  - id: light.blessing
    title: The blessing
    statement: The bishop asked the council to have the **boat shed** blessed.
    citations:
      - {source: diary, paragraph: 3}
    asked_as:
      - What did the bishop ask the council for?
      - Who asked the council to bless the boat shed?
      - What was to be blessed?
      - Which building did the bishop want blessed?
      - Who wanted the boat shed to be blessed?
      - What did the bishop want from the council?
      - What was the bishop's request to the council?
      - blessing of the boat shed
  - id: light.strike
    title: The strike
    statement: In 2022 the divers of the harbour struck over their pay for **two weeks**.
    when: 2022
    citations:
      - {source: diary, paragraph: 2}
    asked_as:
      - What did the divers strike over?
      - How long did the divers of the harbour strike?
      - When did the divers strike over their pay?
      - diver pay strike
  - id: light.open
    title: The open day
    statement: On **8 June 2024** at 10:30 the lighthouse opened its doors to visitors.
    when: 2024-06-08
    citations:
      - {source: diary, paragraph: 3}
    asked_as:
      - When did the lighthouse open to visitors?
      - On which day did the lighthouse open its doors?
      - open day of the lighthouse
"""
ADA = """\
  - id: ada_brill
    kind: person
    name: Ada Brill
    role: keeper
  - id: kit
    kind: other
"""


@pytest.fixture
def lighthouse(cats: PackWriter) -> Answerer:
    folder = cats(("entities.yaml", "  - id: kit\n    kind: other\n", ADA))
    (folder / "facts" / "light.yaml").write_text(FACTS, encoding="utf-8")
    return Answerer(KnowledgeBase(load_pack(folder)))


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("What time was the lantern repaired?", "at what time"),
        ("On what day in May was the lantern repaired?", "on which day"),
        ("When did the bishop ask the council to bless the boat shed?", "when"),
        ("Where did the bishop ask the council to bless the boat shed?", "where"),
        ("How many lanterns were repaired in the lighthouse?", "how many"),
        ("Which judge had the lantern repaired?", "who"),
        ("Who keeps the lighthouse besides Ada Brill?", "who or what else"),
        ("When will the repair of the lantern cost 9 million?", "about that figure"),
        ("What do the divers of the harbour earn?", "how much money"),
        ("What did the bishop ask the council word for word?", "in which words"),
    ],
)
def test_what_a_fact_does_not_tell_is_named_and_the_fact_is_told(lighthouse: Answerer, question: str, said: str) -> None:
    answer = lighthouse.answer(question)
    assert answer.status is Status.DECLINED
    assert said in answer.text.split(". ")[0]
    assert answer.facts
    assert answer.citations
    assert lighthouse.base.fact(answer.facts[0]).statement["en"] in answer.text


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("At what time did the lighthouse open its doors?", "light.open"),
        ("What was the exact date of the open day at the lighthouse?", "light.open"),
        ("What month was the lantern repaired?", "light.repair"),
        ("When did they have the lantern repaired?", "light.repair"),
        ("Who repaired the lantern?", "light.repair"),
        ("What was the cost of repairing the lantern?", "light.repair"),
        ("What did the repair cost of 4 million go into, which lantern?", "light.repair"),
        ("What did the inspector call the lighthouse word for word?", "light.keepers"),
    ],
)
def test_what_it_does_tell_is_answered(lighthouse: Answerer, question: str, fact: str) -> None:
    answer = lighthouse.answer(question)
    assert answer.status is Status.ANSWERED
    assert fact in answer.facts


def test_of_a_fact_with_few_examples_its_structure_tells(lighthouse: Answerer) -> None:
    answer = lighthouse.answer("In what year did the lighthouse open its doors to visitors?")
    assert answer.facts == ("light.open",)
    assert lighthouse.answer("What does it cost to visit the lighthouse on its open day?").status is Status.DECLINED


def test_a_question_that_a_curator_listed_is_answered_all_the_same(cats: PackWriter) -> None:
    folder = cats(
        ("facts/habits.yaml", "      - What does Kit eat?\n", "      - What does Kit eat?\n      - When does Kit eat?\n")
    )
    answer = Answerer(KnowledgeBase(load_pack(folder))).answer("when does kit eat")
    assert answer.facts == ("habits.food",)


def test_a_diplomatic_step_is_no_diplomat(lighthouse: Answerer) -> None:
    assert "person" in lighthouse.matcher.read("which diplomats were there").asks
    assert "person" not in lighthouse.matcher.read("which diplomatic step was it").asks
