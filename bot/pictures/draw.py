"""Draws each kind of picture. Needs matplotlib: only the worker imports this (`bot/pictures/worker.py`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from matplotlib.patches import Circle, FancyBboxPatch, Rectangle

from bot.pictures.sheet import Sheet, broken, span
from bot.pictures.style import (
    BACKGROUND,
    BODY,
    LEADING,
    MUTED,
    PAD,
    PANEL,
    RULE,
    SMALL,
    TEXT,
    TITLE,
    WIDTH,
)
from knowledge.answering.picture import Bar, Picture, SeriesPicture, TablePicture, Tile, TilesPicture, TimelinePicture

INNER = WIDTH - 2 * PAD
HATCH = "////"
WIDE_CELL = 130.0  # of a table, from where it is broken into lines
NARROW = 3  # columns beside which there is room for wider cells


def draw(picture: Picture) -> bytes:
    """The picture as PNG. Raises Undrawable."""
    sheet = Sheet(picture.title, picture.colour)
    match picture:
        case SeriesPicture():
            _series(sheet, picture)
        case TimelinePicture():
            _timeline(sheet, picture)
        case TablePicture():
            _table(sheet, picture)
        case TilesPicture(kind="figures"):
            _figures(sheet, picture.tiles)
        case TilesPicture():
            _people(sheet, picture.tiles)
    return sheet.png(picture.source)


def _series(sheet: Sheet, picture: SeriesPicture) -> None:
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


def _timeline(sheet: Sheet, picture: TimelinePicture) -> None:
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


def _figures(sheet: Sheet, tiles: Sequence[Tile]) -> None:
    """Large figures over what they measure: two in a row where they fit in large type, else one."""
    gap, inside, size = 16, 20, TITLE + 8
    half = (INNER - gap) / 2 - 2 * inside
    across = 2 if all(span(tile.large, size - 8, "bold") <= half for tile in tiles) else 1
    wide = (INNER - gap * (across - 1)) / across
    room = wide - 2 * inside
    widest = max(span(tile.large, size, "bold") for tile in tiles)
    size = min(size, int(size * room / widest))  # all in one size: none is more than the others
    for start in range(0, len(tiles), across):
        row = tiles[start : start + across]
        labels = [broken(tile.small, SMALL, "normal", room, 4) for tile in row]
        height = 2 * inside + 50 + max(map(len, labels)) * SMALL * LEADING
        for place, (tile, lines) in enumerate(zip(row, labels, strict=True)):
            x = PAD + place * (wide + gap)
            _panel(sheet, x, sheet.y, wide, height)
            sheet.put(tile.large, x + inside, sheet.y + inside + 20, size, colour=sheet.colour, weight="bold")
            for count, line in enumerate(lines):
                y = sheet.y + inside + 50 + (count + 0.5) * SMALL * LEADING
                sheet.put(line, x + inside, y, SMALL)
        sheet.y += height + gap


def _people(sheet: Sheet, tiles: Sequence[Tile]) -> None:
    """A card each: initials, name, office."""
    inside, radius = 16, 30
    x = PAD + inside + 2 * radius + 18
    wide = WIDTH - PAD - inside - x
    for tile in tiles:
        names, roles = broken(tile.large, BODY, "bold", wide, 2), broken(tile.small, SMALL, "normal", wide, 3)
        height = max(2 * radius, len(names) * BODY * LEADING + len(roles) * SMALL * LEADING) + 2 * inside
        _panel(sheet, PAD, sheet.y, INNER, height)
        middle = sheet.y + height / 2
        sheet.axes.add_artist(
            Circle((PAD + inside + radius, middle), radius, facecolor=BACKGROUND, edgecolor=sheet.colour, linewidth=2.4)
        )
        sheet.put(initials(tile.large), PAD + inside + radius, middle, BODY, colour=sheet.colour, weight="bold", at="center")
        below = sheet.y + height
        sheet.y = middle - (len(names) * BODY + len(roles) * SMALL) * LEADING / 2
        sheet.write(tile.large, BODY, x=x, width=wide, weight="bold", lines=2)
        sheet.write(tile.small, SMALL, x=x, width=wide, colour=MUTED, lines=3)
        sheet.y = below + 14


def initials(name: str) -> str:
    """At most two letters that stand for a name."""
    words = [word for word in name.split() if word[0].isalpha()]
    return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()


def _table(sheet: Sheet, picture: TablePicture) -> None:
    """The first column takes what the others leave; every second row has a ground of its own."""
    widths = _columns(picture)
    edges = [PAD + sum(widths[:place]) for place in range(len(widths))]
    headings = [broken(name, SMALL, "bold", wide - 16, 3) for name, wide in zip(picture.columns, widths, strict=True)]
    for x, lines in zip(edges, headings, strict=True):
        for count, line in enumerate(lines):
            y = sheet.y + (count + 0.5) * SMALL * LEADING
            sheet.put(line, x + 8, y, SMALL, colour=sheet.colour, weight="bold")
    sheet.y += max(map(len, headings)) * SMALL * LEADING + 10
    sheet.axes.plot([PAD, WIDTH - PAD], [sheet.y, sheet.y], color=sheet.colour, linewidth=2)
    for number, row in enumerate(picture.rows):
        cells = [broken(cell, SMALL, _weight(place), widths[place] - 16, 5) for place, cell in enumerate(row)]
        height = max(map(len, cells)) * SMALL * LEADING + 18
        if number % 2:
            sheet.axes.add_artist(Rectangle((PAD, sheet.y), INNER, height, color=PANEL, linewidth=0))
        for place, lines in enumerate(cells):
            for count, line in enumerate(lines):
                y = sheet.y + 9 + (count + 0.5) * SMALL * LEADING
                sheet.put(line, edges[place] + 8, y, SMALL, weight=_weight(place), colour=MUTED if place else TEXT)
        sheet.y += height
    sheet.y += 6


def _columns(picture: TablePicture) -> list[float]:
    """The widths: of each column but the first what its longest word needs, and more for longer cells."""
    natural: list[float] = []
    wide = WIDE_CELL if len(picture.columns) > NARROW else 1.5 * WIDE_CELL
    for place in range(1, len(picture.columns)):
        cells = [row[place] for row in picture.rows]
        words = [span(word, SMALL, "normal") for cell in cells for word in cell.split()]
        heading = [span(word, SMALL, "bold") for word in picture.columns[place].split()]
        widest = max((span(cell, SMALL, "normal") for cell in cells), default=0.0)
        natural.append(min(max(*heading, *words, min(widest, wide)), 1.3 * WIDE_CELL) + 16)
    return [INNER - sum(natural), *natural]


def _weight(place: int) -> str:
    return "normal" if place else "bold"


def _panel(sheet: Sheet, x: float, y: float, wide: float, height: float) -> None:
    style = "round,pad=0,rounding_size=12"
    sheet.axes.add_artist(FancyBboxPatch((x, y), wide, height, boxstyle=style, facecolor=PANEL, edgecolor=PANEL, linewidth=0))
