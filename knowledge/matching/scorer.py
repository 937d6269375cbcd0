"""Weighs the evidence. One small set of weights serves every candidate of every subject."""

from __future__ import annotations

import json
from functools import cache, cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.matching.features import Evidence
from knowledge.model import Frozen

WEIGHTS = Path(__file__).parent / "weights.json"
SEMANTIC_WEIGHTS = Path(__file__).parent / "weights_semantic.json"  # with the evidence of a sentence model


class Scorer(Frozen):
    """Linear weights by the name of the evidence; what is not named counts nothing."""

    weights: dict[str, float]

    def score(self, evidence: Evidence) -> float:
        """The sum of the weighed evidence."""
        return self.scores(np.array([evidence]))[0]

    def scores(self, evidence: NDArray[np.float64]) -> list[float]:
        """The sum of the weighed evidence of each row, whose columns are the fields of `Evidence`."""
        found: list[float] = (evidence @ self._row).tolist()
        return found

    @cached_property
    def _row(self) -> NDArray[np.float64]:
        return np.array([self.weights.get(name, 0.0) for name in Evidence._fields])

    @classmethod
    @cache
    def default(cls, weights: Path = WEIGHTS) -> Scorer:
        """The weights that come with Safir (learned by `python -m benchmarks.train`)."""
        return cls.model_validate(json.loads(weights.read_text(encoding="utf-8"))["scorer"])
