"""What can go wrong with an edit. Each text is a sentence that can be shown to the person who made it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from knowledge.filled import Filled
from knowledge.store import wording

if TYPE_CHECKING:
    from knowledge.store.revision import Revision


class StoreError(Exception):
    """Something that the store refuses or cannot do."""


class StoreUnavailable(StoreError):
    """The database cannot be used now: gone, locked, full, read-only, or not a store. The text says what to do."""


class UnknownFact(StoreError):
    """There is no such fact or source in the layer nor beneath it."""


class UnknownRevision(StoreError):
    """There is no such revision, or it belongs to another server."""


class Conflict(StoreError):
    """An edit of a text that has changed meanwhile. Nothing was written, and nothing is lost.

    `current` is the newest revision (None: the pack's own text), `standing` the text that holds now (None: it is gone),
    `typed` what was to be saved.
    """

    def __init__(self, current: Revision | None, standing: Mapping[str, Any] | None, typed: Mapping[str, Any] | None) -> None:
        super().__init__(Filled(wording.CHANGED_BY, who=current.by.name) if current else wording.CHANGED)
        self.current = current
        self.standing = standing
        self.typed = typed


@dataclass(frozen=True)
class FieldProblem:
    """What is wrong with one field (dotted: `citations.0.paragraph`; empty for the whole), and how to mend it."""

    field: str
    message: str

    def __str__(self) -> str:
        return f"{self.field}: {self.message}" if self.field else self.message


class InvalidFact(StoreError):
    """A fact or source that cannot stand; `problems` holds every reason."""

    def __init__(self, problems: Iterable[FieldProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))
