"""Statements held against the facts: what agrees, what differs, and that no verdict is given where none is certain."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.answering.answerer import Answerer
from knowledge.answering.check import MOST_STATEMENTS, Checked, Checker, Verdict, checker
from knowledge.base import KnowledgeBase
from tests.knowledge.other_packs import answerer

CERTAIN = {Verdict.AGREES, Verdict.DIFFERS}


@pytest.fixture(scope="session")
def check(shipped: Answerer) -> Checker:
    return checker(shipped)


def one(check: Checker, statement: str) -> Checked:
    """The verdict on a message of one statement."""
    found = check.check(statement).checked
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("statement", "fact"),
    [
        ("Russia has officially recognised the Taliban.", "recognition.russia"),
        ("moscow recognized the taliban", "recognition.russia"),
        ("Rusia recognised teh Taliban.", "recognition.russia"),
        ("Russia was the first major power to recognise the Taliban.", "recognition.russia.first_major_power"),
        ("Trade between Russia and Afghanistan was 170 million dollars in 2022.", "trade.russia.turnover.2022"),
        ("Trade between Russia and Afghanistan was $171m in 2022.", "trade.russia.turnover.2022"),
        ("Trade between Russia and Afghanistan was more than 100 million dollars in 2022.", "trade.russia.turnover.2022"),
        ("Trade between Russia and Afghanistan hit a billion dollars in 2023.", "trade.russia.turnover.2023"),
        ("Trade between Russia and Afghanistan is expected to grow to 3 billion dollars by 2025.", "trade.russia.expected.2025"),
        ("Kazakhstan removed the Taliban from its terrorist list in June 2024.", "terror_list.kazakhstan.removed"),
        ("Kazakhstan took the Taliban off its terrorist list in 2024.", "terror_list.kazakhstan.removed"),
        ("Afghanistan's population is about 42.6 million.", "economy.population"),
        ("Afghanistan is a member of SAFTA.", "agreements.safta"),
        ("The flag of the Taliban is black and white.", "kabul.flag.taliban"),
    ],
)
def test_what_a_fact_says_agrees_however_it_is_put(check: Checker, statement: str, fact: str) -> None:
    found = one(check, statement)
    assert (found.verdict, found.fact) == (Verdict.AGREES, fact)
    assert found.citations
    assert found.says


@pytest.mark.parametrize(
    ("statement", "fact", "because"),
    [
        ("Trade between Russia and Afghanistan was $500 million in 2022.", "trade.russia.turnover.2022", "the amount"),
        ("Trade between Russia and Afghanistan was over $300m in 2022", "trade.russia.turnover.2022", "the bound"),
        ("Trade between Russia and Afghanistan was three billion dollars in 2023.", "trade.russia.turnover.2023", "in words"),
        ("The population of Afghanistan is 60 million.", "economy.population", "the amount"),
        ("Kazakhstan removed the Taliban from its terrorist list in 2023.", "terror_list.kazakhstan.removed", "the year"),
        ("Kazakhstan removed the Taliban from its terrorist list in May 2024.", "terror_list.kazakhstan.removed", "the month"),
        ("China announced zero tariffs for Afghan exports in 2022.", "agreements.china.zero_tariff", "the year"),
        ("Russia did not recognise the Taliban.", "recognition.russia", "the sense"),
        ("Russia hasn't recognised the Taliban.", "recognition.russia", "the sense"),
        ("Russia never recognised the Taliban.", "recognition.russia", "the sense"),
        ("China was the first major power to recognise the Taliban.", "recognition.russia.first_major_power", "the name"),
        ("France was the first major power to recognise the Taliban.", "recognition.russia.first_major_power", "a strange name"),
        ("Russia's ambassador to Kabul is Ghulam Hassan.", "people.zhirnov", "the person, as a curator refuted it"),
    ],
)
def test_what_a_fact_says_otherwise_differs(check: Checker, statement: str, fact: str, because: str) -> None:
    found = one(check, statement)
    assert (found.verdict, found.fact) == (Verdict.DIFFERS, fact), because


@pytest.mark.parametrize(
    "statement",
    [
        # another unit, currency, country, year, direction, bound, modality, source: nothing is certain
        "Trade between Russia and Afghanistan was 170 million rubles in 2022.",
        "Trade between Russia and Afghanistan was €170 million in 2022.",
        "Trade between Russia and Afghanistan was A$170 million in 2022.",
        "Trade between Russia and Afghanistan was EUR 170 million in 2022.",
        "Trade between Russia and Afghanistan was 170 million in 2022.",
        "Trade between Russia and Afghanistan was 170 million dollars in 2019.",
        "Trade between Russia and Afghanistan was 170 million dollars.",
        "Trade between Russia and Afghanistan was 160 million dollars in 2022.",
        "Trade between Russia and Afghanistan was nearly 170 million dollars in 2022.",
        "Trade between Russia and Afghanistan rose by 1 billion dollars in 2023.",
        "Trade between Russia and Afghanistan was 3 billion dollars in 2025.",
        "Monthly trade between Russia and Afghanistan was 500 million dollars in 2022.",
        "Exports from Russia to Afghanistan were 500 million dollars in 2022.",
        "Under Taliban rule trade between Russia and Afghanistan was 170 million dollars in 2022.",
        "Trade with Russia was 500 million dollars in 2022.",
        "Trade with Pakistan was 170 million dollars in 2022.",
        "The population of Afghanistan was 30 million in 1990.",
        "Afghanistan's GDP is 20 billion dollars.",
        "The Taliban recognised Russia.",
        "Russia was recognised by the Taliban.",
        "Russia will recognise the Taliban.",
        "Russia should recognise the Taliban.",
        "Russia may have recognised the Taliban.",
        "If Russia recognised the Taliban, I would be surprised.",
        "Nobody says that Russia recognised the Taliban.",
        "It is false that Russia recognised the Taliban.",
        "He recognised the Taliban.",
        "Russia was the second major power to recognise the Taliban.",
        "Russia was the first major power to recognise Iran.",
        "Kazakhstan put the Taliban on its terrorist list in June 2024.",
        "Kyrgyzstan removed the Taliban from its terrorist list before Kazakhstan.",
        "The proposed railway would go from Pakistan through Afghanistan to Uzbekistan.",
        "Uzbekistan signed agreements in August 2023.",
        "I like pizza and football on sundays.",
    ],
)
def test_a_near_miss_gets_no_verdict(check: Checker, statement: str) -> None:
    assert one(check, statement).verdict not in CERTAIN


def test_what_is_near_is_shown_and_what_is_not_is_unknown(check: Checker) -> None:
    near = one(check, "The railway from Uzbekistan to Pakistan has been opened.")
    assert near.verdict is Verdict.NEAR
    assert near.fact.startswith("projects.railway")
    assert one(check, "My cat prefers tuna to chicken.") == Checked("My cat prefers tuna to chicken.", Verdict.UNKNOWN)


def test_each_statement_of_a_message_gets_its_own_verdict(check: Checker) -> None:
    message = (
        "> **Russia** recognised the ||Taliban||. Is that true? lol\n"
        "- Trade between Russia and Afghanistan was US$2 billion in 2023; the U.S. left Afghanistan.\n"
        "1. Uzbekistan signed agreements with Kabul in August 2024, "
        "and Kazakhstan removed the Taliban from its terrorist list in 2021."
    )
    found = [(checked.statement.split()[-1].strip("."), checked.verdict) for checked in check.check(message).checked]
    assert found == [
        ("Taliban", Verdict.AGREES),
        ("2023", Verdict.DIFFERS),
        ("Afghanistan", Verdict.NEAR),
        ("2024", Verdict.AGREES),
        ("2021", Verdict.DIFFERS),
    ]


@pytest.mark.parametrize(
    ("message", "certain"),
    [
        ("BREAKING: Russia recognised the Taliban.", ["Russia recognised the Taliban."]),
        (
            "Trade between Russia and Afghanistan was $500 million in 2022 and Russia recognised the Taliban.",
            ["Trade between Russia and Afghanistan was $500 million in 2022", "Russia recognised the Taliban."],
        ),
        ("I had soup, while Russia recognised the Taliban.", ["Russia recognised the Taliban."]),
        ("False: Russia recognised the Taliban.", []),
        ("Nobody thinks that cats fly and Russia recognised the Taliban.", []),
    ],
)
def test_a_sentence_is_divided_where_a_part_stands_alone(check: Checker, message: str, certain: list[str]) -> None:
    assert [one.statement for one in check.check(message).checked if one.verdict in CERTAIN] == certain


def test_a_denial_is_not_taken_apart(check: Checker) -> None:
    (found,) = check.check(
        "It is not true that Russia recognised the Taliban and Kazakhstan removed the Taliban from its list."
    ).checked
    assert found.verdict not in CERTAIN


def test_who_said_it_goes_with_the_verdict(check: Checker) -> None:
    assert one(check, "Putin decided to recognise the Islamic Emirate.").attribution == "Dmitry Zhirnov"


def test_an_edited_fact_is_what_statements_are_held_against(tea: Answerer) -> None:
    statement = "Brookvale picked 650 kg of tea in 2022."
    assert one(checker(tea), statement).verdict is Verdict.AGREES
    facts = {fact.id: fact for fact in tea.base.facts}
    old = facts["harvest.brookvale.2022"]
    figures = (old.figures[0].model_copy(update={"amount": 900}),)
    new = old.model_copy(update={"figures": figures, "statement": {"en": "Brookvale picked **900 kg** of tea in 2022."}})
    edited = tea.changed(tea.base.with_facts({**facts, old.id: new}.values()))
    assert one(checker(edited), statement).verdict is Verdict.DIFFERS
    assert one(checker(tea), statement).verdict is Verdict.AGREES


@pytest.mark.parametrize("pack", [None, "karst_park", "lynx_mission"])
def test_no_text_of_a_base_gets_the_opposite_verdict(pack: str | None, shipped: Answerer) -> None:
    asked = answerer(pack) if pack else shipped
    check = checker(asked)
    agreed = 0
    for text, wrong in _said(asked.base):
        for found in check.check(text).checked:
            assert found.verdict is not wrong, found
            agreed += found.verdict is Verdict.AGREES
    assert agreed > 10, "and it is not silent either"


def _said(base: KnowledgeBase) -> Iterator[tuple[str, Verdict]]:
    """Texts that are so with the verdict that would be wrong, and the same with a name or a year that makes them untrue."""
    for fact in base.facts:
        statement = fact.statement["en"].replace("**", "")
        yield statement, Verdict.DIFFERS
        for question in fact.confirms.get("en", ()):
            yield f"So, {question.rstrip('?')}", Verdict.DIFFERS
        for question in fact.refutes.get("en", ()):
            yield f"So, {question.rstrip('?')}", Verdict.AGREES
        for year in re.findall(r"\b20\d\d\b", statement)[:1]:
            changed = [one for one in re.split(r"(?<=[.;,])\s", statement.replace(year, "1997")) if "1997" in one]
            yield from ((text, Verdict.AGREES) for text in changed)


@given(text=st.text(max_size=400))
def test_whatever_a_message_holds_is_suffered(text: str, check: Checker) -> None:
    assert len(check.check(text).checked) <= MOST_STATEMENTS


@pytest.mark.parametrize(
    "text",
    [
        "Russia recognised the Taliban in 2025 and China was the first major power. " * 60,
        "1.1." * 1_000,
        "$1 " * 1_333,
        "1,1,1 million " * 285,
        "€" * 4_000,
        "more than " * 400,
        "a b c\n" * 666,
        "and " * 1_000,
        "*_~|`>" * 666,
        "\ud800 \u202e\u0000 recognised the Taliban",
        "9" * 4_000 + " dollars",
        "Trade between Russia and Afghanistan was " + "9" * 300 + " dollars in 2022.",
    ],
)
def test_hostile_messages_take_no_longer_and_are_bounded(check: Checker, text: str) -> None:
    assert len(check.check(text[:4_000]).checked) <= MOST_STATEMENTS


def test_more_statements_than_are_checked_are_told_of(check: Checker) -> None:
    result = check.check("Russia recognised the Taliban. " * (MOST_STATEMENTS + 5))
    assert len(result.checked) == MOST_STATEMENTS
    assert result.more
