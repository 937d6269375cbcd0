"""The bot in processes of its own."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.faults.faulty_discord import FaultyDiscord

ROOT = Path(__file__).parents[2]
TEA = ROOT / "tests" / "packs" / "tea"


@asynccontextmanager
async def process(gateway: FaultyDiscord, data: Path, **settings: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """The bot, connected; it is killed where a test leaves it running. settings: further environment variables."""
    gateway.identified.clear()
    environment = {**os.environ, "DISCORD_TOKEN": "a.b.c", "SAFIR_DATA_DIR": str(data), "SAFIR_LOG_LEVEL": "ERROR"}
    environment |= {"SAFIR_PERSON_QUESTIONS": "1000", "SAFIR_CHANNEL_QUESTIONS": "1000", "PYTHONPATH": str(ROOT)}
    running = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.faults.bot_process", str(gateway.port), str(TEA), env={**environment, **settings}, cwd=data
    )
    try:
        assert await asyncio.to_thread(gateway.identified.wait, 60)
        yield running
    finally:
        if running.returncode is None:
            running.kill()
            await running.wait()
