"""Properties that are worked out when they are first asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

Owner = TypeVar("Owner")
Value = TypeVar("Value")


class lazy(Generic[Owner, Value]):  # a decorator, named as such
    """Like `functools.cached_property`, which in Python 3.11 takes a lock each time: longer than most of what is kept so.

    Two threads may both work a value out; for a pure function of a frozen value that makes no difference.
    """

    def __init__(self, work_out: Callable[[Owner], Value]) -> None:
        self._work_out = work_out
        self._name = work_out.__name__
        self.__doc__ = work_out.__doc__

    @overload
    def __get__(self, owner: None, kind: type[Any]) -> lazy[Owner, Value]: ...

    @overload
    def __get__(self, owner: Owner, kind: type[Any]) -> Value: ...

    def __get__(self, owner: Owner | None, kind: type[Any]) -> lazy[Owner, Value] | Value:
        if owner is None:
            return self
        value = owner.__dict__[self._name] = self._work_out(owner)
        return value
