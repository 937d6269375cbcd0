"""YAML is read as plain data that remembers its lines; whatever is more than that is refused."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import knowledge.yaml_tree
from knowledge.yaml_tree import MAX_BYTES, MAX_DEPTH, YamlProblem, YamlTree, parse_yaml, read_yaml


def problem_of(text: str) -> YamlProblem:
    with pytest.raises(YamlProblem) as caught:
        parse_yaml(text)
    return caught.value


def read_or_refused(text: str) -> YamlTree | YamlProblem:
    try:
        return parse_yaml(text)
    except YamlProblem as problem:
        return problem


def test_scalars_stay_what_they_look_like() -> None:
    text = "country: NO\ncode: 012\nday: 2025-07-03\nflag: yes\nsize: 1e3\nratio: 1:30\nhex: 0x10\nmerge: <<\n"
    assert parse_yaml(text).data == {
        "country": "NO",
        "code": "012",
        "day": "2025-07-03",
        "flag": "yes",
        "size": "1e3",
        "ratio": "1:30",
        "hex": "0x10",
        "merge": "<<",
    }


@pytest.mark.parametrize("written", ["", "~", "null"])
def test_a_value_that_is_left_out_is_none(written: str) -> None:
    assert parse_yaml(f"note: {written}\nnext: 1\n").data == {"note": None, "next": "1"}


@pytest.mark.parametrize("written", ["null", "~", ""])
def test_a_quoted_value_is_text_whatever_it_says(written: str) -> None:
    assert parse_yaml(f"a: '{written}'\nb: \"{written}\"\n").data == {"a": written, "b": written}


def test_the_parser_without_the_c_library_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "a: null\nb: ~\nc:\nd: 'null'\ne: [1, {f: NO}]\ng: |\n  two\n  lines\n"
    fast = parse_yaml(text)
    monkeypatch.setattr(knowledge.yaml_tree, "_Loader", yaml.SafeLoader)
    slow = parse_yaml(text)
    assert (fast.data, fast.lines) == (slow.data, slow.lines)


def test_every_value_knows_its_line() -> None:
    tree = parse_yaml("a: 1\nb:\n  - x\n  - y:\n      z: 2\n")
    assert tree.line(("a",)) == 1
    assert tree.line(("b",)) == 2
    assert tree.line(("b", 0)) == 3
    assert tree.line(("b", 1, "y", "z")) == 5
    assert tree.line(("b", 1, "y", "missing")) == 4, "the nearest value around it"
    assert tree.line(("nowhere",)) == 1


@pytest.mark.parametrize("text", ["", "# nothing but a remark\n", "---\n"])
def test_a_file_without_content_has_no_data(text: str) -> None:
    assert not parse_yaml(text).data


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: !!python/object/apply:os.system [id]\n", 1),
        ("a: 1\nb: !custom x\n", 2),
        ("a: 1\nb: !!str 5\n", 2),
        ("!!map {a: 1}\n", 1),
    ],
)
def test_tags_are_refused(text: str, line: int) -> None:
    problem = problem_of(text)
    assert problem.line == line
    assert "tag" in problem.message


@pytest.mark.parametrize(
    ("text", "line"), [("a: &x 1\nb: 2\n", 1), ("a: 1\nb: *x\n", 2), ("a:\n  - &x [1]\n  - *x\n", 2), ("&r\na: 1\n", 1)]
)
def test_anchors_and_aliases_are_refused(text: str, line: int) -> None:
    problem = problem_of(text)
    assert problem.line == line
    assert "anchor" in problem.message or "alias" in problem.message


def test_an_alias_bomb_is_refused_at_its_first_line() -> None:
    bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n"
    for one, other in zip("bcdefghi", "abcdefgh", strict=True):
        bomb += f"{one}: &{one} [{', '.join([f'*{other}'] * 9)}]\n"
    assert problem_of(bomb).line == 1


@pytest.mark.parametrize(("text", "line"), [("a: 1\nb: 2\na: 3\n", 3), ("a:\n  - b: 1\n    b: 2\n", 3), ("{a: 1,\n a: 2}\n", 2)])
def test_a_key_that_stands_twice_is_refused(text: str, line: int) -> None:
    problem = problem_of(text)
    assert problem.line == line
    assert "twice" in problem.message


@pytest.mark.parametrize("text", ["? [a, b]\n: c\n", "a: 1\n? {b: c}\n: d\n"])
def test_a_key_must_be_a_plain_word(text: str) -> None:
    assert problem_of(text).line == text.count("\n") - 1


def test_nesting_has_a_limit() -> None:
    assert parse_yaml("[" * MAX_DEPTH + "]" * MAX_DEPTH).data is not None
    assert "deep" in problem_of("[" * (MAX_DEPTH + 2) + "]" * (MAX_DEPTH + 2)).message


def test_very_deep_nesting_is_a_problem_and_not_a_crash() -> None:
    assert "deep" in problem_of("[" * 200_000).message
    assert "deep" in problem_of("\n".join(" " * depth + "a:" for depth in range(1_000))).message


def test_a_second_document_is_refused() -> None:
    problem = problem_of("---\na: 1\n---\nb: 2\n")
    assert problem.line == 4
    assert "document" in problem.message


@pytest.mark.parametrize(("text", "line"), [("a: 1\nb: [1, 2\nc: 3\n", 3), ("a: 'x\n", 2), ("a:\n\t- b\n", 2)])
def test_a_syntax_error_names_its_line(text: str, line: int) -> None:
    problem = problem_of(text)
    assert "is not YAML" in problem.message
    assert problem.line == line


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("a: **bold** text", "begins with * or &"),
        ("a: note: this", "with a colon"),
        ("a: @home", "begins with @"),
        ("a:\n\t- b\n", "indent with blanks"),
        ("a: [b, c\nd: e\n", "bracket [ is opened"),
        ("a: {b: c\nd: e\n", "brace { is opened"),
        ("a: 'b", "opened and not closed"),
        ('a: "b" c', "all of the text"),
    ],
)
def test_a_usual_slip_is_told_with_how_to_mend_it(text: str, hint: str) -> None:
    assert hint in problem_of(text).message


@pytest.mark.parametrize("text", ["a: \x00", "a: \x1b[31m", "\ud800: 1", "a: \udfff"])
def test_characters_that_yaml_does_not_allow_are_refused(text: str) -> None:
    assert "is not YAML" in problem_of(text).message


def test_a_file_over_the_limit_is_refused_and_one_at_the_limit_is_read(tmp_path: Path) -> None:
    path = tmp_path / "big.yaml"
    path.write_bytes(b"a: " + b"x" * (MAX_BYTES - 3))
    assert len(read_yaml(path).data["a"]) == MAX_BYTES - 3
    path.write_bytes(b"a: " + b"x" * (MAX_BYTES - 2))
    with pytest.raises(YamlProblem, match="1024 KiB"):
        read_yaml(path)


def test_the_limit_counts_bytes_and_not_characters() -> None:
    assert "KiB" in problem_of("a: " + "é" * (MAX_BYTES // 2)).message


def test_a_file_that_is_not_utf_8_names_the_line(tmp_path: Path) -> None:
    path = tmp_path / "latin.yaml"
    path.write_bytes("a: 1\nb: 2\nc: café\n".encode("latin-1"))
    with pytest.raises(YamlProblem, match="UTF-8") as caught:
        read_yaml(path)
    assert caught.value.line == 3


def test_a_byte_order_mark_is_no_part_of_the_first_key(tmp_path: Path) -> None:
    path = tmp_path / "bom.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: 1\n")
    assert read_yaml(path).data == {"a": "1"}


def test_a_file_that_cannot_be_read_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(YamlProblem, match="cannot be read"):
        read_yaml(tmp_path / "nowhere.yaml")


def test_a_problem_passes_through_a_context_manager() -> None:
    @contextmanager
    def around() -> Iterator[None]:
        yield

    with pytest.raises(YamlProblem), around():
        parse_yaml("a: 1\na: 2\n")


@given(st.text(st.characters(), max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    outcome = read_or_refused(text)
    assert isinstance(outcome, YamlTree) or outcome.message


@given(st.text("ab:-[]{}&*!|>'\"#,?% \n\t~<", max_size=60))
def test_any_arrangement_of_yaml_s_own_signs_is_read_or_refused(text: str) -> None:
    outcome = read_or_refused(text)
    assert isinstance(outcome, YamlTree) or 0 <= outcome.line <= text.count("\n") + 2


_PLAIN = st.recursive(
    st.text("abc äöü'\"#:-NO01~", max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abc", min_size=1, max_size=3), inner, max_size=3),
    max_leaves=8,
)


@given(_PLAIN)
def test_plain_data_comes_back_as_it_was_written(data: object) -> None:
    assert parse_yaml(yaml.safe_dump(data, default_style='"', allow_unicode=True)).data == data
