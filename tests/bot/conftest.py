"""What tests of the bot's parts share."""

from __future__ import annotations

from pathlib import Path

import pytest

TEA = Path(__file__).parent.parent / "packs" / "tea"


@pytest.fixture(autouse=True)
def _no_environment(no_environment: None) -> None:
    """In all of these tests."""


@pytest.fixture
def tea_folder() -> Path:
    """A small pack on another subject than the shipped one."""
    return TEA
