"""The process that draws: `python -m bot.pictures.worker`. It reads pictures from standard input and writes PNGs to its output.

To a picture as JSON it answers with the PNG, or with nothing where that cannot be drawn. It ends when its input does, or
after some minutes without a picture: what it holds in memory, matplotlib above all, is then free again.
"""

from __future__ import annotations

import logging
import os
import sys
import threading
from typing import BinaryIO, Final

from pydantic import TypeAdapter

from bot.pictures.draw import draw
from bot.pictures.protocol import receive, send
from knowledge.answering.picture import Picture

IDLE_SECONDS: Final = 900.0
NICENESS: Final = 5  # answers come before pictures

log = logging.getLogger("safir.pictures")


def serve(source: BinaryIO, target: BinaryIO) -> None:
    """Draw until there is nothing to draw any more."""
    pictures: TypeAdapter[Picture] = TypeAdapter(Picture)
    while True:
        idle = threading.Timer(IDLE_SECONDS, os._exit, (0,))
        idle.daemon = True
        idle.start()
        try:
            body = receive(source)
        except EOFError:
            return
        finally:
            idle.cancel()
        send(target, _drawn(pictures, body))


def _drawn(pictures: TypeAdapter[Picture], body: bytes) -> bytes:
    try:
        return draw(pictures.validate_json(body)) if body else b""  # nothing is sent to see whether the process is there
    except Exception as error:  # whatever a pack holds, the next picture may be fine
        log.warning("a picture could not be drawn: %s", error)
        return b""


if __name__ == "__main__":
    logging.basicConfig(format="%(message)s", level=logging.WARNING)
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    serve(sys.stdin.buffer, sys.stdout.buffer)
