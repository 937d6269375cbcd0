"""Whatever is uploaded for an import is read or refused with a reason, and never by a crash or for ever."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.moderation.form import Form
from bot.moderation.import_file import MAX_BYTES, Entry, UnreadableFile, entries
from bot.moderation.table import COLUMNS
from knowledge.base import KnowledgeBase
from knowledge.pack import load_pack

TEA = Path(__file__).parent.parent / "packs" / "tea"
FORM = Form(KnowledgeBase(load_pack(TEA)), "en")
ENDINGS = st.sampled_from(["yaml", "yml", "json", "jsonl", "csv", "exe", ""])
LEAVES = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20)
TREES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(COLUMNS) | st.text(max_size=8), inner)
)
CELLS = st.text(st.sampled_from('abc1,"\n\r|;=+-@\t¶ 0\\'), max_size=12)


def read(name: str, raw: bytes) -> list[Entry]:
    """The entries, none where the file is refused."""
    try:
        return entries(name, raw, FORM, {})
    except UnreadableFile:
        return []


@given(ENDINGS, st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(ending: str, raw: bytes) -> None:
    read(f"facts.{ending}", raw)


@given(st.sampled_from(["yaml", "json", "jsonl"]), TREES)
@settings(max_examples=150)
def test_any_tree_is_read_or_refused(ending: str, tree: object) -> None:
    for entry in read(f"facts.{ending}", json.dumps(tree).encode()):
        assert entry.where


@given(st.lists(st.sampled_from([*COLUMNS, "other"]), max_size=5), st.lists(st.lists(CELLS, max_size=6), max_size=6))
@settings(max_examples=150)
def test_any_table_is_read_or_refused(columns: list[str], rows: list[list[str]]) -> None:
    lines = [",".join(columns), *(",".join(f'"{cell}"' for cell in row) for row in rows)]
    read("facts.csv", "\n".join(lines).encode())


@pytest.mark.parametrize(
    "raw",
    [
        b"[" * MAX_BYTES,
        b"- " * (MAX_BYTES // 2),
        b'{"a":' * 50_000,
        b"a: &a [*a, *a]\n" * 1_000,
        b'"' + b"x" * (MAX_BYTES - 2) + b'"',
        b"id\n" + b"a\n" * 50_000,
        b"1" * MAX_BYTES,
        b"x" * (MAX_BYTES + 1),
    ],
    ids=["brackets", "dashes", "braces", "aliases", "one value", "many rows", "one number", "too large"],
)
@pytest.mark.parametrize("ending", ["yaml", "json", "csv"])
def test_the_largest_files_are_read_or_refused(ending: str, raw: bytes) -> None:
    read(f"facts.{ending}", raw)


@pytest.mark.parametrize("ending", ["yaml", "json", "jsonl", "csv"])
def test_what_is_too_large_is_refused_for_its_size(ending: str) -> None:
    """Also where Discord said that it was smaller."""
    with pytest.raises(UnreadableFile, match="256"):
        entries(f"facts.{ending}", b"\n" * (MAX_BYTES + 1), FORM, {})
