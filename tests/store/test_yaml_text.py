"""Whatever an item holds is written so that it is read as the same, by Safir's reader and by any other."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from knowledge.store.yaml_text import item_lines
from knowledge.yaml_tree import parse_yaml

TRAPS = ["null", "~", "No", "- a", "a: b", "a #b", "a ", " a", "a:", "{a}", "[a", "*a", "&a", "!a", "%a", "@a", "`a", "a, b"]
TRAPS += [
    "'a'",
    '"a"',
    "---",
    "...",
    "? a",
    "|",
    ">",
    "a\n  b",
    "a\r\nb",
    "\u2028",
    "\x85",
    "\ufeffa",
    "\x00",
    "\x7f",
    "1:30",
    "\\",
]
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30) | st.sampled_from(TRAPS)
keys = st.sampled_from(["title", "statement", "asked_as", "entities", "no", "figures"])
scalars = texts | st.booleans() | st.integers()
values = st.recursive(scalars, lambda inner: st.dictionaries(keys, inner, min_size=1, max_size=3), max_leaves=5)
lists = st.lists(texts, max_size=3) | st.lists(st.dictionaries(keys, values, min_size=1, max_size=3), min_size=1, max_size=3)
items = st.dictionaries(keys, values | lists, min_size=1, max_size=4)


def as_read(value: Any) -> Any:
    """Safir's reader gives every scalar as its text."""
    if isinstance(value, dict):
        return {key: as_read(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [as_read(inner) for inner in value]
    return str(value).lower() if isinstance(value, bool) else str(value)


@pytest.mark.parametrize("indent", [0, 2, 6])
@given(written=st.lists(items, min_size=1, max_size=3))
def test_what_is_written_is_read_again(indent: int, written: list[dict[str, Any]]) -> None:
    text = "items:\n" + "".join(line for item in written for line in item_lines(item, indent))
    assert parse_yaml(text).data == {"items": as_read(written)}


@given(text=texts)
def test_no_other_reader_takes_a_text_for_something_else(text: str) -> None:
    """But for numbers and dates, which stand bare in packs because they look better so."""
    (read,) = yaml.safe_load("".join(item_lines({"title": text}, 0)))
    assert read["title"] == text or not isinstance(read["title"], bool | None)


def test_it_looks_as_a_curator_would_write_it() -> None:
    item = {
        "id": "trade.2021",
        "statement": "It came to **US$5** in 2021.",
        "when": "2021",
        "figures": [{"amount": 5, "unit": "USD", "approximate": True}],
        "entities": ["a", "b"],
        "citations": [{"source": "s", "paragraph": 1}],
        "asked_as": ["How much?", "so: how much", "what's “it” #1"],
        "title": {"en": "Trade", "fa": "تجارت"},
    }
    assert "".join(item_lines(item, 2)) == (
        "  - id: trade.2021\n"
        '    statement: "It came to **US$5** in 2021."\n'
        "    when: 2021\n"
        "    figures:\n"
        "      - {amount: 5, unit: USD, approximate: true}\n"
        "    entities: [a, b]\n"
        "    citations:\n"
        "      - {source: s, paragraph: 1}\n"
        "    asked_as:\n"
        "      - How much?\n"
        '      - "so: how much"\n'
        '      - "what\'s “it” #1"\n'
        "    title:\n"
        "      en: Trade\n"
        "      fa: تجارت\n"
    )
