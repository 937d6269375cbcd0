"""Lists: what a topic's command shows, timelines by date, figures by year."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from knowledge.answering.answer import Answer, Reason, Status
from knowledge.answering.compose import MAX_LISTED, Composer
from knowledge.localised import text_in
from knowledge.model import Fact, Topic, View
from knowledge.when import When

TOLD_IN_FULL = 10  # entries of a timeline that are told in sentences; longer ones show titles


class Lister:
    """Writes lists from the facts of one snapshot."""

    def __init__(self, composer: Composer) -> None:
        self.composer = composer
        self.base = composer.base
        self.wording = composer.wording
        self.language = composer.language

    def topic(self, topic: Topic, entity: str | None, year: int | None, other: str | None) -> Answer:
        """What a topic's command shows, narrowed by its options."""
        view = topic.command.view if topic.command else View.FACTS
        when = When(f"{year:04}") if year else None
        if view is View.TIMELINE:
            return self.timeline("", when, entity, other)
        if view is View.ENTITIES:
            return self._entities(topic, entity)
        if view is View.SERIES and entity is None:
            return self._series(topic, year)
        facts = [fact for fact in self.base.facts_of(topic.id) if _fits(fact, when, entity)]
        if not facts and entity:
            facts = [fact for fact in self.base.facts_about(entity) if _fits(fact, when, None)]
        return self._listed(topic, facts)

    def timeline(self, question: str, when: When | None, entity: str | None = None, topic: str | None = None) -> Answer:
        """Dated facts by date; declined where there are none."""
        dated = [
            fact for fact in self.base.facts if fact.when and _fits(fact, when, entity) and (topic is None or fact.topic == topic)
        ]
        dated.sort(key=_place_in_time)
        if not dated:
            label = self.wording.date(when) if when else ""
            text = self.wording.say("declined_date", date=label) if when else self.wording.say("declined")
            return self._none(question, text)
        heading = self.wording.say("timeline", date=self.wording.date(when)) if when else self.wording.say("timeline_all")
        line = self._dated_line if len(dated) <= TOLD_IN_FULL else self._dated_title
        return self._answer(question, heading, dated, line, Reason.TIMELINE)

    def _series(self, topic: Topic, year: int | None) -> Answer:
        series = [series for series in self.base.pack.series if series.topic == topic.id]
        lines: list[str] = []
        facts: list[Fact] = []
        for one in series:
            rows = [row for row in self.base.series_figures(one.id) if year is None or row[0].year == year]
            if rows:
                lines.append(self.wording.say("series", title=text_in(one.title, self.language)))
            for figure, fact in rows:
                amount = self.wording.figure(figure)
                lines.append("• " + self.wording.say("series_line", year=figure.year, amount=amount))
                facts.append(fact)
        figured = {fact.id for fact in facts}
        others = [f for f in self.base.facts_of(topic.id) if f.id not in figured and year is None]
        if year is not None and len(facts) == 1:
            return self.composer.facts("", facts, 1.0)
        if not facts and not others:
            return self._none("", self.wording.say("declined_date", date=year))
        lines += map(self.composer.bullet, others[: MAX_LISTED - len(facts)])
        return self.composer.answer("", "\n".join(lines), [*facts, *others], 1.0, Reason.SERIES)

    def _entities(self, topic: Topic, entity_id: str | None) -> Answer:
        kinds = topic.command.entity_kinds if topic.command else ()
        if entity_id is not None:
            entity = self.base.entity(entity_id)
            facts = sorted(self.base.facts_about(entity_id), key=lambda fact: fact.topic != topic.id)
            role = text_in(entity.role, self.language) if entity.role else ""
            heading = self._entity_line(text_in(entity.name, self.language), role)
            return self._answer("", heading, facts, self.composer.bullet, Reason.ENTITY) if facts else self._empty(topic)
        entities = [entity for entity in self.base.entities_of(kinds) if self.base.facts_about(entity.id)]
        about = {entity.id: self.base.facts_about(entity.id) for entity in entities}
        lines = [
            "• "
            + self._entity_line(text_in(entity.name, self.language), text_in(entity.role, self.language) if entity.role else "")
            for entity in entities[:MAX_LISTED]
        ]
        chosen = [next((fact for fact in rows if fact.topic == topic.id), rows[0]) for rows in about.values()]
        facts = list({fact.id: fact for fact in chosen}.values())
        if not facts:
            return self._empty(topic)
        return self.composer.answer("", "\n".join(lines), facts, 1.0, Reason.ENTITY).model_copy(update={"note": None})

    def _entity_line(self, name: str, role: str) -> str:
        return self.wording.say("entity_line", name=name, role=role) if role else f"**{name}**"

    def _listed(self, topic: Topic, facts: Sequence[Fact]) -> Answer:
        if not facts:
            return self._empty(topic)
        heading = f"**{text_in(topic.title, self.language)}**"
        return self._answer("", heading, facts, self.composer.bullet, Reason.TOPIC)

    def _answer(self, question: str, heading: str, facts: Sequence[Fact], line: Callable[[Fact], str], reason: Reason) -> Answer:
        shown = facts[:MAX_LISTED]
        more = [self.wording.say("more", count=len(facts) - len(shown))] if len(facts) > len(shown) else []
        text = "\n".join([heading, *map(line, shown), *more])
        return self.composer.answer(question, text, shown, 1.0, reason)

    def _dated_line(self, fact: Fact) -> str:
        assert fact.when is not None
        when, statement = self.wording.date(fact.when), self.composer.statement(fact)
        return "• " + self.wording.say("timeline_line", when=when, statement=statement)

    def _dated_title(self, fact: Fact) -> str:
        assert fact.when is not None
        when, title = self.wording.date(fact.when), text_in(fact.title, self.language)
        return "• " + self.wording.say("timeline_line", when=when, statement=title)

    def _empty(self, topic: Topic) -> Answer:
        return self._none("", self.wording.say("nothing_here", topic=text_in(topic.title, self.language)))

    def _none(self, question: str, text: str) -> Answer:
        return Answer(
            question=question,
            status=Status.DECLINED,
            reason=Reason.OUT_OF_SCOPE,
            text=text,
            language=self.language,
            score=1.0,
        )


def _place_in_time(fact: Fact) -> tuple[date, date]:
    """Where a fact stands in a timeline: one that is only dated to a year comes after those with a month in it."""
    assert fact.when is not None
    return (fact.when.last if fact.when.precision == "year" else fact.when.first), fact.when.last


def _fits(fact: Fact, when: When | None, entity: str | None) -> bool:
    if entity is not None and entity not in fact.entities:
        return False
    if when is None:
        return True
    if when.precision in {"month", "day"}:  # what is only dated to the year need not have happened then
        return fact.when is not None and fact.when.within(when)
    years = {figure.year for figure in fact.figures if figure.year}
    return bool(fact.when and fact.when.overlaps(when)) or any(year in when.years for year in years)
