"""What docs/packs.md tells people who write a pack holds: its example is one, and it names every field."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from benchmarks.questions_file import read_questions
from knowledge.answering.answer import Status
from knowledge.answering.answerer import Answerer
from knowledge.base import KnowledgeBase
from knowledge.model import Collection, Entity, Fact, Figure, Gap, Pack, Series, Source, SynonymGroup, Topic
from knowledge.pack import load_pack

PAGE = (Path(__file__).parents[1] / "docs" / "packs.md").read_text(encoding="utf-8")
AROUND = {
    "pack.yaml": """\
id: bridge
format: 1
name: The Ostrey bridge
description: A bridge.
series:
  - {id: bridge.cars, title: Cars a day, unit: cars, topic: bridge}
""",
    "sources.yaml": "sources:\n  - {id: gazette, title: The Gazette, paragraphs: 3}\n",
    "topics.yaml": "topics:\n  - {id: bridge, title: The bridge, description: All of it}\n",
    "entities.yaml": """\
entities:
  - {id: bridge, kind: other, name: Ostrey bridge, aliases: [bridge]}
  - {id: marn, kind: person, name: Ivo Marn}
  - {id: council, kind: organisation, name: Town council}
""",
}


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def bridge(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    folder = tmp_path_factory.mktemp("bridge")
    (facts,) = blocks("yaml")
    name = facts.splitlines()[0].removeprefix("# ")
    for path, text in {**AROUND, name: facts}.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return Answerer(KnowledgeBase(load_pack(folder)))


def test_the_example_answers_its_questions(bridge: Answerer) -> None:
    for fact in bridge.base.pack.facts:
        for example in fact.examples("en"):
            answer = bridge.answer(example)
            assert answer.status is Status.ANSWERED, example
            assert fact.id in answer.facts, example


def test_the_example_of_a_question_is_one_and_is_judged(bridge: Answerer, tmp_path: Path) -> None:
    (line,) = blocks("json")
    path = tmp_path / "questions.jsonl"
    path.write_text(line, encoding="utf-8")
    (question,) = read_questions(path)
    assert question.verdict(bridge.answer("Are there cracks in the bridge?")) == "right"
    assert question.verdict(bridge.answer("When was the bridge opened?")) == "wrong"


@pytest.mark.parametrize(
    "model", [Collection, Entity, Fact, Figure, Gap, Pack, Series, Source, SynonymGroup, Topic], ids=lambda model: model.__name__
)
def test_every_field_is_named(model: type[Pack]) -> None:
    inside = {"lexicon"}  # a pack holds it as a value; in its folder it is a file
    missing = [name for name in model.model_fields if name not in inside and not re.search(rf"`{name}\b", PAGE)]
    assert missing == []
