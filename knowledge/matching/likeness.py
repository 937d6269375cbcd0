"""How like a question is to what a segment holds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.matching.likelihood import Floats
from knowledge.understanding.word_vectors import Vector


@dataclass(frozen=True, slots=True)
class Likeness:
    """How like a question is to each text of a segment, and each candidate to be asked so."""

    words: NDArray[np.float32]
    characters: NDArray[np.float32]
    best: NDArray[np.float32]  # of each candidate, over its texts
    ratios: Floats
    meaning: Vector | None
    sentence: Vector | None
    votes: Vector | None  # the learner's score of each candidate
    without: int | None  # the number of a text that is treated as if it were not there
