"""Phrases are found longest first, from left to right, without overlaps."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from knowledge.understanding.language import Language, load_language
from knowledge.understanding.phrasebook import Phrasebook
from knowledge.understanding.phrases import PhraseTable

ROWS = st.lists(st.sampled_from(["a", "b", "c", "d"]), max_size=8)
WORDS = "how many much long ago what year is it the total number of on average tell me"


def _found(table: PhraseTable, row: list[str]) -> list[tuple[int, int, str]]:
    return list(table.find(row, row, [table.meaning([word], [word]) for word in row]))


def _looked_up(phrases: list[list[str]], row: list[str]) -> list[tuple[int, int, str]]:
    """The same by trying everything."""
    found, place = [], 0
    while place < len(row):
        end = next((end for end in range(len(row), place, -1) if row[place:end] in phrases), place)
        if end > place:
            found.append((place, end, " ".join(row[place:end])))
        place = max(end, place + 1)
    return found


@given(st.lists(ROWS, max_size=6), ROWS)
def test_the_longest_phrases_are_found_in_any_row(phrases: list[list[str]], row: list[str]) -> None:
    table = PhraseTable()
    for phrase in phrases:
        table.add(phrase, phrase, " ".join(phrase))
    assert _found(table, row) == _looked_up(phrases, row)


def test_the_first_meaning_of_a_phrase_stays() -> None:
    table = PhraseTable()
    table.add(["green", "tea"], ["green", "tea"], "first")
    table.add(["green", "tea"], ["green", "tea"], "second")
    assert _found(table, ["green", "tea"]) == [(0, 2, "first")]


def test_every_phrase_of_a_language_is_found_alone_and_among_others(english: Language) -> None:
    book = Phrasebook(english)
    listed = [phrase.split() for group in (*english.asks.values(), *english.operations.values()) for phrase in group]
    for phrase in listed:
        for row, start in ((phrase, 0), (["zebra", *phrase, "zebra"], 1)):
            assert (start, start + len(phrase)) in {m[:2] for mentions in book.find(row).values() for m in mentions}, phrase


@given(st.lists(st.sampled_from(WORDS.split()), max_size=12))
def test_phrases_of_one_subject_do_not_overlap(row: list[str]) -> None:
    for mentions in Phrasebook(load_language("en")).find(row).values():
        ends = [0, *(end for _, end, _ in mentions)]
        assert all(before <= start < end <= len(row) for before, (start, end, _) in zip(ends, mentions, strict=False))
