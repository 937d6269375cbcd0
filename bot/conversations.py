"""What was talked about, so that "and in 2023?" is understood: kept for some minutes, in memory only.

A conversation belongs to a person in a channel. What was said in a single answer is kept as well: whoever replies to
that answer continues from there, also when somebody else had asked for it.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

from bot.limits import Clock
from knowledge.answering.conversation import Conversation

LIFETIME = 600.0  # seconds
KEPT = 2_000  # conversations of people, and as many of answers

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Fading(Generic[K, V]):
    """A mapping that forgets: values older than `lifetime` seconds, and the least recently kept beyond `size`."""

    def __init__(self, clock: Clock, *, lifetime: float, size: int) -> None:
        self._clock = clock
        self._lifetime = lifetime
        self._size = size
        self._kept: OrderedDict[K, tuple[float, V]] = OrderedDict()

    def keep(self, key: K, value: V) -> None:
        """Remember `value` from now on."""
        now, kept = self._clock(), self._kept
        if key in kept:
            kept.move_to_end(key)
        kept[key] = (now, value)
        if len(kept) > self._size:
            kept.popitem(last=False)
        while kept and now - kept[next(iter(kept))][0] >= self._lifetime:  # the oldest come first
            kept.popitem(last=False)

    def recall(self, key: K) -> V | None:
        """The value, unless it was forgotten."""
        found = self._kept.get(key)
        if found is None or self._clock() - found[0] >= self._lifetime:
            return None
        return found[1]

    def __len__(self) -> int:
        return len(self._kept)


class Conversations:
    """The conversations of the last minutes."""

    def __init__(self, clock: Clock) -> None:
        self._people: Fading[tuple[int, int], Conversation] = Fading(clock, lifetime=LIFETIME, size=KEPT)
        self._messages: Fading[int, Conversation] = Fading(clock, lifetime=LIFETIME, size=KEPT)

    def recall(self, channel: int, person: int, *, replied_to: int | None = None) -> Conversation:
        """Where a person's next question continues: at the answer replied to, else at their own last question here."""
        from_answer = self._messages.recall(replied_to) if replied_to is not None else None
        return from_answer or self._people.recall((channel, person)) or Conversation()

    def keep(self, channel: int, person: int, conversation: Conversation) -> None:
        """Remember where a person has got to in a channel."""
        self._people.keep((channel, person), conversation)

    def keep_answer(self, message: int, conversation: Conversation) -> None:
        """Remember what the answer with the id `message` was about."""
        self._messages.keep(message, conversation)
