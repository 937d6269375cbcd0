"""/fact import and export: many facts at once, after a dry run."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from bot.moderation.import_file import MOST_FACTS
from knowledge.yaml_tree import parse_yaml

SUGAR: dict[str, Any] = {
    "id": "brewing.sugar",
    "topic": "brewing",
    "title": "Sugar",
    "statement": "Sugar goes into **no tea**.",
    "citations": [{"source": "tea-book", "paragraph": 1}],
    "asked_as": ["Is there sugar in the tea?"],
}
YAML = """
topic: brewing
facts:
  - id: brewing.sugar
    title: Sugar
    statement: Sugar goes into **no tea**.
    citations:
      - {source: tea-book, paragraph: 1}
    asked_as: [Is there sugar in the tea?]
"""
CSV = """id,topic,title,statement,citations,asked_as
brewing.sugar,brewing,Sugar,Sugar goes into **no tea**.,tea-book ¶1,Is there sugar in the tea?|sweet tea
"""


@pytest.fixture
def bring(manager: Any) -> Callable[..., Any]:
    """Types `/fact import` with a file."""

    async def bringing(name: str, content: str | bytes) -> Any:
        manager.draft_message = None
        raw = content.encode() if isinstance(content, str) else content
        await manager.command("import", file=(name, raw), reason="from the library")
        return manager

    return bringing


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("tea.yaml", YAML),
        ("tea.json", json.dumps([SUGAR])),
        ("tea.json", json.dumps({"facts": [SUGAR]})),
        ("tea.jsonl", json.dumps(SUGAR) + "\n"),
        ("TEA.CSV", CSV),
    ],
)
async def test_a_file_is_tried_and_saved_only_after_a_word(bring: Any, ask: Any, name: str, content: str) -> None:
    manager = await bring(name, content)
    assert "1 fact in the file: 1 new, 0 changed, 0 that cannot be saved" in manager.text()
    assert "no tea" not in await ask("Is there sugar in the tea?")
    await manager.press("Confirm")
    assert "Facts saved: 1 of 1" in manager.text()
    assert "no tea" in await ask("Is there sugar in the tea?")


async def test_each_line_s_problem_is_named_and_the_others_can_be_saved(bring: Any, world: Any) -> None:
    wrong = YAML + (
        "  - id: brewing.salt\n    title: Salt\n    statement: Salt.\n    citations: [{source: tea-book, paragraph: 99}]\n"
        "  - id: brewing.sugar\n    title: Again\n"
        "  - just a text\n"
    )
    manager = await bring("tea.yaml", wrong)
    text = manager.text()
    assert "4 facts in the file: 1 new, 0 changed, 3 that cannot be saved" in text
    assert "line 10 brewing.salt: citations" in text
    assert "stands in line 4 already" in text
    assert "line 16" in text
    await manager.press("Confirm")
    assert "Facts saved: 1 of 1" in manager.text()
    history = await manager.command("history", fact="brewing.sugar")
    assert "from the library" in world.text(history.response)


async def test_a_table_changes_only_the_cells_that_it_has(bring: Any, world: Any, ask: Any) -> None:
    manager = await bring("tea.csv", "id,statement\nbrewing.black.time,Black tea steeps for **nine minutes**.\n")
    assert "0 new, 1 changed" in manager.text()
    await manager.press("Confirm")
    answer = await ask()
    assert "nine minutes" in answer
    assert "¶2, ¶3" in answer


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("tea.txt", "text", "names end in"),
        ("tea.yaml", "facts: &a []", "cannot be read"),
        ("tea.yaml", "facts: []", "no fact in the file"),
        ("tea.yaml", "nothing: here", "must be a list of facts"),
        ("tea.json", "{", "is not JSON"),
        ("tea.json", "[" * 100_000, "nested too deep"),
        ("tea.csv", "id,colour\na,b\n", "I do not know the columns colour"),
        ("tea.yaml", b"\xff\xfe", "not UTF-8"),
        ("tea.yaml", "x" * (256 * 1024 + 1), "larger than 256 KiB"),
    ],
)
async def test_a_file_that_cannot_be_used_says_why(bring: Any, name: str, content: str | bytes, problem: str) -> None:
    manager = await bring(name, content)
    assert problem in manager.text()


async def test_what_changed_after_the_dry_run_is_not_overwritten(bring: Any, manager: Any, world: Any, ask: Any) -> None:
    await bring("tea.csv", "id,statement\nbrewing.black.time,Black tea steeps for **nine minutes**.\n")
    dry_run = manager.draft_message = manager.message()
    await manager.edit(statement="Black tea steeps for **six minutes**.")
    await manager.press("Save")
    await world.manager.click(dry_run, label="Confirm")
    assert "Facts saved: 0 of 1" in world.text(dry_run)
    assert "changed meanwhile" in world.text(dry_run)
    assert "six minutes" in await ask()


async def test_what_is_exported_can_be_imported(manager: Any, world: Any, bring: Any) -> None:
    await manager.edit(statement="Black tea steeps for **nine minutes**.")
    await manager.press("Save")
    everything = await world.manager.slash(world.channel, "fact export")
    assert everything.ephemeral
    assert "8 facts" in everything.response.content
    changed = await world.manager.slash(world.channel, "fact export", only_changed=True)
    assert "1 fact" in changed.response.content
    raw = await changed.response.attachments[0].read()
    (fact,) = parse_yaml(raw.decode()).data["facts"]
    assert fact["statement"] == "Black tea steeps for **nine minutes**."
    again = await bring("facts.yaml", raw.replace(b"nine", b"ten"))
    assert "0 new, 1 changed, 0 that cannot" in again.text()


async def test_a_topic_is_exported_as_a_table_that_a_spreadsheet_changes(world: Any, bring: Any, ask: Any) -> None:
    exported = await world.manager.slash(world.channel, "fact export", topic="brewing", table=True)
    (file,) = exported.response.attachments
    assert file.filename == "facts.csv"
    table = (await file.read()).decode("utf-8-sig")
    assert "brewing.black.time" in table
    assert "harvest.brookvale.2021" not in table
    manager = await bring("facts.csv", table.replace("four minutes", "nine minutes").encode("utf-8-sig"))
    assert "0 new, 1 changed, 0 that cannot" in manager.text()
    assert "2 say what stands here already." in manager.text()
    await manager.press("Confirm")
    assert "Facts saved: 1 of 1" in manager.text()
    assert "nine minutes" in await ask()


async def test_a_file_that_says_what_stands_here_has_nothing_to_save(world: Any, bring: Any) -> None:
    exported = await world.manager.slash(world.channel, "fact export")
    manager = await bring("facts.yaml", await exported.response.attachments[0].read())
    assert "0 new, 0 changed, 0 that cannot" in manager.text()
    assert "There is nothing to save" in manager.text()


async def test_more_than_can_be_imported_at_once_is_exported_with_a_word(world: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.moderation.export_file.MAX_BYTES", 1024)
    exported = await world.manager.slash(world.channel, "fact export")
    assert "reads at most 1 KiB at once" in exported.response.content
    offered = await world.manager.autocomplete(world.channel, "fact export", "topic", "brew")
    assert offered[0]["value"] == "brewing"


async def test_members_are_refused(world: Any) -> None:
    command = world.env.backend.find_command("fact", None)
    world.guild.set_command_permissions(int(command["id"]), {world.alice: True})
    for name, options in (("export", {}), ("import", {"file": ("tea.yaml", YAML.encode()), "reason": "r"})):
        result = await world.alice.slash(world.channel, f"fact {name}", **options)
        assert "Manage Server, or the role" in result.response.content


async def test_one_file_of_a_server_is_read_at_a_time(
    world: Any, manager: Any, second: Any, together: Any, bring: Callable[..., Any]
) -> None:
    table = ("tea.csv", CSV.encode())
    _, refused = await together(
        lambda: manager.command("import", file=table, reason="one"), lambda: second.command("import", file=table, reason="two")
    )
    assert "is being read just now" in refused.response.content
    assert "1 new" in manager.text()
    again = await second.command("import", file=table, reason="two")
    assert "1 new" in world.text(again.response)


@pytest.mark.parametrize(("name", "line"), [("a.csv", "a"), ("a.json", "{}"), ("a.jsonl", "{}"), ("a.yaml", "- a")])
async def test_a_file_of_very_many_facts_is_refused(bring: Callable[..., Any], name: str, line: str) -> None:
    lines = [line] * (MOST_FACTS + 1)
    content = {"a.csv": "id\n" + "\n".join(lines), "a.json": f"[{','.join(lines)}]"}.get(name, "\n".join(lines))
    manager = await bring(name, content)
    assert "more than 2000 facts" in manager.text()
