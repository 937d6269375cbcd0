"""Reads facts from a file that a moderator attached: YAML as packs are written, JSON, JSON Lines, or a CSV table."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from bot.moderation import file_wording as words
from bot.moderation.form import Content, Form
from bot.moderation.table import COLUMNS, cell, delimiter_of, typed_in
from bot.translation import t
from knowledge.store.errors import FieldProblem
from knowledge.store.revision import Kind
from knowledge.yaml_tree import YamlProblem, parse_yaml

MAX_BYTES = 256 * 1024
MOST_FACTS = 2_000  # of one file: each is checked against all others, so that time goes with the square


class UnreadableFile(ValueError):
    """The file as a whole cannot be used; the text says why."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One fact of a file: where it stands there, what it says, and what could not be read of it."""

    where: str
    content: Content
    problems: tuple[FieldProblem, ...] = ()


def entries(name: str, raw: bytes, form: Form, standing: Mapping[str, Content]) -> list[Entry]:
    """The facts in a file; `standing` are those there are, which a table changes cell by cell. Raises UnreadableFile."""
    if len(raw) > MAX_BYTES:
        raise UnreadableFile(t(words.TOO_LARGE, size=MAX_BYTES // 1024))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableFile(t(words.NOT_UTF8)) from None
    kind = name.rpartition(".")[2].casefold()
    if kind in {"yaml", "yml"}:
        read = _yaml(text)
    elif kind in {"json", "jsonl"}:
        read = _json(text)
    elif kind == "csv":
        read = _csv(text, form, standing)
    else:
        raise UnreadableFile(t(words.UNKNOWN_KIND))
    found = list(islice(read, MOST_FACTS + 1))
    if len(found) > MOST_FACTS:
        raise UnreadableFile(t(words.TOO_MANY, most=MOST_FACTS))
    if not found:
        raise UnreadableFile(t(words.EMPTY))
    return found


def _yaml(text: str) -> Iterator[Entry]:
    try:
        tree = parse_yaml(text)
    except YamlProblem as problem:
        raise UnreadableFile(t(words.UNREADABLE, reason=problem)) from None
    path: tuple[str | int, ...] = ("facts",) if isinstance(tree.data, dict) else ()
    for place, content in enumerate(_listed(tree.data)):
        yield _entry(t(words.LINE, number=tree.line((*path, place))), content, tree.data)


def _json(text: str) -> Iterator[Entry]:
    try:
        data = json.loads(text)
    except RecursionError:
        raise UnreadableFile(t(words.TOO_DEEP)) from None
    except ValueError:
        yield from _json_lines(text)
        return
    listed = [data] if isinstance(data, dict) and "facts" not in data else _listed(data)
    for place, content in enumerate(listed, start=1):
        yield _entry(t(words.PLACE, number=place), content, data)


def _json_lines(text: str) -> Iterator[Entry]:
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            try:
                yield _entry(t(words.LINE, number=number), json.loads(line), None)
            except (ValueError, RecursionError) as error:
                raise UnreadableFile(t(words.NOT_JSON, number=number, reason=error)) from None


def _csv(text: str, form: Form, standing: Mapping[str, Content]) -> Iterator[Entry]:
    try:
        rows = csv.DictReader(io.StringIO(text), delimiter=delimiter_of(text), strict=True)
        columns = [column.strip() for column in rows.fieldnames or ()]
        if unknown := sorted(set(columns) - set(COLUMNS)):
            raise UnreadableFile(t(words.UNKNOWN_COLUMNS, columns=", ".join(unknown), known=", ".join(COLUMNS)))
        rows.fieldnames = columns
        for row in rows:
            if any(value for value in row.values()):
                yield _row(t(words.LINE, number=rows.line_num), row, form, standing)
    except csv.Error as error:
        raise UnreadableFile(t(words.NO_TABLE, reason=error)) from None


def _row(where: str, row: dict[Any, Any], form: Form, standing: Mapping[str, Content]) -> Entry:
    if None in row or None in row.values():
        return Entry(where, {}, (FieldProblem("", t(words.CELLS)),))
    before = standing.get(row.get("id", "").strip())
    stood = form.typed(Kind.FACT, before) if before else {}
    # A cell that is as it was exported changes nothing, also where a text has a sign in it that parts values.
    typed = {name: typed_in(name, shown) for name, shown in row.items() if shown != cell(name, stood.get(name, ""))}
    content, problems = form.content(Kind.FACT, {**stood, **typed}, before)
    return Entry(where, content, tuple(problems))


def _listed(data: Any) -> list[Any]:
    listed = data.get("facts") if isinstance(data, dict) else data
    if not isinstance(listed, list):
        raise UnreadableFile(t(words.NO_LIST))
    return listed


def _entry(where: str, content: Any, around: Any) -> Entry:
    if not isinstance(content, dict):
        return Entry(where, {}, (FieldProblem("", t(words.NO_MAPPING)),))
    topic = around.get("topic") if isinstance(around, dict) else None
    given = {name: value for name, value in content.items() if value is not None and value != [] and value != {}}
    return Entry(where, {**({"topic": topic} if topic else {}), **given})
