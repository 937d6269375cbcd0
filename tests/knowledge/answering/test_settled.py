"""Yes/no questions that no curator listed, and that the facts' own structure settles."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.answering.answerer import Answerer
from knowledge.answering.settled import Settler
from knowledge.base import KnowledgeBase
from knowledge.pack import load_pack

TOWN = {
    "pack.yaml": "id: town\nformat: 1\nname: A town\ndescription: Two bridges and who built them.\n",
    "sources.yaml": "sources:\n  - {id: gazette, title: The Gazette, paragraphs: 3}\n",
    "topics.yaml": "topics:\n  - {id: bridges, title: Bridges, description: The bridges}\n",
    "entities.yaml": """\
entities:
  - {id: ada_voss, kind: person, name: Ada Voss, aliases: [voss], role: mayor}
  - {id: ben_ruhl, kind: person, name: Ben Ruhl, aliases: [ruhl], role: engineer}
  - {id: norland, kind: state, name: Norland, aliases: [norlanders]}
  - {id: westria, kind: state, name: Westria}
  - {id: mill_bridge, kind: project, name: Mill Bridge}
  - {id: swan_bridge, kind: project, name: Swan Bridge}
""",
    "facts/bridges.yaml": """\
topic: bridges
facts:
  - id: mill
    title: Opening of the Mill Bridge
    statement: The **Mill Bridge** was opened in **June 1994**.
    when: 1994-06
    entities: [mill_bridge]
    citations: [{source: gazette, paragraph: 1}]
    asked_as: [When was the Mill Bridge opened?, When did the Mill Bridge open?, opening of the mill bridge]
  - id: swan
    title: Opening of the Swan Bridge
    statement: The **Swan Bridge** was opened in **March 2003**.
    when: 2003-03
    entities: [swan_bridge]
    citations: [{source: gazette, paragraph: 1}]
    asked_as: [When was the Swan Bridge opened?, When did the Swan Bridge open?, opening of the swan bridge]
  - id: design
    title: Design of the Mill Bridge
    statement: Mayor Ada Voss had the Mill Bridge designed by **Ben Ruhl**.
    entities: [mill_bridge, ben_ruhl, ada_voss]
    citations: [{source: gazette, paragraph: 2}]
    asked_as: [Who designed the Mill Bridge?, By whom was the Mill Bridge designed?]
  - id: first
    title: First to pay a toll
    statement: Norland was the **first** to pay a toll on the bridges.
    entities: [norland]
    citations: [{source: gazette, paragraph: 3}]
    asked_as: [Who was first to pay a toll?, Which country first paid a toll?]
