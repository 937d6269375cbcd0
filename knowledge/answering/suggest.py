"""Autocomplete over the example questions: what can really be answered, best first, tolerant of typos."""

from __future__ import annotations

from rapidfuzz import fuzz, process

from knowledge.base import KnowledgeBase
from knowledge.localised import EXAMPLE_LIMIT
from knowledge.model import Collection, Fact
from knowledge.text import clean, example_key

LEAST = 60.0  # partial likeness (0 to 100) from which a question is worth offering


class Suggester:
    """Knows every example question of a snapshot."""

    def __init__(self, base: KnowledgeBase, language: str) -> None:
        owners: list[Fact | Collection] = [*base.facts, *base.collections]
        self._first = list(dict.fromkeys(e for owner in owners for e in owner.examples(language)[:1]))
        self._all = list(dict.fromkeys(e for owner in owners for e in owner.asked_as.get(language, ())))
        self._keys = [example_key(example) for example in self._all]
        rank = dict.fromkeys(self._first, 0)
        self._order = [rank.get(example, 1) for example in self._all]

    def suggest(self, prefix: str, limit: int) -> list[str]:
        """Up to `limit` questions; for an empty text the first question of facts all over the base."""
        typed = example_key(clean(prefix[:EXAMPLE_LIMIT]))[:EXAMPLE_LIMIT]
        if not typed:
            step = max(1, len(self._first) // limit)
            return self._first[::step][:limit]
        starts = [i for i, key in enumerate(self._keys) if key.startswith(typed) or f" {typed}" in f" {key}"]
        starts.sort(key=lambda i: (not self._keys[i].startswith(typed), self._order[i], len(self._keys[i])))
        chosen = dict.fromkeys(starts[:limit])
        if len(chosen) < limit and len(typed) > 2:
            scorer = fuzz.partial_token_set_ratio if len(typed) < 5 else fuzz.token_set_ratio
            found = process.extract(typed, self._keys, scorer=scorer, score_cutoff=LEAST, limit=limit)
            chosen |= dict.fromkeys(index for _, _, index in found)
        return [self._all[index] for index in list(chosen)[:limit]]
