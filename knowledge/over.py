"""What lies over something larger, seen together with it: nothing of what lies beneath is copied, and it stays as it was."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Generic, TypeVar, overload

import numpy as np
from numpy.typing import NDArray

Key = TypeVar("Key")
Value = TypeVar("Value")
Value_co = TypeVar("Value_co", covariant=True)


class Over(Mapping[Key, Value]):
    """Some entries over a mapping. None is no value of either."""

    def __init__(self, own: Mapping[Key, Value], beneath: Mapping[Key, Value]) -> None:
        if isinstance(beneath, Over):  # however often something is laid over it, a look-up takes two steps
            own, beneath = {**beneath._own, **own}, beneath._beneath
        self._own: Mapping[Key, Value] = own
        self._beneath: Mapping[Key, Value] = beneath

    def __bool__(self) -> bool:
        return bool(self._own or self._beneath)

    def get(self, key: Key, default: Any = None) -> Any:
        """The value of a key. Quicker than a ChainMap's, and it is asked for with every word."""
        found = self._own.get(key)
        return self._beneath.get(key, default) if found is None else found

    def __getitem__(self, key: Key) -> Value:
        found = self._own.get(key)
        return self._beneath[key] if found is None else found

    def __contains__(self, key: object) -> bool:
        return key in self._own or key in self._beneath

    def __iter__(self) -> Iterator[Key]:
        yield from self._beneath
        yield from (key for key in self._own if key not in self._beneath)

    def __len__(self) -> int:
        return len(self._beneath) + sum(key not in self._beneath for key in self._own)


class Behind(Sequence[Value_co], Generic[Value_co]):
    """A sequence, and a few more behind its end."""

    def __init__(self, beneath: Sequence[Value_co], own: Sequence[Value_co]) -> None:
        self._beneath = beneath
        self._own = own
        self._first = len(beneath)

    @overload
    def __getitem__(self, number: int) -> Value_co: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[Value_co]: ...
    def __getitem__(self, number: int | slice) -> Value_co | Sequence[Value_co]:
        if isinstance(number, slice):
            return [self[place] for place in range(*number.indices(len(self)))]
        return self._beneath[number] if number < self._first else self._own[number - self._first]

    def __len__(self) -> int:
        return self._first + len(self._own)


class RowsBehind:
    """The rows of a matrix, and a few more behind the last."""

    def __init__(self, beneath: NDArray[np.floating], own: NDArray[np.floating]) -> None:
        self._beneath = beneath
        self.own = own

    def take(self, indices: NDArray[np.integer], axis: int = 0) -> NDArray[np.floating]:
        """Some rows, in their order."""
        first = len(self._beneath)
        found = self._beneath.take(indices, axis=axis, mode="clip")
        own = indices >= first
        if own.any():
            found[own] = self.own[indices[own] - first]
        return found
