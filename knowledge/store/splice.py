"""One YAML file whose list of items is rewritten in part: what has not changed keeps its lines, its style and its remarks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from knowledge.store.content import Item, plain
from knowledge.store.yaml_text import item_lines
from knowledge.yaml_tree import YamlTree, parse_yaml

_LINE = re.compile(r"[^\r\n\x85\u2028\u2029]*(?:\r\n|[\r\n\x85\u2028\u2029])|[^\r\n\x85\u2028\u2029]+\Z")  # as YAML counts
_DASH = re.compile(r"( *)- ")


@dataclass(frozen=True)
class _Block:
    """The lines of one item, and the blank lines and remarks between it and the next."""

    item: Item
    text: str
    after: str


class ItemFile:
    """The file `text`, with the list of items of a `model` under `key`. It must be one that packs are read from."""

    def __init__(self, text: str, key: str, model: type[Item]) -> None:
        self.text = text
        self._key = key
        tree = parse_yaml(text)
        topic = tree.data.get("topic")
        self._defaults = {"topic": topic} if topic else {}
        items = [model.model_validate({**self._defaults, **raw}) for raw in tree.data.get(key) or ()]
        self.items = {item.id: item for item in items}
        self._newline = "\r\n" if "\r\n" in text else "\n"
        self._read(tree, items)

    def _read(self, tree: YamlTree, items: list[Item]) -> None:
        """Cut the text into what stands before the items, each of them, and the rest; no blocks where that is not possible."""
        lines = _LINE.findall(self.text)
        starts = [tree.line((self._key, index)) - 1 for index in range(len(items))]
        dashes = [_DASH.match(lines[start]) for start in starts]
        indents = {len(dash[1]) for dash in dashes if dash}
        self._blocks: dict[str, _Block] = {}
        self._indent = 2
        if not starts or not all(dashes) or len(indents) > 1 or len(set(starts)) < len(starts):
            return
        self._indent = indents.pop()
        others = (line - 1 for path, line in tree.lines.items() if len(path) == 1)
        end = min((line for line in others if line > starts[-1]), default=len(lines))
        for item, start, stop in zip(items, starts, [*starts[1:], end], strict=True):
            last = stop
            while last > start + 1 and self._between(lines[last - 1]):
                last -= 1
            self._blocks[item.id] = _Block(item, "".join(lines[start:last]), "".join(lines[last:stop]))
        self._head, self._rest = "".join(lines[: starts[0]]), "".join(lines[end:])

    def _between(self, line: str) -> bool:
        """Whether a line is blank, or a remark that belongs to no item: it stands no deeper than their dashes."""
        bare = line.lstrip(" ")
        return not bare.strip() or (bare.startswith("#") and len(line) - len(bare) <= self._indent)

    def with_items(self, items: Iterable[Item]) -> str:
        """The text with exactly these items, which keep the order of those that the file has."""
        wanted = list(items)
        if wanted == list(self.items.values()):
            return self.text
        if not self._blocks:  # a list on one line, or an empty one: the whole file is written anew
            head = "".join(f"{name}: {value}\n" for name, value in self._defaults.items())
            return f"{head}{self._key}:\n" + "\n".join(map(self._written, wanted))
        apart = self._newline if any(not block.after.strip() and block.after for block in self._blocks.values()) else ""
        parts, after = [self._head], ""
        for item in wanted:
            block = self._blocks.get(item.id)
            if block is None:
                parts += (apart, self._written(item))
                continue
            parts += (after, _ended(block.text, self._newline) if item == block.item else self._written(item))
            after = block.after
        return "".join((*parts, after, self._rest))

    def size(self, item: Item) -> int:
        """How many bytes an item takes."""
        return len(self._written(item).encode())

    def _written(self, item: Item) -> str:
        data = {name: value for name, value in plain(item).items() if self._defaults.get(name) != value}
        return "".join(item_lines(data, self._indent)).replace("\n", self._newline)


def _ended(text: str, newline: str) -> str:
    return text if text.endswith(("\n", "\r")) else text + newline
