"""What a question demands of things in general ("how old", "what does it cost", "monthly"), and what a text shows of that.

A question for a thing's age is not answered by what only tells its price, however well all its other words fit. Which words ask
for what, and which show that a text tells it, stands in the resource of a language (`attributes`, `opposites`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from knowledge.understanding.language import Language, Stemmer
from knowledge.understanding.phrasebook import Mention

FUTURE, REASON = "future", "reason"
SIDE = "/"  # between the name of a group of opposites and one of its sides: "rate/2"; "rate/" alone: some side of it


class Attributes:
    """Finds what is demanded and what is shown, by the words of a language."""

    def __init__(self, language: Language, stemmer: Stemmer) -> None:
        shown: dict[str, set[str]] = {}
        sides: dict[str, str] = {}
        for name, attribute in language.attributes.items():
            single = {phrase for phrase in attribute.asked if " " not in phrase}
            for word in single | attribute.shown:
                shown.setdefault(stemmer(word), set()).add(name)
        for name, group in language.opposites.items():
            for number, side in enumerate(group):
                sides |= dict.fromkeys(side, f"{name}{SIDE}{number}")
        for name, marks in ((FUTURE, language.future_marks), (REASON, language.reason_marks)):
            for word in marks:
                shown.setdefault(stemmer(word), set()).add(name)
        self._shown = {stem: frozenset(names) for stem, names in shown.items()}
        self._sides = sides

    def demanded(self, row: Sequence[str], mentions: Iterable[Mention], yes_no: bool) -> set[str]:
        """What a question in these words asks for; `mentions` are the phrases of attributes in it.

        One for a yes or no may name the wrong one of opposites: that is a premise, and no demand.
        """
        found = {name for _, _, name in mentions}
        if not yes_no and not self._sides.keys().isdisjoint(row):
            found |= {self._sides[word] for word in row if word in self._sides}
        return found

    def shown(self, row: Iterable[str], stems: Iterable[str], mentions: Iterable[Mention]) -> set[str]:
        """What a text in these words tells of."""
        found = {name for _, _, name in mentions}
        shown, sides = self._shown, self._sides
        for stem in stems:
            if stem in shown:
                found |= shown[stem]
        for word in row:
            if word in sides:
                found |= {sides[word], sides[word].partition(SIDE)[0] + SIDE}
        return found


def unmet(demanded: Iterable[str], shown: frozenset[str]) -> list[str]:
    """What is demanded and not shown: of opposites only where another side is shown instead."""
    lacking = []
    for name in demanded:
        if name not in shown:
            group, side, _ = name.partition(SIDE)
            if not side or group + side in shown:
                lacking.append(name)
    return lacking
