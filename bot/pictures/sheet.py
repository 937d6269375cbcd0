"""The paper that pictures are drawn on: text that is measured and broken into lines, and a height that grows with what is on it.

matplotlib does all drawing, through its object interface: pyplot keeps figures and is not made for servers.
"""

from __future__ import annotations

import io
import re
from functools import lru_cache
from typing import Final

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.patches import Rectangle
from PIL import Image

from bot.pictures.style import BACKGROUND, DPI, LEADING, MUTED, PAD, PANEL, RULE, SMALL, TEXT, TITLE, WIDTH, mixed, readable

FAMILY: Final = "DejaVu Sans"  # comes with matplotlib: Latin, Cyrillic, Greek, Arabic and more
POINTS: Final = 0.72  # of a hundredth of an inch
ACCENT: Final = 8  # width of the coloured edge
TALLEST: Final = 3_000
STEPS: Final = 26  # between two colours of a palette, which has 256


class Undrawable(ValueError):
    """A picture with writing that the font has no signs for, or that would be too tall to be looked at."""


class Sheet:
    """An empty picture with its title; `y` is how far down it is filled."""

    def __init__(self, title: str, colour: str) -> None:
        self.figure = Figure(figsize=(WIDTH / 100, 1), dpi=DPI, facecolor=BACKGROUND)
        self._canvas = FigureCanvasAgg(self.figure)
        self.axes: Axes = self.figure.add_axes((0, 0, 1, 1))
        self.axes.set_axis_off()
        self.axes.set_autoscale_on(False)  # the sheet sets its own limits
        self.colour = readable(colour)
        self.y: float = PAD - 8
        self.write(title, TITLE, weight="bold", lines=3)
        self.y += 12

    def write(
        self,
        text: str,
        size: float,
        *,
        x: float = PAD,
        width: float | None = None,
        colour: str = TEXT,
        weight: str = "normal",
        lines: int = 6,
    ) -> None:
        """Write a text from `y` on in lines of at most `width`, and go on below it."""
        for line in broken(text, size, weight, width if width is not None else WIDTH - PAD - x, lines):
            self.put(line, x, self.y + size * LEADING / 2, size, colour=colour, weight=weight)
            self.y += size * LEADING

    def put(
        self, text: str, x: float, y: float, size: float, *, colour: str = TEXT, weight: str = "normal", at: str = "left"
    ) -> None:
        """Write one line whose middle is at `y`; `at` is which end of it is at `x`."""
        font = FontProperties(family=FAMILY, size=size * POINTS, weight=weight)
        self.axes.text(x, y, text, color=colour, fontproperties=font, ha=at, va="center_baseline", parse_math=False)

    def png(self, source: str) -> bytes:
        """The picture, with its source at the foot. Raises Undrawable."""
        self.y += 10
        self.write(source, SMALL, colour=MUTED, lines=4)
        height = self.y + PAD - 8
        if height > TALLEST:
            raise Undrawable(f"{height:.0f} in height")
        self.axes.add_artist(Rectangle((0, 0), ACCENT, height, color=self.colour, linewidth=0))
        self.figure.set_size_inches(WIDTH / 100, height / 100)
        self.axes.set_xlim(0, WIDTH)
        self.axes.set_ylim(height, 0)
        return self._encoded()

    def _encoded(self) -> bytes:
        """The pixels as PNG with a palette: a third of the size, in half the time."""
        self._canvas.draw()  # type: ignore[no-untyped-call]
        size = self._canvas.get_width_height()
        pixels = bytes(self._canvas.buffer_rgba())  # type: ignore[no-untyped-call]
        drawn = Image.frombuffer("RGBA", size, pixels, "raw", "RGBA", 0, 1).convert("RGB")
        buffer = io.BytesIO()
        drawn.quantize(palette=_palette(self.colour), dither=Image.Dither.NONE).save(buffer, "PNG", compress_level=6)
        return buffer.getvalue()


def broken(text: str, size: float, weight: str, width: float, lines: int) -> list[str]:
    """`text` in at most `lines` lines of at most `width`; what is left over is an ellipsis. Raises Undrawable."""
    left = [part for word in text.split() for part in _parts(word, size, weight, width)]
    found: list[str] = []
    while left and len(found) < lines:
        line = left.pop(0)
        while left and span(f"{line} {left[0]}", size, weight) <= width:
            line = f"{line} {left.pop(0)}"
        found.append(line)
    if left:
        last = found[-1]
        while last and span(f"{last}…", size, weight) > width:
            last = last[:-1]
        found[-1] = f"{last.rstrip()}…"
    return found


def _parts(word: str, size: float, weight: str, width: float) -> list[str]:
    """A word in parts that fit: whole where it does, else broken at its dashes, or anywhere."""
    if span(word, size, weight) <= width:
        return [word]
    pieces = re.findall(r"[^–—-]+[–—-]*|[–—-]+", word)
    if len(pieces) > 1:
        return [part for piece in pieces for part in _parts(piece, size, weight, width)]
    parts = [""]
    for sign in word:
        if parts[-1] and span(parts[-1] + sign, size, weight) > width:
            parts.append("")
        parts[-1] += sign
    return parts


@lru_cache(maxsize=8_192)
def span(text: str, size: float, weight: str) -> float:
    """How wide a text is. Raises Undrawable where the font lacks a sign of it."""
    for sign in text:
        if not sign.isspace() and not _known(sign, weight):
            raise Undrawable(f"no sign for U+{ord(sign):04X}")
    font = FontProperties(family=FAMILY, size=size * POINTS, weight=weight)
    wide, _, _ = _measure().get_text_width_height_descent(text, font, ismath=False)  # type: ignore[no-untyped-call]
    return float(wide) * 100 / DPI


@lru_cache(maxsize=4_096)
def _known(sign: str, weight: str) -> bool:
    font = get_font(findfont(FontProperties(family=FAMILY, weight=weight)))
    return bool(font.get_char_index(ord(sign)))


@lru_cache(maxsize=64)
def _palette(colour: str) -> Image.Image:
    """All colours that a picture can have: those of its parts, and what lies between each two at their edges."""
    pairs = [(ink, ground) for ink in (TEXT, MUTED, RULE, colour) for ground in (BACKGROUND, PANEL)]
    pairs.append((PANEL, BACKGROUND))
    row = [mixed(ink, ground, step / STEPS) for ink, ground in pairs for step in range(STEPS + 1)]
    flat = [int(one[place : place + 2], 16) for one in dict.fromkeys(row) for place in (1, 3, 5)]
    image = Image.new("P", (1, 1))
    image.putpalette(flat)
    return image


@lru_cache(maxsize=1)
def _measure() -> RendererAgg:
    return RendererAgg(8, 8, DPI)  # type: ignore[no-untyped-call]
