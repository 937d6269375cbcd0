"""How often case, spacing, punctuation or one slip of the finger changes an answer: `python -m benchmarks.robustness FILE`.

Each question of a set (see `questions_file`) is asked as it stands and in each variant; an answer is the same where its status
and its facts are. The slip (two letters swapped, one left out, one doubled) is made in a random word of five letters or more.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from benchmarks.questions_file import read_questions
from knowledge import DEFAULT_PACK
from knowledge.answering.answerer import Answerer
from knowledge.base import KnowledgeBase
from knowledge.pack import load_pack

SHORTEST = 5  # letters of a word that a slip is made in

Variant = Callable[[str, random.Random], str]


def slip(text: str, drawn: random.Random) -> str:
    """The text with one slip, or as it was where no word is long enough."""
    places = [match.span() for match in re.finditer(r"[^\W\d_]+", text) if len(match[0]) >= SHORTEST]
    if not places:
        return text
    start, end = drawn.choice(places)
    at = drawn.randrange(start + 1, end - 1)
    changed = drawn.choice((text[at + 1] + text[at], text[at + 1], text[at] * 2 + text[at + 1]))
    return text[:at] + changed + text[at + 2 :]


VARIANTS: dict[str, Variant] = {
    "lower case": lambda text, _: text.lower(),
    "UPPER CASE": lambda text, _: text.upper(),
    "no punctuation": lambda text, _: re.sub(r"[?!.,;:]+(?=\s|$)", "", text),
    "more punctuation": lambda text, _: f"{text.rstrip('?')}???!!",
    "more spaces": lambda text, _: text.replace(" ", "  \n "),
    "one slip": slip,
}


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--pack", type=Path, default=DEFAULT_PACK)
    args = parser.parse_args()
    answerer = Answerer(KnowledgeBase(load_pack(args.pack)))
    drawn = random.Random(0)
    same: Counter[str] = Counter()
    questions = [question.q for question in read_questions(args.file) if not question.context]
    for question in questions:
        plain = answerer.answer(question)
        for name, variant in VARIANTS.items():
            answer = answerer.answer(variant(question, drawn))
            same[name] += (answer.status, answer.facts) == (plain.status, plain.facts)
    print(f"{len(questions)} questions; the answer stays the same (%):")
    for name in VARIANTS:
        print(f"{name:18}{100 * same[name] / len(questions):6.1f}")


if __name__ == "__main__":
    main()
