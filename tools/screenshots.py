"""Pictures of real answers for `docs/images`: `python -m tools.screenshots [FOLDER [SCENE …]]`.

The real bot answers in the page of `safir preview`; Debian's Chromium shows it (apt-get install chromium). Text that is cut off
or lacks contrast (WCAG 2.2, level AA) is named, and the command then ends with 1.
"""

from __future__ import annotations

import argparse
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
COLOURS, FEWER = 24, 16  # of a picture, and of a large one: enough for text and charts, a quarter of the size
LARGE: Final = 28_000  # bytes


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
    answerer, speak = load_answerer(settings), speaker()
    for moderates in (False, True):  # each sees their own screen
        seen = [name for name in names if SCENES[name].moderator == moderates]
        async with world(answerer, settings, moderates=moderates) as shown:
            shown.env.settle_timeout = 30.0
            viewer, other = shown.viewers
            stage = Stage(shown.channel, *((other, viewer) if moderates else (viewer, other)), speak)
            taken, flawed = await _seen(folder, seen, stage, shown, viewer, path)
        size, found = size + taken, found + flawed
    return size, found


async def _seen(folder: Path, names: list[str], stage: Stage, screen: Any, viewer: Any, path: str) -> tuple[int, list[str]]:
    """The pictures of what one person sees on their screen."""
    size = 0
    found: list[str] = []
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:  # Chromium may still write to it
        async with browsing(path, Path(profile), screen.url) as page:
            await page.until("document.body?.innerText.includes('ask-safir')")  # it is connected
            for name in names:
                await _play(SCENES[name], stage, screen, page)
                await page.evaluate(f"{LAST}.scrollIntoView({{block: 'start'}})")  # pictures out of sight are not loaded
                await asyncio.sleep(1)
                off = _off(stage.channel, viewer)
                for device, width in WIDTHS.items():
                    for theme in THEMES:
                        taken, flawed = await _picture(page, folder / f"{name}-{device}-{theme}.webp", width, theme, off)
                        size, found = size + taken, found + flawed
    return size, found


async def _play(scene: Scene, stage: Stage, screen: Any, page: Page) -> None:
    """Do what a scene is about, and wait until the page shows what came of it."""
    before = await page.evaluate(f"{LAST}?.dataset.messageId || ''")
    stage.speak(scene.locale)
    await scene.play(stage)
    await screen.refresh()
    await page.until(f"{LAST} && {LAST}.dataset.messageId !== '{before}' && {LAST}.innerText.includes('Safir')")


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
        whole = picture.convert("RGB")
    for colours in (COLOURS, FEWER):
        few = whole.quantize(colours, kmeans=1, dither=Image.Dither.NONE).convert("RGB")
        few.save(file, lossless=True, method=4, quality=100)
        if file.stat().st_size <= LARGE:
            break
    return file.stat().st_size


def _off(channel: Any, viewer: Any) -> list[str]:
    """The labels of the buttons of the last message that the bot has switched off."""
    components = [part.to_dict() for part in channel.history(viewer=viewer)[-1].components]
    return [part["label"] for part in walk_components(components) if part.get("disabled")]


def main() -> int:
    """Write the pictures and say how large they are."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=FOLDER)
    parser.add_argument("scenes", nargs="*", help=f"all, or some of {', '.join(SCENES)}")
    given = parser.parse_args()
    if unknown := set(given.scenes) - set(SCENES):
        parser.error(f"no such scene: {', '.join(sorted(unknown))}")
    names = given.scenes or list(SCENES)
    size, found = asyncio.run(pictures(given.folder, names))
    print("\n".join([*found, f"{len(names) * len(WIDTHS) * len(THEMES)} pictures, {size / 1024:.0f} KiB"]))
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
