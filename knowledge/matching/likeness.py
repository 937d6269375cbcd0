"""How like a question is to what a segment holds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.matching.likelihood import Floats
from knowledge.matching.rarity import Terms
from knowledge.matching.text_index import Weighed
from knowledge.understanding.word_vectors import Vector


@dataclass(frozen=True, slots=True)
class Glance:
    """What a segment sees of a question at once: enough to tell whether a closer look is worth it, and the beginning of one."""

    terms: Terms
    features: Weighed
    words: NDArray[np.float32]  # how like it is in words to each text

    @property
    def nearest(self) -> float:
        """The likeness (0 to 1) to the text that is most like it."""
        return float(self.words.max(initial=0.0))


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
