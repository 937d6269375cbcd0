"""A pack as a curator writes it in an afternoon: few examples of each fact, and, if wanted, neither synonyms nor lists."""

from __future__ import annotations

from knowledge.model import Pack


def thinned(pack: Pack, examples: int = 5, bare: bool = False, language: str = "en") -> Pack:
    """The pack with at most so many `asked_as` of each fact, evenly drawn, and no yes/no questions; `bare`: facts alone."""
    facts = []
    for fact in pack.facts:
        listed = fact.asked_as.get(language, ())
        step = max(1.0, len(listed) / examples)
        kept = tuple(dict.fromkeys(listed[int(number * step)] for number in range(min(examples, len(listed)))))
        facts.append(fact.model_copy(update={"asked_as": {language: kept}, "confirms": {}, "refutes": {}}))
    changes: dict[str, object] = {"facts": tuple(facts)}
    if bare:
        changes |= {"lexicon": pack.lexicon.model_copy(update={"synonyms": ()}), "collections": ()}
    return pack.model_copy(update=changes)
