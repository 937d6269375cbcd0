"""`safir db upgrade` and `safir facts export --yaml`."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from typer.testing import Result

from knowledge.pack import load_pack
from knowledge.store.content import plain
from knowledge.store.editor import Editor
from knowledge.store.revision import BASE, By
from knowledge.store.store import Store

Run = Callable[..., Result]


def edited(tea_folder: Path, layer: int, title: str) -> None:
    """An edit in the database that `safir` finds by itself."""

    async def edit() -> None:
        async with await Store.open("sqlite:///data/safir.sqlite3") as store:
            editor = await Editor.open(store, load_pack(tea_folder))
            fact = editor.pack.facts[0]
            await editor.edit(layer, {**plain(fact), "title": title}, editor.seen(layer, fact.id), By(1, "Mo"))

    asyncio.run(edit())


def test_the_database_is_brought_to_the_newest_schema_once(safir: Run) -> None:
    first = safir("db", "upgrade")
    assert (first.exit_code, first.stdout.split()[:2]) == (0, ["Schema:", "none"])
    assert "already" in safir("db", "upgrade").stdout
    assert Path("data/safir.sqlite3").exists()


def test_an_address_that_leads_nowhere_is_told(safir: Run) -> None:
    Path("data").write_text("in the way", encoding="utf-8")
    for command in (("db", "upgrade"), ("facts", "export", "--yaml", "out")):
        result = safir(*command)
        assert result.exit_code == 1
        assert "database" in result.stderr.lower()


def test_the_pack_is_written_with_the_operator_s_edits_and_with_a_server_s_where_asked(safir: Run, tea_folder: Path) -> None:
    edited(tea_folder, BASE, "For all")
    edited(tea_folder, 11, "For some")
    result = safir("facts", "export", "--yaml", "all", "--pack", tea_folder)
    assert result.exit_code == 0
    assert "8 facts" in result.stdout
    assert safir("facts", "check", "all").exit_code == 0
    assert load_pack(Path("all")).facts[0].title["en"] == "For all"
    safir("facts", "export", "--yaml", "some", "--server", "11", "--pack", tea_folder)
    assert load_pack(Path("some")).facts[0].title["en"] == "For some"


def test_a_folder_with_something_in_it_is_left_alone(safir: Run, tea_folder: Path) -> None:
    Path("out").mkdir()
    Path("out/mine.txt").write_text("mine", encoding="utf-8")
    result = safir("facts", "export", "--yaml", "out", "--pack", tea_folder)
    assert result.exit_code == 1
    assert "choose a new folder" in result.stderr


def test_one_form_has_to_be_chosen(safir: Run) -> None:
    assert safir("facts", "export").exit_code == 2
    assert safir("facts", "export", "--json", "--yaml", "out").exit_code == 2
