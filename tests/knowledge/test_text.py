"""What people type is made plain before it is read."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.text import _cleaned, clean, example_key, words

ANY_TEXT = st.text(st.characters(), max_size=300)


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("  how \t much\n\nis it ", "how much is it"),
        ("ta\u200bli\u200dban\ufeff", "taliban"),
        ("\u202ewho\u202c is \u2067he\u2069", "who is he"),
        ("so\u00adft", "soft"),
        ("ｗｈｏ ﬁrst ²", "who first 2"),
        ("e\u0301tat état", "état état"),
        ("w\u0334h\u0338o\u0337", "who"),
        ("what’s “this”", 'what\'s "this"'),
        ("2021–2023", "2021-2023"),
        ("bell\x07 nul\x00 esc\x1b[0m", "bell nul esc [0m"),
        ("lone \ud800 half", "lone half"),
        ("🙂🙂", ""),
        ("who 🇦🇫 is 👨‍👩‍👧 it", "who is it"),
        ("private \ue000 use", "private use"),
    ],
)
def test_a_text_is_made_plain(typed: str, plain: str) -> None:
    assert clean(typed) == plain


@pytest.mark.parametrize(
    "markup",
    [
        "<@123456789>",
        "<@!123456789>",
        "<@&123456789>",
        "<#123456789>",
        "</ask:123456789>",
        "</facts add:123456789>",
        "<:wave:123456789>",
        "<a:wave:123456789>",
        "<t:1700000000>",
        "<t:-1700000000:R>",
        "https://example.org/a?b=c#d",
        "http://example.org",
    ],
)
def test_chat_markup_says_nothing(markup: str) -> None:
    assert clean(f"{markup} who is {markup} he") == "who is he"
    assert clean(markup) == ""


def test_what_only_looks_like_markup_stays() -> None:
    assert clean("is 3 < 5 and <b> a tag") == "is 3 < 5 and <b> a tag"


def test_an_acute_accent_typed_for_an_apostrophe_is_one() -> None:
    assert clean("it´s") == "it's"


@pytest.mark.parametrize("typed", ["<@1\u200b23>", "＜@123＞", "h\u200bttps://example.org"])
def test_markup_with_hidden_characters_is_markup(typed: str) -> None:
    assert clean(clean(typed)) == clean(typed)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Who decided it?", ["who", "decided", "it"]),
        ("the U.S. and the u.k.", ["the", "us", "and", "the", "uk"]),
        ("Russia's don't", ["russia's", "don't"]),
        ("US$86.6 million, 2,075", ["us", "86.6", "million", "2,075"]),
        ("2021-2023", ["2021", "2023"]),
        ("snake_case co-operate", ["snake", "case", "co", "operate"]),
        ("STRASSE Straße", ["strasse", "strasse"]),
        ("¿?!…", []),
    ],
)
def test_words_are_in_lower_case_without_punctuation(text: str, found: list[str]) -> None:
    assert words(text) == found


def test_two_spellings_of_one_question_have_one_key() -> None:
    assert example_key("  WHO is\tMira-Lind?! ") == example_key("who is “Mira Lind”")
    assert example_key("who is mira") != example_key("who is lind")


@given(ANY_TEXT)
def test_any_text_can_be_cleaned_and_split(text: str) -> None:
    plain = clean(text)
    assert plain == plain.strip()
    assert "  " not in plain
    assert not {unicodedata.category(character) for character in plain} & {"Cc", "Cf", "Cs", "Co", "Cn", "Mn", "Me"}
    for word in words(plain):
        assert word
        assert not any(character.isspace() for character in word)


# Without what can become markup, and without the letters of Korean syllables, which join when nothing hides between them.
_CALM = st.characters(max_codepoint=0x10FF, exclude_characters="<hH") | st.characters(min_codepoint=0x1200, max_codepoint=0x2FFF)


@given(st.text(_CALM, max_size=300))
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.text(st.sampled_from("ab Z9.,'-`<:/>\t\n\u200b\xad\u00a0é") | st.characters(), max_size=40))
def test_a_text_that_needs_no_cleaning_is_left_as_cleaning_leaves_it(text: str) -> None:
    assert clean(text) == _cleaned(text)


@given(ANY_TEXT)
def test_a_key_is_its_own_key(text: str) -> None:
    assert example_key(example_key(text)) == example_key(text)


@given(st.lists(st.sampled_from(["who", "Mira", "2021", "86.6", "tea's"]), min_size=1, max_size=6), st.data())
def test_case_spacing_and_punctuation_do_not_change_the_key(row: list[str], data: st.DataObject) -> None:
    typed = ""
    for word in row:
        gap = data.draw(st.sampled_from([" ", "  ", "\n", ", ", " - ", "! ", " … ", "\u200b ", " 🙂 "]))
        typed += data.draw(st.sampled_from([word, word.upper(), word.lower(), word.title()])) + gap
    assert example_key(typed) == example_key(" ".join(row))
