"""Writes items as a curator would: readable YAML in the style of the packs that come with Safir.

A writer of its own, because packs hold only mappings, lists and text, and the library takes seconds for a few thousand facts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

_INLINE = frozenset({"entities"})  # short lists of ids stand on one line
_QUOTED = frozenset({"statement"})
_WORDS = frozenset({"null", "true", "false", "yes", "no", "on", "off"})  # another reader would take these for something else
_PLAIN = re.compile(r"\w[^\x00-\x1f\x7f-\xa0\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]*")
_UNSAFE = re.compile(r":(?:\s|$)|\s#|\s$")  # a key, a comment, and a blank that would be lost
_UNSAFE_INLINE = re.compile(r"[,\[\]{}:\"'#]")
_UNPRINTABLE = re.compile(r"[\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff]")  # what JSON leaves as it is and YAML does not


def item_lines(item: Mapping[str, Any], indent: int) -> list[str]:
    """The lines of a list's item whose dash stands after `indent` blanks, each with its line break."""
    margin = " " * indent
    lines = [f"{margin}  {line}\n" for line in _mapping(item)]
    return [f"{margin}- {lines[0][indent + 2 :]}", *lines[1:]]


def _mapping(data: Mapping[str, Any]) -> Iterator[str]:
    for name, value in data.items():
        key = _text(name, inline=True)
        if isinstance(value, Mapping):
            yield f"{key}:"
            yield from (f"  {line}" for line in _mapping(value))
        elif isinstance(value, list) and key not in _INLINE and value:
            yield f"{key}:"
            yield from (f"  - {_inline(one) if isinstance(one, Mapping) else _text(one)}" for one in value)
        elif isinstance(value, list):
            yield f"{key}: {_inline(value)}"
        else:
            yield f"{key}: {_text(value, quoted=key in _QUOTED)}"


def _inline(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_text(key, inline=True)}: {_inline(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(map(_inline, value)) + "]"
    return _text(value, inline=True)


def _text(value: Any, *, inline: bool = False, quoted: bool = False) -> str:
    if not isinstance(value, str):
        return json.dumps(value)  # numbers, true and false are the same in YAML
    plain = _PLAIN.fullmatch(value) and not _UNSAFE.search(value) and value.lower() not in _WORDS
    if plain and not quoted and not (inline and _UNSAFE_INLINE.search(value)):
        return value
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(value, ensure_ascii=False))
