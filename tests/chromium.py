"""Debian's Chromium without a window, driven over its own protocol (CDP): navigate, look, type.

Specification: https://chromedevtools.github.io/devtools-protocol/ . Nothing is downloaded: the browser is the system's.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, Final

import aiohttp

NAMES: Final = ("chromium", "chromium-browser", "google-chrome")
FLAGS: Final = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--remote-debugging-port=0",
)
SECONDS: Final = 40.0  # for whatever is waited for, on a machine that has much else to do
PAUSE: Final = 0.05
PATIENCE: Final = 3.0  # until something is tried again
TRIES: Final = int(SECONDS / PAUSE)


def chromium() -> str | None:
    """The path of the system's Chromium, or None."""
    return next(filter(None, map(shutil.which, NAMES)), None)


class Page:
    """A page in the browser."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._number = 0

    async def call(self, method: str, **parameters: Any) -> Any:
        """One command of the protocol, and its result. Raises AssertionError where the browser refuses it."""
        self._number += 1
        await self._socket.send_json({"id": self._number, "method": method, "params": parameters})
        async with asyncio.timeout(SECONDS):
            while True:
                said = json.loads(await self._socket.receive_str())
                if said.get("id") == self._number:
                    assert "error" not in said, said
                    return said["result"]

    async def evaluate(self, expression: str) -> Any:
        """The value of a JavaScript expression."""
        found = await self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in found, found
        return found["result"].get("value")

    async def until(self, expression: str) -> Any:
        """Wait until an expression is true; gives its value. Raises TimeoutError with what the page shows."""
        for _ in range(TRIES):
            if value := await self.evaluate(expression):
                return value
            await asyncio.sleep(PAUSE)
        raise TimeoutError(f"never true: {expression}\n{await self.evaluate('document.body?.innerText')}")

    async def submit(self, selector: str, text: str, taken: str) -> None:
        """Type into a field as a person does and press Enter, again where the page was not listening yet.

        `taken` is an expression that is true once the page has it. Raises TimeoutError.
        """
        field = f"document.querySelector({json.dumps(selector)})"
        for _ in range(int(SECONDS / PATIENCE)):
            if not await self.evaluate(f"{field}.value"):
                await self.evaluate(f"{field}.focus()")
                await self.call("Input.insertText", text=text)
            for kind in ("keyDown", "keyUp"):
                enter = {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 13, "text": "\r"}
                await self.call("Input.dispatchKeyEvent", type=kind, **enter)
            for _ in range(int(PATIENCE / PAUSE)):
                if await self.evaluate(taken):
                    return
                await asyncio.sleep(PAUSE)
        raise TimeoutError(f"{text!r} was never taken\n{await self.evaluate('document.body?.innerText')}")


@contextlib.asynccontextmanager
async def browsing(path: str, profile: Path, url: str) -> AsyncIterator[Page]:
    """A browser with a profile of its own that shows `url`; it is gone afterwards."""
    process = await asyncio.create_subprocess_exec(
        path, *FLAGS, f"--user-data-dir={profile}", url, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL
    )
    try:
        async with aiohttp.ClientSession() as session:
            address = await _page_address(session, profile / "DevToolsActivePort", url)
            async with session.ws_connect(address, max_msg_size=0) as socket:
                yield Page(socket)
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()


async def _page_address(session: aiohttp.ClientSession, written: Path, url: str) -> str:
    """Where the page can be spoken to: the browser writes its port down when it listens."""
    for _ in range(TRIES):
        with contextlib.suppress(OSError, IndexError, aiohttp.ClientError):
            port = (await asyncio.to_thread(written.read_text)).split()[0]
            async with session.get(f"http://127.0.0.1:{port}/json/list") as listed:
                pages = [one for one in await listed.json() if one["type"] == "page" and one["url"].startswith(url[:20])]
                if pages:
                    return str(pages[0]["webSocketDebuggerUrl"])
        await asyncio.sleep(PAUSE)
    raise TimeoutError("the browser did not open the page")
