"""Reads YAML as plain data that remembers its lines.

Only what curators need is read: mappings, sequences and scalars. Scalars stay text, so that `no`, `012` and `2025-07-03` mean
what they look like and the schema alone decides on types. Tags, anchors and aliases are refused: the first can run code or change
types, the last two can grow a small file into gigabytes ("billion laughs").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

MAX_BYTES = 1024 * 1024
MAX_DEPTH = 20

Path_ = tuple[str | int, ...]
# What the parser says, and what most often is the matter then.
_HINTS = {
    "did not find expected alphabetic or numeric character": "put a text that begins with * or & into quotation marks",
    "mapping values are not allowed in this context": "put a text with a colon into quotation marks, or mend the indentation",
    "found character that cannot start any token": "put a text that begins with @, % or ` in quotation marks; indent with blanks",
    "found unexpected end of stream": "a quotation mark or a bracket is opened and not closed",
    "did not find expected ',' or ']'": "a bracket [ is opened and not closed, or put a text into quotation marks",
    "did not find expected ',' or '}'": "a brace { is opened and not closed, or put a text into quotation marks",
    "did not find expected key": "put all of the text into quotation marks, or mend the indentation",
}
_PLAIN_NULLS = frozenset({"", "~", "null"})
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C parser is ten times faster where it was built


class YamlProblem(Exception):
    """What is wrong in a file, and in which line (from 1; 0 where it concerns the whole file)."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(f"line {line}: {message}")
        self.line = line
        self.message = message


@dataclass
class YamlTree:
    """A file's data and, for each path of keys and indices into it, the line on which that value or its key starts."""

    data: Any = None
    lines: dict[Path_, int] = field(default_factory=dict)

    def line(self, path: Path_) -> int:
        """The line of the value at `path`, or of the nearest value around it."""
        for length in range(len(path), -1, -1):
            if (found := self.lines.get(path[:length])) is not None:
                return found
        return 1


def read_yaml(path: Path) -> YamlTree:
    """The content of the file at `path`.

    Raises YamlProblem for a file that is too big, is not UTF-8 text, is not YAML or is not plain data.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise YamlProblem(0, f"cannot be read: {error.strerror}") from None
    if len(raw) > MAX_BYTES:
        raise YamlProblem(0, f"is larger than {MAX_BYTES // 1024} KiB: split it into several files")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise YamlProblem(raw[: error.start].count(b"\n") + 1, "is not UTF-8 text") from None
    return parse_yaml(text)


def parse_yaml(text: str) -> YamlTree:
    """The content of `text`. Raises YamlProblem when it is not plain YAML."""
    if len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        raise YamlProblem(0, f"is larger than {MAX_BYTES // 1024} KiB")
    tree = YamlTree()
    try:
        events = _content_events(text)
        first = next(events, None)
        if first is not None:
            tree.data = _value(first, events, (), tree.lines, 0)
            extra = next(events, None)
            if extra is not None:
                raise YamlProblem(extra.start_mark.line + 1, "a file holds one document: remove the '---' in between")
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        said = str(error.problem or error.context)
        hint = f" ({_HINTS[said]})" if said in _HINTS else ""
        raise YamlProblem(mark.line + 1 if mark else 0, f"is not YAML: {said}{hint}") from None
    except (yaml.YAMLError, ValueError) as error:
        raise YamlProblem(0, f"is not YAML: {str(error).splitlines()[0]}") from None
    return tree


_FRAME = (yaml.StreamStartEvent, yaml.StreamEndEvent, yaml.DocumentStartEvent, yaml.DocumentEndEvent)


def _content_events(text: str) -> Iterator[Any]:
    for event in yaml.parse(text, Loader=_Loader):
        if not isinstance(event, _FRAME):
            yield event


def _value(event: Any, events: Iterator[Any], path: Path_, lines: dict[Path_, int], depth: int) -> Any:
    line = event.start_mark.line + 1
    lines.setdefault(path, line)
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        raise YamlProblem(line, "anchors (&) and aliases (*) are not allowed: write the value out, or quote the text")
    if getattr(event, "tag", None):
        raise YamlProblem(line, f"tags ({event.tag}) are not allowed: write plain values, or quote the text")
    if depth > MAX_DEPTH:
        raise YamlProblem(line, f"is nested more than {MAX_DEPTH} deep")
    if isinstance(event, yaml.ScalarEvent):
        return None if not event.style and event.value in _PLAIN_NULLS else event.value
    if isinstance(event, yaml.SequenceStartEvent):
        items: list[Any] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            items.append(_value(event, events, (*path, len(items)), lines, depth + 1))
        return items
    mapping: dict[str, Any] = {}
    while not isinstance(event := next(events), yaml.MappingEndEvent):
        key_line = event.start_mark.line + 1
        if not isinstance(event, yaml.ScalarEvent):
            raise YamlProblem(key_line, "a key must be a plain word")
        key = str(event.value)
        if key in mapping:
            hint = ": write numbers without commas" if key.isdigit() else ""
            raise YamlProblem(key_line, f"the key '{key}' stands twice{hint}")
        lines[(*path, key)] = key_line
        mapping[key] = _value(next(events), events, (*path, key), lines, depth + 1)
    return mapping
