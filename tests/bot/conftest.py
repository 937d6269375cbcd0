"""What tests of the bot's parts share."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.settings import Settings, variable

TEA = Path(__file__).parent.parent / "packs" / "tea"


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Neither the developer's `.env` nor their variables reach a test."""
    for name in Settings.model_fields:
        monkeypatch.delenv(variable(name), raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def tea_folder() -> Path:
    """A small pack on another subject than the shipped one."""
    return TEA
