"""How the bot and the process that draws speak with each other: a length, and so many bytes."""

from __future__ import annotations

from typing import BinaryIO, Final

HEAD: Final = 4  # bytes of a length, the most significant first


def send(stream: BinaryIO, body: bytes) -> None:
    """Write one message. Raises OSError where nobody reads any more."""
    stream.write(len(body).to_bytes(HEAD, "big") + body)
    stream.flush()


def receive(stream: BinaryIO) -> bytes:
    """Wait for one message. Raises EOFError where the other side has gone."""
    return _exactly(stream, int.from_bytes(_exactly(stream, HEAD), "big"))


def _exactly(stream: BinaryIO, count: int) -> bytes:
    body = stream.read(count) if count else b""
    if len(body) < count:
        raise EOFError
    return body
