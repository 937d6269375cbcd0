"""How places in a source are written: "¶3, ¶5–9"."""

from __future__ import annotations

from collections.abc import Sequence

MOST = 30  # that are written out; what is beyond is only hinted at
TOGETHER = 3  # from so many in a row on, the first and the last are enough


def places(paragraphs: Sequence[int]) -> str:
    """Numbers of paragraphs in rising order, each once; runs of them in short, and at most `MOST` of these."""
    runs: list[list[int]] = []
    for paragraph in paragraphs:
        if runs and paragraph == runs[-1][-1] + 1:
            runs[-1].append(paragraph)
        else:
            runs.append([paragraph])
    shown = [part for run in runs for part in _written(run)]
    return ", ".join([*shown[:MOST], *(["…"] if len(shown) > MOST else [])])


def _written(run: list[int]) -> list[str]:
    if len(run) >= TOGETHER:
        return [f"¶{run[0]}–{run[-1]}"]
    return [f"¶{paragraph}" for paragraph in run]
