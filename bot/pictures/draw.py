"""Draws each kind of picture. Needs matplotlib: only the worker imports this (`bot/pictures/worker.py`)."""

from __future__ import annotations

from bot.pictures.series_chart import series_chart
from bot.pictures.sheet import Sheet
from bot.pictures.table import table_chart
from bot.pictures.tiles import figure_tiles, people_tiles
from bot.pictures.timeline_chart import timeline_chart
from knowledge.answering.picture import Picture, SeriesPicture, TablePicture, TilesPicture, TimelinePicture


def draw(picture: Picture) -> bytes:
    """The picture as PNG. Raises Undrawable."""
    sheet = Sheet(picture.title, picture.colour)
    match picture:
        case SeriesPicture():
            series_chart(sheet, picture)
        case TimelinePicture():
            timeline_chart(sheet, picture)
        case TablePicture():
            table_chart(sheet, picture)
        case TilesPicture(kind="figures"):
            figure_tiles(sheet, picture.tiles)
        case TilesPicture():
            people_tiles(sheet, picture.tiles)
    return sheet.png(picture.source)