""",
}


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    folder: Path = tmp_path_factory.mktemp("town")
    for name, text in TOWN.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return Answerer(KnowledgeBase(load_pack(folder)))


@pytest.mark.parametrize(
    ("question", "so"),
    [
        ("Did the Mill Bridge open in 1990?", "June 1994"),
        ("Did the Mill Bridge open in 1999?", "June 1994"),
        ("Did the Swan Bridge open in July?", "March 2003"),
        ("Was it in 1999 that the Swan Bridge opened?", "March 2003"),
        ("Did Voss design the Mill Bridge?", "Ben Ruhl"),
        ("Was it Ada Voss who designed the Mill Bridge?", "Ben Ruhl"),
        ("Did Westria pay a toll first?", "Norland"),
        ("Did the Swan Bridge open before the Mill Bridge?", "June 1994"),
        ("Did the Mill Bridge open later than the Swan Bridge?", "March 2003"),
    ],
)
def test_a_wrong_premise_is_contradicted_with_what_is_so(question: str, so: str, town: Answerer) -> None:
    text = town.answer(question).text
    assert text.startswith("No. ")
    assert so in text


@pytest.mark.parametrize(
    "question",
    [
        "Did the Mill Bridge open in 1994?",
        "Did the Mill Bridge open in June 1994?",
        "Did Ruhl design the Mill Bridge?",
        "Did the Mill Bridge open before the Swan Bridge?",
    ],
)
def test_what_the_facts_show_is_confirmed(question: str, town: Answerer) -> None:
    assert town.answer(question).text.startswith("Yes. ")


@pytest.mark.parametrize(
    "question",
    [
        "Was the Mill Bridge open in 1999?",  # what was opened may still be open
        "Didn't the Mill Bridge open in 1990?",
        "Did the Mill Bridge almost open in a storm in 1990?",
        "Did Voss visit the Mill Bridge?",
        "Did Westria pay a toll?",  # others may have paid later
        "Did Norland pay a toll first in 1990?",
        "Did Voss try to design the Mill Bridge?",
        "Did the Mill Bridge open after 1990?",
    ],
)
def test_what_they_leave_open_is_neither_confirmed_nor_contradicted(question: str, town: Answerer) -> None:
    assert not town.answer(question).text.startswith(("Yes.", "No."))


def test_one_of_many_is_not_denied(tea: Answerer) -> None:
    assert tea.answer("Is Tomas Oak a blender?").text.startswith("Yes. ")
    assert not tea.answer("Is Mira Lind a blender?").text.startswith("No.")
    assert tea.answer("Is Mira Lind the blender?").text.startswith("No. **Tomas Oak**")


def test_two_years_are_compared_by_their_figures(tea: Answerer) -> None:
    wrong = tea.answer("Was the harvest in 2021 higher than in 2022?")
    assert wrong.text.startswith("No. ")
    assert wrong.computed
    assert tea.answer("Was the harvest higher in 2022 than in 2021?").text.startswith("Yes. ")
    assert tea.answer("Did the harvest fall from 2021 to 2022?").text.startswith("No. ")
    assert tea.answer("Did the harvest grow between 2021 and 2022?").text.startswith("Yes. ")


def test_an_amount_is_held_against_the_figure_of_the_year_that_is_named(tea: Answerer) -> None:
    answer = tea.answer("Was the harvest 650 kg in 2021?")
    assert answer.text.startswith("No. Brookvale picked **400 kg**")


def test_a_date_of_one_state_settles_nothing_about_another(shipped: Answerer) -> None:
    assert shipped.answer("Did China offer zero tariffs in October 2024?").text.startswith("Yes. ")
    assert not shipped.answer("Did Russia offer zero tariffs in October 2024?").text.startswith(("Yes.", "No."))


@pytest.mark.parametrize(
    "question",
    ["Did Putin act on a recommendation from his foreign minister?", "did putin act on the foreign minister's recommendation"],
)
def test_who_holds_an_office_that_is_named_takes_part_beside_the_person(question: str, shipped: Answerer) -> None:
    assert not shipped.answer(question).text.startswith(("Yes.", "No."))
    assert shipped.answer("Did Kabulov accept the credentials?").text.startswith("No. ")


@pytest.mark.parametrize("which", range(0, 30, 6))
def test_what_is_shared_with_the_base_settles_as_what_is_worked_out_anew(tea: Answerer, which: int) -> None:
    fact = tea.base.facts[which % len(tea.base.facts)]
    other = fact.model_copy(update={"title": {"en": "As it is seen here"}, "statement": {"en": "**Nobody** knows any more."}})
    later = tea.changed(tea.base.with_facts(other if one is fact else one for one in tea.base.pack.facts))
    shared, anew = Settler(later.base, later.matcher, Settler(tea.base, tea.matcher)), Settler(later.base, later.matcher)
    settled = 0
    for one in tea.base.facts:
        for question in (*one.asked_as["en"], f"is it true that {one.statement['en']}"):
            reading = later.read(question)
            found = shared.settle(reading.query, reading.matches)
            assert found == anew.settle(reading.query, reading.matches), question
            settled += found is not None
    assert settled
