"""Makes the word vectors of a language: what a sentence model says of single words, in a table that needs no model any more.

    python -m benchmarks.distil [--words 20000] [--size 128] [--out FILE]     (needs the extra `semantic`)

Each of the most frequent words (wordfreq's list) is encoded by all-MiniLM-L6-v2 (Apache-2.0); the common direction is taken out,
the strongest `size` principal components are kept and evened out by the root of their deviation (Mu and Viswanath,
"All-but-the-top", 2018; Tulkens and van Dongen, "Model2Vec", 2024), and each row is stored in whole numbers. The same input makes
the same table, but for rounding on other processors.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import wordfreq

from knowledge.semantic.encoder import Encoder
from knowledge.understanding.language import LANGUAGES

FITTED = 30_000  # words that the components are found on
SCALE = 254  # a component of 0.5, which hardly any exceeds, becomes 127


def main() -> None:
    """Encodes, reduces and writes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=int, default=20_000)
    parser.add_argument("--size", type=int, default=128)
    parser.add_argument("--out", type=Path, default=LANGUAGES / "en.vectors.npz")
    args = parser.parse_args()
    frequent = wordfreq.top_n_list("en", FITTED, wordlist="large")
    words = [word for word in frequent if word.isalpha() and word.isascii()]
    encoded = Encoder.load().encode(words)
    centred = encoded - encoded.mean(axis=0)
    _, strengths, components = np.linalg.svd(centred, full_matrices=False)
    deviations = strengths[: args.size] / np.sqrt(len(words))
    reduced = centred @ components[: args.size].T / np.sqrt(deviations)
    reduced /= np.linalg.norm(reduced, axis=1, keepdims=True)
    kept = words[: args.words]
    table = np.clip(np.round(reduced[: len(kept)] * SCALE), -127, 127).astype(np.int8)
    np.savez_compressed(args.out, words=np.array("\n".join(kept)), vectors=table)
    print(f"{len(kept)} words, {args.size} numbers each: {args.out} ({args.out.stat().st_size / 1e6:.1f} MB)")


if __name__ == "__main__":
    main()
