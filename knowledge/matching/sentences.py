"""What the matcher needs of a sentence model: a vector for each text. `knowledge.semantic` has one; the default does without."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


class SentenceEncoder(Protocol):
    """Texts to vectors of length 1, near for texts that mean the same."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """A row for each text."""
        ...

    def question(self, text: str) -> Vectors:
        """The vector of one text; the last ones are remembered."""
        ...
