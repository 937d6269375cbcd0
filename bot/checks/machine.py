"""The machine: Python, packages, the clock, ports."""

from __future__ import annotations

import importlib.util
import platform
import socket
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

from bot.checks.finding import Finding, missing, ok, wrong
from bot.settings import Settings, variable

OLDEST_PYTHON: Final = (3, 11)
NEEDED: Final = ("discord.py", "rapidfuzz", "pydantic")


def machine() -> Iterator[Finding]:
    """Python, the packages without which nothing works, and the clock."""
    if sys.version_info >= OLDEST_PYTHON:
        yield ok(f"Python {platform.python_version()} (3.11 or newer is needed)")
    else:
        yield wrong(
            f"Python {platform.python_version()} is too old: install 3.11 or newer, and make the virtual environment anew with it"
        )
    for distribution in NEEDED:
        try:
            yield ok(f"{distribution} {version(distribution)}")
        except PackageNotFoundError:
            yield wrong(f"{distribution} is not installed: run `python3 -m pip install -c constraints.txt -e .`")
    yield clock(time.time(), Path(__file__).stat().st_mtime)


def clock(now: float, installed: float) -> Finding:
    """The clock, which cannot be earlier than Safir was installed (both in seconds since 1970)."""
    day = datetime.fromtimestamp(now, UTC).date()
    if now < installed - 86_400:
        return wrong(
            f"the clock says {day}, which is before Safir was installed: set it (`timedatectl set-ntp true`), or secure "
            "connections to Discord fail"
        )
    return ok(f"the clock says {day}")


def port(settings: Settings) -> Iterator[Finding]:
    """The port of health and metrics, where it is switched on. Nobody else may have it."""
    if not settings.metrics_port:
        yield missing(f"health and metrics are off: {variable('metrics_port')} switches them on")
        return
    address = f"{settings.metrics_host}:{settings.metrics_port}"
    if (reason := port_problem(settings)) is not None:
        yield wrong(reason, stops=True)
    else:
        yield ok(f"health and metrics: http://{address}")


def port_problem(settings: Settings) -> str | None:
    """Why nobody could listen where health and metrics are to be served; None where all is well."""
    host, number = settings.metrics_host, settings.metrics_port or 0
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_STREAM) as listening:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.bind((host, number))
            listening.listen(1)
    except (OSError, OverflowError) as error:
        return (
            f"{variable('metrics_port')}: nobody can listen on {host}:{number} ({error}). Another program, or another Safir, may "
            f"have the port: choose another one, and for {variable('metrics_host')} an address of this machine"
        )
    return None


def extras(settings: Settings | None) -> Iterator[Finding]:
    """What can be installed besides. settings: None where they cannot be read."""
    yield _semantic(wanted=settings is not None and settings.semantic)
    if importlib.util.find_spec("simcord"):
        yield ok("extra preview is installed: `safir preview`")
    else:
        yield missing('extra preview is not installed: `python3 -m pip install -c constraints.txt -e ".[preview]"`')


def _semantic(*, wanted: bool) -> Finding:
    from knowledge.semantic.installed import VOCABULARY, WEIGHTS, SemanticCorrupt, SemanticError, verified

    try:
        for asset in (WEIGHTS, VOCABULARY):
            verified(asset)
    except SemanticError as error:
        if wanted:
            return wrong(f"{variable('semantic')} is true, and {error}")
        return wrong(str(error)) if isinstance(error, SemanticCorrupt) else missing(str(error))
    return ok("extra semantic is installed: SAFIR_SEMANTIC=true uses it")
