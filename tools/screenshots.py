"""Pictures of real answers for `docs/images`: `python -m tools.screenshots [FOLDER]`.

The real bot answers in the page of `safir preview`; Debian's Chromium shows it (apt-get install chromium). The page has
Discord's dark colours only; for the light pictures its colours are exchanged for those of Discord's light theme.
"""

from __future__ import annotations

import asyncio
import base64
import io
import json
import sys
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, Final

from PIL import Image
from simcord.components import walk_components

from bot.preview import world
from bot.settings import Settings
from bot.start import load_answerer
from tests.chromium import Page, browsing, chromium

FOLDER: Final = Path(__file__).parents[1] / "docs" / "images"
WIDTHS: Final = {"phone": 390, "desktop": 680}
COLOURS: Final = 40  # of a picture: enough for text and charts, a quarter of the size
LIGHT: Final = {  # names of the page's colours → those of Discord's light theme
    "background": "#fff",
    "color": "#313338",
    "--discord-bg": "#fff",
    "--discord-surface": "#f2f3f5",
    "--discord-elevated": "#e3e5e8",
    "--discord-control": "#e3e5e8",
    "--discord-hover": "#e9eaec",
    "--discord-text": "#313338",
    "--discord-muted": "#5c5e66",
    "--discord-subtle": "#4e5058",
    "--discord-border": "#d7d9dc",
    "--component-surface": "#f8f8f9",
    "--component-border": "#d7d9dc",
    "--control-border": "#c4c9ce",
    "--chip-surface": "#ebedef",
    "--list-surface": "#f2f3f5",
    "--option-hover": "#e9eaec",
    "--subtle-surface": "#e3e5e8",
    "--subtle-surface-text": "#313338",
    "--entity-text": "#4e5058",
    "--entity-dim": "#5c5e66",
    "--input-surface": "#fff",
    "--input-placeholder": "#5c5e66",
    "--choice-border": "#80848e",
    "--button-alt": "#e3e5e8",
    "--button-alt-hover": "#d7d9dc",
    "--button-alt-active": "#c4c9ce",
    "--code-surface": "#f2f3f5",
    "--code-border": "#d7d9dc",
    "--code-text": "#313338",
    "--embed-field-name": "#060607",
}
LAST: Final = "[...document.querySelectorAll('.channel-message[data-message-id]')].at(-1)"

Scene = Callable[[Any, Any], Awaitable[Any]]


def typed(question: str) -> Scene:
    """A question typed into the channel."""

    async def scene(visitor: Any, channel: Any) -> Any:
        return await visitor.send(channel, question)

    return scene


def command(name: str, **options: Any) -> Scene:
    """A slash command."""

    async def scene(visitor: Any, channel: Any) -> Any:
        return await visitor.slash(channel, name, **options)

    return scene


SCENES: Final[dict[str, Scene]] = {
    "answer": typed("How much did Russia and Afganistan trade in 2023?"),
    "declined": typed("How long is the TAPI pipeline?"),
    "list": typed("Which Central Asian states have renewed their ties with Kabul?"),
    "trade": command("trade"),
    "timeline": command("timeline"),
    "economy": command("economy"),
    "people": command("people"),
    "recognition": command("recognition"),
    "help": command("help", private=False),
}


async def pictures(folder: Path) -> int:
    """Write every picture; gives their size in bytes. Raises RuntimeError where there is no browser."""
    path = chromium()
    if path is None:
        raise RuntimeError("there is no Chromium: apt-get install chromium")
    settings = Settings(person_questions=1_000, channel_questions=1_000, server_questions=1_000)
    size = 0
    async with world(load_answerer(settings), settings) as shown:
        shown.env.settle_timeout = 30.0
        with tempfile.TemporaryDirectory() as profile:
            async with browsing(path, Path(profile), shown.url) as page:
                await page.until("document.body?.innerText.includes('No messages in this channel')")
                for name, scene in SCENES.items():
                    before = await page.evaluate(f"{LAST}?.dataset.messageId || ''")
                    await scene(shown.viewers[0], shown.channel)
                    await shown.refresh()
                    await page.until(f"{LAST} && {LAST}.dataset.messageId !== '{before}' && {LAST}.innerText.includes('Safir')")
                    await page.evaluate(f"{LAST}.scrollIntoView({{block: 'start'}})")  # pictures out of sight are not loaded
                    await asyncio.sleep(2)
                    off = _off(shown.channel)
                    for device, width in WIDTHS.items():
                        for theme in ("dark", "light"):
                            size += await _picture(page, folder / f"{name}-{device}-{theme}.png", width, theme, off)
    return size


