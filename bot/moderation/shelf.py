"""Keeps what people have begun and not yet saved: in memory, for a day, and so many for each that nobody crowds out others."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

from bot.limits import Clock

SECONDS = 24 * 3_600.0
PER_PERSON = 25
MOST = 5_000  # of everybody


class Begun(Protocol):
    """Something that a person has begun."""

    @property
    def person(self) -> int:
        """Whose it is."""


D = TypeVar("D", bound=Begun)


class Shelf(Generic[D]):
    """Drafts by their keys. `weight` says how many places one takes of the PER_PERSON that a person has."""

    def __init__(self, clock: Clock, weight: Callable[[D], int] = lambda draft: 1) -> None:
        self._clock = clock
        self._weight = weight
        self._kept: OrderedDict[str, tuple[float, D]] = OrderedDict()  # the longest untouched first
        self._of: dict[int, OrderedDict[str, int]] = {}  # each person's keys, with their weights

    def keep(self, key: str, draft: D) -> None:
        """Keep a draft under its key, in the place of what was there; the person's oldest make room for it."""
        self.forget(key)
        now = self._clock()
        self._kept[key] = (now, draft)
        own = self._of.setdefault(draft.person, OrderedDict())
        own[key] = self._weight(draft)
        while sum(own.values()) > PER_PERSON and len(own) > 1:
            self.forget(next(iter(own)))
        while self._kept:
            oldest, (since, _) = next(iter(self._kept.items()))
            if len(self._kept) <= MOST and now - since < SECONDS:
                break
            self.forget(oldest)

    def forget(self, key: str) -> None:
        """It was saved or cancelled."""
        found = self._kept.pop(key, None)
        if found is not None:
            own = self._of[found[1].person]
            del own[key]
            if not own:
                del self._of[found[1].person]

    def recall(self, key: str) -> D | None:
        """The draft, unless it is gone."""
        found = self._kept.get(key)
        return None if found is None or self._clock() - found[0] >= SECONDS else found[1]
