"""How likely a candidate is asked in certain words: more where its examples use them more often than others do."""

from __future__ import annotations

import numpy as np

from knowledge.matching.likelihood import LEAST, MOST, Likelihood
from knowledge.matching.text_index import TextIndex

TEXTS = [{"who": 1.0, "mends": 1.0}, {"who": 1.0, "mended": 1.0}, {"when": 1.0, "mended": 1.0}, {"when": 1.0, "closed": 1.0}]
OWNER = np.asarray([0, 0, 1, 1])
EXAMPLES = np.asarray([True] * 4)


def likelihood() -> tuple[TextIndex, Likelihood]:
    index = TextIndex(TEXTS)
    return index, Likelihood(index, OWNER, EXAMPLES, 2)


def test_small_words_count_by_how_much_more_a_candidate_uses_them() -> None:
    index, learned = likelihood()
    who, when = (learned.ratios(index.columns({word: 1.0})) for word in ("who", "when"))
    assert who[0] > 0 > who[1]
    assert when[1] > 0 > when[0]


def test_a_word_of_both_tells_nothing_and_an_unknown_one_neither() -> None:
    index, learned = likelihood()
    both = learned.ratios(index.columns({"mended": 1.0}))
    assert both[0] == both[1]
    assert not learned.ratios(index.columns({"zork": 1.0})).any()


def test_a_word_that_weighs_less_counts_less() -> None:
    index, learned = likelihood()
    full, half = (learned.ratios(index.columns({"who": weight}))[0] for weight in (1.0, 0.5))
    assert 0 < half < full


def test_an_example_that_is_left_out_no_longer_speaks_for_its_candidate() -> None:
    index, learned = likelihood()
    whole = learned.ratios(index.columns({"mends": 1.0}))
    without = learned.ratios(
        index.columns({"mends": 1.0}), (0, frozenset(column for column, _ in index.features_of(np.asarray([0]))[0]))
    )
    assert without[0] < whole[0]
    assert without[1] == whole[1]


def test_many_words_stay_within_bounds() -> None:
    index, learned = likelihood()
    ratios = learned.ratios([(column, 100.0) for column in range(index.width)])
    assert ((ratios >= LEAST) & (ratios <= MOST)).all()
