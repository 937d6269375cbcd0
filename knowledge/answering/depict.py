"""Chooses the pictures of an answer: by the view of the topic that it lists, and by the series that its figures belong to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from knowledge.answering.answer import Answer, Reason
from knowledge.answering.picture import (
    ALT_LIMIT,
    Bar,
    Moment,
    Picture,
    SeriesPicture,
    TablePicture,
    Tile,
    TilesPicture,
    TimelinePicture,
)
from knowledge.answering.wording import Wording
from knowledge.base import KnowledgeBase
from knowledge.localised import text_in
from knowledge.model import Fact, Figure, FigureStatus, Series, Topic, View
from knowledge.when import When

LEAST = 2  # rows, tiles or moments from which a picture says more than a sentence
LEAST_BARS = {Reason.COMPUTED: 2, Reason.SERIES: 2}  # other answers that name figures in passing want no chart below three
MOST_BARS = 16  # of a chart: what a phone shows legibly
MOST_PICTURES = 3  # of an answer


class Depictor:
    """Describes pictures of one snapshot in one language."""

    def __init__(self, base: KnowledgeBase, wording: Wording) -> None:
        self.base = base
        self.wording = wording
        self.language = wording.language.code

    def pictures(self, answer: Answer) -> tuple[Picture, ...]:
        """The pictures that go with an answer; none with most."""
        facts = [self.base.fact(fact) for fact in answer.facts if self.base.has_fact(fact)]
        listing = answer.listing
        if listing is not None and listing.collection is None and facts:
            topic = self.base.topic(listing.topic) if listing.topic else None
            view = topic.command.view if topic and topic.command else View.TIMELINE if topic is None else View.FACTS
            narrowed = [topic.title] if topic else []
            narrowed += [self.base.topic(listing.other_topic).title] if listing.other_topic else []
            narrowed += [self.base.entity(listing.entity).name] if listing.entity else []
            names = [text_in(one, self.language) for one in narrowed] or [self.wording.say("timeline_title")]
            title = " · ".join([*names, *([self.wording.date(When(listing.when))] if listing.when else [])])
            colour = topic.colour if topic else self.base.topic(facts[0].topic).colour
            found = self._of_view(view, topic, title, colour, facts, whole=listing.entity is None)
            if found is not None:
                return (found,)
        return tuple(self._charts(answer, facts))[:MOST_PICTURES]

    def _of_view(
        self, view: View, topic: Topic | None, title: str, colour: str, facts: Sequence[Fact], *, whole: bool
    ) -> Picture | None:
        if view is View.TIMELINE:
            return self._timeline(title, colour, facts)
        if view is View.TABLE:
            return self._table(title, colour, facts)
        if view is View.FIGURES:
            return self._figures(title, colour, facts)
        if view is View.ENTITIES and whole and topic is not None:
            return self._people(topic, title, facts)
        return None

    def _charts(self, answer: Answer, facts: Sequence[Fact]) -> Iterable[Picture]:
        """A chart for each series that an answer is mainly about; of a series that is shown whole, missing years too."""
        if answer.page is not None and answer.page.number > 0:
            return  # it stands above the first page
        least = LEAST_BARS.get(answer.reason, LEAST + 1)
        for series in self.base.pack.series:
            whole = self.base.series_figures(series.id)
            rows = [(figure, fact) for figure, fact in whole if self._belongs(figure, fact, series, answer, facts)]
            if len(rows) >= least and (answer.page is not None or 2 * len(rows) >= len(facts)):
                yield self._chart(series, rows, complete=len(rows) == len(whole))

    def _belongs(self, figure: Figure, fact: Fact, series: Series, answer: Answer, facts: Sequence[Fact]) -> bool:
        """Whether a figure is what an answer is about: its facts give it, its list holds it, or they tell of a span of years."""
        listing = answer.listing
        if listing is not None and listing.topic == series.topic and listing.entity is None:
            return listing.when is None or figure.year in When(listing.when).years
        if fact in facts:
            return True
        spans = [one.when for one in facts if one.topic == series.topic and one.when and one.when.precision == "interval"]
        return len(facts) == 1 and any(figure.year in span.years for span in spans)

    def _chart(self, series: Series, rows: Sequence[tuple[Figure, Fact]], *, complete: bool) -> SeriesPicture:
        title = text_in(series.title, self.language)
        if len(rows) > MOST_BARS:
            rows, complete = rows[-MOST_BARS:], False
            title = self.wording.say("chart_newest", title=title, count=MOST_BARS)
        bars = [self._bar(figure) for figure, _ in rows]
        points = [self.wording.say("chart_point", label=f.year, shown=self.wording.figure(f)) for f, _ in rows]
        if complete:
            bars = self._with_gaps([figure for figure, _ in rows])
        expected = any(bar.expected for bar in bars)
        return SeriesPicture(
            title=title,
            bars=tuple(bars[:MOST_BARS]),
            reported=self.wording.say("chart_reported") if expected else "",
            expected=self.wording.say("chart_expected") if expected else "",
            source=self._source(fact for _, fact in rows),
            colour=self.base.topic(series.topic).colour,
            alt=self._alt("alt_chart", title, points),
        )

    def _with_gaps(self, figures: Sequence[Figure]) -> list[Bar]:
        """The bars, and where years are missing between two a line that says so."""
        bars = [self._bar(figures[0])]
        for before, after in pairwise(figures):
            first, last = (before.year or 0) + 1, (after.year or 0) - 1
            if first <= last:
                label = str(first) if first == last else f"{first}–{last}"
                bars.append(Bar(label=label, shown=self.wording.say("chart_no_figure")))
            bars.append(self._bar(after))
        return bars if len(bars) <= MOST_BARS else [self._bar(figure) for figure in figures]

    def _bar(self, figure: Figure) -> Bar:
        return Bar(
            label=str(figure.year),
            shown=self._amount(figure),
            amount=float(figure.amount),
            expected=figure.status is FigureStatus.EXPECTED,
        )

    def _amount(self, figure: Figure) -> str:
        amount = self.wording.amount(figure.amount, figure.unit)
        return self.wording.say("chart_about", amount=amount) if figure.approximate else amount

    def _timeline(self, title: str, colour: str, facts: Sequence[Fact]) -> Picture | None:
        moments = [
            Moment(date=self.wording.date(fact.when), text=text_in(fact.title, self.language), inferred=bool(fact.inferred))
            for fact in facts
            if fact.when
        ]
        if len(moments) < LEAST:
            return None
        mark = self.wording.say("chart_inferred") if any(moment.inferred for moment in moments) else ""
        dates = [self.wording.say("inferred", date=m.date) if m.inferred else m.date for m in moments]
        points = [
            self.wording.say("chart_point", label=date, shown=moment.text) for date, moment in zip(dates, moments, strict=True)
        ]
        return TimelinePicture(
            title=title,
            moments=tuple(moments),
            inferred=mark,
            source=self._source(facts),
            colour=colour,
            alt=self._alt("alt_timeline", title, points),
        )

    def _figures(self, title: str, colour: str, facts: Sequence[Fact]) -> Picture | None:
        tiles = [
            Tile(large=self._amount(figure), small=text_in(figure.label or fact.title, self.language))
            for fact in facts
            for figure in fact.figures
        ]
        if len(tiles) < LEAST:
            return None
        points = [self.wording.say("chart_point", label=tile.small, shown=tile.large) for tile in tiles]
        return TilesPicture(
            kind="figures",
            title=title,
            tiles=tuple(tiles),
            source=self._source(fact for fact in facts if fact.figures),
            colour=colour,
            alt=self._alt("alt_figures", title, points),
        )

    def _people(self, topic: Topic, title: str, facts: Sequence[Fact]) -> Picture | None:
        given = {fact.id for fact in facts}
        tiles: list[Tile] = []
        for entity in self.base.entities_of(topic.command.entity_kinds if topic.command else ()):
            about = self.base.facts_about(entity.id)
            chosen = next((fact for fact in about if fact.topic == topic.id), next(iter(about), None))
            if chosen is not None and chosen.id in given:
                role = text_in(entity.role, self.language) if entity.role else ""
                tiles.append(Tile(large=text_in(entity.name, self.language), small=role))
        if len(tiles) < LEAST:
            return None
        points = [self.wording.say("chart_point", label=t.large, shown=t.small) if t.small else t.large for t in tiles]
        return TilesPicture(
            kind="people",
            title=title,
            tiles=tuple(tiles),
            source=self._source(facts),
            colour=topic.colour,
            alt=self._alt("alt_people", title, points),
        )

    def _table(self, title: str, colour: str, facts: Sequence[Fact]) -> Picture | None:
        if len(facts) < LEAST:
            return None
        names = self._names(facts)
        rows = [
            (
                text_in(fact.title, self.language),
                names[fact.id],
                self._date_of(fact),
                fact.attribution or "",
                ", ".join(self.wording.say("paragraph", number=citation.paragraph) for citation in fact.citations),
            )
            for fact in facts
        ]
        if any(row[2] or row[3] for row in rows):  # a phone is not wide enough for all
            rows = [(row[0], "", *row[2:]) for row in rows]
        columns = [self.wording.say(one) for one in ("table_what", "table_names", "table_when", "table_who", "table_where")]
        filled = [place for place in range(len(columns)) if any(row[place] for row in rows)]
        points = [", ".join(filter(None, row)) for row in rows]
        return TablePicture(
            title=title,
            columns=tuple(columns[place] for place in filled),
            rows=tuple(tuple(row[place] for place in filled) for row in rows),
            source=self._source(facts),
            colour=colour,
            alt=self._alt("alt_table", title, points),
        )

    def _names(self, facts: Sequence[Fact]) -> dict[str, str]:
        """Whom and what each fact is about, without those that all are about or that its title names."""
        shared = set.intersection(*(set(fact.entities) for fact in facts))
        found = {}
        for fact in facts:
            names = [text_in(self.base.entity(one).name, self.language) for one in fact.entities if one not in shared]
            title = text_in(fact.title, self.language).casefold()
            found[fact.id] = ", ".join(name for name in names if name.casefold() not in title)
        return found

    def _date_of(self, fact: Fact) -> str:
        if fact.when is None:
            return ""
        date = self.wording.date(fact.when)
        return self.wording.say("inferred", date=date) if fact.inferred else date

    def _source(self, facts: Iterable[Fact]) -> str:
        """Where it stands, with paragraphs and dates: a picture travels without its message."""
        places: dict[str, set[int]] = {}
        for fact in facts:
            for citation in fact.citations:
                places.setdefault(citation.source, set()).add(citation.paragraph)
        lines = []
        for source_id, numbers in places.items():
            source = self.base.source(source_id)
            paragraphs = ", ".join(self.wording.say("paragraph", number=number) for number in sorted(numbers))
            date = self.wording.date(source.published) if source.published else ""
            dated = self.wording.say("inferred", date=date) if date and source.inferred else date
            lines.append(" · ".join(filter(None, (source.title, paragraphs, dated))))
        return self.wording.say("chart_source", sources="; ".join(lines))

    def _alt(self, key: str, title: str, points: Sequence[str]) -> str:
        """The description, with as many points as there is room for; the message itself tells them all."""
        told = list(points)
        while True:
            rest = self.wording.say("alt_more", count=len(points) - len(told)) if len(told) < len(points) else ""
            text = self.wording.say(key, title=title, points="; ".join(filter(None, [*told, rest])))
            if len(text) <= ALT_LIMIT or not told:
                return text[:ALT_LIMIT]
            told.pop()
