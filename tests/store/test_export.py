"""Edits are written back into the pack's files: the result is a pack, says the same, and differs only where it was edited."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from knowledge import DEFAULT_PACK
from knowledge.model import Fact, Pack
from knowledge.pack import load_pack
from knowledge.store.content import plain
from knowledge.store.editor import Editor
from knowledge.store.export import exported, write
from knowledge.store.overlay import Effective, lay
from knowledge.store.revision import BASE, By, Draft, Kind, Operation, Revision

Content = Callable[..., dict[str, Any]]
GUILD = 11
BREWING = "facts/brewing.yaml"
BY = By(7, "Mo")


def edited(pack: Pack, *contents: dict[str, Any], kind: Kind = Kind.FACT) -> Pack:
    """The pack with these facts over it."""
    revisions = [Revision(kind, one["id"], GUILD, 1, Operation.EDIT, one, BY, None, n) for n, one in enumerate(contents, 1)]
    return lay(Effective(pack), revisions).pack


def round_trip(folder: Path, pack: Pack, target: Path) -> Pack:
    write(exported(folder, pack), target)
    return load_pack(target)


@pytest.mark.parametrize("folder", [DEFAULT_PACK, Path(__file__).parent.parent / "packs" / "tea"], ids=lambda path: path.name)
def test_without_edits_every_file_is_as_it_was(folder: Path) -> None:
    files = {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in folder.rglob("*.yaml")}
    assert exported(folder, load_pack(folder)) == files


@pytest.mark.parametrize("folder", [DEFAULT_PACK, Path(__file__).parent.parent / "packs" / "tea"], ids=lambda path: path.name)
def test_a_pack_in_which_everything_was_edited_reads_the_same(folder: Path, tmp_path: Path) -> None:
    pack = load_pack(folder)
    contents = [plain(fact) | {"title": f"{fact.title['en'][:70]} (new)"} for fact in pack.facts]
    new = edited(edited(pack, *contents), *(plain(source) | {"publisher": "P"} for source in pack.sources), kind=Kind.SOURCE)
    assert new != pack
    assert round_trip(folder, new, tmp_path / "out") == new


async def test_the_edits_of_a_server(editor: Editor, tea_folder: Path, milk: Content, sugar: Content, tmp_path: Path) -> None:
    await editor.edit(BASE, milk(title="Milk for all"), editor.seen(BASE, "brewing.milk"), BY)
    await editor.retire(GUILD, "harvest.brookvale.2021", editor.seen(GUILD, "harvest.brookvale.2021"), BY)
    await editor.add(GUILD, {"id": "tea-letters", "title": "Letters: on tea", "paragraphs": 2}, BY, Kind.SOURCE)
    await editor.add(GUILD, sugar(citations=[{"source": "tea-letters", "paragraph": 2}]), BY)
    pack = editor.effective(GUILD).pack
    assert round_trip(tea_folder, pack, tmp_path / "out") == pack
    files = exported(tea_folder, pack)
    assert files["facts/growers.yaml"] == (tea_folder / "facts" / "growers.yaml").read_text(encoding="utf-8")
    assert "rank: deprecated" in files["facts/harvest.yaml"]
    assert 'title: "Letters: on tea"' in files["sources.yaml"]


def test_only_the_edited_lines_differ(tea: Pack, tea_folder: Path, milk: Content) -> None:
    before = (tea_folder / BREWING).read_text(encoding="utf-8")
    after = exported(tea_folder, edited(tea, milk(statement="No milk.")))[BREWING]
    assert after == before.replace("statement: Milk goes into **black tea only**.", 'statement: "No milk."')


FACT = """\
  - id: brewing.{0}
    title: {0}
    statement: >-
      Of {0},
      folded.
    citations: [{{source: tea-book, paragraph: 1}}]
