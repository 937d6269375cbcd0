"""Whether a question is written in a script that the base does not use: then it cannot be read, whatever is known."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache


def in_other_script(text: str, own: frozenset[str]) -> bool:
    """Whether most letters of a text are of scripts that are not among one's `own`."""
    letters = Counter(filter(None, map(_script, text)))
    return 2 * sum(count for script, count in letters.items() if script not in own) > letters.total()


def scripts_of(texts: Iterable[str]) -> frozenset[str]:
    """The scripts in which some texts are written, as Unicode names them: "LATIN", "CYRILLIC"."""
    return frozenset(filter(None, map(_script, set[str]().union(*texts))))


@lru_cache(maxsize=4_096)
def _script(sign: str) -> str:
    """The script of a letter; empty for what is none."""
    return unicodedata.name(sign, "").partition(" ")[0] if sign.isalpha() else ""
