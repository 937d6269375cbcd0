"""Escaping: what people typed is shown as they typed it, and an answer keeps its bold and nothing else."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.markdown import answer_text, escape, escape_line, link, shorten, small


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("**a** _b_ ~~c~~ ||d|| `e`", r"\*\*a\*\* \_b\_ \~\~c\~\~ \|\|d\|\| \`e\`"),
        ("# a", r"\# a"),
        ("-# a", r"\-# a"),
        ("> a\n>>> b", "\\> a\n\\>>> b"),
        ("- a\n  + b", "\\- a\n  \\+ b"),
        ("1. a", r"1\. a"),
        ("[a](https://b.example)", r"\[a\](https\://b.example)"),
        ("<@1> <#2> <:x:3>", "\\<@\u200b1> \\<#2> \\<:x:3>"),
        ("@everyone @here", "@\u200beveryone @\u200bhere"),
        ("\u202eabc\u2069", "abc"),
        ("می\u200cخواهد", "می\u200cخواهد"),
        ("US$1.5 billion, 2.3% (2021-08)", "US$1.5 billion, 2.3% (2021-08)"),
    ],
)
def test_what_was_typed_is_shown_literally(typed: str, shown: str) -> None:
    assert escape(typed) == shown


@given(st.text(alphabet=st.sampled_from("ab*_~|`<>[]()@#-\\ \n1.:/")))
def test_no_character_that_formats_is_left_without_a_backslash(typed: str) -> None:
    escaped = escape(typed)
    assert not re.search(r"[*_~|`<\[\]]", re.sub(r"\\.", "", escaped))
    shown = re.sub(r"\\([^A-Za-z0-9\s])", r"\1", escaped)  # as Discord reads backslashes
    assert shown.replace("\u200b", "") == typed


@given(st.text())
def test_escaping_never_fails(typed: str) -> None:
    assert "@everyone" not in escape(typed)
    answer_text(typed)


def test_an_answer_keeps_bold_and_bullets() -> None:
    assert answer_text("A **b_c** d:\n• one\n• **two**") == "A **b\\_c** d:\n• one\n• **two**"


def test_a_stray_pair_of_stars_does_not_make_the_rest_bold() -> None:
    assert answer_text("2 ** 3") == r"2 \*\* 3"


def test_a_line_is_cut_between_words() -> None:
    assert shorten("one two three four", 13) == "one two…"
    assert shorten("short", 13) == "short"
    assert escape_line("a\n\n  b", 10) == "a b"


def test_a_link_cannot_be_broken_out_of() -> None:
    assert link("a](b)", "https://x.example/c_(d)>e") == r"[a\](b)](<https://x.example/c_%28d%29%3Ee>)"


def test_small_print_covers_every_line() -> None:
    assert small("a\nb") == "-# a\n-# b"
