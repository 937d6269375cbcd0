"""A revision: one change of one fact or source in one layer, as it stays on record for good."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import Any, Final

from knowledge.model import Fact, Source
from knowledge.store.content import Item, read_item

BASE: Final = 0  # the layer of the bot's owner, for all servers; every other layer is a server's id
REASON_LIMIT = 1_000
NAME_LIMIT = 200


class Kind(StrEnum):
    """What is changed."""

    FACT = "fact"
    SOURCE = "source"

    @property
    def model(self) -> type[Item]:
        """The pack's own model of it."""
        return Fact if self is Kind.FACT else Source


class Operation(StrEnum):
    """What was done."""

    ADD = "add"
    EDIT = "edit"
    RETIRE = "retire"
    RESTORE = "restore"
    REVERT = "revert"
    KEEP = "keep"  # the own text stands although what lies beneath has changed


Key = tuple[Kind, str]  # a fact or source, by its id


@dataclass(frozen=True)
class By:
    """Who changes something, from where (None: from outside any server), and why. Raises ValueError for overlong texts.

    approver, approver_name: the second person who accepted it, where one was needed.
    """

    author: int
    name: str
    guild: int | None = None
    reason: str = ""
    approver: int | None = None
    approver_name: str | None = None

    def __post_init__(self) -> None:
        for what, text, limit in (
            ("reason", self.reason, REASON_LIMIT),
            ("name", self.name, NAME_LIMIT),
            ("name", self.approver_name or "", NAME_LIMIT),
        ):
            if len(text) > limit:
                raise ValueError(f"the {what} has {len(text)} characters, at most {limit} are kept")


@dataclass(frozen=True)
class Draft:
    """A revision before it is written.

    `content` is the whole item in a pack's shape, or None where the layer no longer says anything of its own about it.
    `base_hash` is the fingerprint of what lay beneath the layer when this text was made from it (None: nothing did).
    """

    kind: Kind
    item_id: str
    layer: int
    version: int  # from 1, for each item of each layer
    operation: Operation
    content: Mapping[str, Any] | None
    by: By
    base_hash: str | None = None

    @property
    def key(self) -> Key:
        """Which fact or source."""
        return self.kind, self.item_id

    @cached_property
    def item(self) -> Item | None:
        """The content as the model's value. Raises InvalidFact where an older Safir wrote what the model now refuses."""
        return None if self.content is None else read_item(self.kind.model, self.content)


@dataclass(frozen=True)
class Revision(Draft):
    """A revision on record. Ids rise in the order in which revisions were committed, over all layers."""

    id: int = 0
    time: datetime = datetime.min
    parent: int | None = None  # the revision of the same item and layer before this one
    writer: str = ""  # the process that wrote it


@dataclass(frozen=True)
class Change:
    """A revision as the change feed tells of it; `own` where this process wrote it."""

    revision: Revision
    own: bool
