"""What was worked out before, for as long as there is room: what people type is not bounded."""

from __future__ import annotations

from typing import TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class Remembered(dict[Key, Value]):
    """A dictionary that is emptied when it is full, for most of what it held comes again soon. It is pickled empty."""

    def __init__(self, most: int) -> None:
        """`most` is how many entries it holds, or how much there is in them where they differ in size."""
        super().__init__()
        self.most = most
        self._held = 0

    def keep(self, key: Key, value: Value, size: int = 1) -> Value:
        """`value`, remembered."""
        if self._held + size > self.most:
            self.clear()
            self._held = 0
        self._held += size
        self[key] = value
        return value

    def __reduce__(self) -> tuple[type[Remembered[Key, Value]], tuple[int]]:
        return type(self), (self.most,)
