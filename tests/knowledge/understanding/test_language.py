"""A language's resource is complete: what the code says and reads stands in it."""

from __future__ import annotations

import ast
import pickle
from pathlib import Path
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

import knowledge
from knowledge.understanding.language import LANGUAGES, Language, Stemmer, load_language
from knowledge.yaml_tree import read_yaml

CODE = sorted(Path(knowledge.__file__).parent.rglob("*.py"))
CODES = sorted(path.stem for path in LANGUAGES.glob("*.yaml"))


@pytest.mark.parametrize("code", CODES)
def test_what_can_be_untold_has_a_name(code: str) -> None:
    language = load_language(code)
    assert language.firm_attributes <= language.attributes.keys()
    assert language.firm_attributes <= language.untold.keys()


def _said() -> list[tuple[str, str, set[str] | None]]:
    """Each `say("key", part=…)` in the code: where it is, the key, and the parts (None where they are not written out)."""
    found = []
    for path in CODE:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "say" and node.args:
                first = node.args[0]
                choices = [first.body, first.orelse] if isinstance(first, ast.IfExp) else [first]
                parts = None if any(k.arg is None for k in node.keywords) else {str(k.arg) for k in node.keywords}
                keys = [choice.value for choice in choices if isinstance(choice, ast.Constant)]
                found += [(f"{path.name}:{node.lineno}", key, parts) for key in keys if isinstance(key, str)]
    return found


def test_english_is_there() -> None:
    assert "en" in CODES


@pytest.mark.parametrize("code", CODES)
def test_a_language_is_complete(code: str) -> None:
    language = load_language(code)
    assert language.code == code
    assert len(language.months) == 12
    assert language.yes
    assert language.no
    assert set(language.says) == set(load_language("en").says)
    assert {"sum", "average", "ratio", "growth", "difference", "highest", "lowest"} <= set(language.operations)
    assert {"after", "before", "since", "until", "to", "between", "and", "year"} <= set(language.date_words)
    assert Stemmer(language)("x") == "x"


@pytest.mark.parametrize("code", CODES)
def test_what_is_said_has_the_same_gaps_in_every_language(code: str) -> None:
    def gaps(text: str) -> set[str]:
        return {name for _, name, _, _ in Formatter().parse(text) if name}

    english = load_language("en").says
    assert {key: gaps(text) for key, text in load_language(code).says.items()} == {k: gaps(t) for k, t in english.items()}


def test_the_code_says_only_what_the_resource_has(english: Language) -> None:
    said = _said()
    assert len(said) > 10
    assert not [(place, key) for place, key, _ in said if key not in english.says]


def test_every_gap_is_filled_where_something_is_said(english: Language) -> None:
    for place, key, parts in _said():
        wanted = {name for _, name, _, _ in Formatter().parse(english.says[key]) if name}
        assert parts is None or wanted <= parts, f"{place}: {key} lacks {wanted - parts}"


def test_big_numbers_are_named_from_the_biggest(english: Language) -> None:
    sizes = [size for size, _ in english.big_numbers]
    assert sizes == sorted(sizes, reverse=True)


@pytest.mark.parametrize("code", ["xx", "", "../en", "en.yaml", "EN", "e n", "\x00", "en\n"])
def test_a_language_that_there_is_not_is_a_look_up_error(code: str) -> None:
    with pytest.raises(LookupError, match="there are: en"):
        load_language(code)


@given(st.text(st.characters(), max_size=30))
def test_any_word_has_a_stem(word: str) -> None:
    stemmer = Stemmer(load_language("en"))
    assert stemmer(word) == stemmer(word)


@pytest.mark.parametrize(("one", "other"), [("recognised", "recognises"), ("Russia's".lower(), "russia"), ("grows", "growing")])
def test_forms_of_a_word_share_a_stem(one: str, other: str, stemmer: Stemmer) -> None:
    assert stemmer(one) == stemmer(other)


def test_a_stemmer_s_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Stemmer, "LIMIT", 10)
    stemmer = Stemmer(load_language("en"))
    assert [stemmer(f"word{number}s") for number in range(50)] == [f"word{number}" for number in range(50)]
    assert len(stemmer._known) <= 10


def test_a_language_that_came_with_something_kept_is_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = pickle.dumps(load_language("en"))
    monkeypatch.setattr("knowledge.understanding.language._read", {})
    came = pickle.loads(kept)
    assert load_language("en") is came
    assert came == Language.model_validate(read_yaml(LANGUAGES / "en.yaml").data)
