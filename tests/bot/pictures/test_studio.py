"""Drawing beside the bot: nobody waits for it, what was drawn is kept, and whatever breaks there breaks nothing here."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from bot.pictures import studio as module
from bot.pictures.studio import Studio
from bot.settings import DATABASE_VARIABLE, TOKEN_VARIABLE
from knowledge.answering.picture import Bar, SeriesPicture

LONGEST_HOLD = 0.05  # seconds for which the loop may be kept busy in one go
PNG = b"\x89PNG"


def chart(number: int) -> SeriesPicture:
    bars = tuple(Bar(label=str(year), shown=str(number), amount=float(number + year)) for year in range(2000, 2012))
    return SeriesPicture(title=f"Chart {number}", bars=bars, source="Source: A", colour="#1e8449", alt="x")


@pytest.fixture
def studio(monkeypatch: pytest.MonkeyPatch) -> Iterator[Studio]:
    monkeypatch.setattr(module, "WAIT_SECONDS", 120.0)  # however busy the machine is
    studio = Studio()
    yield studio
    studio.close()


async def test_fifty_charts_at_once_do_not_hold_up_the_bot(studio: Studio) -> None:
    """The time that the loop's own thread computes between two ticks: other processes on the machine do not count."""
    charts = [chart(number) for number in range(50)]
    assert await studio.draw(chart(50)), "the process runs"
    holds: list[float] = []
    done = asyncio.Event()

    async def tick() -> None:
        before = time.thread_time()
        while not done.is_set():
            await asyncio.sleep(0.001)
            now = time.thread_time()
            holds.append(now - before)
            before = now

    ticking = asyncio.create_task(tick())
    await asyncio.sleep(0)
    drawn = await asyncio.gather(*(studio.draw(one) for one in charts))
    done.set()
    await ticking
    assert all(png is not None and png.startswith(PNG) for png in drawn)
    assert max(holds) < LONGEST_HOLD
    assert len(holds) > 200, "the loop went on while pictures were drawn"


async def test_the_same_picture_is_drawn_once(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bytes] = []
    drawn = Studio._drawn

    def counted(self: Studio, body: bytes) -> bytes:
        asked.append(body)
        return drawn(self, body)

    monkeypatch.setattr(Studio, "_drawn", counted)
    first, second = await asyncio.gather(studio.draw(chart(1)), studio.draw(chart(1)))
    assert first == second == await studio.draw(chart(1))
    assert len(asked) == 1


async def test_after_a_crash_the_process_is_started_anew(studio: Studio) -> None:
    assert await studio.draw(chart(1))
    process = studio._process
    assert process is not None
    process.kill()
    process.wait()
    assert await studio.draw(chart(2))


async def test_a_picture_that_cannot_be_drawn_harms_no_other(studio: Studio) -> None:
    assert await studio.draw(chart(1).model_copy(update={"title": "貿易"})) is None
    assert await studio.draw(chart(2))


@pytest.mark.parametrize("code", ["raise SystemExit(1)", "print('no picture at all')"])
async def test_without_a_process_that_draws_there_are_no_pictures_and_no_errors(code: str) -> None:
    studio = Studio((sys.executable, "-c", code))
    assert await studio.draw(chart(1)) is None
    assert await studio.draw(chart(2)) is None, "and nobody waits for the next one"
    studio.close()


async def test_nobody_waits_long_for_a_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "WAIT_SECONDS", 0.05)
    studio = Studio((sys.executable, "-c", "import time; time.sleep(60)"))
    assert await studio.draw(chart(1)) is None
    studio.close()


async def test_what_is_kept_is_bounded(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "KEPT_BYTES", 0)
    await studio.draw(chart(1))
    assert not studio._kept


async def test_the_process_knows_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(TOKEN_VARIABLE, "secret")
    monkeypatch.setenv(DATABASE_VARIABLE, "secret")
    monkeypatch.setenv(f"SAFIR_{DATABASE_VARIABLE}", "secret")
    script = "import os, sys, time; sys.stdin.buffer.read(4); sys.exit('secret' in os.environ.values() and 7)"
    studio = Studio((sys.executable, "-c", script))
    process = studio._started()
    assert process.stdin is not None
    process.stdin.close()
    assert process.wait() == 0
    studio.close()


async def test_without_pictures_nothing_is_started() -> None:
    studio = Studio(on=False)
    assert studio.warm() is None
    assert await studio.draw(chart(1)) is None
    assert studio._process is None
    assert "MPLCONFIGDIR" not in os.environ
    studio.close()


def test_the_bot_s_own_process_does_not_load_what_draws() -> None:
    code = "import sys, bot.client; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
