"""Writes edits back into a pack's files, so that they can go upstream by pull request."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from knowledge.model import Fact, Pack, Source
from knowledge.store.content import Item
from knowledge.store.splice import ItemFile
from knowledge.yaml_tree import MAX_BYTES

FULL = MAX_BYTES * 9 // 10  # a file of this size takes no more facts: packs with larger ones are refused


def exported(folder: Path, pack: Pack) -> dict[str, str]:
    """The files of the pack in `folder`, by their paths in it, with `pack` (the same with edits over it) written in.

    What no edit touched stays as it is, byte for byte. The folder must be one that `load_pack` accepts; raises OSError for
    files that cannot be read.
    """
    paths = [*sorted(folder.glob("*.yaml")), *sorted(folder.glob("facts/*.yaml"))]
    files = {path.relative_to(folder).as_posix(): path.read_bytes().decode("utf-8-sig") for path in paths}
    files["sources.yaml"] = ItemFile(files["sources.yaml"], "sources", Source).with_items(pack.sources)
    return files | _facts(files, pack)


def write(files: Mapping[str, str], folder: Path) -> None:
    """Write files into a new folder. Raises FileExistsError where something is in it already, and other OSErrors."""
    if folder.exists() and any(folder.iterdir()):
        raise FileExistsError(f"{folder} is not empty: choose a new folder")
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())


def _facts(files: Mapping[str, str], pack: Pack) -> dict[str, str]:
    held = {name: ItemFile(text, "facts", Fact) for name, text in files.items() if name.startswith("facts/")}
    home = {fact_id: name for name, file in held.items() for fact_id in file.items}
    members: dict[str, list[Item]] = {name: [] for name in held}
    sizes = {name: len(file.text.encode()) for name, file in held.items()}
    latest: dict[str, str] = {}  # each topic's file that the last of its facts went to
    for fact in pack.facts:
        name = home.get(fact.id)
        if name is None:
            name = _with_room(latest.get(fact.topic), fact.topic, sizes)
            file = held.setdefault(name, ItemFile(f"topic: {fact.topic}\nfacts: []\n", "facts", Fact))
            sizes[name] = sizes.get(name, 0) + file.size(fact)
        latest[fact.topic] = name
        members.setdefault(name, []).append(fact)
    return {name: held[name].with_items(facts) for name, facts in members.items()}


def _with_room(latest: str | None, topic: str, sizes: Mapping[str, int]) -> str:
    """The file for a topic's next fact: the one of the fact before it while it has room, then further ones."""
    name, number = latest or f"facts/{topic}.yaml", 1
    while sizes.get(name, 0) > FULL:
        number += 1
        name = f"facts/{topic}_{number:02}.yaml"
    return name
