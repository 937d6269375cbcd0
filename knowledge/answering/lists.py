"""Lists: what a topic's command shows, collections, timelines by date, figures by year; whole, or a page of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from knowledge.answering.answer import Answer, Reason, Status
from knowledge.answering.compose import MAX_LISTED, Composer
from knowledge.answering.fact_dates import dates_told
from knowledge.answering.listing import Entry, Listing, Page, pages
from knowledge.localised import text_in
from knowledge.model import Fact, Topic, View
from knowledge.understanding.dates import EARLIEST, LATEST
from knowledge.when import When

MOST_NOTES = 3  # under a list
TOLD_IN_FULL = 10  # entries of a timeline that are told in sentences; longer ones show titles


@dataclass(frozen=True, slots=True)
class _Shown:
    """A list before it is written: what stands above it, its entries, and whether notes on its facts fit it."""

    heading: str
    entries: Sequence[Entry]
    reason: Reason
    notes: bool = True


class Lister:
    """Writes lists from the facts of one snapshot."""

    def __init__(self, composer: Composer) -> None:
        self.composer = composer
        self.base = composer.base
        self.wording = composer.wording
        self.language = composer.language

    def topic(
        self,
        topic: Topic,
        entity: str | None = None,
        year: int | None = None,
        other_topic: str | None = None,
        since: int | None = None,
        until: int | None = None,
    ) -> Answer:
        """What a topic's command shows, narrowed by its options; a year counts more than a span of years."""
        when = f"{year:04}" if year else _span(since, until)
        return self.listed(Listing(topic=topic.id, entity=entity, other_topic=other_topic, when=when))

    def timeline(self, question: str, when: When | None, entity: str | None = None) -> Answer:
        """Dated facts by date; declined where there are none."""
        found = self.listed(Listing(entity=entity, when=str(when) if when else None))
        return found.model_copy(update={"question": question})

    def in_order(self, question: str, heading: str, dated: Sequence[Fact], score: float) -> Answer:
        """Dated facts in the order given, below a heading; no list that can be asked for again by pages."""
        shown = _Shown(heading, [Entry(self._dated_line(fact), fact) for fact in dated], Reason.TIMELINE)
        return self._written(shown, shown.entries).model_copy(update={"question": question, "score": score})

    def listed(self, listing: Listing, number: int | None = None) -> Answer:
        """A list, whole or (from 0) the page of this number, the last one where there are not so many.

        Raises KeyError for ids that the base does not have.
        """
        shown = self._shown(listing, told=number is not None)
        if isinstance(shown, Answer):
            return shown.model_copy(update={"listing": listing})
        if number is None:
            chosen, more = shown.entries[:MAX_LISTED], len(shown.entries) - MAX_LISTED
            rest = [self.wording.say("more", count=more)] if more > 0 else []
            return self._written(shown, chosen, rest).model_copy(update={"listing": listing})
        turned = pages(shown.entries)
        place = Page(number=min(number, len(turned) - 1), pages=len(turned), entries=len(shown.entries))
        return self._written(shown, turned[place.number]).model_copy(update={"listing": listing, "page": place})

    def _shown(self, listing: Listing, *, told: bool) -> _Shown | Answer:
        when = When(listing.when) if listing.when else None
        if listing.collection is not None:
            return self._collection(listing.collection)
        if listing.topic is None:
            return self._timeline(listing, when, told=told)
        topic = self.base.topic(listing.topic)
        view = topic.command.view if topic.command else View.FACTS
        if view is View.TIMELINE:
            return self._timeline(listing, when, told=told)
        if view is View.ENTITIES:
            return self._entities(topic, listing.entity)
        if view is View.SERIES and listing.entity is None:
            return self._series(topic, when)
        facts = [fact for fact in self.base.facts_of(topic.id) if _fits(fact, when, listing.entity)]
        if not facts and listing.entity:
            facts = [fact for fact in self.base.facts_about(listing.entity) if _fits(fact, when, None)]
        heading = f"**{text_in(topic.title, self.language)}**"
        return _Shown(heading, self._bullets(facts), Reason.TOPIC) if facts else self._empty(topic)

    def _collection(self, collection_id: str) -> _Shown:
        collection = self.base.collection(collection_id)
        heading = text_in(collection.statement, self.language)
        return _Shown(heading, self._bullets(self.base.members(collection)), Reason.COLLECTION)

    def _timeline(self, listing: Listing, when: When | None, *, told: bool) -> _Shown | Answer:
        filed = [fact for fact in self.base.facts if listing.other_topic in (None, fact.topic)]
        dated = [fact for fact in filed if fact.when and _fits(fact, when, listing.entity)]
        if when is not None and (when.precision == "day" or not dated):
            dated += self._told([fact for fact in filed if fact not in dated], when, listing.entity)
        dated.sort(key=_place_in_time)
        if not dated:
            label = self.wording.date(when) if when else ""
            return self._none(self.wording.say("declined_date", date=label) if when else self.wording.say("declined"))
        heading = self.wording.say("timeline", date=self.wording.date(when)) if when else self.wording.say("timeline_all")
        line = self._dated_line if told or len(dated) <= TOLD_IN_FULL else self._dated_title
        return _Shown(heading, [Entry(line(fact), fact) for fact in dated], Reason.TIMELINE)

    def _told(self, facts: Iterable[Fact], when: When, entity: str | None) -> Iterator[Fact]:
        """The facts that tell in their text of a time, whatever they are filed under; with the date that they tell."""
        for fact in facts:
            if entity not in (None, *fact.entities):
                continue
            told = next((told for told in dates_told(fact, self.wording.language) if _is_in(told, when)), None)
            if told is not None:
                yield fact.model_copy(update={"when": told, "inferred": None})

    def _series(self, topic: Topic, when: When | None) -> _Shown | Answer:
        entries = [entry for series in self.base.pack.series if series.topic == topic.id for entry in self._rows(series.id, when)]
        facts = [entry.fact for entry in entries]
        if when is not None and len(facts) == 1:
            return self.composer.facts("", facts, 1.0)
        figured = {fact.id for fact in facts}
        others = [] if when else [fact for fact in self.base.facts_of(topic.id) if fact.id not in figured]
        if not facts and not others:
            return self._none(self.wording.say("declined_date", date=self.wording.date(when) if when else ""))
        return _Shown("", [*entries, *self._bullets(others)], Reason.SERIES)

    def _rows(self, series_id: str, when: When | None) -> Iterator[Entry]:
        heading = self.wording.say("series", title=text_in(self.base.series(series_id).title, self.language)) + "\n"
        for figure, fact in self.base.series_figures(series_id):
            if when is None or figure.year in when.years:
                row = self.wording.say("series_line", year=figure.year, amount=self.wording.figure(figure))
                yield Entry(f"{heading}• {row}", fact)
                heading = ""

    def _entities(self, topic: Topic, entity_id: str | None) -> _Shown | Answer:
        kinds = topic.command.entity_kinds if topic.command else ()
        if entity_id is not None:
            facts = sorted(self.base.facts_about(entity_id), key=lambda fact: fact.topic != topic.id)
            return _Shown(self._entity_line(entity_id), self._bullets(facts), Reason.ENTITY) if facts else self._empty(topic)
        entries = []
        for entity in self.base.entities_of(kinds):
            about = self.base.facts_about(entity.id)
            chosen = next((fact for fact in about if fact.topic == topic.id), next(iter(about), None))
            if chosen is not None:
                entries.append(Entry(f"• {self._entity_line(entity.id)}", chosen))
        return _Shown("", entries, Reason.ENTITY, notes=False) if entries else self._empty(topic)

    def _entity_line(self, entity_id: str) -> str:
        entity = self.base.entity(entity_id)
        name = text_in(entity.name, self.language)
        role = text_in(entity.role, self.language) if entity.role else ""
        return self.wording.say("entity_line", name=name, role=role) if role else f"**{name}**"

    def _bullets(self, facts: Sequence[Fact]) -> list[Entry]:
        return [Entry(self.composer.bullet(fact), fact) for fact in facts]

    def _written(self, shown: _Shown, entries: Sequence[Entry], rest: Sequence[str] = ()) -> Answer:
        text = "\n".join(part for part in (shown.heading, *(entry.line for entry in entries), *rest) if part)
        facts = list({entry.fact.id: entry.fact for entry in entries}.values())
        answer = self.composer.answer("", text, facts, 1.0, shown.reason)
        told = {"note": self._notes(facts) if shown.notes else None}
        if shown.reason is Reason.TIMELINE and len({fact.topic for fact in facts}) > 1:
            told["topic"] = self._of_dates()
        return answer.model_copy(update=told)

    def _of_dates(self) -> str | None:
        """The topic under which dated facts of all topics are shown, if there is one."""
        views = ((topic.id, topic.command.view) for topic in self.base.topics if topic.command)
        return next((topic for topic, view in views if view is View.TIMELINE), None)

    def _notes(self, facts: Sequence[Fact]) -> str | None:
        """The notes on these facts, each once, with all that it is about where there are several facts: notes say "it"."""
        if len(facts) < 2:
            return self.composer.notes(facts)
        noted: dict[str, list[str]] = {}
        for fact in facts:
            if fact.note:
                noted.setdefault(text_in(fact.note, self.language), []).append(text_in(fact.title, self.language))
        lines = [self.wording.say("note_on", title=", ".join(titles), note=note) for note, titles in noted.items()]
        return "\n".join(lines[:MOST_NOTES]) or None

    def _dated_line(self, fact: Fact) -> str:
        return self._dated(fact, self.composer.statement)

    def _dated_title(self, fact: Fact) -> str:
        return self._dated(fact, lambda one: text_in(one.title, self.language))

    def _dated(self, fact: Fact, told: Callable[[Fact], str]) -> str:
        assert fact.when is not None
        date = self.wording.date(fact.when)
        when = self.wording.say("inferred", date=date) if fact.inferred else date
        return "• " + self.wording.say("timeline_line", when=when, statement=told(fact))

    def _empty(self, topic: Topic) -> Answer:
        return self._none(self.wording.say("nothing_here", topic=text_in(topic.title, self.language)))

    def _none(self, text: str) -> Answer:
        return Answer(
            question="",
            status=Status.DECLINED,
            reason=Reason.OUT_OF_SCOPE,
            text=text,
            language=self.language,
            score=1.0,
        )


