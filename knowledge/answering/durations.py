"""The time between two dated facts: "how many months passed between … and …", with the dates shown."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from knowledge.answering.answer import Answer, Computed, Reason
from knowledge.answering.compose import Composer
from knowledge.answering.reading import Reading
from knowledge.matching.matcher import Matcher
from knowledge.model import Fact
from knowledge.text import clean
from knowledge.understanding.followup import merged
from knowledge.understanding.query import Query

LEAST = 0.3  # probability that an end of the span was understood
Read = Callable[[Query], Reading]


class Durations:
    """Answers questions for the time between two things that the base dates."""

    def __init__(self, composer: Composer, matcher: Matcher) -> None:
        self.composer = composer
        self.wording = composer.wording
        self._matcher = matcher
        language = composer.wording.language
        between, joins = ("|".join(map(re.escape, language.date_words[name])) for name in ("between", "and"))
        self._pattern = re.compile(rf"\b(?:{between})\b(.+?)\b(?:{joins})\b(.+)", re.IGNORECASE)

    def answer(self, query: Query, read: Read) -> Answer | None:
        """The span, or None when none is asked for or an end of it is not dated."""
        if not query.asks & {"count", "length", "amount"}:
            return None
        language = self.wording.language
        row = query.text.casefold().split()
        unit = next((unit for unit, words in language.durations.items() if any(word in row for word in words)), None)
        found = self._pattern.search(clean(query.utterance).rstrip("?!. "))
        if unit is None or found is None:
            return None
        expanded = [" ".join(language.expansions.get(word, word) for word in part.split()) for part in found.groups()]
        first, second = (self._matcher.read(part) for part in expanded)
        # "between the Kazakh and the Kyrgyz delisting": what the first half leaves out stands in the second.
        ends = [self._dated(read(first), read), self._dated(read(merged(first, second, (), _kind, language)), read)]
        start = ends[0] or ends[1]
        stop = self._dated(read(second), read)
        if start is None or stop is None or start.id == stop.id:
            start = ends[1]
        if start is None or stop is None or start.id == stop.id or start.when is None or stop.when is None:
            return None
        pair = (start, stop) if start.when <= stop.when else (stop, start)
        return self._worded(query, unit, *pair)

    def _dated(self, reading: Reading, read: Read) -> Fact | None:
        for match in reading.matches[:4]:
            if match.candidate.is_collection or match.candidate.is_gap or reading.verdict.scope < LEAST:
                continue
            fact = self.composer.base.fact(match.candidate.id)
            if fact.when:
                return fact
        return None

    def _worded(self, query: Query, unit: str, first: Fact, last: Fact) -> Answer | None:
        assert first.when is not None
        assert last.when is not None
        a, b = first.when.first, last.when.first
        months = (b.year - a.year) * 12 + b.month - a.month
        precisions = {first.when.precision, last.when.precision}
        value = {"month": months, "year": b.year - a.year, "day": (b - a).days}[unit]
        if (unit == "month" and not precisions <= {"month", "day"}) or (unit == "day" and precisions != {"day"}):
            unit, value = "year", b.year - a.year  # no finer than the sources date
        if unit == "year" and precisions <= {"month", "day"} and months % 12:
            unit, value = "month", months
        if not value:
            return None  # the sources date both too roughly to tell
        dates = [self.wording.date(fact.when) for fact in (last, first) if fact.when]
        expression = f"{dates[0]} − {dates[1]}"
        amount = self.wording.amount(Decimal(value), self.wording.language.durations[unit][0 if value == 1 else 1])
        lines = [self.wording.say("duration", value=amount, expression=expression)]
        lines += [self.composer.bullet(fact) for fact in (first, last)]
        computed = Computed(operation="duration", expression=expression, value=value, unit=unit)
        answer = self.composer.answer(query.utterance, "\n".join(lines), [first, last], 0.9, Reason.COMPUTED)
        return answer.model_copy(update={"computed": computed})


def _kind(entity: str) -> str:
    return entity  # nothing is replaced: each name stays
