"""Whether an index with edits answers as one that is built anew: `python -m benchmarks.edited FILE [--edits N] [--rounds N]`.

In each round some facts are edited: two of three get another example in the place of their last two, the others a statement that
goes on. Each question of the set is asked of the pack as it was, of its index with the edits laid over, and of an index that was
built with them; an answer is the same where its status and its facts are. What differs is told by which of the two the answer
without edits agrees with: an index that is built anew is fitted anew, which shifts answers that no edit was meant to change.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from benchmarks.questions_file import read_questions
from knowledge import DEFAULT_PACK
from knowledge.answering.answer import Answer
from knowledge.answering.answerer import Answerer
from knowledge.base import KnowledgeBase
from knowledge.localised import text_in
from knowledge.model import Fact
from knowledge.pack import load_pack


def edited(fact: Fact, *, asked: bool) -> Fact:
    """A fact whose examples were changed, or whose statement says more."""
    if asked:
        examples = (*fact.asked_as.get("en", ())[:-2], f"what about {text_in(fact.title, 'en').lower()}")
        return fact.model_copy(update={"asked_as": {**fact.asked_as, "en": examples}})
    return fact.model_copy(update={"statement": {**fact.statement, "en": f"{text_in(fact.statement, 'en')} That is so."}})


def compare(base: KnowledgeBase, questions: Sequence[str], edits: int, rounds: int) -> Counter[str]:
    """How many answers of an index with edits are the same as of one built anew, and what those are that differ."""
    plain, counts, drawn = Answerer(base), Counter[str](), random.Random(7)
    for _ in range(rounds):
        facts = list(base.pack.facts)
        for number, place in enumerate(drawn.sample(range(len(facts)), min(edits, len(facts)))):
            facts[place] = edited(facts[place], asked=number % 3 < 2)
        changed = base.with_facts(facts)
        layered, anew = plain.changed(changed), Answerer(changed)
        for question in questions:
            before, over, built = (_essence(answerer.answer(question)) for answerer in (plain, layered, anew))
            moved = "anew as without edits" if built == before else "as none of the others"
            counts["same" if over == built else "as without edits" if over == before else moved] += 1
    return counts


def _essence(answer: Answer) -> tuple[str, tuple[str, ...]]:
    return answer.status.value, answer.facts


def main() -> None:
    """Prints how many of the answers differ, in all and by what they agree with."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--pack", default=DEFAULT_PACK)
    parser.add_argument("--edits", type=int, default=3)
    parser.add_argument("--rounds", type=int, default=4)
    chosen = parser.parse_args()
    questions = [question.q for question in read_questions(chosen.file) if not question.context]
    counts = compare(KnowledgeBase(load_pack(chosen.pack)), questions, chosen.edits, chosen.rounds)
    for name, count in counts.most_common():
        print(f"{name:28} {count:6} {100 * count / counts.total():6.2f} %")


if __name__ == "__main__":
    main()
