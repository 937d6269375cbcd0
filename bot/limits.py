"""Rate limits: how many questions a person and a channel may ask in a window of time.

The clock is injected, so that tests and the preview decide what time it is; memory is bounded by forgetting whoever has
been quiet for longest.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from math import ceil

Clock = Callable[[], float]  # seconds, never running backwards


class Standing(Enum):
    """What to do with a question."""

    WELCOME = "welcome"  # answer it
    TELL = "tell"  # one too many: say so, once a window
    SILENCE = "silence"  # they have been told


@dataclass(frozen=True, slots=True)
class Verdict:
    """`seconds` is how long until the next question is welcome; `whose` is "person" or "channel"."""

    standing: Standing
    whose: str = "person"
    seconds: int = 0


@dataclass(slots=True)
class _Window:
    start: float
    count: int = 0
    told: bool = False


class RateLimiter:
    """At most `limit` admissions per key in `seconds` seconds, counted from the first one of the window."""

    def __init__(self, limit: int, seconds: float, clock: Clock, *, remember: int = 10_000) -> None:
        self._limit = limit
        self._seconds = seconds
        self._clock = clock
        self._remember = remember
        self._windows: OrderedDict[int, _Window] = OrderedDict()

    def admit(self, key: int) -> tuple[Standing, int]:
        """Count one question of `key`: the standing, and the whole seconds left in a window that is full."""
        now = self._clock()
        window = self._windows.get(key)
        if window is None or now - window.start >= self._seconds:
            window = self._windows[key] = _Window(start=now)
        self._windows.move_to_end(key)
        while len(self._windows) > self._remember:
            self._windows.popitem(last=False)
        if window.count < self._limit:
            window.count += 1
            return Standing.WELCOME, 0
        left = max(1, ceil(window.start + self._seconds - now))
        if window.told:
            return Standing.SILENCE, left
        window.told = True
        return Standing.TELL, left

    def __len__(self) -> int:
        return len(self._windows)


class Limits:
    """A person's limit and a channel's; a question that a person is refused does not count for the channel."""

    def __init__(self, person: RateLimiter, channel: RateLimiter) -> None:
        self._person = person
        self._channel = channel

    def admit(self, person: int, channel: int | None) -> Verdict:
        """Count one question. `channel` is None where nobody else can be disturbed: a direct message."""
        standing, seconds = self._person.admit(person)
        if standing is not Standing.WELCOME or channel is None:
            return Verdict(standing, "person", seconds)
        standing, seconds = self._channel.admit(channel)
        return Verdict(standing, "channel", seconds)
