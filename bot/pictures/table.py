"""A table, whose first column takes what the others leave."""

from __future__ import annotations

from matplotlib.patches import Rectangle

from bot.pictures.sheet import Sheet, broken, span
from bot.pictures.style import INNER, LEADING, MUTED, PAD, PANEL, SMALL, TEXT, WIDTH
from knowledge.answering.picture import TablePicture

WIDE_CELL = 130.0  # of a table, from where it is broken into lines
NARROW = 3  # columns beside which there is room for wider cells


def table_chart(sheet: Sheet, picture: TablePicture) -> None:
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
