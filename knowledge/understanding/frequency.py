"""How common a word is in general: what an unknown word in a question is worth as evidence.

Figures: wordfreq's Zipf scale (log10 of uses per billion words; "the" 7.7, "inflation" 4.1, misspellings below 3).
"""

from __future__ import annotations

import functools
import threading

COMMON = 6.3  # words this common say nothing
RARE = 3.8  # words this rare say as much as a word can
SMOOTH, SOFT = 5e-4, 0.4  # chosen on BANKING77's train split
REAL_WORD = 2.96  # below it a word may be a misspelling


@functools.lru_cache(maxsize=50_000)
def zipf(word: str, language: str) -> float:
    """The Zipf frequency of `word` (0 for a word that is not in the lists)."""
    import wordfreq  # half a second: it is loaded at the first unknown word, or by `preload`

    try:
        # The small list holds every word above 3, which is all that matters here, and loads in a tenth of the time.
        return float(wordfreq.zipf_frequency(word, language, wordlist="small"))
    except LookupError:  # a language without a list: every word counts as rare
        return 0.0


def informativeness(word: str, language: str) -> float:
    """0.1 (says nothing) to 1 (says as much as a word can), by how rare the word is."""
    return min(1.0, max(0.1, (COMMON - zipf(word, language)) / (COMMON - RARE)))


@functools.lru_cache(maxsize=50_000)
def rarity(word: str, language: str) -> float:
    """0.1 (said everywhere) to 1 (rare): smooth inverse frequency (Arora, Liang and Ma, 2017), softened."""
    share = 10 ** (zipf(word, language) - 9)  # of all words
    return float((SMOOTH / (SMOOTH + share)) ** SOFT)


def preload(language: str) -> threading.Thread:
    """Loads the lists in the background, so that the first unknown word need not wait."""
    thread = threading.Thread(target=zipf, args=("the", language), name="word frequencies", daemon=True)
    thread.start()
    return thread
