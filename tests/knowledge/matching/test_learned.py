"""What all candidates teach together: a word tells by whom it is not used, and what comes later is told from what is there."""

from __future__ import annotations

import pickle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.matching.columns import WordColumns
from knowledge.matching.learned import FOLDS, Learned, LearnedBeside
from knowledge.matching.learner import Floats, Samples, log_sum
from knowledge.matching.text_index import TextIndex, word_features

CARDS = {"lost": ["i lost my card", "my card is lost"], "stolen": ["my card was stolen", "somebody stole my card stolen"]}
NOTHING = np.zeros(4, dtype=np.float32)


def features(text: str) -> list[dict[str, float]]:
    return [word_features((word, 1.0) for word in text.split())]


def parts(groups: dict[str, list[str]]) -> tuple[list[list[dict[str, float]]], Floats, np.ndarray]:
    texts = [features(text) for group in groups.values() for text in group]
    owner = np.repeat(np.arange(len(groups)), [len(group) for group in groups.values()])
    return texts, np.zeros((len(texts), 4), dtype=np.float32), owner


def learned(groups: dict[str, list[str]]) -> Learned:
    texts, dense, owner = parts(groups)
    return Learned(WordColumns([TextIndex(bag for (bag,) in texts)], [1.0]), dense, owner, np.arange(len(texts)), len(groups))


def beside(main: Learned, groups: dict[str, list[str]], gone: tuple[int, ...] = ()) -> LearnedBeside:
    texts, dense, owner = parts(groups)
    columns = WordColumns([TextIndex((bag for (bag,) in texts), main.columns.indexes[0])], [1.0])
    numbers = len(main.owner) + np.arange(len(texts))
    return LearnedBeside(main, columns, dense, texts, [numbers[owner == one] for one in range(len(groups))], gone)


def said_beside(main: Learned, new: LearnedBeside, text: list[dict[str, float]]) -> Floats:
    return new.scored(main.columns.weighed(text), new.columns.weighed(text), NOTHING)


def test_the_word_that_one_candidate_uses_alone_decides() -> None:
    lost, stolen = learned(CARDS).scores(features("my card my card my card stolen"), NOTHING)
    assert stolen > lost


def test_the_same_texts_teach_the_same() -> None:
    one, other = (learned(CARDS).scores(features("my lost card"), NOTHING) for _ in range(2))
    assert one.tolist() == other.tolist()


def test_words_that_were_never_seen_say_nothing() -> None:
    assert learned(CARDS).scores(features("quite other words"), NOTHING).tolist() == [0.0, 0.0]


def test_a_newcomer_is_told_from_what_is_there_and_leaves_it_as_it_is() -> None:
    main = learned(CARDS)
    before = main.scores(features("my card is lost"), NOTHING)
    new = beside(main, {"limit": ["what is the limit of my card", "card limit"]})
    for text, wins in (("limit of my card", True), ("my card is lost", False), ("my card was stolen", False)):
        own, others = said_beside(main, new, features(text)), main.scores(features(text), NOTHING)
        assert bool(own.max() > others.max()) is wins, text
    assert main.scores(features("my card is lost"), NOTHING).tolist() == before.tolist()


def test_a_newcomer_need_not_be_told_from_what_is_no_more() -> None:
    main, again = learned(CARDS), {"lost again": ["i lost my card", "my card is lost"]}
    text = features("my card is lost")
    stolen = main.scores(text, NOTHING)[1]
    rivalled, alone = (said_beside(main, beside(main, again, gone), text)[0] - stolen for gone in ((), (0,)))
    assert alone > 1
    assert rivalled > alone  # it has to stand up to its old self as well


def test_a_text_that_is_left_out_was_not_learned_from() -> None:
    groups = {str(place): [f"only{place * FOLDS + text} word" for text in range(FOLDS)] for place in range(3)}
    whole = learned(groups)
    text = features("only7")
    assert whole.scores(text, NOTHING)[0] > 0
    assert whole.scores(text, NOTHING, without=7).tolist() == [0.0, 0.0, 0.0]


def test_indexes_stand_side_by_side_text_by_text() -> None:
    one, other = ({"a": 1.0}, {"b": 1.0}), ({"x": 1.0, "y": 1.0}, {"y": 1.0})
    columns = WordColumns([TextIndex(one), TextIndex(other)], [0.5, 2.0])
    used, values, starts = columns.by_text()
    assert starts.tolist() == [0, 3, 5]
    assert used.tolist() == [0, 2, 3, 1, 3]
    assert np.linalg.norm(values[3:]) == pytest.approx((0.5**2 + 2.0**2) ** 0.5)
    assert [columns.column(place, name) for place, name, _ in columns.names()] == [column for *_, column in columns.names()]
    for bags, row in ((({"b": 1.0}, {"y": 1.0}), {1: 0.5, 3: 2.0}), (({}, {"y": 1.0}), {3: 2.0}), (({}, {}), {})):
        assert dict(zip(*map(list, columns.row(columns.weighed(bags))), strict=True)) == pytest.approx(row)


def test_what_is_kept_on_disk_says_the_same() -> None:
    whole = learned(CARDS)
    kept = pickle.loads(pickle.dumps(whole))
    assert kept.scores(features("my lost card"), NOTHING).tolist() == whole.scores(features("my lost card"), NOTHING).tolist()


@given(st.lists(st.lists(st.integers(0, 5), max_size=4), min_size=1, max_size=6), st.data())
def test_some_rows_of_samples_are_those_rows(rows: list[list[int]], data: st.DataObject) -> None:
    columns = np.asarray([column for row in rows for column in dict.fromkeys(row)], dtype=np.int32)
    starts = np.concatenate(([0], np.cumsum([len(set(row)) for row in rows])))
    values = np.arange(1, len(columns) + 1, dtype=np.float32)
    samples = Samples.of(columns, values, starts, np.zeros((len(rows), 1), dtype=np.float32), 6)
    chosen = np.asarray(data.draw(st.lists(st.integers(0, len(rows) - 1), min_size=1, max_size=5)))
    used, matrix, _ = samples.chosen(chosen).compact(np.arange(len(chosen)))
    for place, row in enumerate(chosen.tolist()):
        found = {int(column): float(value) for column, value in zip(used, matrix[place], strict=True) if value}
        span = slice(starts[row], starts[row + 1])
        assert found == dict(zip(columns[span].tolist(), values[span].tolist(), strict=True))


def test_large_scores_are_summed_without_overflow() -> None:
    assert log_sum(np.asarray([1000.0, 1000.0], dtype=np.float32)) == pytest.approx(1000 + np.log(2))
