"""What is known of the installed package itself."""

from __future__ import annotations

from functools import cache
from importlib import metadata
from typing import Final

DISTRIBUTION: Final = "safir-bot"


@cache  # asked for with each look at the metrics
def version() -> str:
    """Safir's version; "?" where it runs without being installed."""
    try:
        return metadata.version(DISTRIBUTION)
    except metadata.PackageNotFoundError:
        return "?"


def licence() -> str:
    """The name of Safir's licence; empty where it runs without being installed."""
    try:
        return next(iter(metadata.metadata(DISTRIBUTION).get_all("License-Expression") or ()), "")
    except metadata.PackageNotFoundError:
        return ""
