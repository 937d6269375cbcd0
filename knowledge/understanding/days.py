"""Days that a question names: "on 9 october 2023", "since january 27th 2024", "between 3 may and 27 june 2024"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from knowledge.understanding.dates import EARLIEST, LATEST, year_of
from knowledge.understanding.language import Language
from knowledge.when import When

_GAP = 3  # words between a day and its month: "9 th of october"
_LONGEST = 5  # words from a month on that belong to a day
Span = tuple[int, int, date]  # where a day starts and ends in a row of words, and which it is


def day_period(words: Sequence[str], language: Language) -> When | None:
    """The day, or the time since, before or between days, that a row of words (lower case) names; None where it names no day."""
    spans = _days(words, language)
    if not spans:
        return None
    start, end, first = spans[0]
    before, cues = words[start - 1] if start else "", language.date_words
    joined = [span for span in spans[1:] if span[0] == end + 1 and words[end] in (*cues["and"], *cues["to"])]
    if joined and first <= joined[0][2] and (before in (*cues["between"], *cues["from"]) or words[end] in cues["to"]):
        return _between(first, joined[0][2])
    onwards = end < len(words) and words[end] in cues["onwards"]
    if before in cues["after"]:
        return _between(first + timedelta(days=1), date(LATEST, 12, 31))
    if before in cues["since"] or onwards:
        return _between(first, date(LATEST, 12, 31))
    if before in cues["until"]:
        return _between(date(EARLIEST, 1, 1), first - timedelta(days=before in cues["before"]))
    return When(first.isoformat())


def days_in(words: Sequence[str], language: Language) -> tuple[date, ...]:
    """Every day that a row of words (lower case) names, in order."""
    return tuple(day for _, _, day in _days(words, language))


def _days(words: Sequence[str], language: Language) -> list[Span]:
    months = {name: number for number, name in enumerate(language.months, 1)}
    found: list[Span | None] = []
    for place, word in enumerate(words):
        if month := months.get(word):
            found.append(_around(words, place, month, language))
        elif len(word) == 4 and (year := year_of(word)):  # "2023-10-09"
            found.append(_span(place, place + 3, year, _number(words, place + 1) or 0, _number(words, place + 2)))
    return [span for span in found if span]


def _around(words: Sequence[str], place: int, month: int, language: Language) -> Span | None:
    """The day whose month stands at `place`, with its number before or behind; the year may stand after a second day."""
    small = {"of", *language.date_words["ordinal"]}
    start = place - 1
    while start >= max(0, place - _GAP) and words[start] in small:
        start -= 1
    end = place + 1
    if (day := _number(words, start)) is None:
        start, day = place, _number(words, end)
        end += day is not None
    while end < min(len(words), place + _LONGEST) and words[end] in small:
        end += 1
    year = year_of(words[end]) if end < len(words) else None
    if year is not None:
        end += 1
    else:
        year = _year_behind(words[end : end + _LONGEST], language)
    return _span(start, end, year, month, day)


def _year_behind(words: Sequence[str], language: Language) -> int | None:
    """The year that a day shares with the one behind it: "between 3 may and 27 june 2024"."""
    place = next((place for place, word in enumerate(words) if year_of(word)), 0)
    return year_of(words[place]) if place and words[place - 1] in language.months else None


def _span(start: int, end: int, year: int | None, month: int, day: int | None) -> Span | None:
    try:
        return (start, end, date(year, month, day)) if year and day else None
    except ValueError:
        return None  # no day of the calendar


def _number(words: Sequence[str], place: int) -> int | None:
    word = words[place] if 0 <= place < len(words) else ""
    return int(word) if word.isdecimal() and word.isascii() and len(word) <= 2 else None


def _between(first: date, last: date) -> When:
    return When(f"{first.isoformat()}/{max(first, last).isoformat()}")
