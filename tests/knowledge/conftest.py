"""Small worlds for tests of the domain: two real packs, and a tiny one that a test can spoil."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from knowledge.understanding.language import Language, Stemmer, load_language

# The same cases in every run and no time limits: a red run means a fault, never a slow machine.
settings.register_profile("safir", deadline=None, derandomize=True)
settings.load_profile("safir")

CATS = {
    "pack.yaml": """\
id: cats
format: 1
name: Cats
description: Two cats and what they do.
series:
  - id: naps
    title: Naps
    unit: hours
    topic: habits
""",
    "sources.yaml": """\
sources:
  - id: diary
    title: The Cat Diary
    paragraphs: 3
    published: 2024
""",
    "topics.yaml": """\
topics:
  - id: habits
    title: Habits
    description: What the cats do
    command: {name: habits}
  - id: looks
    title: Looks
    description: What the cats look like
    command: {name: looks}
""",
    "entities.yaml": """\
entities:
  - id: tom
    kind: other
    name: Tom
    aliases: [tommy]
  - id: kit
    kind: other
    name: Kit
""",
    "lexicon.yaml": """\
synonyms:
  - concept: nap
    words: [nap, doze]
  - concept: food
    words: [food, meal]
""",
    "collections.yaml": """\
collections:
  - id: habits.all
    topic: habits
    title: All habits
    statement: The cats sleep and eat.
    members: [habits.naps, habits.food]
    asked_as:
      - What do the cats do?
""",
    "facts/habits.yaml": """\
topic: habits
facts:
  - id: habits.naps
    title: Naps
    statement: Tom naps for nine hours, says Anna.
    attribution: Anna
    when: 2021
    figures:
      - {amount: 9, unit: hours, year: 2021, series: naps}
    entities: [tom]
    citations:
      - {source: diary, paragraph: 1}
    asked_as:
      - How long does Tom nap?
  - id: habits.food
    title: Food
    statement: Kit eats fish.
    entities: [kit]
    citations:
      - {source: diary, paragraph: 2}
    asked_as:
      - What does Kit eat?
    confirms:
      - Does Kit eat fish?
""",
    "facts/looks.yaml": """\
topic: looks
facts:
  - id: looks.tom
    title: The looks of Tom
    statement: Tom is grey.
    entities: [tom]
    citations:
      - {source: diary, paragraph: 3}
    asked_as:
      - What colour is Tom?
""",
}

PackWriter = Callable[..., Path]


@pytest.fixture
def cats(tmp_path: Path) -> PackWriter:
    """Writes the pack about cats: `cats((file, old, new), …)` changes files, `cats(**…)` is not needed for more."""

    def write(*edits: tuple[str, str, str]) -> Path:
        files = dict(CATS)
        for name, old, new in edits:
            assert files[name].count(old) == 1, f"{old!r} stands {files[name].count(old)} times in {name}"
            files[name] = files[name].replace(old, new)
        folder = tmp_path / "cats"
        for name, text in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return folder

    return write


@pytest.fixture(scope="session")
def english() -> Language:
    return load_language("en")


@pytest.fixture(scope="session")
def stemmer(english: Language) -> Stemmer:
    return Stemmer(english)
