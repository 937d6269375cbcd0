"""One immutable snapshot of a fact base, with look-ups by id, topic, entity and year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from knowledge.model import (
    Collection,
    Entity,
    EntityKind,
    Fact,
    Figure,
    Pack,
    Rank,
    Series,
    Source,
    Topic,
)


class KnowledgeBase:
    """A pack as it can be asked. It never changes: `with_facts` gives a new one.

    Deprecated facts are kept and can be looked up by id; every other look-up leaves them out.
    """

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self._facts = {fact.id: fact for fact in pack.facts}
        self._collections = {collection.id: collection for collection in pack.collections}
        self._entities = {entity.id: entity for entity in pack.entities}
        self._topics = {topic.id: topic for topic in pack.topics}
        self._sources = {source.id: source for source in pack.sources}
        self._series = {series.id: series for series in pack.series}
        self.facts: tuple[Fact, ...] = tuple(fact for fact in pack.facts if fact.rank is not Rank.DEPRECATED)
        self.collections: tuple[Collection, ...] = pack.collections
        by_topic: dict[str, list[Fact]] = defaultdict(list)
        by_entity: dict[str, list[Fact]] = defaultdict(list)
        figures: dict[str, list[tuple[Figure, Fact]]] = defaultdict(list)
        for fact in self.facts:
            by_topic[fact.topic].append(fact)
            for entity in fact.entities:
                by_entity[entity].append(fact)
            for figure in fact.figures:
                if figure.series:
                    figures[figure.series].append((figure, fact))
        self._by_topic, self._by_entity = dict(by_topic), dict(by_entity)
        self._figures = {series: tuple(sorted(rows, key=_year)) for series, rows in figures.items()}

    def with_facts(self, facts: Iterable[Fact]) -> KnowledgeBase:
        """The base with these facts in the place of its own."""
        return KnowledgeBase(self.pack.model_copy(update={"facts": tuple(facts)}))

    @property
    def topics(self) -> tuple[Topic, ...]:
        """Every topic, in the pack's order."""
        return self.pack.topics

    @property
    def entities(self) -> Mapping[str, Entity]:
        """Every entity by its id."""
        return MappingProxyType(self._entities)

    def fact(self, fact_id: str) -> Fact:
        """The fact of this id, deprecated or not. Raises KeyError."""
        return self._facts[fact_id]

    def has_fact(self, fact_id: str) -> bool:
        """Whether the base has a fact of this id, deprecated or not."""
        return fact_id in self._facts

    def collection(self, collection_id: str) -> Collection:
        """The collection of this id. Raises KeyError."""
        return self._collections[collection_id]

    def entity(self, entity_id: str) -> Entity:
        """The entity of this id. Raises KeyError."""
        return self._entities[entity_id]

    def topic(self, topic_id: str) -> Topic:
        """The topic of this id. Raises KeyError."""
        return self._topics[topic_id]

    def source(self, source_id: str) -> Source:
        """The source of this id. Raises KeyError."""
        return self._sources[source_id]

    def series(self, series_id: str) -> Series:
        """The series of this id. Raises KeyError."""
        return self._series[series_id]

    def kind_of(self, entity_id: str) -> str:
        """The kind of an entity; empty where there is none of this id."""
        entity = self._entities.get(entity_id)
        return entity.kind._value_ if entity else ""  # Python 3.11 looks `value` up slowly

    def members_of(self, collection_id: str) -> Sequence[str]:
        """The ids of the facts of a collection that still stand. Raises KeyError."""
        return tuple(fact.id for fact in self.members(self._collections[collection_id]))

    def facts_of(self, topic_id: str) -> tuple[Fact, ...]:
        """The facts filed under a topic, in the pack's order."""
        return tuple(self._by_topic.get(topic_id, ()))

    def facts_about(self, entity_id: str) -> tuple[Fact, ...]:
        """The facts that name an entity, in the pack's order."""
        return tuple(self._by_entity.get(entity_id, ()))

    def entities_of(self, kinds: Iterable[EntityKind]) -> tuple[Entity, ...]:
        """The entities of these kinds, in the pack's order."""
        wanted = set(kinds)
        return tuple(entity for entity in self.pack.entities if entity.kind in wanted)

    def series_figures(self, series_id: str) -> tuple[tuple[Figure, Fact], ...]:
        """The figures of a series with the facts that give them, by year."""
        return self._figures.get(series_id, ())

    def members(self, collection: Collection) -> tuple[Fact, ...]:
        """The facts of a collection that still stand."""
        return tuple(
            self._facts[fact_id]
            for fact_id in collection.members
            if fact_id in self._facts and self._facts[fact_id].rank is not Rank.DEPRECATED
        )


def _year(row: tuple[Figure, Fact]) -> int:
    return row[0].year or 0
