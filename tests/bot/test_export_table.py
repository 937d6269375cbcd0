"""Facts as a table: what is exported and read again changes nothing, and no spreadsheet reckons with it."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.moderation.export_file import table_file
from bot.moderation.form import Form
from bot.moderation.import_file import entries
from bot.moderation.table import COLUMNS, cell, typed_in
from knowledge.answering.answerer import Answerer
from knowledge.store.content import plain


@pytest.mark.parametrize("pack", ["tea", "shipped"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_that_was_only_opened_and_saved_changes_nothing(
    pack: str, delimiter: str, request: pytest.FixtureRequest
) -> None:
    answerer: Answerer = request.getfixturevalue(pack)
    facts = answerer.base.facts[:20]
    form = Form(answerer.base, "en")
    table = io.StringIO()
    csv.writer(table, delimiter=delimiter).writerows(csv.reader(io.StringIO(table_file(facts, form).decode("utf-8-sig"))))
    standing = {fact.id: plain(fact) for fact in facts}
    read = entries("facts.csv", table.getvalue().encode("utf-8-sig"), form, standing)
    assert [entry.problems for entry in read] == [()] * len(facts)
    assert [entry.content for entry in read] == list(standing.values())


def test_a_cell_that_was_changed_changes_its_field_alone(tea: Answerer) -> None:
    form = Form(tea.base, "en")
    (fact,) = [one for one in tea.base.facts if one.id == "brewing.black.time"]
    before = plain(fact)
    table = table_file([fact], form).replace(b"four minutes", b"nine minutes")
    (entry,) = entries("facts.csv", table, form, {fact.id: before})
    assert entry.content == {**before, "statement": "Black tea steeps for **nine minutes**."}


def test_signs_that_part_values_in_a_text_survive(tea: Answerer) -> None:
    form = Form(tea.base, "en")
    fact = tea.base.facts[0].model_copy(update={"asked_as": {"en": ("hot | cold?", "=SUM(tea)"), "ru": ("чай?",)}})
    (entry,) = entries("facts.csv", table_file([fact], form), form, {fact.id: plain(fact)})
    assert entry.content == plain(fact)


@given(st.sampled_from(COLUMNS), st.text(alphabet="=+-@\t\r'|a1 \n", max_size=12))
def test_no_cell_is_reckoned_with_and_its_text_comes_back(name: str, typed: str) -> None:
    shown = cell(name, typed)
    assert not shown.startswith(("=", "+", "-", "@", "\t", "\r"))
    if "|" not in typed and not typed.startswith("'"):
        assert typed_in(name, shown) == typed
