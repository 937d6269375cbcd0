"""The vocabulary of a fact base: what a source, an entity, a fact or a collection is.

The shape follows Wikidata's statement model (statement, qualifiers, references, rank) and EDTF level 0 for dates. All values
are frozen: an edit makes a new value. Texts for people are mappings from a language code to the text.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

from knowledge import check_wording
from knowledge.filled import Filled
from knowledge.localised import (
    DEFAULT_LANGUAGE,
    Description,
    Examples,
    Note,
    Statement,
    Text,
    Title,
    by_language,
    text_in,
)
from knowledge.when import When


class Frozen(BaseModel):
    """A value: no unknown keys, no change after construction."""

    # Built when first needed: a start, and a command that reads a kept index, check little.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_.-]{0,79}$")]


class Source(Frozen):
    """Where facts come from: a document whose paragraphs are numbered from 1 to `paragraphs`."""

    id: Id
    title: str = Field(min_length=1)
    paragraphs: int = Field(ge=1, le=10_000)
    publisher: str | None = None
    url: Annotated[str, StringConstraints(pattern=r"^https?://")] | None = None
    published: When | None = None
    inferred: str | None = None  # why `published` is believed, where the source does not say it
    language: str = DEFAULT_LANGUAGE


class Citation(Frozen):
    """A place in a source: the locator that an answer shows as ¶13."""

    source: Id
    paragraph: int = Field(ge=1)


class FigureStatus(StrEnum):
    """Whether a figure was reported or is only expected."""

    REPORTED = "reported"
    EXPECTED = "expected"


LARGEST_AMOUNT = 10**18


class Figure(Frozen):
    """An amount with its unit (ISO 4217 for money: amounts are whole units, 170000000 and not 170)."""

    amount: Decimal = Field(ge=-LARGEST_AMOUNT, le=LARGEST_AMOUNT, max_digits=30, allow_inf_nan=False)
    unit: str = Field(min_length=1, max_length=40)
    year: int | None = Field(default=None, ge=1, le=9999)
    status: FigureStatus = FigureStatus.REPORTED
    series: Id | None = None  # figures of one series make a chart and can be computed with
    approximate: bool = False
    label: Text | None = None  # what is measured, for figures outside a series: "population"


class Series(Frozen):
    """Figures of one thing over the years."""

    id: Id
    title: Title
    unit: str
    topic: Id
    entities: tuple[Id, ...] = ()


class EntityKind(StrEnum):
    """What an entity is."""

    PERSON = "person"
    STATE = "state"
    ORGANISATION = "organisation"
    AGREEMENT = "agreement"
    PROJECT = "project"
    PLACE = "place"
    OTHER = "other"


class Entity(Frozen):
    """Somebody or something that has a name, with the other names that people use for it."""

    id: Id
    kind: EntityKind
    name: Title
    aliases: Annotated[dict[str, tuple[str, ...]], BeforeValidator(by_language)] = Field(default_factory=dict)
    role: Title | None = None  # for people: the office
    stands_for: Id | None = None  # metonym: a capital that is said for its government
    part_of: tuple[Id, ...] = ()  # groups that it belongs to: a state of a region

    def names(self, language: str) -> tuple[str, ...]:
        """The name and every alias in `language`; other languages' names are kept apart."""
        own = (text_in(self.name, language), *self.aliases.get(language, ()))
        return tuple(dict.fromkeys(own))


class View(StrEnum):
    """What a topic's command shows."""

    FACTS = "facts"  # the facts of the topic
    SERIES = "series"  # the figures of the topic's series, year by year
    TIMELINE = "timeline"  # dated facts of all topics, by date
    ENTITIES = "entities"  # the entities of given kinds, with the facts about them
    FIGURES = "figures"  # the topic's facts, and its labelled figures as a card
    TABLE = "table"  # the topic's facts, and a table of what, when and who says so


class OptionKind(StrEnum):
    """What a command's option is chosen from."""

    YEAR = "year"
    FROM = "from"  # a year, the first of a span
    TO = "to"  # a year, the last of a span
    ENTITY = "entity"
    TOPIC = "topic"


CommandName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]{0,31}$")]
# What Discord takes as a name in another language: letters without capitals, of any script.
LocalName = Annotated[str, StringConstraints(pattern=r"^[\p{Ll}\p{Lo}\p{M}\p{N}_-]{1,32}$")]


class Option(Frozen):
    """A slash command's option; `entity_kinds` says which entities it offers, `names` how it is called in other languages."""

    name: CommandName
    names: dict[str, LocalName] = Field(default_factory=dict)
    kind: OptionKind
    description: Description
    entity_kinds: tuple[EntityKind, ...] = ()


