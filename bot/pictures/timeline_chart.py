"""A timeline: what happened when, from the earliest downwards."""

from __future__ import annotations

from matplotlib.patches import Circle

from bot.pictures.sheet import Sheet
from bot.pictures.style import BACKGROUND, BODY, LEADING, MUTED, PAD, RULE, SMALL
from knowledge.answering.picture import TimelinePicture


def timeline_chart(sheet: Sheet, picture: TimelinePicture) -> None:
    """A line from the earliest downwards; the dot of an inferred date is hollow."""
    line, text = PAD + 10, PAD + 40
    dots: list[tuple[float, bool]] = []
    for moment in picture.moments:
        dots.append((sheet.y + SMALL * LEADING / 2, moment.inferred))
        sheet.write(moment.date, SMALL, x=text, colour=sheet.colour, weight="bold")
        sheet.write(moment.text, BODY, x=text, lines=3)
        sheet.y += 14
    sheet.axes.plot([line, line], [dots[0][0], dots[-1][0]], color=RULE, linewidth=2, zorder=1)
    for y, inferred in dots:
        _dot(sheet, line, y, hollow=inferred)
    if picture.inferred:
        _dot(sheet, line, sheet.y + 16, hollow=True)
        sheet.put(picture.inferred, text, sheet.y + 16, SMALL, colour=MUTED)
        sheet.y += 32


def _dot(sheet: Sheet, x: float, y: float, *, hollow: bool) -> None:
    fill = BACKGROUND if hollow else sheet.colour
    sheet.axes.add_artist(Circle((x, y), 8, facecolor=fill, edgecolor=sheet.colour, linewidth=2.4, zorder=2))
