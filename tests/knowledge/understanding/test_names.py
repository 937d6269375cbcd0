"""Names and synonyms are found in questions, whatever their inflection."""

from __future__ import annotations

import pytest

from knowledge.answering.answerer import Answerer
from knowledge.understanding.query import Role


@pytest.mark.parametrize(
    ("question", "entities"),
    [
        ("Who is Mira Lind?", {"mira_lind"}),
        ("lind", {"mira_lind"}),
        ("What is MIRA LIND's job?", {"mira_lind"}),
        ("is Lind of Brookvale Garden?", {"mira_lind", "brookvale"}),
        ("do Oak and Lind know each other", {"mira_lind", "tomas_oak"}),
        ("is Mira here", set()),
        ("who founded it", set()),
    ],
)
def test_names_are_found(question: str, entities: set[str], tea: Answerer) -> None:
    assert set(tea.matcher.read(question).entities) == entities


@pytest.mark.parametrize(
    ("one", "other"),
    [("picking 2021", "crop 2021"), ("brewing", "steeping"), ("how hot, in degrees", "the degrees, how hot")],
)
def test_synonyms_are_one_term(one: str, other: str, tea: Answerer) -> None:
    assert set(tea.matcher.read(one).terms) == set(tea.matcher.read(other).terms)


def test_the_longest_name_is_found(shipped: Answerer) -> None:
    central_asia = set(shipped.matcher.read("which Central Asian states").entities)
    assert len(central_asia) == 1


def test_us_is_a_country_only_where_it_is_typed_as_one(shipped: Answerer) -> None:
    assert shipped.matcher.read("did the US withdraw").entities == shipped.matcher.read("the united states").entities
    assert not shipped.matcher.read("tell us who decided").entities


def test_a_sum_in_dollars_names_no_country(shipped: Answerer) -> None:
    assert not shipped.matcher.read("when did it reach US$170 million?").entities


def test_every_name_of_an_entity_leads_to_it(shipped: Answerer) -> None:
    lost = []
    for entity in shipped.base.pack.entities:
        for name in entity.names("en"):
            # In capitals, because "us" is a country only when it is typed as one.
            found = {id_ for typed in (name, name.upper()) for id_ in shipped.matcher.read(f"What about {typed}?").entities}
            if entity.id not in found:
                lost.append((entity.id, name, found))
    assert not lost


def test_an_unknown_utterance_has_tokens_that_nothing_knows(tea: Answerer) -> None:
    query = tea.matcher.read("flabbergasted zebras")
    assert [token.known for token in query.content] == [False, False]


def test_an_utterance_of_nothing_but_signs_has_no_tokens(tea: Answerer) -> None:
    assert tea.matcher.read("🙂 ?!… <@123>").tokens == ()


def test_function_words_hold_a_question_together_and_are_no_terms(tea: Answerer) -> None:
    query = tea.matcher.read("how long does black tea steep")
    assert {token.surface for token in query.tokens if token.role is Role.FUNCTION} <= {"does"}
    assert "does" not in query.terms
