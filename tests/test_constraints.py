"""The tool that renews constraints.txt writes names and versions, keeps what other systems need, and drops what nothing does."""

from __future__ import annotations

from typing import Any

import pytest

from tools import constraints

OLD = """# A heading that stays.
audioop-lts==0.2.2
Discord.py==2.7.0
left.over==1.0
typing_extensions==4.1
"""


def package(name: str, version: str, *requires: str) -> dict[str, Any]:
    about = {"name": name, "version": version, "requires_dist": list(requires)}
    return {
        "metadata": about,
        "download_info": {"url": "where-it-came-from", "archive_info": {"hash": "sha256=1"}},
    }


REPORT = {
    "install": [
        package("safir-bot", "0.1.0", "discord.py>=2.7"),
        package("typing_extensions", "4.15.0"),
        package("discord.py", "2.7.1", 'audioop-lts; python_version >= "3.13"', "typing_extensions"),
        package("Babel", "2.18.0", 'colorama; sys_platform == "win32"'),
    ]
}


def test_versions_are_renewed_and_nothing_else_is_written() -> None:
    assert constraints.renewed(OLD, REPORT).splitlines() == [
        "# A heading that stays.",
        "audioop-lts==0.2.2",  # which only another Python needs
        "Babel==2.18.0",
        "discord.py==2.7.1",
        "typing_extensions==4.15.0",
    ]


def test_what_changed_is_said() -> None:
    said = constraints.differences(OLD, constraints.renewed(OLD, REPORT))
    assert said == [
        "babel (new) → 2.18.0",
        "Discord.py==2.7.0 → 2.7.1",
        "left.over==1.0 → no longer needed",
        "typing_extensions==4.1 → 4.15.0",
    ]


@pytest.mark.parametrize(("option", "written"), [([], True), (["--keep"], True), (["--check"], False)])
def test_only_a_check_writes_nothing_and_both_kinds_of_keeping_give_pip_the_pins(
    option: list[str], written: bool, monkeypatch: pytest.MonkeyPatch, tmp_path: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "constraints.txt"
    file.write_text(OLD, encoding="utf-8")
    given: list[str] = []

    def resolved(*options: str) -> dict[str, Any]:
        given.extend(options)
        return REPORT

    monkeypatch.setattr(constraints, "FILE", file)
    monkeypatch.setattr(constraints, "resolve", resolved)
    assert constraints.main(option) == (0 if written else 1)
    assert given == (["--constraint", str(file)] if option else [])
    assert (file.read_text(encoding="utf-8") != OLD) is written
    assert "Babel==2.18.0".lower() not in capsys.readouterr().out, "it says what changed, and not all there is"


def test_the_file_is_as_the_tool_writes_it() -> None:
    text = constraints.FILE.read_text(encoding="utf-8")
    names = list(constraints.pins_of(text))
    assert names == sorted(names)
    assert "safir-bot" not in names
    assert "index" not in text
    assert {"audit", "dev", "test"} <= set(constraints.extras())
