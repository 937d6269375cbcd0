"""Sums over figures, with the sum shown: total, average, ratio, change, highest and lowest."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from knowledge.answering.answer import Answer, Computed, Reason
from knowledge.answering.compose import Composer
from knowledge.answering.operands import NEEDS_TWO, Operand, Operands
from knowledge.answering.reading import Reading
from knowledge.answering.reckoning import WHOLE, Reckoner, Reckoning
from knowledge.matching.matcher import Matcher
from knowledge.model import EntityKind, FigureStatus
from knowledge.understanding.query import Query

WHOLE_PERCENT = 100  # from here decimals of a percentage say nothing
# What is done when a question has several cue words: the more special first.
PRECEDENCE = ("rank", "leap", "average", "sum", "ratio", "growth", "difference", "total", "highest", "lowest")
CHANGES = frozenset({"growth", "difference"})
EXTREMES = frozenset({"highest", "lowest"})


_DATE = frozenset({"date"})
_FINER = {"month", "day", "clock"}  # times of which no figures by years tell
_NO_FIGURES = {kind.value for kind in EntityKind} | {"place"}


class Arithmetic:
    """Answers questions that need a sum."""

    def __init__(self, composer: Composer, matcher: Matcher) -> None:
        self.composer = composer
        self.wording = composer.wording
        self.operands = Operands(composer.base, matcher)
        self._reckoner = Reckoner(composer.base, matcher)

    def answer(self, query: Query, given: Sequence[Operand] = (), reading: Reading | None = None) -> Answer | None:
        """The computed answer, or None when the question asks for no sum or its figures cannot be told.

        `given` are the figures told in the answers before, which "add them up" means; `reading` is what was found for the
        question.
        """
        more = self._claims_more(query)
        operation = "difference" if more is not None else _operation(query) or self._extreme(query)
        if query.yes_no and query.amounts:
            return None  # "did it exceed 170 million?" compares with a fact
        if query.asks & _NO_FIGURES:
            return None  # "which country trades most" is no matter of years
        operands = list(given) if given and not query.dates else []
        if not operands and operation is not None:
            operands = self.operands.of_series(query, operation)
            if operation in EXTREMES and reading is not None and self.operands.told_apart(reading, operands):
                operands = []
        if not operands and reading is not None and (answer := self.of_fact(query, reading)):
            return answer
        if operation is None:
            return None
        if not operands and not query.yes_no:  # what follows from a label is no yes or no
            operands = self.operands.labelled(query, operation)
        if given and operation in NEEDS_TWO and len(operands) > 2:
            operands = [operands[0], operands[-1]]
        if given and operation in CHANGES and all(operand.figure.year for operand in operands):
            operands = sorted(operands, key=lambda operand: operand.figure.year or 0)  # in whichever order they were asked for
        if len(operands) < 2 or (operation in NEEDS_TWO and len(operands) != 2):
            return None
        if operation in {"ratio", "growth"} and not all(operand.amount for operand in operands):
            return None  # nothing is in proportion to zero
        if operation == "yearly" and len({operand.figure.year for operand in operands} - {None}) < len(operands):
            return None
        units = {operand.figure.unit for operand in operands}
        if len(units) > 1 and not (operation == "ratio" and self.wording.language.portions.set_against.search(query.text)):
            return None  # "divided between them" sets no amount against another
        text, computed = self._worked_out(operation, operands)
        if more is not None:
            language, rises = self.wording.language, operands[1].amount > operands[0].amount
            differs = operands[1].amount != operands[0].amount
            text = f"{language.yes if differs and rises == more else language.no} {text}"
        return self.shown(query, text, computed, operands, _missing(query, operation, operands))

    def of_fact(self, query: Query, reading: Reading) -> Answer | None:
        """What the figures of the fact that a question is about make; None where they do not settle it, or none are asked for."""
        if (query.yes_no and query.amounts) or query.asks & _NO_FIGURES:
            return None
        reckoning = self._reckoner.find(query, reading)
        return self._reckoned(query, reckoning) if reckoning else None

    def shown(
        self, query: Query, text: str, computed: Computed, operands: Sequence[Operand], missing: Sequence[int] = ()
    ) -> Answer:
        """An answer with its operands below it, and with what a reader has to know of them."""
        expected = [o.label for o in operands if o.figure.status is FigureStatus.EXPECTED]
        note = self.wording.say("computed_expected", years=", ".join(expected)) if expected else ""
        note += self.wording.say("computed_missing", years=", ".join(map(str, missing))) if missing else ""
        lines = [text, *(f"• {self._labelled(operand)}" for operand in operands)]
        answer = self.composer.answer(
            query.utterance, "\n".join(lines), [operand.fact for operand in operands], 0.95, Reason.COMPUTED
        )
        own = answer.note if operands[0].figure.series is None else None  # notes on years of a series say "it"
        notes = " ".join(filter(None, [self.wording.say("computed_note", expectation=note), own]))
        return answer.model_copy(update={"computed": computed, "note": notes})

    def _extreme(self, query: Query) -> str | None:
        """Whether the highest or the lowest is asked for in words that only say so of a year: "when did they brew the most?"."""
        text = " ".join(query.row)
        return (
            None
            if query.yes_no or query.wants & _FINER
            else self.wording.language.years.extreme(text, of_a_year=query.asks == _DATE)
        )

    def _reckoned(self, query: Query, reckoning: Reckoning) -> Answer | None:
        """The answer from figures of facts that the question is about."""
        operation, operands = reckoning.operation, list(reckoning.operands)
        unit = operands[0].figure.unit
        if operation == "remainder":
            parts = " + ".join(self.wording.figure(operand.figure) for operand in operands)
            expression = f"{self.wording.amount(WHOLE, unit)} − ({parts})"
            value = WHOLE - sum((operand.amount for operand in operands), Decimal())
            text, computed = self._said(operation, expression, value, unit)
        elif operation == "difference":
            operands.sort(key=lambda operand: -operand.amount)
            expression = " − ".join(self.wording.figure(operand.figure) for operand in operands)
            per_cent = unit in {"percent", *self.wording.language.percent_signs}
            unit = self.wording.say("percentage_points") if per_cent else unit
            text, computed = self._said("difference_of", expression, operands[0].amount - operands[1].amount, unit)
            computed = computed.model_copy(update={"operation": operation})
        else:
            if operation in NEEDS_TWO and not all(operand.amount > 0 for operand in operands):
                return None  # nothing is in proportion to zero
            if all(operand.figure.year for operand in operands):
                operands.sort(key=lambda operand: operand.figure.year or 0)
            text, computed = self._worked_out(operation, operands)
        if whole := reckoning.whole:
            text += " " + self.wording.say("stated_whole", figure=self.wording.figure(whole.figure), label=whole.label)
        return self.shown(query, text, computed, operands)

    def _claims_more(self, query: Query) -> bool | None:
        """Whether a yes/no question holds that there was more in the later of two years (False: less); None for no such claim.

        Where it names one year, it is set against the one before.
        """
        if not query.yes_no or query.amounts:
            return None
        language = self.wording.language
        row = set(query.row)
        compares = not row.isdisjoint(language.comparing_words)
        turned = row & (language.negations | language.turning_words - language.falling)
        if turned:
            return None
        years = [when.first.year for when in query.dates]
        if len(query.dates) == 1 and query.dates[0].precision == "interval" and not compares:
            years = [query.dates[0].first.year, query.dates[0].last.year]
        up = bool(row & (language.more_than if compares else language.rising))
        down = bool(row & (language.below if compares else language.falling))
        if up == down:
            return None
        if len(years) == 1 and not compares and query.dates[0].precision == "year":
            return up
        if len(years) != 2 or (len(query.dates) == 2) != compares:
            return None
        # "higher in one than in the other" names the year that has more first; "it rose from one to the other" names it last.
        later_first = years[0] > years[1]
        return (up == later_first) if compares else up

    def _worked_out(self, operation: str, operands: Sequence[Operand]) -> tuple[str, Computed]:
        unit = operands[0].figure.unit
        amounts = [operand.amount for operand in operands]
        shown = [self.wording.figure(operand.figure) for operand in operands]
        if operation == "sum":
            return self._said(operation, " + ".join(shown), sum(amounts, Decimal()), unit)
        if operation == "average":
            expression = f"({' + '.join(shown)}) ÷ {len(shown)}"
            return self._said(operation, expression, sum(amounts, Decimal()) / len(amounts), unit)
        if operation == "rank":
            ranked = sorted(operands, key=lambda operand: -operand.amount)
            listed = ", ".join(f"{self.wording.figure(operand.figure)} ({operand.label})" for operand in ranked)
            return self._said(operation, listed, ranked[0].amount, unit)
        if operation == "leap":
            pairs = [(b.amount - a.amount, a, b) for a, b in pairwise(operands)]
            value, first, last = max(pairs, key=lambda pair: pair[0])
            expression = f"{self.wording.figure(last.figure)} − {self.wording.figure(first.figure)}"
            return self._said(operation, expression, value, unit, first=first.label, last=last.label)
        if operation == "yearly":
            return self._yearly(operands)
        if operation in {"highest", "lowest"}:
            pick = max if operation == "highest" else min
            chosen = pick(operands, key=lambda operand: operand.amount)
            listed = ", ".join(f"{amount} ({o.label})" for amount, o in zip(shown, operands, strict=True))
            return self._said(operation, listed, chosen.amount, unit, year=chosen.label)
        if operands[0].figure.unit != operands[1].figure.unit:
            return self._per(operands, shown)
        return self._change(operation, operands, shown)

    def _yearly(self, operands: Sequence[Operand]) -> tuple[str, Computed]:
        """The change a year, on average over the years from the first figure to the last."""
        first, last = operands[0], operands[-1]
        years = (last.figure.year or 0) - (first.figure.year or 0)
        value = (last.amount - first.amount) / years
        shown = [self.wording.figure(operand.figure) for operand in (last, first)]
        key, ends = "yearly_fall" if value < 0 else "yearly_rise", {"first": first.label, "last": last.label}
        return self._said(key, f"({shown[0]} − {shown[1]}) ÷ {years}", abs(value), first.figure.unit, **ends)

    def _per(self, operands: Sequence[Operand], shown: Sequence[str]) -> tuple[str, Computed]:
        """An amount for each of something: US$88.38 billion over 42.6 million people."""
        top, bottom = operands
        value = top.amount / bottom.amount
        unit = f"{top.figure.unit} / {bottom.figure.unit}"
        amount = self.wording.amount(value, top.figure.unit)
        expression = f"{shown[0]} ÷ {shown[1]} ≈ {amount}"
        text = self.wording.say("ratio_per", value=amount, expression=expression)
        return text, Computed(operation="ratio", expression=expression, value=float(value), unit=unit)

    def _change(self, operation: str, operands: Sequence[Operand], shown: Sequence[str]) -> tuple[str, Computed]:
        """A difference with its ratio and growth: whoever asks for one of them understands it by the others."""
        first, last = operands
        difference = last.amount - first.amount
        if not first.amount:
            expression = f"{shown[1]} − {shown[0]}"
            return self._said(
                "change_from_nothing", expression, difference, first.figure.unit, first=first.label, last=last.label
            )
        ratio = last.amount / first.amount
        percent = (ratio - 1) * 100
        times = self.wording.number(ratio)
        parts = {
            "difference": (f"{shown[1]} − {shown[0]}", difference, first.figure.unit),
            "ratio": (f"{shown[1]} ÷ {shown[0]} ≈ {times}", ratio, "times"),
            "growth": (f"({shown[1]} − {shown[0]}) ÷ {shown[0]}", percent, "percent"),
        }
        expression, value, unit = parts[operation]
        text = self.wording.say(
            "change_down" if difference < 0 else "change_up",
            first=first.label,
            last=last.label,
            value=self.wording.amount(abs(difference), first.figure.unit),
            expression=f"{shown[1]} − {shown[0]}",
            ratio=times,
            ratio_expression=f"{shown[1]} ÷ {shown[0]}",
            growth=f"{percent:+.0f}%" if abs(percent) >= WHOLE_PERCENT else f"{percent:+.1f}%",
        )
        return text, Computed(operation=operation, expression=expression, value=float(value), unit=unit)

    def _said(self, operation: str, expression: str, value: Decimal, unit: str, **parts: str) -> tuple[str, Computed]:
        amount = self.wording.amount(value, unit)
        text = self.wording.say(operation, value=amount, expression=expression, **parts)
        return text, Computed(operation=operation, expression=expression, value=float(value), unit=unit)

    def _labelled(self, operand: Operand) -> str:
        return f"{operand.label}: {self.wording.figure(operand.figure)}"


def _operation(query: Query) -> str | None:
    """What is to be worked out: a rise "on average" is one a year, and "in total" goes with a rise or asks for a sum."""
    operation = next((name for name in PRECEDENCE if name in query.operations), None)
    if operation == "average" and query.operations & CHANGES:
        return None if "growth" in query.operations else "yearly"  # an average percentage is another sum than any of these
    return "sum" if operation == "total" else operation


def _missing(query: Query, operation: str, operands: Sequence[Operand]) -> list[int]:
    """The years of a span that a sum has no figure for."""
    if operation not in {"sum", "average"} or not any(when.precision == "interval" for when in query.dates):
        return []
    years = {year for when in query.dates for year in when.years}
    return sorted(years - {operand.figure.year for operand in operands if operand.figure.year})
