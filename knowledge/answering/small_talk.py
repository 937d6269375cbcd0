"""What people say to the bot about the bot: greetings, thanks, "what can you do", "where does that come from"."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.text import clean, words
from knowledge.understanding.language import Language
from knowledge.understanding.query import Query

KINDS = (
    "asks_source",
    "asks_attribution",
    "about_bot",
    "asks_whether_ai",
    "asks_privacy",
    "doubts",
    "byes",
    "thanks",
    "greetings",
)


class SmallTalk:
    """Recognises set phrases, whatever their punctuation, case, contractions and politeness."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._polite = frozenset(word for filler in language.fillers for word in filler.split())
        self._phrases = {self._key(phrase): kind for kind in reversed(KINDS) for phrase in getattr(language, kind)}
        known = (*self._phrases, *language.bot_names, *language.followup_starts)
        self._words = self._polite.union(language.expansions, *(phrase.split() for phrase in known))

    def kind(self, query: Query) -> str | None:
        """Which kind of small talk this is (one of KINDS), or None for a question about the subject."""
        if len(query.row) > 10 or not self._words.issuperset(query.row):
            return None
        key = self._expanded(query.row)
        named = " ".join(word for word in key.split() if word not in self._language.bot_names)
        return self._phrases.get(key) or self._phrases.get(named) or self._inside(key)

    def _key(self, phrase: str) -> str:
        return self._expanded(words(clean(phrase)))

    def _expanded(self, row: Sequence[str]) -> str:
        return " ".join(self._language.expansions.get(word, word) for word in row)

    def _inside(self, key: str) -> str | None:
        """The kind of the longest phrase that is left where polite words and openings are taken off both ends."""
        row, starts = key.split(), self._polite.union(self._language.followup_starts)
        firsts, ends = [0], [len(key.split())]
        while firsts[-1] < len(row) - 1 and row[firsts[-1]] in starts:
            firsts.append(firsts[-1] + 1)
        while ends[-1] > 1 and row[ends[-1] - 1] in self._polite:
            ends.append(ends[-1] - 1)
        tried = (self._phrases.get(" ".join(row[first:end])) for first in firsts for end in ends if first < end)
        return next(filter(None, tried), None)
