"""Finds the phrases of a language itself (fillers, question words, properties, …) in a row of words, all in one pass."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from knowledge.understanding.language import Language

Mention = tuple[int, int, str]  # start, end, meaning
# What a phrase tells. Those of one subject never overlap where they are found.
Subject = Literal["filler", "ask", "property", "operation", "cue", "attribute"]


@dataclass(slots=True)
class _Node:
    """A place in the tree of phrases: what ends here, and which words go on."""

    ends: dict[Subject, str] = field(default_factory=dict)
    following: dict[str, _Node] = field(default_factory=dict)


class Phrasebook:
    """The phrases of a language, each of a subject and with a meaning. They must be met word for word."""

    def __init__(self, language: Language) -> None:
        self._root = _Node()
        self._add("filler", {"filler": language.fillers})
        self._add("ask", language.asks)
        self._add("property", language.properties)
        self._add("operation", language.operations)
        self._add("attribute", {name: attribute.asked for name, attribute in language.attributes.items()})
        cues = {
            "own_view": language.own_view_cues,
            "opinion": language.opinion_cues,
            "prediction": language.prediction_cues,
            "stated": language.stated_expectation_cues,
        }
        self._add("cue", cues)

    def _add(self, subject: Subject, groups: Mapping[str, Sequence[str]]) -> None:
        for meaning, phrases in groups.items():
            for words in map(str.split, phrases):
                node = self._root
                for word in words:
                    node = node.following.setdefault(word, _Node())
                if words:
                    node.ends.setdefault(subject, meaning)  # the first meaning of a phrase stays

    def find(self, row: Sequence[str]) -> dict[Subject, list[Mention]]:
        """Every phrase, by subject: longest first at each place, those of one subject without overlaps."""
        found: dict[Subject, list[Mention]] = {}
        starts = self._root.following
        for start, word in enumerate(row):
            node = starts.get(word)
            if node is None:
                continue
            longest: dict[Subject, Mention] = {}
            end = start + 1
            while node is not None:
                for subject, meaning in node.ends.items():
                    longest[subject] = start, end, meaning
                node = node.following.get(row[end]) if end < len(row) else None
                end += 1
            for subject, mention in longest.items():
                mentions = found.setdefault(subject, [])
                if not mentions or mentions[-1][1] <= start:
                    mentions.append(mention)
        return found