# The page's own list scrolls, and is wider than a phone: the message is shown by itself. The page greys out every button while
# it does not know what an action has led to; here only those stay grey that the bot has switched off.
ALONE: Final = """((off, width, colours, buttons) => {
  document.getElementById('alone')?.remove();
  const alone = Object.assign(document.createElement('div'), {id: 'alone'});
  const root = document.documentElement;
  root.removeAttribute('style');
  for (const [name, colour] of Object.entries(colours)) root.style.setProperty(name, colour);
  alone.style.cssText =
    `position: absolute; top: 0; left: 0; z-index: 99999; padding: 12px 0; width: ${width}px; background: var(--discord-bg)`;
  alone.append(LAST.cloneNode(true));
  for (const one of alone.querySelectorAll('button, select, [aria-disabled]')) {
    if (off.includes(one.innerText.trim()) || off.includes(one.textContent.trim())) continue;
    one.disabled = false; one.removeAttribute('aria-disabled');
    if (one.tagName === 'BUTTON') one.style.cssText = `border: 0; ${buttons}`;
  }
  for (const one of alone.querySelectorAll('img')) one.loading = 'eager';
  if (buttons) for (const one of alone.querySelectorAll('[class*=mention]')) one.style.color = '#4048b8';
  document.body.append(alone);
})"""


async def _picture(page: Page, file: Path, width: int, theme: str, off: list[str]) -> int:
    await page.call("Emulation.setDeviceMetricsOverride", width=width, height=1_600, deviceScaleFactor=1, mobile=False)
    buttons = "background: #e3e5e8; color: #313338" if theme == "light" else ""
    colours = json.dumps(LIGHT if theme == "light" else {})
    await page.evaluate(f"void {ALONE.replace('LAST', LAST)}({json.dumps(off)}, {width}, {colours}, {buttons!r})")
    alone = "document.getElementById('alone')"
    shown = f"Promise.all([...{alone}.querySelectorAll('img')].map(one => one.decode().catch(() => 0)))"
    await page.evaluate(f"Promise.race([{shown}, new Promise(done => setTimeout(done, 5000))]).then(() => 0)")
    await asyncio.sleep(0.2)  # the page lays itself out anew
    height = await page.evaluate(f"{alone}.getBoundingClientRect().height")
    clip = {"x": 0, "y": 0, "width": width, "height": height, "scale": 1}
    taken = await page.call("Page.captureScreenshot", format="png", clip=clip, captureBeyondViewport=True)
    await page.evaluate(f"{alone}.remove()")
    return await asyncio.to_thread(_saved, base64.b64decode(taken["data"]), file)


def _saved(taken: bytes, file: Path) -> int:
    file.parent.mkdir(parents=True, exist_ok=True)
    with Image.open(io.BytesIO(taken)) as picture:
        picture.convert("RGB").quantize(COLOURS).save(file, optimize=True)
    return file.stat().st_size


def _off(channel: Any) -> list[str]:
    """The labels of the buttons of the last message that the bot has switched off."""
    components = [part.to_dict() for part in channel.history()[-1].components]
    return [part["label"] for part in walk_components(components) if part.get("disabled")]


def main(arguments: list[str]) -> int:
    """Write the pictures and say how large they are."""
    size = asyncio.run(pictures(Path(arguments[0]) if arguments else FOLDER))
    print(f"{len(SCENES) * len(WIDTHS) * 2} pictures, {size / 1024:.0f} KiB")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
