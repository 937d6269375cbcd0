"""Contrast as WCAG 2.2 asks for it at level AA, for every colour that a pack may choose."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.pictures.style import BACKGROUND, MUTED, PANEL, TEXT, TEXT_CONTRAST, contrast, readable


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("colour", [TEXT, MUTED])
@pytest.mark.parametrize("ground", [BACKGROUND, PANEL])
def test_all_text_is_readable(colour: str, ground: str) -> None:
    assert contrast(colour, ground) >= TEXT_CONTRAST


@given(st.integers(0, 0xFFFFFF))
def test_every_topic_s_colour_is_made_readable(number: int) -> None:
    colour = readable(f"#{number:06x}")
    assert contrast(colour, PANEL) >= TEXT_CONTRAST
    assert contrast(colour, BACKGROUND) >= TEXT_CONTRAST