"""
STYLES = {
    "remarks": "# On brewing.\ntopic: brewing\nfacts:\n  # hot\n{a}\n  # cold\n\n{b}\n# The end.\n",
    "key last": "facts:\n{a}{b}topic: brewing\n",
    "no last line break": "topic: brewing\nfacts:\n{a}{b}",
    "other indent": "topic: brewing\nfacts:\n{a}{b}",
    "one line": "topic: brewing\n"
    "facts: [{{id: brewing.a, title: a, statement: Of a., citations: [{{source: tea-book, paragraph: 1}}]}}]\n",
    "dash alone": "topic: brewing\nfacts:\n  -\n    id: brewing.a\n    title: a\n    statement: Of a.\n"
    "    citations: [{{source: tea-book, paragraph: 1}}]\n",
    "windows": "topic: brewing\nfacts:\n{a}{b}",
    "no default topic": "facts:\n{a}    topic: brewing\n{b}    topic: brewing\n",
    "literal text with a sharp": "topic: brewing\nfacts:\n{a}    note: |-\n      # not a remark\n\n{b}",
}


@pytest.mark.parametrize("style", STYLES)
def test_packs_of_every_style(style: str, tea_folder: Path, tmp_path: Path, sugar: Content) -> None:
    folder = Path(shutil.copytree(tea_folder, tmp_path / "tea"))
    text = STYLES[style].format(a=FACT.format("a"), b=FACT.format("b"))
    if style == "other indent":
        text = text.replace("\n  ", "\n")
    if style == "no last line break":
        text = text.rstrip("\n")
    (folder / BREWING).write_text(text, encoding="utf-8", newline="\r\n" if style == "windows" else "\n")
    (folder / "collections.yaml").unlink()
    pack = load_pack(folder)
    first = next(fact for fact in pack.facts if fact.topic == "brewing")
    for number, contents in enumerate(
        [
            [plain(first) | {"note": "New."}],
            [sugar()],
            [sugar(), plain(first) | {"note": "New."}, sugar(id="brewing.honey", asked_as=[])],
            [plain(first) | {"topic": "history"}],
            [plain(fact) | {"note": "New."} for fact in pack.facts],
        ]
    ):
        new = edited(pack, *contents)
        assert round_trip(folder, new, tmp_path / f"out{number}") == new
        result = exported(folder, new)[BREWING]
        if style == "remarks":
            assert [line.strip() for line in result.splitlines() if "#" in line] == [
                "# On brewing.",
                "# hot",
                "# cold",
                "# The end.",
            ]
        if style == "windows":
            assert "\n" not in result.replace("\r\n", "")


def test_a_fact_of_a_topic_that_had_none_gets_a_file(tea: Pack, tea_folder: Path, tmp_path: Path, sugar: Content) -> None:
    folder = Path(shutil.copytree(tea_folder, tmp_path / "tea"))
    (folder / "facts" / "history.yaml").unlink()
    new = edited(load_pack(folder), sugar(topic="history"))
    assert exported(folder, new)["facts/history.yaml"].startswith("topic: history\nfacts:\n  - id: brewing.sugar\n")
    assert round_trip(folder, new, tmp_path / "out") == new


def test_a_file_does_not_grow_until_it_is_refused(tea: Pack, tea_folder: Path, tmp_path: Path, sugar: Content) -> None:
    many = [sugar(id=f"brewing.n{n:04}", statement="x" * 1200, asked_as=[f"{n} {'y' * 90}"]) for n in range(1500)]
    new = edited(tea, *many)
    back = round_trip(tea_folder, new, tmp_path / "out")
    assert {fact.id: fact for fact in back.facts} == {fact.id: fact for fact in new.facts}
    assert (tmp_path / "out" / "facts" / "brewing_02.yaml").exists()


def test_nothing_is_written_over(tea: Pack, tea_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").touch()
    with pytest.raises(FileExistsError, match="choose a new folder"):
        write(exported(tea_folder, tea), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_what_is_stored_reads_as_the_same_fact(tea: Pack) -> None:
    for pack in (tea, load_pack()):
        for fact in pack.facts:
            draft = Draft(Kind.FACT, fact.id, GUILD, 1, Operation.EDIT, plain(fact), BY)
            assert isinstance(draft.item, Fact)
            assert draft.item == fact
