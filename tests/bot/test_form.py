"""Facts as texts in boxes, and back."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from bot.moderation.fields import PAGES
from bot.moderation.form import Form, new_id, rebased
from knowledge.base import KnowledgeBase
from knowledge.model import Fact
from knowledge.pack import load_pack
from knowledge.store.content import plain, read_item
from knowledge.store.revision import Kind


@pytest.fixture
def form(tea_folder: Path) -> Form:
    return Form(KnowledgeBase(load_pack(tea_folder)), "en")


@pytest.mark.parametrize("shipped", [False, True])
def test_every_fact_and_source_comes_back_from_its_boxes_as_it_was(tea_folder: Path, shipped: bool) -> None:
    pack = load_pack() if shipped else load_pack(tea_folder)
    form = Form(KnowledgeBase(pack), "en")
    for kind, items in ((Kind.FACT, pack.facts), (Kind.SOURCE, pack.sources)):
        for item in items:
            typed = form.typed(kind, plain(item))
            for before in (None, plain(item)):
                content, problems = form.content(kind, typed, before)
                assert problems == []
                assert read_item(kind.model, content) == item


def fact(**changes: Any) -> dict[str, Any]:
    return {
        "id": "a",
        "topic": "brewing",
        "title": "A",
        "statement": "Tea.",
        "citations": [{"source": "tea-book", "paragraph": 1}],
        **changes,
    }


def retyped(form: Form, before: Mapping[str, Any], **boxes: str) -> tuple[dict[str, Any], list[str]]:
    content, problems = form.content(Kind.FACT, {**form.typed(Kind.FACT, before), **boxes}, before)
    return content, [str(problem) for problem in problems]


def test_other_languages_are_carried_along(form: Form) -> None:
    before = fact(statement={"en": "Tea.", "de": "Tee."}, asked_as={"en": ["tea"], "de": ["Tee"]})
    content, problems = retyped(form, before, statement="More tea.", asked_as="tea?\nwhich tea?")
    assert not problems
    assert content["statement"] == {"en": "More tea.", "de": "Tee."}
    assert content["asked_as"] == {"en": ["tea?", "which tea?"], "de": ["Tee"]}
    assert Fact.model_validate(content)


def test_what_a_box_cannot_show_of_a_figure_is_kept_while_its_line_is(form: Form) -> None:
    figures = [{"amount": 4, "unit": "min", "label": {"en": "time", "de": "Zeit"}}, {"amount": 5, "unit": "min"}]
    content, _ = retyped(form, fact(figures=figures), figures="4 min, called time\n6 min, 2021, expected")
    assert content["figures"] == [figures[0], {"amount": "6", "unit": "min", "year": 2021, "status": "expected"}]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("tea-book ¶3, ¶4", [3, 4]),
        ("tea-book 3 4", [3, 4]),
        ("• tea-book: ¶3-5", [3, 4, 5]),
        ("¶ 6", [6]),
        ("tea-book 1\ntea-book 1, 2.", [1, 2]),
    ],
)
def test_sources_are_read_as_people_write_them(form: Form, typed: str, read: list[int]) -> None:
    content, problems = retyped(form, fact(), citations=typed)
    assert not problems
    assert content["citations"] == [{"source": "tea-book", "paragraph": place} for place in read]


@pytest.mark.parametrize(
    ("box", "typed", "problem"),
    [
        ("citations", "page three of the book", "write each line like: tea-book ¶3"),
        ("citations", "tea-book ¶1-9000", "too many paragraphs"),
        ("entities", "Mira Lint", "near it: Mira Lind"),
        ("figures", "a lot of tea", "begin with the amount"),
        ("figures", "4 min, soon", "'soon' is not understood"),
    ],
)
def test_what_cannot_be_read_says_how_to_write_it(form: Form, box: str, typed: str, problem: str) -> None:
    _, problems = retyped(form, fact(), **{box: typed})
    assert len(problems) == 1
    assert problems[0].startswith(f"{box}: ")
    assert problem in problems[0]


def test_names_are_read_whatever_they_are_called_by(form: Form) -> None:
    content, problems = retyped(form, fact(), entities="mira_lind, OAK; Brookvale garden")
    assert not problems
    assert content["entities"] == ["mira_lind", "tomas_oak", "brookvale"]


def test_what_somebody_else_changed_is_taken_over_where_one_left_it_alone() -> None:
    seen = {"title": "A", "statement": "One.", "note": "n"}
    now = {"title": "B", "statement": "Two.", "when": "2021"}
    typed = {"title": "A", "statement": "Three.", "note": "n"}
    assert rebased(typed, seen, now) == {"title": "B", "statement": "Three.", "when": "2021"}


def test_ids_are_made_of_topic_and_title_and_are_never_used_twice() -> None:
    assert new_id("brewing", "Cold-brew: how?", frozenset()) == "brewing.cold_brew_how"
    assert new_id("brewing", "Milk", frozenset({"brewing.milk"})) == "brewing.milk_2"
    assert new_id("brewing", "چای", frozenset()) == "brewing.new"
    assert len(new_id("t" * 79, "x" * 200, frozenset())) <= 80


def test_forms_are_within_discord_s_limits() -> None:
    for pages in PAGES.values():
        assert len(pages) <= 3, "with save and cancel, five buttons fit in a row"
        for page in pages:
            assert 1 <= len(page.fields) <= 5
            for field in page.fields:
                assert 1 <= len(field.label) <= 45
                assert len(field.hint) <= 100
                assert 1 <= field.limit <= 4_000
