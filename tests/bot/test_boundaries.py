"""What must not stand in the code of the bot."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from knowledge import DEFAULT_PACK
from knowledge.base import KnowledgeBase
from knowledge.pack import load_pack

BOT = Path(__file__).parents[2] / "bot"
FILES = sorted(BOT.rglob("*.py"))


@pytest.fixture(scope="module")
def names_of_the_subject() -> set[str]:
    """The names of the shipped pack's entities: nothing in code may know them."""
    base = KnowledgeBase(load_pack(DEFAULT_PACK))
    names = {name.casefold() for entity in base.pack.entities for name in entity.names("en")}
    return {name for name in names if len(name) > 4}


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(BOT)))
def test_the_code_does_not_know_the_subject(file: Path, names_of_the_subject: set[str]) -> None:
    words = file.read_text(encoding="utf-8").casefold()
    found = {name for name in names_of_the_subject if re.search(rf"\b{re.escape(name)}\b", words)}
    assert not found


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(BOT)))
def test_a_file_has_one_subject_and_is_read_in_one_go(file: Path) -> None:
    assert len(file.read_text(encoding="utf-8").splitlines()) < 200
