"""The command line, run in this process and, where the process itself matters, in one of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli import app

ROOT = Path(__file__).parents[2]
TEA = ROOT / "tests" / "packs" / "tea"


@pytest.fixture(autouse=True)
def _no_environment(no_environment: None) -> None:
    """In all of these tests."""


@pytest.fixture
def tea_folder() -> Path:
    return TEA


@pytest.fixture
def safir() -> Callable[..., Result]:
    """`safir("ask", "…", stdin="…")`: what a command prints and how it ends."""

    def run(*arguments: str | Path, stdin: str | bytes | None = None) -> Result:
        return CliRunner().invoke(app, [str(argument) for argument in arguments], input=stdin, catch_exceptions=False)

    return run


@pytest.fixture
def safir_process() -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """The same in a process of its own, with real streams."""

    def run(
        *arguments: str | Path, stdin: bytes = b"", environment: dict[str, str] | None = None
    ) -> subprocess.CompletedProcess[bytes]:
        path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
        return subprocess.run(
            [sys.executable, "-m", "bot.cli", *map(str, arguments)],
            input=stdin,
            capture_output=True,
            env={**os.environ, "PYTHONPATH": path, **(environment or {})},
            check=False,
        )

    return run
