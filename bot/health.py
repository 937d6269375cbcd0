"""`/healthz`, `/readyz` and `/metrics` over HTTP, for whoever watches over the process. Off unless a port is set."""

from __future__ import annotations

import json
import logging
import time
import urllib.request
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Final

from aiohttp import web

from bot.limits import Clock
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.client import SafirBot

log = logging.getLogger("safir")

PROBE_SECONDS: Final = 5.0  # that a probe waits for an answer
STUCK_SECONDS: Final = 600.0  # without a connection for longer, a restart is worth a try: `/healthz` fails
METRICS_TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"
EVERYWHERE: Final = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # addresses that are listened on, and what to ask then


class Health:
    """What is said of `bot`. `seconds` is a clock that never runs backwards."""

    def __init__(self, bot: SafirBot, seconds: Clock = time.monotonic) -> None:
        self._bot = bot
        self._seconds = seconds
        self._last_well = seconds()

    def alive(self) -> bool:
        """Whether the process should go on as it is: it answers, and has not been without a connection for long."""
        if self._bot.well:
            self._last_well = self._seconds()
        return self._seconds() - self._last_well <= STUCK_SECONDS

    async def healthz(self, _: web.Request) -> web.Response:
        """200, or 503 where the process is better started again."""
        alive = self.alive()
        return web.Response(text="ok\n" if alive else "no connection to Discord for too long\n", status=200 if alive else 503)

    async def readyz(self, _: web.Request) -> web.Response:
        """200 where questions are taken, else 503; which parts are well. Without a database questions are answered, too."""
        bot = self._bot
        parts: dict[str, object] = {"ready": bot.well, "stopping": bot.stopping, "database": bot.link.editor is not None}
        parts["shards"] = {str(number): not shard.is_closed() for number, shard in sorted(bot.shards.items())}
        return web.Response(text=json.dumps(parts) + "\n", content_type="application/json", status=200 if bot.well else 503)

    async def metrics(self, _: web.Request) -> web.Response:
        """Everything that is counted."""
        self.alive()
        return web.Response(body=self._bot.metrics.text(), headers={"Content-Type": METRICS_TYPE})


@asynccontextmanager
async def served(bot: SafirBot, settings: Settings) -> AsyncIterator[None]:
    """Serve while the block runs, where a port is set. A port that cannot be had is logged: the bot answers without it."""
    if not settings.metrics_port:
        yield
        return
    bot.metrics.watch(bot)
    health, app = Health(bot), web.Application()
    app.router.add_get("/healthz", health.healthz)
    app.router.add_get("/readyz", health.readyz)
    app.router.add_get("/metrics", health.metrics)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, settings.metrics_host, settings.metrics_port).start()
            log.info("Health and metrics: http://%s:%d", settings.metrics_host, settings.metrics_port)
        except OSError as error:
            log.error("Health and metrics cannot be served: %s", error)
        yield
    finally:
        await runner.cleanup()


def probe(settings: Settings) -> tuple[bool, str]:
    """Ask a running bot on this machine how it is: whether well, and what it said."""
    if not settings.metrics_port:
        return False, "SAFIR_METRICS_PORT is not set, so nobody can be asked: set it for the bot, and for this command"
    host = EVERYWHERE.get(settings.metrics_host, settings.metrics_host)
    url = f"http://{f'[{host}]' if ':' in host else host}:{settings.metrics_port}/healthz"
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(url, timeout=PROBE_SECONDS) as answer:
            return True, answer.read(200).decode().strip()
    except OSError as error:
        return False, f"{url}: {error}"
