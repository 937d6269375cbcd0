"""A pickle in a file, with the large arrays of what it holds behind it: they are mapped into memory and not read.

So a start reads a fifth of an index, pages of arrays take memory once they are looked at, and the system can take them back or
share them between processes. Like any pickle it can run code: only files of one's own may be read.
"""

from __future__ import annotations

import mmap
import pickle
from collections.abc import Iterator, Sequence
from typing import IO, Any

LEAST = 4_096  # bytes of an array that lies behind; smaller ones stand in the pickle
ALIGNED = 64  # bytes: where an array begins, as processors like it


def write(value: object, file: IO[bytes]) -> None:
    """Write `value` into a file that is empty. Raises OSError, and what pickle raises."""
    arrays: list[memoryview] = []

    def in_place(buffer: pickle.PickleBuffer) -> bool:
        raw = buffer.raw()
        if raw.nbytes >= LEAST:
            arrays.append(raw)
        return raw.nbytes < LEAST

    body = pickle.dumps(value, protocol=5, buffer_callback=in_place)
    sizes = [raw.nbytes for raw in arrays]
    head = pickle.dumps((len(body), sizes))
    file.write(head)
    file.write(body)
    for raw, place in zip(arrays, _places(len(head) + len(body), sizes), strict=True):
        file.seek(place)
        file.write(raw)


def read(file: IO[bytes]) -> Any:
    """What was written into a file; its arrays cannot be changed.

    Raises ValueError, EOFError, and what else pickle raises, where the file is cut short or holds something else.

    The file may be removed or replaced meanwhile, but must never be changed.
    """
    size, sizes = pickle.load(file)
    places = list(_places(file.tell() + size, sizes))
    mapped = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    arrays = [mapped[place : place + bytes_] for place, bytes_ in zip(places, sizes, strict=True)]
    if [len(array) for array in arrays] != sizes:
        raise ValueError("the file is cut short")
    return pickle.load(file, buffers=arrays)


def _places(first: int, sizes: Sequence[int]) -> Iterator[int]:
    """Where each array begins that comes after the byte `first`."""
    for size in sizes:
        first += -first % ALIGNED
        yield first
        first += size
