"""Leave-one-out over a pack's own examples: `python -m benchmarks.leave_one_out [--pack DIR] [--show N]`.

Each example of `asked_as` is taken out of the index and asked, as if no curator had thought of it. Right: the answer that is
given then, with all that belongs to answering (sums, timelines, two questions in one …), stands on its fact, alone or beside
others; for an example of a list, on every fact of the list. First: the fact or a list that holds it is ranked first.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from knowledge import DEFAULT_PACK
from knowledge.answering.answerer import Answerer
from knowledge.base import KnowledgeBase
from knowledge.matching.matcher import Match, Matcher
from knowledge.pack import load_pack
from knowledge.text import example_key
from knowledge.understanding.query import Query


class Lacking(Matcher):
    """A matcher that lacks one of its examples."""

    def __init__(self, matcher: Matcher) -> None:
        self.__dict__.update(matcher.__dict__)  # what is indexed is shared
        self._text: int | None = None
        self._typed = ""

    def leave_out(self, number: int, example: str) -> None:
        """From now on the example of this number is lacking, and no other."""
        self._text, self._typed = number, example_key(example)

    def rank(self, query: Query, without: int | None = None, *args: Any, **further: Any) -> list[Match]:
        """As `Matcher.rank`, of what is left."""
        return super().rank(query, self._text if without is None else without, *args, **further)

    def lists(self, query: Query) -> bool:
        """Whether what is left lists the question: an example belongs to one fact alone."""
        return query.typed != self._typed and super().lists(query)


class Forgetful(Answerer):
    """An answerer that can lack one example at a time."""

    def __init__(self, base: KnowledgeBase) -> None:
        super().__init__(base)
        self.matcher = self.lacking = Lacking(self.matcher)
        self._compose_from(base)


def outcomes(answerer: Forgetful) -> Iterator[tuple[str, str, bool, str]]:
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
            answerer.lacking.leave_out(places[number, example], example)
            first = next((match.candidate.id for match in answerer.read(example).matches), "")
            ranked = candidate.id == first or candidate.id in members.get(first, ())
            answer = answerer.answer(example)
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
    rows = list(outcomes(Forgetful(KnowledgeBase(load_pack(args.pack)))))
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
