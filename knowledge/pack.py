"""Reads a pack: a folder of YAML files that holds a whole subject.

    pack.yaml       id, format, name, description, languages, series
    sources.yaml    sources          entities.yaml      entities
    topics.yaml     topics           lexicon.yaml       synonyms
    facts/*.yaml    topic, facts     collections.yaml   collections (optional)
                                     gaps.yaml          gaps (optional)

Nothing stops at the first mistake: PackError carries all of them, each with file, line and field.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from knowledge import DEFAULT_PACK, check_wording
from knowledge.model import Collection, Entity, Fact, Gap, Lexicon, Pack, Series, Source, SynonymGroup, Topic
from knowledge.pack_checks import cross_check
from knowledge.pack_error import PackError, Problem
from knowledge.schema_problems import details_of, message_of
from knowledge.yaml_tree import Path_, YamlProblem, YamlTree, read_yaml

_REQUIRED = ("pack.yaml", "sources.yaml", "topics.yaml")
_OPTIONAL = ("entities.yaml", "lexicon.yaml", "collections.yaml", "gaps.yaml")
_ELSEWHERE = frozenset({"series", "sources", "topics", "entities", "lexicon", "facts", "collections", "gaps"})
_Model = TypeVar("_Model", bound=BaseModel)


@dataclass(frozen=True)
class Placed:
    """A checked item and where it stands, so that a later check can point at it."""

    item: Any
    file: str
    tree: YamlTree
    path: Path_

    def problem(self, field: str, message: str, *within: str | int) -> Problem:
        """A problem in this item's `field`, at the line of the value `within` it (the field itself by default)."""
        line = self.tree.line((*self.path, *(within or (field,))))
        name = getattr(self.item, "id", None) or getattr(self.item, "concept", None)
        return Problem(self.file, line, f"{name}.{field}" if name else field, message)


class _Reader:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[Problem] = []
        self.named: dict[str, set[str]] = {}  # every id that stands in the files, of items with mistakes too
        self.unread: set[str] = set()  # of what there may be more than was read: "entities" where their file is broken

    def file(self, name: str, required: bool = True) -> YamlTree | None:
        path = self.folder / name
        if not path.is_file():
            if required:
                self.problems.append(Problem(name, 0, "", f"is missing in {self.folder.name}/"))
            return None
        try:
            tree = read_yaml(path)
        except YamlProblem as problem:
            self.problems.append(Problem(name, problem.line, "", problem.message))
            return None
        if not isinstance(tree.data, dict):
            self.problems.append(Problem(name, 1, "", "must be a mapping of keys to values"))
            return None
        return tree

    def items(self, name: str, tree: YamlTree, key: str, model: type[_Model], **defaults: Any) -> list[Placed]:
        """The items listed under `key`, each checked by itself, so that one mistake does not hide the next."""
        listed = tree.data.get(key)
        if listed is None:
            listed = []
        if not isinstance(listed, list):
            self.problems.append(Problem(name, tree.line((key,)), key, check_wording.NO_LIST))
            self.unread.add(key)
            return []
        placed = []
        for index, raw in enumerate(listed):
            path: Path_ = (key, index)
            if isinstance(raw, dict) and isinstance(raw.get("id"), str):
                self.named.setdefault(key, set()).add(raw["id"])
            if not isinstance(raw, dict):
                self.problems.append(Problem(name, tree.line(path), key, "each item must be a mapping of keys to values"))
                self.unread.add(key)
                continue
            item = self.checked(name, tree, path, model, {**defaults, **raw})
            if item is not None:
                placed.append(Placed(item, name, tree, path))
        return placed

    def checked(self, name: str, tree: YamlTree, path: Path_, model: type[_Model], raw: dict[str, Any]) -> _Model | None:
        try:
            return model.model_validate(raw)
        except ValidationError as error:
            label = raw.get("id") or raw.get("concept")
            for detail in details_of(error):
                field = field_of(detail["loc"], raw)
                of_file = field == ("topic",) and path[:1] == ("facts",) and (*path, *field) not in tree.lines
                line = tree.line(field if of_file else (*path, *field))  # a topic for the file is asked for once
                dotted = ".".join(map(str, ([label] if label and not of_file else []) + list(field)))
                self.problems.append(Problem(name, line, dotted, message_of(detail)))
                if field == ("id",) and path:  # by which name others call it, nobody knows
                    self.unread.add(str(path[0]))
            return None

    def unknown_keys(self, name: str, tree: YamlTree, known: Iterable[str]) -> None:
        for key in tree.data:
            if key not in known:
                self.problems.append(Problem(name, tree.line((key,)), key, f"unknown key; known: {', '.join(known)}"))


