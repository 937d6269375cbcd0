"""Cards: large figures over what they measure, or people with their offices."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.patches import Circle, FancyBboxPatch

from bot.pictures.sheet import Sheet, broken, span
from bot.pictures.style import BACKGROUND, BODY, INNER, LEADING, MUTED, PAD, PANEL, SMALL, TITLE, WIDTH
from knowledge.answering.picture import Tile


def figure_tiles(sheet: Sheet, tiles: Sequence[Tile]) -> None:
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


def people_tiles(sheet: Sheet, tiles: Sequence[Tile]) -> None:
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


def _panel(sheet: Sheet, x: float, y: float, wide: float, height: float) -> None:
    style = "round,pad=0,rounding_size=12"
    sheet.axes.add_artist(FancyBboxPatch((x, y), wide, height, boxstyle=style, facecolor=PANEL, edgecolor=PANEL, linewidth=0))
