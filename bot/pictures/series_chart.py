"""A chart: figures over the years, a row for each."""

from __future__ import annotations

from typing import Any

from bot.pictures.sheet import Sheet, span
from bot.pictures.style import BACKGROUND, BODY, MUTED, PAD, RULE, SMALL, TITLE, WIDTH
from knowledge.answering.picture import Bar, SeriesPicture

HATCH = "////"


def series_chart(sheet: Sheet, picture: SeriesPicture) -> None:
    """A row for each year: the figure, and under it the bar. What is expected is hatched, outlined, and says so."""
    labels = max(span(bar.label, BODY, "bold") for bar in picture.bars)
    left = PAD + max(labels, span(picture.expected, SMALL, "normal")) + 18
    amounts = [bar.amount for bar in picture.bars if bar.amount is not None]
    lowest, highest = min(0.0, *amounts), max(0.0, *amounts)
    scale = (WIDTH - PAD - left) / ((highest - lowest) or 1.0)
    zero = left - lowest * scale
    for bar in picture.bars:
        _row(sheet, bar, picture.expected, zero, left, scale)
    if lowest < 0:
        sheet.axes.plot([zero, zero], [PAD + TITLE * 2, sheet.y], color=RULE, linewidth=1)
    if picture.expected:
        sheet.y += 6
        x: float = PAD
        for name, expected in ((picture.reported, False), (picture.expected, True)):
            sheet.axes.barh(sheet.y + 14, 34, left=x, height=20, **_look(sheet, expected=expected))
            sheet.put(name, x + 44, sheet.y + 14, SMALL, colour=MUTED)
            x += 44 + span(name, SMALL, "normal") + 34
        sheet.y += 30


def _row(sheet: Sheet, bar: Bar, expected: str, zero: float, left: float, scale: float) -> None:
    if bar.amount is None:
        sheet.put(bar.label, PAD, sheet.y + 18, SMALL, colour=MUTED)
        sheet.put(bar.shown, left, sheet.y + 18, SMALL, colour=MUTED)
        sheet.y += 40
        return
    sheet.put(bar.label, PAD, sheet.y + 17, BODY, weight="bold")
    if bar.expected:
        sheet.put(expected, PAD, sheet.y + 46, SMALL, colour=MUTED)
    sheet.put(bar.shown, left, sheet.y + 17, BODY)
    sheet.axes.barh(sheet.y + 46, bar.amount * scale, left=zero, height=20, **_look(sheet, expected=bar.expected))
    sheet.y += 72


def _look(sheet: Sheet, *, expected: bool) -> dict[str, Any]:
    if expected:
        return {"facecolor": BACKGROUND, "edgecolor": sheet.colour, "linewidth": 1.6, "hatch": HATCH}
    return {"facecolor": sheet.colour, "edgecolor": sheet.colour, "linewidth": 1.6}
