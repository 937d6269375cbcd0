"""What a question can be matched to: a fact, a collection, or an intent of a data set, all seen alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.base import KnowledgeBase
from knowledge.localised import text_in
from knowledge.matching.answer_kinds import answer_kinds
from knowledge.model import Collection, Entity, EntityKind, Fact
from knowledge.understanding.language import load_language
from knowledge.when import When


@dataclass(frozen=True, slots=True)
class Candidate:
    """Texts that ask for one thing, texts that say it, and what it is about."""

    id: str
    examples: tuple[str, ...]
    statements: tuple[str, ...] = ()
    entities: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()  # the kinds of answer that its structure can give, beyond what its examples ask
    persons: frozenset[str] = frozenset()  # those of the entities that are people
    dates: tuple[When, ...] = ()
    topic: str = ""
    is_collection: bool = False
    is_gap: bool = False  # known not to be known: it competes, and when it wins the question is declined

    @property
    def is_fact(self) -> bool:
        """Whether it is neither a list nor a gap."""
        return not (self.is_collection or self.is_gap)


def candidates(base: KnowledgeBase, language: str) -> Iterator[Candidate]:
    """Every fact, collection and gap of a base."""
    for fact in base.facts:
        yield _of_fact(fact, base, language)
    for collection in base.collections:
        yield from _of_collection(collection, base, language)
    for gap in base.pack.gaps:
        yield Candidate(
            id=gap.id,
            examples=gap.examples(language),
            statements=(text_in(gap.title, language), text_in(gap.statement, language)),
            entities=frozenset(gap.entities),
            topic=gap.topic,
            is_gap=True,
        )


def changes(before: KnowledgeBase, after: KnowledgeBase, language: str) -> tuple[list[Candidate], set[str]] | None:
    """What is new or different in `after`, and the ids of what is no more; None where more than facts and lists has changed."""
    old, new = before.pack, after.pack
    if any(getattr(old, part) is not getattr(new, part) for part in ("entities", "lexicon", "gaps")):
        return None
    was = {fact.id: fact for fact in before.facts}
    now = {fact.id: fact for fact in after.facts}
    # Facts that nobody touched are the same objects: to compare what they hold would take far longer.
    touched = {fact_id for fact_id, fact in now.items() if was.get(fact_id) is not fact} | (was.keys() - now.keys())
    found = [_of_fact(now[fact_id], after, language) for fact_id in sorted(touched & now.keys())]
    gone = set(touched - now.keys())
    listed = {collection.id: collection for collection in before.collections}
    for collection in after.collections:
        if listed.pop(collection.id, None) is not collection or not touched.isdisjoint(collection.members):
            gone.add(collection.id)
            found += _of_collection(collection, after, language)
    return found, gone | listed.keys()


def _of_collection(collection: Collection, base: KnowledgeBase, language: str) -> Iterator[Candidate]:
    members = base.members(collection)
    if len(members) < 2:
        return
    parts = [_of_fact(member, base, language) for member in members]
    yield Candidate(
        id=collection.id,
        examples=collection.examples(language),
        statements=(text_in(collection.title, language), text_in(collection.statement, language)),
        entities=frozenset(collection.entities).union(*(part.entities for part in parts)),
        kinds=frozenset({"list"}).union(*(part.kinds for part in parts)),
        dates=tuple(dict.fromkeys(date for part in parts for date in part.dates)),
        topic=collection.topic,
        is_collection=True,
    )


def _of_fact(fact: Fact, base: KnowledgeBase, language: str) -> Candidate:
    entities = [base.entity(entity) for entity in fact.entities]
    around = {group for entity in entities for group in entity.part_of}
    metonyms = {entity.stands_for for entity in entities if entity.stands_for}
    names = [text for entity in entities for text in _described(entity, language)]
    dates = [fact.when] if fact.when else []
    dates += [When(f"{figure.year:04}") for figure in fact.figures if figure.year]
    return Candidate(
        id=fact.id,
        examples=fact.examples(language),
        statements=tuple(
            filter(
                None,
                (
                    text_in(fact.title, language),
                    text_in(fact.statement, language),
                    " ".join(names),
                    fact.attribution,
                    text_in(fact.note, language) if fact.note else None,
                    *dict.fromkeys(text_in(figure.label, language) for figure in fact.figures if figure.label),
                ),
            )
        ),
        entities=frozenset(fact.entities) | around | metonyms,
        kinds=frozenset(answer_kinds(fact, entities, load_language(language))),
        persons=frozenset(entity.id for entity in entities if entity.kind is EntityKind.PERSON),
        dates=tuple(dict.fromkeys(dates)),
        topic=fact.topic,
    )


def _described(entity: Entity, language: str) -> Iterator[str]:
    yield text_in(entity.name, language)
    if entity.role:
        yield text_in(entity.role, language)
