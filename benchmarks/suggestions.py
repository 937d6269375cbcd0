"""How long autocomplete takes at every letter, on bases of several sizes.

    python -m benchmarks.suggestions [--facts 1000 5000]

The facts are copies of the shipped ones with questions made of halves of others. "typed" is every beginning of 40 questions, half
of them with a slip; "edit" is the time until the questions of a changed fact are offered.
"""

from __future__ import annotations

import argparse
import random
import time

from benchmarks.latency import made
from knowledge.answering.suggest import Suggester
from knowledge.base import KnowledgeBase
from knowledge.model import Fact
from knowledge.pack import load_pack

EXAMPLES = 12  # of a fact
TYPED = 40
OFFERED = 25


def made_base(count: int, seed: int) -> KnowledgeBase:
    """A base of `count` facts, each with EXAMPLES questions of its own."""
    pack = load_pack()
    source = [example for fact in pack.facts for example in fact.examples("en")]
    texts = made(source, count * EXAMPLES, seed)
    facts: list[Fact] = []
    for number in range(count):
        asked = tuple(text[:100] for text in texts[number * EXAMPLES : (number + 1) * EXAMPLES])
        like = pack.facts[number % len(pack.facts)]
        changes = {"id": f"made.{number}", "asked_as": {"en": asked}, "confirms": {}, "refutes": {}}
        facts.append(like.model_copy(update=changes))
    return KnowledgeBase(pack.model_copy(update={"facts": tuple(facts), "collections": (), "gaps": ()}))


def _typed(base: KnowledgeBase, seed: int) -> list[str]:
    drawn = random.Random(seed)
    beginnings = []
    for number in range(TYPED):
        text = drawn.choice(drawn.choice(base.facts).asked_as["en"])
        if number % 2 and len(text) > 3:
            place = drawn.randrange(1, len(text) - 1)
            text = text[:place] + text[place + 1 :]
        beginnings += [text[:end] for end in range(1, len(text) + 1)]
    return beginnings


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--facts", type=int, nargs="+", default=[1_000, 5_000])
    print(f"{'facts':>7}{'build ms':>10}{'p50 ms':>9}{'p99 ms':>9}{'worst ms':>10}{'edit ms':>9}")
    for count in parser.parse_args().facts:
        base = made_base(count, seed=1)
        started = time.perf_counter()
        suggester = Suggester(base, "en")
        build = (time.perf_counter() - started) * 1000
        taken = []
        for text in _typed(base, seed=2):
            started = time.perf_counter()
            suggester.suggest(text, OFFERED)
            taken.append((time.perf_counter() - started) * 1000)
        taken.sort()
        new = base.facts[0].model_copy(update={"asked_as": {"en": ("Who frobnicated the widget?",)}})
        edited = base.with_facts((new, *base.facts[1:]))
        started = time.perf_counter()
        found = suggester.changed(edited).suggest("frob", OFFERED)
        edit = (time.perf_counter() - started) * 1000
        assert found[0] == "Who frobnicated the widget?", found
        p50, p99 = taken[len(taken) // 2], taken[int(len(taken) * 0.99)]
        print(f"{count:>7}{build:>10.0f}{p50:>9.2f}{p99:>9.2f}{taken[-1]:>10.2f}{edit:>9.1f}", flush=True)


if __name__ == "__main__":
    main()
