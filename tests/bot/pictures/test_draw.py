"""Drawing: every kind of picture, whatever its texts hold; nothing stands outside, nothing is an empty box."""

from __future__ import annotations

import io
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.pictures.draw import draw
from bot.pictures.sheet import Undrawable, broken, span
from bot.pictures.style import BODY, DPI, WIDTH
from bot.pictures.tiles import initials
from knowledge.answering.picture import Bar, Moment, Picture, SeriesPicture, TablePicture, Tile, TilesPicture, TimelinePicture

REST: dict[str, Any] = {"source": "Source: A Book · ¶1 · 2024", "colour": "#1e8449", "alt": "x"}
LONG = "A very long title that goes on and on until nobody remembers how it began, and still has more to say"


def every_kind(text: str, figure: str = "US$3 billion") -> list[Picture]:
    bars = (
        Bar(label="2021", shown=figure, amount=-2.0),
        Bar(label="2022–2024", shown=text),
        Bar(label="2025", shown=figure, amount=5.0, expected=True),
    )
    return [
        SeriesPicture(title=text, bars=bars, reported="reported", expected="expected", **REST),
        SeriesPicture(title=text, bars=(Bar(label="2021", shown=figure, amount=0.0),), **REST),
        TimelinePicture(
            title=text, moments=(Moment(date="2021", text=text), Moment(date="2022", text=text, inferred=True)), **REST
        ),
        TilesPicture(kind="figures", title=text, tiles=(Tile(large=figure, small=text),) * 3, **REST),
        TilesPicture(kind="people", title=text, tiles=(Tile(large=text, small=text), Tile(large="A", small="")), **REST),
        TablePicture(title=text, columns=("What", "When"), rows=((text, "2021"), ("B", text)), **REST),
    ]


def image(picture: Picture) -> Image.Image:
    return Image.open(io.BytesIO(draw(picture)))


@pytest.mark.parametrize("place", range(6))
@pytest.mark.parametrize("text", ["Short", LONG, "x" * 200, "US$1 and US$2_{x}", "Торговля России", "تجارت روسیه و افغانستان"])
def test_every_kind_is_drawn_in_full_width(place: int, text: str) -> None:
    drawn = image(every_kind(text)[place])
    assert drawn.width == WIDTH * DPI // 100
    assert 100 < drawn.height < 4_500


@pytest.mark.parametrize("place", range(6))
def test_what_the_font_cannot_write_is_not_drawn_as_boxes(place: int) -> None:
    with pytest.raises(Undrawable):
        draw(every_kind("貿易")[place])


def test_a_picture_that_nobody_would_scroll_through_is_not_drawn() -> None:
    rows = tuple((LONG, LONG) for _ in range(60))
    with pytest.raises(Undrawable):
        draw(TablePicture(title="T", columns=("What", "When"), rows=rows, **REST))


def test_the_letters_of_arabic_are_joined() -> None:
    assert span("تجارت", BODY, "normal") < sum(span(letter, BODY, "normal") for letter in "تجارت")


def test_what_is_expected_looks_otherwise_without_colour() -> None:
    def grey(expected: bool) -> bytes:
        bar = Bar(label="2021", shown="1", amount=1.0, expected=expected)
        return image(SeriesPicture(title="T", bars=(bar,), **REST)).convert("L").tobytes()

    assert grey(True) != grey(False)


@settings(max_examples=60, deadline=None)
@given(
    text=st.text(alphabet=st.sampled_from("abcdefgh –-¶$_{}ЖЯتج"), min_size=1, max_size=300),
    width=st.integers(40, 600),
    lines=st.integers(1, 6),
)
def test_text_is_broken_into_lines_that_fit(text: str, width: int, lines: int) -> None:
    found = broken(text, BODY, "normal", width, lines)
    assert len(found) <= lines
    assert all(span(line, BODY, "normal") <= width for line in found)


def test_a_word_is_broken_at_its_dash() -> None:
    assert broken("Afghanistan–Pakistan", BODY, "normal", 200, 2) == ["Afghanistan–", "Pakistan"]


@pytest.mark.parametrize(
    ("name", "letters"), [("Sergey Lavrov", "SL"), ("Plato", "P"), ("Ludwig van Beethoven", "LB"), ("42 7", ""), ("", "")]
)
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters
