"""`safir doctor`: what is configured, what is missing, and how to mend it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

Run = Callable[..., Result]


def test_a_machine_without_a_token_is_well_enough_to_answer(safir: Run, tea_folder: Path) -> None:
    result = safir("doctor", "--pack", tea_folder)
    assert result.exit_code == 0, result.stdout
    assert "[ok] Python" in result.stdout
    assert "[ok] pack tea: 8 facts" in result.stdout
    assert "[--] DISCORD_TOKEN is not set" in result.stdout
    assert ".env" in result.stdout
    assert "safir chat" in result.stdout


def test_a_token_is_seen_and_never_shown(safir: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "secret.token.value")
    result = safir("doctor")
    assert result.exit_code == 0
    assert "[ok] DISCORD_TOKEN is set" in result.stdout
    assert "secret" not in result.stdout + result.stderr


def test_a_token_in_the_file_is_seen(safir: Run, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("DISCORD_TOKEN=a.b.c\n", encoding="utf-8")
    assert "[ok] DISCORD_TOKEN is set" in safir("doctor").stdout


def test_a_broken_pack_is_wrong_and_says_how_to_see_more(safir: Run, tmp_path: Path) -> None:
    (tmp_path / "pack").mkdir()
    result = safir("doctor", "--pack", "pack")
    assert result.exit_code == 1
    assert "[!!] pack" in result.stdout
    assert "safir facts check" in result.stdout


def test_an_unknown_language_is_wrong(safir: Run) -> None:
    result = safir("doctor", "--language", "xx")
    assert result.exit_code == 1
    assert "there is no language 'xx'; there are: en" in result.stdout


def test_a_wrong_setting_is_named(safir: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAFIR_LOG_LEVEL", "loud")
    result = safir("doctor")
    assert result.exit_code == 1
    assert "[!!] SAFIR_LOG_LEVEL" in result.stdout


def test_the_database_is_named_without_its_password(safir: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "safir.sqlite3" in safir("doctor").stdout
    monkeypatch.setenv("DATABASE_URL", "postgresql://me:secret@host/safir")
    result = safir("doctor")
    assert "PostgreSQL on host" in result.stdout
    assert "secret" not in result.stdout
    monkeypatch.setenv("DATABASE_URL", "mysql://host/safir")
    result = safir("doctor")
    assert result.exit_code == 1
    assert "no database for Safir" in result.stdout
