"""Puts questions together that ask for the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from rapidfuzz import fuzz, process

from knowledge.store.misses import Miss

ALIKE = 85.0  # of 100


def grouped(misses: Iterable[Miss], canonical: Callable[[str], str]) -> list[tuple[Miss, ...]]:
    """Groups of like questions, in the order of their first ones; `canonical` gives what a question is compared by.

    Each question joins the group whose first question it is likest to, or begins one.
    """
    groups: list[list[Miss]] = []
    heads: list[str] = []
    for miss in misses:
        text = canonical(miss.question) or miss.question.casefold()
        best = process.extractOne(text, heads, scorer=fuzz.token_set_ratio, score_cutoff=ALIKE)
        if best is not None:
            groups[best[2]].append(miss)
        else:
            groups.append([miss])
            heads.append(text)
    return [tuple(group) for group in groups]
