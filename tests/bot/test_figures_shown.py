"""Figures of a fact in a moderator's card."""

from __future__ import annotations

from decimal import Decimal

from bot.moderation.figures_shown import figures_shown
from bot.translation import speaking
from knowledge.model import Figure, FigureStatus


def test_large_amounts_years_series_and_labels_are_told_as_answers_tell_them() -> None:
    worth = Figure(amount=Decimal(1_000_000_000), unit="USD", year=2023, series="harvest.worth")
    growth = Figure(
        amount=Decimal("2.3"), unit="percent", status=FigureStatus.EXPECTED, approximate=True, label={"en": "growth of _it_"}
    )
    assert figures_shown([worth, growth], "en").splitlines() == [
        "**Figures**",
        "• US$1 billion · 2023 · series harvest.worth",
        "• approximately 2.3% (expected) · growth of \\_it\\_",
    ]
    with speaking("ru"):
        assert figures_shown([worth], "en") == "**Числа**\n• US$1 billion · 2023 · ряд harvest.worth"


def test_no_figures_have_no_heading_and_many_are_counted() -> None:
    assert figures_shown([], "en") == ""
    lines = figures_shown([Figure(amount=Decimal(number), unit="kg") for number in range(20)], "en").splitlines()
    assert len(lines) == 10
    assert lines[-1] == "… and 12 more"
