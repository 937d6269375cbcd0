"""Leave-one-out over a pack's own examples: `python -m benchmarks.leave_one_out [--pack DIR] [--show N]`.

Each example of `asked_as` is taken out of the index and asked. Right: the answer that would be given holds its fact (a curated
list that contains the fact does). First: the fact or such a list is ranked first.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from knowledge import DEFAULT_PACK
from knowledge.answering.answerer import Answerer
from knowledge.base import KnowledgeBase
from knowledge.pack import load_pack


def outcomes(answerer: Answerer) -> Iterator[tuple[str, str, bool, str]]:
    """Each left-out example as (owner, example, ranked first, 'right' | 'asked' | 'declined' | 'wrong')."""
    matcher, base = answerer.matcher, answerer.base
    members = {collection.id: set(collection.members) for collection in base.collections}
    places = {(owner, text): number for number, text, owner in matcher.examples()}
    language = answerer.language.code
    for number, candidate in enumerate(matcher.candidates):
        if candidate.is_gap:
            continue
        source = base.collection(candidate.id) if candidate.is_collection else base.fact(candidate.id)
        for example in source.asked_as.get(language, ()):
            reading = answerer.without(example, places[number, example])
            first = reading.matches[0].candidate.id if reading.matches else ""
            ranked = candidate.id == first or candidate.id in members.get(first, ())
            answer = answerer.decide(reading)
            wanted = members.get(candidate.id, {candidate.id})
            verdict = {"clarify": "asked", "declined": "declined"}.get(answer.status.value, "wrong")
            if answer.status.value == "answered" and wanted <= set(answer.facts):
                verdict = "right"
            yield candidate.id, example, ranked, verdict


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pack", type=Path, default=DEFAULT_PACK)
    parser.add_argument("--show", type=int, default=0, help="how many misses to list")
    args = parser.parse_args()
    rows = list(outcomes(Answerer(KnowledgeBase(load_pack(args.pack)))))
    counts = Counter(verdict for *_, verdict in rows)
    first = sum(ranked for _, _, ranked, _ in rows)
    print(
        f"{len(rows)} examples: ranked first {first / len(rows):.3f}; "
        + ", ".join(f"{name} {counts[name] / len(rows):.3f}" for name in ("right", "asked", "declined", "wrong"))
    )
    for owner, example, ranked, verdict in [row for row in rows if row[3] != "right"][: args.show]:
        print(f"{verdict:9}{'' if ranked else 'not first ':10}{owner:40}{example}")


if __name__ == "__main__":
    main()
