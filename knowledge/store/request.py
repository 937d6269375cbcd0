"""A change that somebody asks for, before it is checked and written: what, to which item, on what they saw."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from knowledge.store.drafts import Seen
from knowledge.store.revision import Key, Kind, Operation


@dataclass(frozen=True)
class ChangeRequest:
    """What to do with an item of a layer.

    seen: how it stood when it was looked at; None for an addition, which replaces nothing. content: the new text, for ADD and
    EDIT. target: the number of the revision whose text REVERT brings back (None: what lies beneath).
    """

    layer: int
    kind: Kind
    item_id: str
    operation: Operation
    seen: Seen | None = None
    content: Mapping[str, Any] | None = None
    target: int | None = None

    @property
    def key(self) -> Key:
        """Which fact or source."""
        return self.kind, self.item_id
