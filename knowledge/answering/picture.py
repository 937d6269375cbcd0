"""What can be seen at a glance in an answer: pictures as plain values. How they are drawn is no matter of the domain.

Texts are finished: amounts and dates are worded in the answer's language. `alt` tells the same to whoever cannot see it.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from knowledge.model import Frozen

ALT_LIMIT = 1_000  # Discord: 1,024 characters of a picture's description


class Bar(Frozen):
    """A year of a series. `amount` is None where no source gives a figure; `shown` is then said in its place."""

    label: str
    shown: str
    amount: float | None = None
    expected: bool = False


class SeriesPicture(Frozen):
    """Figures over the years. `reported` and `expected` name the two kinds of bars; empty where there is only the first."""

    kind: Literal["series"] = "series"
    title: str
    bars: tuple[Bar, ...]
    reported: str = ""
    expected: str = ""
    source: str
    colour: str
    alt: str


class Moment(Frozen):
    """A point of a timeline; `inferred` where no source gives its date."""

    date: str
    text: str
    inferred: bool = False


class TimelinePicture(Frozen):
    """What happened when, the earliest first. `inferred` says what the mark of an inferred date means; empty without any."""

    kind: Literal["timeline"] = "timeline"
    title: str
    moments: tuple[Moment, ...]
    inferred: str = ""
    source: str
    colour: str
    alt: str


class Tile(Frozen):
    """A figure with what it measures; or a name with an office."""

    large: str
    small: str


class TilesPicture(Frozen):
    """Tiles side by side: `figures` are drawn large, names with their initials."""

    kind: Literal["figures", "people"]
    title: str
    tiles: tuple[Tile, ...]
    source: str
    colour: str
    alt: str


class TablePicture(Frozen):
    """A table: the first column is what the rows are about."""

    kind: Literal["table"] = "table"
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    source: str
    colour: str
    alt: str


Picture = Annotated[SeriesPicture | TimelinePicture | TilesPicture | TablePicture, Field(discriminator="kind")]