def load_pack(folder: Path | str = DEFAULT_PACK) -> Pack:
    """The pack in `folder`. Raises PackError with every problem that was found."""
    reader = _Reader(Path(folder))
    if not reader.folder.is_dir():
        message = "is a file: name the folder of the pack" if reader.folder.exists() else "there is no such folder"
        raise PackError([Problem(str(folder), 0, "", message)])
    if not (reader.folder / "pack.yaml").exists():  # whatever else is in a folder that is no pack's is no mistake of anybody's
        raise PackError([Problem("pack.yaml", 0, "", f"is missing in {reader.folder.name}/: is that the folder of a pack?")])
    trees = {name: reader.file(name) for name in _REQUIRED}
    trees |= {name: reader.file(name, required=False) for name in _OPTIONAL}
    placed: dict[str, list[Placed]] = {}

    def listed(name: str, key: str, model: type[BaseModel]) -> None:
        tree = trees[name]
        placed[key] = reader.items(name, tree, key, model) if tree else []
        if tree:
            reader.unknown_keys(name, tree, (key,))
        if key not in tree.data if tree else name in _REQUIRED or (reader.folder / name).is_file():
            reader.unread.add(key)

    listed("sources.yaml", "sources", Source)
    listed("topics.yaml", "topics", Topic)
    listed("entities.yaml", "entities", Entity)
    listed("lexicon.yaml", "synonyms", SynonymGroup)
    listed("collections.yaml", "collections", Collection)
    listed("gaps.yaml", "gaps", Gap)
    placed["facts"] = _read_facts(reader)
    head = trees["pack.yaml"]
    placed["series"] = reader.items("pack.yaml", head, "series", Series) if head else []
    if not head or head.data.keys() - Pack.model_fields.keys():  # one of them may have been meant for the series
        reader.unread.add("series")
    _stray_files(reader)
    _complete(reader, trees, placed)
    reader.problems += cross_check(placed, reader.named, reader.unread)
    pack = None
    if head and not reader.problems:
        values = {key: tuple(entry.item for entry in entries) for key, entries in placed.items()}
        lexicon = Lexicon(synonyms=values.pop("synonyms"))
        pack = reader.checked("pack.yaml", head, (), Pack, {**head.data, **values, "lexicon": lexicon})
    if pack is None or reader.problems:
        raise PackError(reader.problems)
    return pack


def _read_facts(reader: _Reader) -> list[Placed]:
    facts: list[Placed] = []
    for path in sorted((reader.folder / "facts").glob("*.yaml")):
        name = f"facts/{path.name}"
        tree = reader.file(name)
        if tree is None or "facts" not in tree.data:
            reader.unread.add("facts")
        if tree:
            reader.unknown_keys(name, tree, ("topic", "facts"))
            topic = {"topic": tree.data["topic"]} if "topic" in tree.data else {}
            facts += reader.items(name, tree, "facts", Fact, **topic)
    return facts


def _stray_files(reader: _Reader) -> None:
    """A file that would silently not be read is a mistake: a wrong name or a wrong ending."""
    known = {*_REQUIRED, *_OPTIONAL}
    for path in sorted(path for depth in ("*", "*/*", "*/*/*") for path in reader.folder.glob(depth)):
        name = path.relative_to(reader.folder).as_posix()
        is_facts = path.suffix == ".yaml" and path.parent == reader.folder / "facts"
        if path.suffix in {".yml", ".yaml", ".json"} and name not in known and not is_facts:
            reader.problems.append(Problem(name, 0, "", "is no file of a pack: facts belong into facts/<topic>.yaml"))


def _complete(reader: _Reader, trees: dict[str, YamlTree | None], placed: dict[str, list[Placed]]) -> None:
    """Checks pack.yaml's own keys even while other files have mistakes, and that there is something to answer from."""
    head = trees["pack.yaml"]
    if head:
        own = {key: value for key, value in head.data.items() if key not in _ELSEWHERE}
        for key in _ELSEWHERE & head.data.keys() - {"series"}:
            reader.problems.append(Problem("pack.yaml", head.line((key,)), key, "belongs into a file of its own"))
        empty = {"sources": (), "topics": (), "facts": ()}
        reader.checked("pack.yaml", head, (), Pack, {**empty, **own})
    for name, key in (("sources.yaml", "sources"), ("topics.yaml", "topics"), ("facts/", "facts")):
        broken = any(problem.file.startswith(name) for problem in reader.problems)
        if not placed[key] and not broken:
            reader.problems.append(Problem(name, 0, key, "there are none: a pack needs at least one"))
    if head and "facts" not in reader.unread and not any(problem.file.startswith("facts/") for problem in reader.problems):
        _spoken(reader, head, placed["facts"])


def _spoken(reader: _Reader, head: YamlTree, facts: list[Placed]) -> None:
    """A language of the pack in which no fact says anything: questions in it would find no examples."""
    listed = head.data.get("languages")
    for index, code in enumerate(listed if isinstance(listed, list) else ()):
        if facts and not any(code in fact.item.statement for fact in facts):
            line = head.line(("languages", index))
            reader.problems.append(Problem("pack.yaml", line, "languages", f"no fact has a statement in '{code}'"))


def field_of(loc: tuple[str | int, ...], raw: Any) -> tuple[str | int, ...]:
    """Pydantic's location, without the names of validators and with nothing beyond what stands in the file."""
    field: list[str | int] = []
    for part in loc:
        if isinstance(raw, dict) and (part in raw or not field):
            field.append(part)
            raw = raw.get(part)
        elif isinstance(raw, list) and isinstance(part, int) and part < len(raw):
            field.append(part)
            raw = raw[part]
        elif isinstance(raw, dict) and isinstance(part, str) and part.isidentifier():
            field.append(part)  # a missing key of an inner mapping
            raw = None
    return tuple(field)
