"""What moderators type and upload is read within bounds: a slip never keeps the bot from answering others."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.moderation.differences import COMPARED, differences
from bot.moderation.form import Form
from bot.moderation.lists import LONGEST_NAME, Unreadable, citations, entities
from knowledge.base import KnowledgeBase
from knowledge.pack import load_pack
from knowledge.store.content import plain
from knowledge.store.revision import Kind

TEA = Path(__file__).parent.parent / "packs" / "tea"


@pytest.fixture(scope="module")
def base() -> KnowledgeBase:
    return KnowledgeBase(load_pack(TEA))


@pytest.mark.parametrize("line", ["tea-book ¶1, ¶2", "tea-book 1; 2", "tea-book: ¶ 1 – ¶ 2", "1, 2"])
def test_paragraphs_are_read_as_people_write_them(line: str, base: KnowledgeBase) -> None:
    assert [citation["paragraph"] for citation in citations(line, base)] == [1, 2]


def test_a_long_line_with_a_slip_is_refused_at_once(base: KnowledgeBase) -> None:
    """Read in two ways at each comma it would not end in a lifetime."""
    with pytest.raises(Unreadable, match="write each line like"):
        citations(f"tea-book {', '.join(map(str, range(1, 200)))} and the end", base)
    with pytest.raises(Unreadable):
        citations("tea-book ¶" + "9" * 5_000, base)


def test_a_huge_name_is_cut_before_it_is_compared(base: KnowledgeBase) -> None:
    with pytest.raises(Unreadable) as caught:
        entities("z" * 100_000, base, "en")
    assert len(str(caught.value)) < LONGEST_NAME * 5


def test_two_long_texts_are_shown_side_by_side(base: KnowledgeBase) -> None:
    old, new = "a b " * COMPARED, "b a " * COMPARED
    content = plain(base.facts[0])
    changed = [{**content, "attribution": text} for text in (old, new)]
    shown = "\n".join(differences(Kind.FACT, changed[0], changed[1], Form(base, "en")))
    assert "→" in shown
    assert len(shown) < COMPARED