def _span(since: int | None, until: int | None) -> str | None:
    """Years from and to as one date, whichever way round; open ends reach as far as dates are read."""
    if since is None and until is None:
        return None
    first, last = EARLIEST if since is None else since, LATEST if until is None else until
    if first == last:
        return f"{first:04}"
    return f"{min(first, last):04}-01-01/{max(first, last):04}-12-31"


def place_in_time(when: When) -> tuple[date, date]:
    """Where a date stands among others: one that only tells a year comes after those with a month in it."""
    return (when.last if when.precision == "year" else when.first), when.last


def _place_in_time(fact: Fact) -> tuple[date, date]:
    assert fact.when is not None
    return place_in_time(fact.when)


def _is_in(told: When, when: When) -> bool:
    """Whether a date that a text tells lies in a time; one that is only told to the year lies in no part of it."""
    return told.within(when) if when.precision in {"month", "day"} else told.overlaps(when)


def _is_of_years(when: When) -> bool:
    return (when.first.month, when.first.day, when.last.month, when.last.day) == (1, 1, 12, 31)


def _fits(fact: Fact, when: When | None, entity: str | None) -> bool:
    if entity is not None and entity not in fact.entities:
        return False
    if when is None:
        return True
    if when.precision in {"month", "day"}:  # what is only dated to the year need not have happened then
        return fact.when is not None and fact.when.within(when)
    years = {figure.year for figure in fact.figures if figure.year}
    if fact.when and fact.when.precision in {"year", "interval"} and not _is_of_years(when):
        return fact.when.within(when)  # "since May": what is only dated to that year need not have happened since
    return bool(fact.when and fact.when.overlaps(when)) or any(When(f"{year:04}").within(when) for year in years)
