"""Rate limits: how many questions a person, a channel and a server may ask in any stretch of time.

The clock is injected, so that tests and the preview decide what time it is; memory is bounded by forgetting whoever has
been quiet for longest. Limits belong to a process: what that means with several is in docs/scaling.md.
"""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from math import ceil, inf

Clock = Callable[[], float]  # seconds, never running backwards


class Standing(Enum):
    """What to do with a question."""

    WELCOME = "welcome"  # answer it
    TELL = "tell"  # one too many: say so, once in the limit's time
    SILENCE = "silence"  # they have been told


@dataclass(frozen=True, slots=True)
class Verdict:
    """`seconds` is how long until the next question is welcome; `whose` is "person", "channel" or "server"."""

    standing: Standing
    whose: str = "person"
    seconds: int = 0


WELCOME = Verdict(Standing.WELCOME)


@dataclass(slots=True)
class _Past:
    """When a key was last admitted, oldest first, and when it was last told that it was one too many."""

    admitted: deque[float] = field(default_factory=deque)
    told: float = -inf


class RateLimiter:
    """At most `limit` admissions per key in any `seconds` seconds: a sliding window, exact to the question.

    A window that begins anew every so often would let twice as many through around its edge, and so does a token bucket.
    """

    def __init__(self, limit: int, seconds: float, clock: Clock, *, remember: int = 10_000) -> None:
        self._limit = limit
        self._seconds = seconds
        self._clock = clock
        self._remember = remember
        self._keys: OrderedDict[int, _Past] = OrderedDict()

    def admit(self, key: int) -> tuple[Standing, int]:
        """Count one question of `key`: the standing, and the whole seconds until the next one is welcome."""
        refused = self.refuse(key)
        if refused is not None:
            return refused
        self.count(key)
        return Standing.WELCOME, 0

    def refuse(self, key: int) -> tuple[Standing, int] | None:
        """None where a question of `key` is welcome now (it is not counted), else what to do with it and the seconds."""
        past, now = self._keys.get(key), self._clock()
        if past is None:
            return None
        self._keys.move_to_end(key)
        while past.admitted and now - past.admitted[0] >= self._seconds:
            past.admitted.popleft()
        if len(past.admitted) < self._limit:
            return None
        left = max(1, ceil(past.admitted[0] + self._seconds - now))
        if now - past.told < self._seconds:
            return Standing.SILENCE, left
        past.told = now
        return Standing.TELL, left

    def count(self, key: int) -> None:
        """Count a question of `key` that was welcome."""
        past = self._keys.setdefault(key, _Past())
        self._keys.move_to_end(key)
        past.admitted.append(self._clock())
        while len(self._keys) > self._remember:
            self._keys.popitem(last=False)

    def __len__(self) -> int:
        return len(self._keys)


class Limits:
    """A person's limit, a channel's and a server's; a question that one of them refuses counts for none."""

    def __init__(self, person: RateLimiter, channel: RateLimiter, server: RateLimiter) -> None:
        self._person = person
        self._channel = channel
        self._server = server

    def admit(self, person: int, channel: int | None, server: int | None) -> Verdict:
        """Count one question. Outside servers, where nobody else can be disturbed, `channel` and `server` are None."""
        keys = (("person", self._person, person), ("channel", self._channel, channel), ("server", self._server, server))
        counted = [(limiter, key) for _, limiter, key in keys if key is not None]
        for whose, limiter, key in keys:
            if key is not None and (refused := limiter.refuse(key)) is not None:
                standing, seconds = refused
                return Verdict(standing, whose, seconds)
        for limiter, key in counted:
            limiter.count(key)
        return WELCOME
