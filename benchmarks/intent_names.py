"""What the names of intents say: "card_arrival" says as much as one more example, "intent_12" says nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

from knowledge.understanding.frequency import REAL_WORD, zipf

_WORD: Final = re.compile(r"[A-Z]?[^\W\d_A-Z]+|[A-Z]+(?![a-z])")  # "cardArrival", "card-arrival" and "card_arrival" alike
_OPAQUE: Final = re.compile(r"\d[^\W\d_]+\d|[^\W\d_]+\d+[^\W\d_]")  # letters and digits in turn, as in hexadecimal ids
SHORTEST = 2  # letters of a word that can tell something
SHARED = 0.5  # of the names: a word that more of them have ("intent", "label") tells nothing


def telling(intents: Iterable[str], language: str = "en") -> dict[str, str]:
    """The words of each intent's name, for those whose names tell something: numbers and opaque ids do not.

    A name tells something where at least half of its words are real words of the language that not every other name has, too.
    """
    found = {intent: [word.casefold() for word in _WORD.findall(intent)] for intent in intents}
    used = Counter(word for words in found.values() for word in set(words))
    usual = {word for word, times in used.items() if len(found) > 1 and times > SHARED * len(found)}
    told: dict[str, str] = {}
    for intent, words in found.items():
        own = [word for word in words if word not in usual]
        tried = [word for word in own if len(word) >= SHORTEST]
        real = sum(zipf(word, language) >= REAL_WORD for word in tried)
        if tried and 2 * real >= len(tried) and not _OPAQUE.search(intent):
            told[intent] = " ".join(own)
    return told
