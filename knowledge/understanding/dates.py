"""Date expressions in questions: "in 2022", "august 2024", "since 2021", "between 2021 and 2023", "two years after 2021"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from knowledge.understanding.language import Language
from knowledge.when import When

EARLIEST, LATEST = 1500, 2199  # numbers outside are amounts, not years


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in a row of words: where it stands, and what it covers."""

    start: int
    end: int
    when: When


def year_of(word: str) -> int | None:
    """The year that a word names, or None."""
    if len(word) == 4 and word.isdecimal() and word.isascii() and EARLIEST <= int(word) <= LATEST:
        return int(word)
    return None


def find_dates(words: Sequence[str], language: Language) -> list[DateMention]:
    """Every date in `words` (lower case), in order. A month without a year is no date: it is matched as a word."""
    months = {name: number for number, name in enumerate(language.months, 1)}
    found: list[DateMention] = []
    place = 0
    while place < len(words):
        mention = _date_at(words, place, months)
        if mention:
            found.append(mention)
            place = mention.end
        else:
            place += 1
    return _ranges(words, _shifted(words, found, language), language)


def _date_at(words: Sequence[str], place: int, months: dict[str, int]) -> DateMention | None:
    word = words[place]
    if month := months.get(word):
        for gap in (1, 2):  # "august 2024", "august of 2024", "15 august 2024" is read as its month
            if place + gap < len(words) and (year := year_of(words[place + gap])):
                return DateMention(place, place + gap + 1, When(f"{year:04}-{month:02}"))
        return None
    if year := year_of(word):
        if place + 1 < len(words) and (month := months.get(words[place + 1])):
            return DateMention(place, place + 2, When(f"{year:04}-{month:02}"))
        return DateMention(place, place + 1, When(f"{year:04}"))
    return None


def _shifted(words: Sequence[str], found: list[DateMention], language: Language) -> list[DateMention]:
    """The year that is counted to: "two years after 2021", "a year before 2023", "the year after 2021"."""
    shifted = []
    for mention in found:
        at = mention.start
        sign = _sign(words, at, language)
        if sign:
            count = language.numbers.get(words[at - 3], 1.0) if at >= 3 else 1.0
            if at >= 3 and words[at - 3].isdecimal() and len(words[at - 3]) < 3:
                count = float(words[at - 3])
            year = mention.when.first.year + int(count) * sign
            if EARLIEST <= year <= LATEST:
                mention = DateMention(max(0, at - 3), mention.end, When(f"{year:04}"))
        shifted.append(mention)
    return shifted


def _sign(words: Sequence[str], at: int, language: Language) -> int:
    """1 for "… years after", -1 for "… years before" the place `at`, else 0."""
    if at < 2 or words[at - 2] not in language.date_words["year"]:
        return 0
    return (words[at - 1] in language.date_words["after"]) - (words[at - 1] in language.date_words["before"])


def _ranges(words: Sequence[str], found: list[DateMention], language: Language) -> list[DateMention]:
    """Intervals: "from 2021 to 2023", "between 2021 and 2023"."""
    joins, opens = language.date_words["to"], language.date_words["between"]
    result: list[DateMention] = []
    for mention in found:
        before = words[mention.start - 1] if mention.start else ""
        if result and result[-1].end == mention.start - 1:
            opener = words[result[-1].start - 1] if result[-1].start else ""
            joined = before in joins or (opener in opens and before in language.date_words["and"])
            if joined and result[-1].when.first <= mention.when.last:
                first = result.pop()
                start = (
                    first.start - 1
                    if opener in (*opens, *language.date_words["since"], *language.date_words["from"])
                    else first.start
                )
                text = f"{first.when.first.isoformat()}/{mention.when.last.isoformat()}"
                result.append(DateMention(start, mention.end, When(text)))
                continue
        result.append(mention)
    return result


def open_range(words: Sequence[str], mention: DateMention, language: Language) -> When:
    """For lists and timelines: "since 2021" reaches to the end of time, "before 2023" from its beginning.

    A part of a year ("the second half of 2024", "june to august 2024") is that part.
    """
    if part := _part_of_year(words, mention, language):
        return part
    before, after = words[mention.start - 1] if mention.start else "", words[mention.end : mention.end + 1]
    onwards = not set(after).isdisjoint(language.date_words["onwards"])
    if before in language.date_words["after"]:
        first = min(mention.when.last + timedelta(days=1), date(LATEST, 12, 31))
        return When(f"{first.isoformat()}/{LATEST:04}-12-31")
    if before in language.date_words["since"] or onwards:
        return When(f"{mention.when.first.isoformat()}/{LATEST:04}-12-31")
    if before in language.date_words["until"]:
        last = mention.when.last
        if before in language.date_words["before"]:
            last = max(mention.when.first - timedelta(days=1), date(EARLIEST, 1, 1))
        return When(f"{EARLIEST:04}-01-01/{last.isoformat()}")
    return mention.when


LONGEST_PART = 3  # words of a part of a year: "the second half"


def _part_of_year(words: Sequence[str], mention: DateMention, language: Language) -> When | None:
    year, end = mention.when.first.year, mention.start
    if mention.when.precision == "month" and end >= 2:  # "june to august 2024"
        months = {name: number for number, name in enumerate(language.months, 1)}
        first = months.get(words[end - 2], 13)
        joined = words[end - 1] in (*language.date_words["to"], *language.date_words["and"])
        return When(f"{year:04}-{first:02}/{mention.when.text}") if joined and first < mention.when.first.month else None
    if mention.when.precision != "year":
        return None
    end -= words[max(0, end - 1) : end] == ["of"]
    for length in range(min(LONGEST_PART, end), 0, -1):
        if months_of := language.parts_of_year.get(" ".join(words[end - length : end])):
            return When(f"{year:04}-{months_of[0]:02}/{year:04}-{months_of[1]:02}")
    return None
