"""Each subject to measure by is a pack without mistakes, and each set of questions can be judged by its pack."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from benchmarks.answers import new
from benchmarks.questions_file import QUESTIONS, Question, read_questions
from knowledge import DEFAULT_PACK
from knowledge.pack import load_pack

PACKS = {folder.name: folder for folder in [DEFAULT_PACK, *(Path(__file__).parents[2] / "benchmarks" / "packs").iterdir()]}
SETS = sorted(QUESTIONS.glob("*.jsonl"))
PART = re.compile(r"(_(second|third|fourth|fifth))?_(development|heldout)")


def subject(path: Path) -> str:
    return PART.sub("", path.stem)


@pytest.mark.parametrize("name", sorted(PACKS))
def test_a_subject_has_no_mistakes_and_is_asked_about(name: str) -> None:
    assert load_pack(PACKS[name]).id == name
    assert any(subject(path) == name for path in SETS)


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_a_set_of_questions_can_be_judged(path: Path) -> None:
    pack = load_pack(PACKS[subject(path)])
    last = max(source.paragraphs for source in pack.sources)
    for question in read_questions(path):
        assert question.kind in {"answerable", "unanswerable", "ambiguous"}, question.id
        assert question.q.strip(), question.id
        assert all(1 <= paragraph <= last for paragraph in question.paragraphs), question.id
        for pattern in (*question.all, *question.any, *question.none):
            re.compile(pattern)
        if question.kind == "answerable":  # else any answer would do
            assert question.paragraphs or question.all or question.any or question.none, question.id
        if question.kind == "unanswerable":
            assert (question.all, question.any) == ([], []), question.id


def test_only_questions_that_nobody_asked_before_are_new() -> None:
    pack = load_pack(Path(__file__).parents[1] / "packs" / "tea")
    example = pack.facts[0].examples("en")[0]
    asked = [
        Question("1", "answerable", "plain", example.upper()),
        Question("2", "answerable", "plain", "Is there any tea left?!"),
        Question("3", "answerable", "followup", example, ["Which tea?"]),
        Question("4", "answerable", "plain", "Which cup is mine?"),
    ]
    others = [Question("o", "answerable", "plain", "is there any tea left")]
    assert [question.id for question in new(asked, pack, others)] == ["3", "4"]
