"""The file in which servers' ask-channels are kept."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.ask_channels import AskChannels, AskChannelsError


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "ask_channels.json"


def test_what_was_added_is_there_after_a_restart(file: Path) -> None:
    AskChannels(file=file).add(1, 11)
    AskChannels(file=file).add(1, 12)
    held = AskChannels(operators=[99], file=file)
    assert held.of_server(1) == (11, 12)
    assert all(channel in held for channel in (11, 12, 99))
    assert held


def test_what_was_removed_is_gone_and_other_servers_keep_theirs(file: Path) -> None:
    held = AskChannels(file=file)
    for server, channel in ((1, 11), (1, 12), (2, 21)):
        held.add(server, channel)
    held.remove(1, 11)
    held.forget_server(2)
    assert AskChannels(file=file).of_server(1) == (12,)
    assert 21 not in AskChannels(file=file)


@pytest.mark.parametrize("content", ["", "{", "[1, 2]", '{"a": [1]}', '{"1": 5}', '{"1": ["x"]}', "\x00\xff"])
def test_a_broken_file_is_named_and_not_overwritten(file: Path, content: str) -> None:
    file.parent.mkdir()
    file.write_text(content, encoding="latin-1")
    with pytest.raises(AskChannelsError, match=r"ask_channels\.json"):
        AskChannels(file=file)
    assert file.read_text(encoding="latin-1") == content


def test_when_writing_fails_the_file_and_the_memory_stay_as_they_were(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held = AskChannels(file=file)
    held.add(1, 11)
    before = file.read_text(encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError, match="no space"):
        held.add(1, 12)
    assert file.read_text(encoding="utf-8") == before
    assert 12 not in held
    assert [path.name for path in file.parent.iterdir()] == [file.name]
