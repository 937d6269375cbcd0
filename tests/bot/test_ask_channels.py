"""Servers' ask-channels: in the store for every process, in memory to be looked up, in a file for a start without the store."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from bot.ask_channels import AskChannels, AskChannelsError, followed
from bot.store_link import StoreLink
from knowledge.pack import load_pack
from knowledge.store.errors import StoreUnavailable


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "ask_channels.json"


@pytest.fixture
async def link(tmp_path: Path, tea_folder: Path) -> AsyncIterator[StoreLink]:
    async with StoreLink(f"sqlite:///{tmp_path / 'safir.sqlite3'}", load_pack(tea_folder)) as opened:
        yield opened


def nowhere(tea_folder: Path) -> StoreLink:
    """A store that nobody opened."""
    return StoreLink("sqlite:///nowhere.sqlite3", load_pack(tea_folder))


def written(file: Path, text: str) -> Path:
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def in_file(file: Path) -> str:
    return file.read_text(encoding="utf-8")


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not true():  # noqa: ASYNC110  # another task changes it, and tells nobody
            await asyncio.sleep(0.01)


async def test_what_was_added_is_there_after_a_restart(link: StoreLink) -> None:
    await AskChannels().add(link, 1, 11)
    await AskChannels().add(link, 1, 12)
    held = AskChannels(operators=[99])
    await held.refresh(link)
    assert held.of_server(1) == (11, 12)
    assert all(channel in held for channel in (11, 12, 99))
    assert held


async def test_what_was_removed_is_gone_and_other_servers_keep_theirs(link: StoreLink) -> None:
    held = AskChannels()
    for server, channel in ((1, 11), (1, 12), (2, 21)):
        await held.add(link, server, channel)
    await held.remove(link, 1, 11)
    held.forget_server(2)
    assert (11 in held, 12 in held, 21 in held) == (False, True, False)
    await held.remove(link, 1, 12)
    assert not held


async def test_what_one_process_sets_another_sees(link: StoreLink) -> None:
    here, there = AskChannels(), AskChannels()
    async with followed(there, link, seconds=0.01):
        await here.add(link, 1, 11)
        await until(lambda: 11 in there)
        await here.remove(link, 1, 11)
        await until(lambda: 11 not in there)


async def test_two_processes_do_not_overwrite_each_other(link: StoreLink) -> None:
    here, there = AskChannels(), AskChannels()
    await here.add(link, 1, 11)
    await there.add(link, 1, 12)
    await here.refresh(link)
    assert here.of_server(1) == (11, 12)


async def test_without_the_store_nothing_is_changed_and_what_is_known_goes_on(
    link: StoreLink, file: Path, tea_folder: Path
) -> None:
    held = AskChannels(file=file)
    await held.add(link, 1, 11)
    away = nowhere(tea_folder)
    for change in (held.add(away, 1, 12), held.remove(away, 1, 11), held.refresh(away)):
        with pytest.raises(StoreUnavailable):
            await change
    assert held.of_server(1) == (11,)
    assert AskChannels(file=file).of_server(1) == (11,), "a start without the store knows them too"


async def test_a_file_of_before_there_was_the_store_is_taken_over_once(link: StoreLink, file: Path) -> None:
    written(file, '{"1": [11, 12], "2": [21]}')
    await AskChannels().add(link, 2, 22)  # newer than the file
    held = AskChannels(file=file)
    await held.refresh(link)
    assert (held.of_server(1), held.of_server(2)) == ((11, 12), (22,))
    await AskChannels().remove(link, 1, 11)
    await AskChannels().remove(link, 1, 12)
    again = AskChannels(file=file)
    await again.refresh(link)
    assert again.of_server(1) == (), "what was taken back does not come again"


async def test_an_old_file_is_kept_until_the_store_has_taken_it_over(file: Path, tea_folder: Path) -> None:
    written(file, '{"1": [11]}')
    held = AskChannels(file=file)
    with pytest.raises(StoreUnavailable):
        await held.refresh(nowhere(tea_folder))
    assert 11 in held
    assert json.loads(in_file(file)) == {"1": [11]}


@pytest.mark.parametrize("content", ["", "{", "[1, 2]", '{"a": [1]}', '{"1": 5}', '{"1": ["x"]}', '{"version": 2}', "\x00\xff"])
def test_a_broken_file_is_named_and_not_overwritten(file: Path, content: str) -> None:
    file.parent.mkdir()
    file.write_text(content, encoding="latin-1")
    with pytest.raises(AskChannelsError, match=r"ask_channels\.json"):
        AskChannels(file=file)
    assert file.read_text(encoding="latin-1") == content


async def test_a_file_that_cannot_be_written_is_no_loss(
    link: StoreLink, file: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    held = AskChannels(file=file)
    await held.add(link, 1, 11)
    before = in_file(file)

    def full(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(os, "replace", full)
    await held.add(link, 1, 12)
    assert "no space left" in caplog.text
    assert in_file(file) == before
    assert 12 in held
    assert os.listdir(file.parent) == [file.name]
