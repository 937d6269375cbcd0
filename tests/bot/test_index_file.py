"""What is written into a file of an index comes back from it, and its large arrays stay in the file."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import index_file

LARGE = index_file.LEAST
SHAPES = st.sampled_from([(0,), (3,), (LARGE,), (LARGE + 1,), (7, LARGE), (LARGE, 0)])


def written(value: object, file: Path) -> Path:
    with file.open("wb") as out:
        index_file.write(value, out)
    return file


def read(file: Path) -> Any:
    with file.open("rb") as given:
        return index_file.read(given)


def kept_in_file(array: np.ndarray) -> bool:
    """Whether an array is nothing of its own, and cannot be changed."""
    return not array.flags.owndata and not array.flags.writeable


@given(
    st.lists(
        st.builds(np.full, SHAPES, st.integers(0, 9), st.sampled_from([np.int8, np.int32, np.float32, np.float64])), max_size=5
    ),
    st.dictionaries(st.text(), st.floats(allow_nan=False)),
)
def test_what_was_written_comes_back(
    tmp_path_factory: pytest.TempPathFactory, given_arrays: list[np.ndarray], other: dict[str, float]
) -> None:
    file = written((given_arrays, other), tmp_path_factory.mktemp("index") / "file")
    found = read(file)
    assert found[1] == other
    for one, again in zip(given_arrays, found[0], strict=True):
        assert one.dtype == again.dtype
        assert np.array_equal(one, again)


def test_large_arrays_stay_in_the_file(tmp_path: Path) -> None:
    large, turned = np.arange(LARGE, dtype=np.float32), np.asfortranarray(np.arange(2.0 * LARGE).reshape(2, LARGE))
    found = read(written({"large": large, "turned": turned, "large again": large}, tmp_path / "file"))
    assert found["large"] is found["large again"]
    assert np.array_equal(found["large"], large)
    assert np.array_equal(found["turned"], turned)
    assert kept_in_file(found["large"])
    assert kept_in_file(found["turned"])


def test_a_file_that_is_removed_or_replaced_is_still_there_for_whoever_reads_it(tmp_path: Path) -> None:
    file = written(np.arange(LARGE), tmp_path / "file")
    found = read(file)
    written(np.zeros(LARGE), tmp_path / "new").replace(file)
    assert np.array_equal(found, np.arange(LARGE))


@pytest.mark.parametrize("left", [0, 10, 200, 0.5, 0.999])
def test_a_file_that_is_cut_short_is_refused(tmp_path: Path, left: float) -> None:
    file = written([np.arange(LARGE), np.arange(LARGE)], tmp_path / "file")
    whole = file.read_bytes()
    file.write_bytes(whole[: left if isinstance(left, int) else int(len(whole) * left)])
    with pytest.raises((ValueError, EOFError, pickle.UnpicklingError)):
        read(file)
