"""What was found when something was looked at."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class State(Enum):
    """How something stands; the value is how a terminal shows it."""

    OK = "ok"
    MISSING = "--"  # not there, and not needed for everything
    WRONG = "!!"


@dataclass(frozen=True, slots=True)
class Finding:
    """`text` says how something stands and, where it is not well, how to mend it. `stops`: the bot cannot run so."""

    state: State
    text: str
    stops: bool = False

    def __str__(self) -> str:
        return f"[{self.state.value}] {self.text}"


def ok(text: str) -> Finding:
    """All is well."""
    return Finding(State.OK, text)


def missing(text: str) -> Finding:
    """Something could be there and is not."""
    return Finding(State.MISSING, text)


def wrong(text: str, *, stops: bool = False) -> Finding:
    """Something has to be mended."""
    return Finding(State.WRONG, text, stops)
