"""A small world for the store's tests; the databases themselves are in tests/conftest.py."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from knowledge.model import Pack
from knowledge.pack import load_pack
from knowledge.store.editor import Editor
from knowledge.store.revision import By
from knowledge.store.store import Store

settings.register_profile("safir", deadline=None, derandomize=True)
settings.load_profile("safir")

TEA = Path(__file__).parent.parent / "packs" / "tea"


class Clock:
    """A clock that goes on by a second whenever it is looked at, and further when it is told to."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def store(url: str, clock: Clock) -> AsyncIterator[Store]:
    async with await Store.open(url, clock=clock, poll_seconds=0.02) as opened:
        yield opened


@pytest.fixture
async def other_store(store: Store, url: str, clock: Clock) -> AsyncIterator[Store]:
    """The same database as another process would open it."""
    async with await Store.open(url, clock=clock, poll_seconds=0.02) as opened:
        yield opened


@pytest.fixture(scope="session")
def tea_folder() -> Path:
    return TEA


@pytest.fixture(scope="session")
def tea(tea_folder: Path) -> Pack:
    return load_pack(tea_folder)


@pytest.fixture
async def editor(store: Store, tea: Pack) -> Editor:
    return await Editor.open(store, tea)


@pytest.fixture(scope="session")
def by() -> By:
    return By(author=7, name="Mo", guild=1, reason="I was there")


@pytest.fixture(scope="session")
def milk() -> Callable[..., dict[str, Any]]:
    """The content of a fact of the pack about tea, changed as asked: `milk(statement="…")`."""

    def make(**changes: Any) -> dict[str, Any]:
        return {
            "id": "brewing.milk",
            "topic": "brewing",
            "title": "Milk",
            "statement": "Milk goes into **black tea only**.",
            "citations": [{"source": "tea-book", "paragraph": 3}],
            "asked_as": ["Does milk go into tea?", "Which tea takes milk?", "milk in tea"],
            **changes,
        }

    return make


@pytest.fixture(scope="session")
def sugar() -> Callable[..., dict[str, Any]]:
    """The content of a fact that the pack does not have."""

    def make(**changes: Any) -> dict[str, Any]:
        return {
            "id": "brewing.sugar",
            "topic": "brewing",
            "title": "Sugar",
            "statement": "Sugar goes into no tea.",
            "citations": [{"source": "tea-book", "paragraph": 1}],
            "asked_as": ["Is there sugar in it?"],
            **changes,
        }

    return make
