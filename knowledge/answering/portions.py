"""Parts and multiples of known amounts: "a tenth of …", "what share of … is …", "… times …", "… per inhabitant"."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator
from decimal import Decimal
from itertools import islice

from knowledge.answering.answer import Answer, Computed
from knowledge.answering.arithmetic import Arithmetic
from knowledge.answering.conversation import Conversation
from knowledge.answering.named_amounts import NEAR, Amount, NamedAmounts
from knowledge.answering.operands import Operand
from knowledge.answering.reading import Reading
from knowledge.localised import text_in
from knowledge.matching.matcher import Matcher
from knowledge.model import Fact
from knowledge.text import any_of, clean
from knowledge.understanding.query import Query

PER_CENT = Decimal(100)
LONGEST = 400  # characters of a text that is looked through: nobody asks for a portion at greater length …
MOST_WAYS = 4  # … and ways to part it that are tried, each of which takes as long as two answers
_NUMBER = r"(?P<number>\d+(?:[.,]\d+)?)"


class Portions:
    """Answers questions for a part, a share or a multiple of amounts that the facts of one snapshot give."""

    def __init__(self, arithmetic: Arithmetic, matcher: Matcher, read: Callable[[Query], Reading]) -> None:
        self._arithmetic = arithmetic
        self._matcher = matcher
        self._read = read
        self._amounts = NamedAmounts(arithmetic.operands, matcher, read)
        self._base = arithmetic.operands.base
        self._wording = arithmetic.wording
        language = matcher.reader.language
        words = language.portions
        self._factors = {**language.numbers, **words.fractions, **words.multiples}
        of, shares = any_of(words.of), any_of(words.shares)
        per_cent = rf"(?:%|(?:{any_of(sign for sign in language.percent_signs if sign.isalpha() or ' ' in sign)})\b)"
        numbers = any_of(name for name in language.numbers if name not in words.fractions)
        alone = any_of(
            name for name in words.fractions if name not in language.ordinals
        )  # "the Third Division" is a place in a row
        self._parts = (
            re.compile(rf"{_NUMBER}\s*{per_cent}\s*{of}\s+(?P<whole>.+)"),
            re.compile(rf"\b(?P<name>{any_of(words.fractions)}(?=\s+{of}\s)|{alone})\s+(?:{of}\s+)?(?P<whole>.+)"),
            re.compile(rf"\b(?P<name>{any_of(words.multiples)})\s+(?P<whole>.+)"),
            re.compile(
                rf"\b(?:{_NUMBER}|(?P<name>{numbers}))\s+{any_of(words.times)}\s+(?P<whole>(?!{any_of(words.comparing)}\b).+)"
            ),
        )
        self._shares = re.compile(rf"(?P<before>.*?)\b{shares}\s+{of}\s+(?P<rest>.+)")
        self._share_is = re.compile(rf"\b{shares}\s+{any_of(language.yes_no_starts)}\s+(?P<rest>.+)")
        self._of = re.compile(rf"\s{of}\s")
        self._verbs = re.compile(rf"\s{any_of([*language.yes_no_starts, *words.verbs])}\s")
        self._times = re.compile(rf"(?P<first>.+?)\s{any_of(words.times)}\s(?P<last>.+)")
        self._multiply = [
            re.compile(rf"\b{verb}\s(?P<first>.+?)\s{any_of(by)}\s(?P<last>.+)") for verb, by in words.multiply.items()
        ]
        self._divided = re.compile(rf"(?P<first>.+?)\s{any_of(words.divided)}\s(?P<last>.+)")
        each = "|".join(f"(?P<{unit}>{any_of(names)})" for unit, names in words.each.items())
        self._per = re.compile(rf"(?P<first>.+?)\s{any_of(words.per)}\s(?:{each}|(?P<name>\w+))\b(?P<last>.*)") if each else None
        plural = any_of(language.plural_endings)
        counted = "|".join(f"(?P<{unit}>{any_of([*names, unit])}{plural}?)" for unit, names in words.each.items())
        whose = rf"(?:{any_of(language.definite | language.pronouns)}\s)?"
        divides = rf"(?:(?P<per>{any_of(words.per)})|{any_of(words.divided)})"
        self._onward = re.compile(rf"^(?P<before>.*?)\b{divides}\s{whose}(?:{counted or '(?!)'}|(?P<other>.+))$")
        self._workings = re.compile(rf"\b{any_of(words.workings)}\b")
        cues = [*words.shares, *words.fractions, *words.multiples, *words.times, *words.multiply, *words.divided, *words.per]
        self._cue = re.compile(rf"{per_cent}|\b{any_of(cues)}\b")

    def answer(self, query: Query, reading: Reading) -> Answer | None:
        """The portion that is asked for, or None where none is, or where an amount for it is not known for certain.

        `reading` is what was found for the question: an amount for each of some that a fact tells itself is not worked out.
        """
        text = clean(query.utterance).casefold().rstrip("?!. ")
        if query.yes_no or len(text) > LONGEST or self._cue.search(text) is None:
            return None
        if found := self._part(query, text) or self._share(query, text) or self._product(query, text):
            return found
        first = next((match for match in reading.matches if not match.candidate.is_gap), None)
        worked_out, asked = self._workings.search(text), self._workings.sub(" ", text).strip()
        return self._each(query, asked, told=bool(first and not (first.evidence.unexplained or worked_out)))

    def _part(self, query: Query, text: str) -> Answer | None:
        for pattern in self._parts:
            for found in islice(pattern.finditer(text), MOST_WAYS):
                if pattern is self._parts[1] and self._of_year_only(text, found):
                    continue
                texts = dict.fromkeys((self._until_verb(found["whole"]), found["whole"]))  # mostly the same
                whole = next(filter(None, map(self._amounts.find, texts)), None)
                if whole is None:
                    continue
                groups = found.groupdict()
                number = groups.get("number")
                factor = Decimal(number.replace(",", ".")) if number else Decimal(str(self._factors[groups["name"]]))
                expression = f"{self._wording.number(factor)} × {self._shown(whole)}"
                if pattern is self._parts[0]:
                    expression, factor = f"{self._wording.number(factor)}% × {self._shown(whole)}", factor / PER_CENT
                elif pattern is self._parts[1]:
                    expression = f"{self._shown(whole)} ÷ {self._wording.number(1 / factor)}"
                return self._told(query, "product", expression, factor * whole.value, whole.unit, whole)
        return None

    def _of_year_only(self, text: str, found: re.Match[str]) -> bool:
        """Whether a fraction is of a time, of which no figure can be told: "in the first half of 2023", "in half of 2023"."""
        before = text[: found.start()].split()[-1:]
        parts = self._matcher.reader.language.parts_of_year
        if " ".join([*before, found["name"]]) in parts:
            return True
        whole = self._matcher.read(self._until_verb(found["whole"]))
        return bool(whole.dates) and not whole.content_beyond_dates

    def _share(self, query: Query, text: str) -> Answer | None:
        for whole_text, part_text in islice(self._shares_in(text), MOST_WAYS):
            whole = self._amounts.find(whole_text)
            part = whole and self._amounts.find(part_text, beside=whole)
            if not whole or not part or whole.unit != part.unit or not whole.value or part == whole:
                continue
            value = part.value / whole.value * PER_CENT
            return self._told(query, "share", f"{self._shown(part)} ÷ {self._shown(whole)}", value, "percent", part, whole)
        return None

    def _shares_in(self, text: str) -> Iterator[tuple[str, str]]:
        """The ways to part a text into a whole and what is set against it: "what share of A is B", "B as a share of A"."""
        if found := self._shares.match(text):
            rest = found["rest"]
            for verb in self._verbs.finditer(rest):
                yield rest[: verb.start()], rest[verb.end() :]
            yield rest, found["before"]
        if found := self._share_is.search(text):
            rest = found["rest"]
            for of in self._of.finditer(rest):
                yield rest[of.end() :], rest[: of.start()]

    def _product(self, query: Query, text: str) -> Answer | None:
        for search in (*(pattern.search for pattern in self._multiply), self._times.match):
            if (found := search(text)) is None:
                continue
            first = self._amounts.find(found["first"])
            last = self._amounts.find(self._until_verb(found["last"])) if first else None
            if first and last and (unit := _product_unit(first.unit, last.unit)):
                expression = f"{self._shown(first)} × {self._shown(last)}"
                return self._told(query, "product", expression, first.value * last.value, unit, first, last)
        if found := self._divided.match(text):
            top = self._amounts.find(found["first"])
            bottom = self._amounts.find(self._until_verb(found["last"])) if top else None
            return self._over(query, top, bottom)  # of one unit it is a ratio
        return None

    def _quotient(self, query: Query, top: Amount, bottom: Amount) -> Answer:
        expression = f"{self._shown(top)} ÷ {self._shown(bottom)}"
        return self._told(query, "ratio_per", expression, top.value / bottom.value, top.unit, top, bottom)

    def _each(self, query: Query, text: str, *, told: bool) -> Answer | None:
        """An amount over a number of people or things; where a fact has `told` it, only of whom a name means: "per Dane"."""
        if self._per is None or (found := self._per.match(text)) is None or (told and not found["name"]):
            return None
        units = [unit for unit in self._matcher.reader.language.portions.each if found["name"] or found[unit]]
        names = self._matcher.read(found["name"]).entities if found["name"] else ()
        facts = self._base.facts_about(names[0]) if names else self._base.facts if not found["name"] else ()
        top = self._amounts.find(f"{found['first']} {found['last']}")
        return self._over(query, top, self._count(facts, units))

    def of_told(self, query: Query, conversation: Conversation) -> Answer | None:
        """The amount that was just told for each of some people or things, or divided by another: "per head?"; None for others.

        What a fact tells itself is not worked out, unless a division is asked for.
        """
        before, text = conversation.query, clean(query.utterance).casefold().rstrip("?!. ")
        if before is None or not conversation.answered or len(conversation.facts) != 1 or len(text) > LONGEST:
            return None
        if (found := self._onward.match(text)) is None or self._matcher.read(found["before"]).content:
            return None
        told = self._amounts.told(before, self._base.fact(conversation.facts[0]))
        if told is None or (found["per"] and self._tells(f"{before.utterance} {text}", besides=conversation.facts)):
            return None
        units = [unit for unit in self._matcher.reader.language.portions.each if found[unit]]
        bottom = self._count(self._base.facts, units) if units else self._amounts.find(found["other"])
        return self._over(query, told, bottom)

    def _tells(self, question: str, besides: Container[str]) -> bool:
        """Whether a fact beside those that were told tells all that a question asks for."""
        matches = self._read(self._matcher.read(question)).matches[:NEAR]
        return any(m.candidate.is_fact and m.candidate.id not in besides and not m.evidence.unexplained for m in matches)

    def _count(self, facts: Iterable[Fact], units: Container[str]) -> Amount | None:
        """The only number of some people or things among facts."""
        found = [
            Operand(figure, fact, text_in(figure.label, self._wording.language.code))
            for fact in facts
            for figure in fact.figures
            if figure.unit in units and figure.label
        ]
        return Amount((found[0],)) if len(found) == 1 else None

    def _over(self, query: Query, top: Amount | None, bottom: Amount | None) -> Answer | None:
        if top is None or bottom is None or not bottom.value or top.unit == bottom.unit or " " in top.unit + bottom.unit:
            return None
        return self._quotient(query, top, bottom)

    def _until_verb(self, text: str) -> str:
        """What stands before "is how much"."""
        found = self._verbs.search(text)
        return text[: found.start()] if found else text

    @property
    def _language(self) -> str:
        return self._wording.language.code

    def _shown(self, amount: Amount) -> str:
        shown = " + ".join(self._wording.figure(operand.figure) for operand in amount.operands)
        return f"({shown})" if len(amount.operands) > 1 else shown

    def _told(self, query: Query, operation: str, expression: str, value: Decimal, unit: str, *amounts: Amount) -> Answer:
        text = self._wording.say(operation, value=self._wording.amount(value, unit), expression=expression)
        computed = Computed(operation=operation, expression=expression, value=float(value), unit=unit)
        by_name = {(operand.fact.id, operand.label): operand for amount in amounts for operand in amount.operands}
        return self._arithmetic.shown(query, text, computed, list(by_name.values()))


def _product_unit(first: str, last: str) -> str | None:
    """The unit of a product: dollars a person times people are dollars; None where it would be none that anybody uses."""
    for rate, count in ((first, last), (last, first)):
        unit, per, _ = rate.partition(" per ")
        if per and " per " not in count:
            return unit
    return None
