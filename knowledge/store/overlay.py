"""Lays revisions over a pack: pack → the owner's edits for all → one server's edits. Pure functions over frozen values."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

from knowledge.model import Fact, Pack, Source
from knowledge.store.content import Item
from knowledge.store.errors import InvalidFact
from knowledge.store.revision import BASE, Draft, Key, Kind, Revision
from knowledge.store.taken import Taken

_NOTHING: Mapping[Key, Revision] = MappingProxyType({})


@dataclass(frozen=True)
class Overlays:
    """The newest revision of every item of every layer, and the id of the newest revision that is taken in."""

    last: int = 0
    layers: Mapping[int, Mapping[Key, Revision]] = field(default_factory=dict)

    def of(self, layer: int) -> Mapping[Key, Revision]:
        """The newest revision of each item that a layer has ever touched."""
        return self.layers.get(layer, _NOTHING)

    def with_revisions(self, revisions: Iterable[Revision]) -> Overlays:
        """These overlays after `revisions`, which are in order; those that are taken in already change nothing."""
        new = [revision for revision in revisions if revision.id > self.last]
        if not new:
            return self
        layers = dict(self.layers)
        for layer in {revision.layer for revision in new}:
            layers[layer] = {**self.of(layer), **{one.key: one for one in new if one.layer == layer}}
        return Overlays(new[-1].id, layers)


@dataclass(frozen=True)
class LeftOut:
    """A revision that cannot stand on what lies beneath now: the text beneath it holds instead."""

    revision: Revision
    problem: str


@dataclass(frozen=True)
class Effective:
    """What holds in a layer: a pack with all edits laid over it, and the edits that had to be left out."""

    pack: Pack
    left_out: tuple[LeftOut, ...] = ()

    @cached_property
    def items(self) -> Mapping[Key, Item]:
        """Every fact and source by kind and id."""
        return {
            **{(Kind.SOURCE, source.id): source for source in self.pack.sources},
            **{(Kind.FACT, fact.id): fact for fact in self.pack.facts},
        }

    @cached_property
    def taken(self) -> Taken:
        """What only one of them can have, and who has it."""
        return Taken.of(self.pack)

    @cached_property
    def names(self) -> Mapping[str, set[str]]:
        """The ids that a fact may refer to, by what they are."""
        return {
            "topic": {topic.id for topic in self.pack.topics},
            "entity": {entity.id for entity in self.pack.entities},
            "series": {series.id for series in self.pack.series},
            "source": {source.id for source in self.pack.sources},
        }

    def missing(self, fact: Fact) -> str | None:
        """The first thing that `fact` refers to and that there is not; None where all are there."""
        references = [("topic", fact.topic), *(("entity", entity) for entity in fact.entities)]
        references += [("series", figure.series) for figure in fact.figures if figure.series]
        references += [("source", citation.source) for citation in fact.citations]
        return next((f"there is no {what} '{name}'" for what, name in references if name not in self.names[what]), None)


def effective(pack: Pack, overlays: Overlays, layer: int) -> Effective:
    """What holds in `layer`: the owner's edits over the pack, and for a server its own over those."""
    base = lay(Effective(pack), overlays.of(BASE).values())
    return base if layer == BASE else lay(base, overlays.of(layer).values())


def lay(beneath: Effective, revisions: Iterable[Revision]) -> Effective:
    """`beneath` with the newest revisions of one layer over it.

    An edited item keeps its place; an added fact follows the last one of its topic. What refers to something that there is
    not (a release took a source away) is left out, because an answer could not be given from it.
    """
    pack = beneath.pack
    facts: dict[str, tuple[Revision, Fact]] = {}
    sources: dict[str, Source] = {}
    left_out = list(beneath.left_out)
    for revision in revisions:
        try:
            item = revision.item
        except InvalidFact as error:
            left_out.append(LeftOut(revision, str(error)))
            continue
        if isinstance(item, Fact):
            facts[item.id] = (revision, item)
        elif isinstance(item, Source):
            sources[item.id] = item
    kept = tuple(sources.pop(source.id, source) for source in pack.sources)
    with_sources = pack.model_copy(update={"sources": (*kept, *sources.values())})
    known = Effective(with_sources)
    usable: dict[str, Fact] = {}
    for revision, fact in facts.values():
        if problem := known.missing(fact):
            left_out.append(LeftOut(revision, problem))
        else:
            usable[fact.id] = fact
    edited = tuple(usable.pop(fact.id, fact) for fact in pack.facts)
    return Effective(with_sources.model_copy(update={"facts": _inserted(edited, usable.values())}), tuple(left_out))


def grown(standing: Effective, touched: Container[Key], drafts: Iterable[Draft]) -> Effective | None:
    """What `lay` would give with a few more edits of the same layer, made from what it gave before in a fraction of the time.

    touched: what the layer has ever said something about. None where everything has to be laid again: an edit that takes
    something away or brings it back, changes a source, moves a fact to another topic, or stands on something that there is not.
    """
    facts, items, taken = list(standing.pack.facts), dict(standing.items), standing.taken
    left_out = {one.revision.key for one in standing.left_out}
    for draft in drafts:
        try:
            fact = draft.item
        except InvalidFact:
            return None
        if not isinstance(fact, Fact) or draft.key in left_out or standing.missing(fact):
            return None
        old = items.get(draft.key)
        if old is None and draft.key in touched:
            return None
        if old is None:
            last = next((place for place in range(len(facts) - 1, -1, -1) if facts[place].topic == fact.topic), len(facts) - 1)
            facts.insert(last + 1, fact)
        elif isinstance(old, Fact) and old.topic == fact.topic:
            facts[next(place for place, one in enumerate(facts) if one is old)] = fact
        else:
            return None
        items[draft.key] = fact
        taken = taken.with_fact(old, fact)
    found = Effective(standing.pack.model_copy(update={"facts": tuple(facts)}), standing.left_out)
    vars(found).update(items=items, taken=taken, names=standing.names)  # where cached properties keep what they have found
    return found


def _inserted(facts: tuple[Fact, ...], added: Iterable[Fact]) -> tuple[Fact, ...]:
    by_topic: dict[str, list[Fact]] = {}
    for fact in added:
        by_topic.setdefault(fact.topic, []).append(fact)
    if not by_topic:
        return facts
    last = {fact.topic: index for index, fact in enumerate(facts)}
    result: list[Fact] = []
    for index, fact in enumerate(facts):
        result.append(fact)
        if last[fact.topic] == index:
            result += by_topic.pop(fact.topic, ())
    return (*result, *(fact for rest in by_topic.values() for fact in rest))
