"""A kept index answers like a new one, and is never used for something else."""

from __future__ import annotations

import pickle
import shutil
from pathlib import Path
from typing import IO

import pytest

from bot import index_cache, index_file
from knowledge.pack_error import PackError

TEA = Path(__file__).parent.parent / "packs" / "tea"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(index_cache.VARIABLE, str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TEA, tmp_path / "tea"))


def test_the_second_time_nothing_is_built(folder: Path, pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built = index_cache.load(pack, "en")
    monkeypatch.setattr("knowledge.pack.load_pack", lambda _: pytest.fail("the pack was read again"))
    kept = index_cache.load(pack, "en")
    for fact in built.base.facts:
        for question in fact.examples("en"):
            new, old = built.answer(question), kept.answer(question)
            assert new.model_copy(update={"elapsed_ms": 0}) == old.model_copy(update={"elapsed_ms": 0})


def test_a_changed_pack_is_read_again(folder: Path, pack: Path) -> None:
    index_cache.load(pack, "en")
    (file,) = [path for path in (pack / "facts").glob("*.yaml") if "400 kg" in path.read_text(encoding="utf-8")]
    file.write_text(file.read_text(encoding="utf-8").replace("400 kg", "401 kg"), encoding="utf-8")
    changed = index_cache.load(pack, "en")
    assert any("401" in fact.statement["en"] for fact in changed.base.facts)
    assert len(list(folder.glob("*.pickle"))) == 2


def test_a_damaged_entry_is_built_again(folder: Path, pack: Path) -> None:
    index_cache.load(pack, "en")
    entry = next(folder.glob("*.pickle"))
    entry.write_bytes(entry.read_bytes()[:1000])
    assert index_cache.load(pack, "en").base.facts


def test_a_folder_that_cannot_be_written_only_costs_time_and_is_told(
    pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    monkeypatch.setenv(index_cache.VARIABLE, str(tmp_path / "file"))
    assert index_cache.load(pack, "en").base.facts
    assert f"cannot be kept in {tmp_path / 'file'}" in caplog.text
    assert "SAFIR_CACHE_DIR" in caplog.text


def test_a_full_disk_leaves_nothing_behind(
    folder: Path, pack: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(built: object, file: IO[bytes]) -> None:
        file.write(b"a part of it")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(index_file, "write", full)
    assert index_cache.load(pack, "en").base.facts
    assert "No space left" in caplog.text
    assert not list(folder.iterdir())


def test_a_pack_with_mistakes_is_not_kept(folder: Path, pack: Path) -> None:
    (pack / "sources.yaml").unlink()
    with pytest.raises(PackError):
        index_cache.load(pack, "en")
    assert not list(folder.glob("*"))


def test_old_entries_go(folder: Path, pack: Path) -> None:
    source = pack / "pack.yaml"
    for number in range(index_cache.KEPT + 2):
        source.write_text(source.read_text(encoding="utf-8") + f"# {number}\n", encoding="utf-8")
        index_cache.load(pack, "en")
    assert len(list(folder.glob("*.pickle"))) == index_cache.KEPT


def test_other_files_in_the_folder_are_left_alone(folder: Path, pack: Path) -> None:
    folder.mkdir()
    others = [folder / f"model{number}.pickle" for number in range(6)]
    for other in others:
        other.write_bytes(b"not ours")
    index_cache.load(pack, "en")
    assert all(other.exists() for other in others)


def test_an_entry_that_holds_something_else_is_built_again(folder: Path, pack: Path) -> None:
    index_cache.load(pack, "en")
    next(folder.glob("safir-*.pickle")).write_bytes(pickle.dumps(42))
    assert index_cache.load(pack, "en").base.facts


def test_a_file_that_would_not_be_read_is_told_though_the_pack_was_kept(folder: Path, pack: Path) -> None:
    index_cache.load(pack, "en")
    (pack / "facts" / "late.yml").write_text("facts: []", encoding="utf-8")
    with pytest.raises(PackError, match=r"late\.yml"):
        index_cache.load(pack, "en")


def test_what_is_no_file_is_not_opened(folder: Path, pack: Path) -> None:
    (pack / "facts" / "folder.yaml").mkdir()
    with pytest.raises(PackError, match=r"folder\.yaml"):
        index_cache.load(pack, "en")
