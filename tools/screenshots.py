"""Pictures of real answers for `docs/images`: `python -m tools.screenshots [FOLDER [SCENE …]]`.

The real bot answers in the page of `safir preview`; Debian's Chromium shows it (apt-get install chromium). Text that is cut off
or lacks contrast (WCAG 2.2, level AA) is named, and the command then ends with 1.
"""

from __future__ import annotations

import asyncio
import base64
import io
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from PIL import Image
from simcord.components import walk_components

from bot.preview import world
from bot.settings import Settings
from bot.start import load_answerer
from tests.chromium import Page, browsing, chromium
from tools.looks import LAST, THEMES, WIDTHS, flaws, put_back, shown_alone
from tools.scenes import SCENES, Scene, Stage, speaker

FOLDER: Final = Path(__file__).parents[1] / "docs" / "images"
COLOURS: Final = 20  # of a picture: enough for text and charts, a quarter of the size
VIEWER: Final = "document.querySelector('#viewer-picker')"


async def pictures(folder: Path, names: Sequence[str] = tuple(SCENES)) -> tuple[int, list[str]]:
    """Write the pictures of scenes; gives their size in bytes, and what on them cannot be read.

    Raises RuntimeError where there is no browser.
    """
    path = chromium()
    if path is None:
        raise RuntimeError("there is no Chromium: apt-get install chromium")
    settings = Settings(person_questions=1_000, channel_questions=1_000, server_questions=1_000)
    size = 0
    found: list[str] = []
    async with world(load_answerer(settings), settings) as shown:
        shown.env.settle_timeout = 30.0
        visitor, moderator = shown.viewers
        stage = Stage(shown.channel, visitor, moderator, speaker())
        with tempfile.TemporaryDirectory() as profile:
            async with browsing(path, Path(profile), shown.url) as page:
                await page.until("document.body?.innerText.includes('No messages in this channel')")
                for name in names:
                    viewer = await _play(SCENES[name], stage, shown, page)
                    await page.evaluate(f"{LAST}.scrollIntoView({{block: 'start'}})")  # pictures out of sight are not loaded
                    await asyncio.sleep(2)
                    off = _off(shown.channel, viewer)
                    for device, width in WIDTHS.items():
                        for theme in THEMES:
                            taken, flawed = await _picture(page, folder / f"{name}-{device}-{theme}.webp", width, theme, off)
                            size, found = size + taken, found + flawed
    return size, found


async def _play(scene: Scene, stage: Stage, shown: Any, page: Page) -> Any:
    """Do what a scene is about, and wait until the page shows what came of it; gives who looks at it."""
    viewer = stage.moderator if scene.moderator else stage.visitor
    if await page.evaluate(f"{VIEWER}.value") != str(viewer.id):
        await page.until(f"!{VIEWER}.disabled && [...{VIEWER}.options].some(one => one.value === '{viewer.id}')")
        await page.evaluate(f"void ({VIEWER}.value = '{viewer.id}', {VIEWER}.dispatchEvent(new Event('change')))")
        await asyncio.sleep(2)  # what is done before the page has it would make its own action uncertain
        await page.until(f"{VIEWER}.value === '{viewer.id}' && {LAST}")
    before = await page.evaluate(f"{LAST}?.dataset.messageId || ''")
    stage.speak(scene.locale)
    await scene.play(stage)
    await shown.refresh()
    await page.until(f"{LAST} && {LAST}.dataset.messageId !== '{before}' && {LAST}.innerText.includes('Safir')")
    return viewer


async def _picture(page: Page, file: Path, width: int, theme: str, off: list[str]) -> tuple[int, list[str]]:
    """Write a picture of the last message; gives its size, and what on it cannot be read."""
    height = await shown_alone(page, width, theme, off)
    clip = {"x": 0, "y": 0, "width": width, "height": height, "scale": 1}
    taken = await page.call("Page.captureScreenshot", format="png", clip=clip, captureBeyondViewport=True)
    found = [f"{file.name}: {flaw}" for flaw in await flaws(page)]
    await put_back(page)
    return await asyncio.to_thread(_saved, base64.b64decode(taken["data"]), file), found


def _saved(taken: bytes, file: Path) -> int:
    file.parent.mkdir(parents=True, exist_ok=True)
    with Image.open(io.BytesIO(taken)) as picture:
        picture.convert("RGB").quantize(COLOURS).convert("RGB").save(file, lossless=True, method=6, quality=100)
    return file.stat().st_size


def _off(channel: Any, viewer: Any) -> list[str]:
    """The labels of the buttons of the last message that the bot has switched off."""
    components = [part.to_dict() for part in channel.history(viewer=viewer)[-1].components]
    return [part["label"] for part in walk_components(components) if part.get("disabled")]


def main(arguments: list[str]) -> int:
    """Write the pictures and say how large they are."""
    names = arguments[1:] or list(SCENES)
    size, found = asyncio.run(pictures(Path(arguments[0]) if arguments else FOLDER, names))
    print("\n".join([*found, f"{len(names) * len(WIDTHS) * len(THEMES)} pictures, {size / 1024:.0f} KiB"]))
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