class Command(Frozen):
    """A topic's slash command; `names` says how it is called in other languages."""

    name: CommandName
    names: dict[str, LocalName] = Field(default_factory=dict)
    view: View = View.FACTS
    options: tuple[Option, ...] = Field(default=(), max_length=5)  # at most one of each kind
    entity_kinds: tuple[EntityKind, ...] = ()  # for the view "entities"


class Topic(Frozen):
    """A subject that facts are filed under."""

    id: Id
    title: Title
    description: Description
    emoji: Annotated[str, StringConstraints(max_length=12, pattern=r"^[^\x00-\x7F]*$")] = ""  # no text, no markup
    colour: Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$")] = "#5865f2"
    command: Command | None = None


class Rank(StrEnum):
    """How a fact stands beside others; deprecated facts are kept and not answered with."""

    PREFERRED = "preferred"
    NORMAL = "normal"
    DEPRECATED = "deprecated"


class Fact(Frozen):
    """One thing that a source says, in the project's own words, with what it stands on."""

    id: Id
    topic: Id
    title: Title
    statement: Statement
    citations: tuple[Citation, ...] = Field(min_length=1)
    attribution: str | None = None
    when: When | None = None
    inferred: str | None = None
    figures: tuple[Figure, ...] = ()
    entities: tuple[Id, ...] = ()
    asked_as: Examples = Field(default_factory=dict)
    confirms: Examples = Field(default_factory=dict)  # yes/no questions that this fact answers with yes
    refutes: Examples = Field(default_factory=dict)  # yes/no questions whose premise this fact contradicts
    note: Note | None = None
    rank: Rank = Rank.NORMAL
    review_after: date | None = None

    @model_validator(mode="after")
    def _says_who(self) -> Fact:
        """An attributed statement must name whom it is attributed to: readers may see nothing but the text."""
        if self.attribution:
            words = [word.casefold() for word in re.findall(r"\w{3,}", self.attribution)]
            for language, statement in self.statement.items():
                said = statement.casefold()
                if words and language == DEFAULT_LANGUAGE and not any(word in said for word in words):
                    raise ValueError(Filled(check_wording.UNATTRIBUTED, attribution=self.attribution))
        if self.inferred and not self.when:
            raise ValueError(check_wording.NOTHING_INFERRED)
        return self

    def examples(self, language: str) -> tuple[str, ...]:
        """Every example question in `language`, whatever it expects for an answer."""
        fields = (self.asked_as, self.confirms, self.refutes)
        return tuple(example for field in fields for example in field.get(language, ()))


class Collection(Frozen):
    """A list that people ask for: an introduction and the facts that make it up, in reading order."""

    id: Id
    topic: Id
    title: Title
    statement: Statement
    members: tuple[Id, ...] = Field(min_length=2)
    entities: tuple[Id, ...] = ()
    asked_as: Examples = Field(default_factory=dict)

    def examples(self, language: str) -> tuple[str, ...]:
        """Every example question in `language`."""
        return self.asked_as.get(language, ())


class Gap(Frozen):
    """Something that people ask and that no source answers, said by a curator: "The source gives no length of the pipeline."

    Gaps teach the matcher where the base ends, and make a refusal say what exactly is not known.
    """

    id: Id
    topic: Id
    title: Title
    statement: Statement
    entities: tuple[Id, ...] = ()
    asked_as: Examples = Field(default_factory=dict)

    def examples(self, language: str) -> tuple[str, ...]:
        """Every example question in `language`."""
        return self.asked_as.get(language, ())


class SynonymGroup(Frozen):
    """Words and phrases that ask for the same thing; the first is the concept's name."""

    concept: Id
    words: Annotated[dict[str, tuple[str, ...]], BeforeValidator(by_language)]


class Lexicon(Frozen):
    """What a subject's people call things."""

    synonyms: tuple[SynonymGroup, ...] = ()


class Pack(Frozen):
    """A whole subject, as its folder holds it: checked, cross-referenced, in order."""

    id: Id
    format: int = Field(ge=1, le=1)
    name: Title
    description: Text
    languages: tuple[str, ...] = (DEFAULT_LANGUAGE,)
    series: tuple[Series, ...] = ()
    sources: tuple[Source, ...]
    topics: tuple[Topic, ...]
    entities: tuple[Entity, ...] = ()
    lexicon: Lexicon = Lexicon()
    facts: tuple[Fact, ...]
    collections: tuple[Collection, ...] = ()
    gaps: tuple[Gap, ...] = ()
