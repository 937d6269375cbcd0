"""Weighs the evidence. One small set of weights serves every candidate of every subject."""

from __future__ import annotations

import json
from functools import cache, cached_property
from operator import mul
from pathlib import Path

from knowledge.matching.features import Evidence
from knowledge.model import Frozen

WEIGHTS = Path(__file__).parent / "weights.json"
SEMANTIC_WEIGHTS = Path(__file__).parent / "weights_semantic.json"  # with the evidence of a sentence model


class Scorer(Frozen):
    """Linear weights by the name of the evidence; what is not named counts nothing."""

    weights: dict[str, float]

    def score(self, evidence: Evidence) -> float:
        """The sum of the weighed evidence."""
        return float(sum(map(mul, self._row, evidence)))

    @cached_property
    def _row(self) -> tuple[float, ...]:
        return tuple(self.weights.get(name, 0.0) for name in Evidence._fields)

    @classmethod
    @cache
    def default(cls, weights: Path = WEIGHTS) -> Scorer:
        """The weights that come with Safir (learned by `python -m benchmarks.train`)."""
        return cls.model_validate(json.loads(weights.read_text(encoding="utf-8"))["scorer"])
