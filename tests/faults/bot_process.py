"""`safir run` in a process of its own, for a Discord on this machine: PORT and PACK are its arguments; settings as always."""

from __future__ import annotations

import sys
from pathlib import Path

from bot.run import run
from bot.settings import load_settings
from tests.loopback import pointed_at

if __name__ == "__main__":
    with pointed_at(int(sys.argv[1])):
        raise SystemExit(run(load_settings(pack=Path(sys.argv[2]))))
