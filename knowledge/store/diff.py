"""What differs between two states of a fact or source."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Content = Mapping[str, Any] | None


def diff(old: Content, new: Content) -> dict[str, tuple[Any, Any]]:
    """Each field that differs, as (old, new), in the order of the contents; None for a field that is not there."""
    before, after = old or {}, new or {}
    fields = dict.fromkeys((*before, *after))
    return {name: (before.get(name), after.get(name)) for name in fields if before.get(name) != after.get(name)}
