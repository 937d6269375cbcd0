"""Amounts of which one fact gives the parts: the percentage of its cost that somebody bears, what each of two adds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from knowledge.answering.answer import Answer, Computed
from knowledge.answering.arithmetic import Arithmetic
from knowledge.answering.labels import Labelled, Labels
from knowledge.answering.reading import Reading
from knowledge.answering.reckoning_cues import ReckoningCues
from knowledge.localised import text_in
from knowledge.matching.features import accounted
from knowledge.matching.matcher import Match, Matcher
from knowledge.model import Fact
from knowledge.text import any_of, words
from knowledge.understanding.query import Query, Role

PER_CENT = Decimal(100)
STRAY = 0.8  # information of a question that the fact may leave unaccounted for
TELLING = 0.2  # weight from which a word of a label tells what is measured
_ASKED = frozenset({"amount", "count"})
_SUMS = frozenset({"sum", "total"})


class SharesWithin:
    """Works them out from the fact that is found first, where its labels settle what is meant."""

    def __init__(self, arithmetic: Arithmetic, matcher: Matcher) -> None:
        self._arithmetic = arithmetic
        self._wording = arithmetic.wording
        self._base = arithmetic.composer.base
        self._language = language = matcher.reader.language
        self._reader = matcher.reader
        self._labels = Labels(matcher.reader)
        self._cues = ReckoningCues(matcher.reader)
        self._light = frozenset(map(matcher.reader.stemmer, language.light_words))  # "yearly" is of "year"
        self._signs = {"percent", *language.percent_signs}
        each, of = any_of(language.portions.apiece), any_of(language.portions.of)
        numbers = any_of(name for name, value in language.numbers.items() if value > 1)
        self._each_of = re.compile(rf"\b{each} {of} (?:{any_of(language.articles)} )?(?P<number>{numbers})\b")

    def answer(self, query: Query, reading: Reading) -> Answer | None:
        """The amount, or None where none of this kind is asked for, or what the fact tells leaves it open."""
        first = reading.matches[0] if reading.matches else None
        sums = bool(query.operations & _SUMS)
        if first is None or query.yes_no or query.asks - _ASKED or not (query.asks or sums):
            return None
        if query.dates or not first.candidate.is_fact or self._stray(query, first) > STRAY:
            return None
        fact = self._base.fact(first.candidate.id)
        if sums:
            return self._of_all(query, fact)
        return self._of_share(query, fact, self._labels.of(fact)) if len(fact.figures) > 1 else None

    def _stray(self, query: Query, match: Match) -> float:
        """The information of a question that a match does not account for, cues and units aside."""
        telling = [token for token in query.content if token.role is not Role.NUMBER and not self._cues.tells_nothing(token)]
        return sum(token.weight * (1 - accounted(token, match.profile)) for token in telling)

    def _of_all(self, query: Query, fact: Fact) -> Answer | None:
        """What several pay together, where a fact tells what each of that many pays: "each of the two states adds …"."""
        figures = self._labels.of(fact)
        if len(figures) != 1 or len(fact.figures) != 1 or not set(figures[0].row).intersection(self._language.portions.apiece):
            return None
        found = self._each_of.findall(" ".join(words(text_in(fact.statement, self._language.code))))
        if len(found) != 1:
            return None
        number = Decimal(str(self._language.numbers[found[0]]))
        return self._product(query, f"{self._wording.number(number)} × {{}}", number, figures[0], figures)

    def _of_share(self, query: Query, fact: Fact, figures: Sequence[Labelled]) -> Answer | None:
        """The amount of a percentage that somebody bears who is named, in the unit that is asked for."""
        pairs = [
            (share, whole)
            for share in figures
            for whole in figures
            if share.operand.figure.unit in self._signs and whole.operand.figure.unit not in self._signs
            if self._is_of(share, whole) and (share.terms - whole.terms) & self._names(query)
            if self._cues.named_units(query, [whole.operand.figure.unit])
        ]
        if len(pairs) != 1:
            return None
        ((share, whole),) = pairs
        part = self._wording.number(share.amount)
        return self._product(query, f"{part}% × {{}}", share.amount / PER_CENT, whole, [share, whole])

    def _names(self, query: Query) -> frozenset[str]:
        """The names of a question, whose shares may be asked for."""
        return frozenset(f"e:{entity}" for entity in query.entities)

    def _is_of(self, share: Labelled, whole: Labelled) -> bool:
        """Whether a label is for a share in what another measures: "share of A in the cost of B" and "yearly cost of B"."""
        weights, light = self._reader.weights, self._light
        telling = {term for term in whole.terms if term not in light and weights.get(term, 0.0) >= TELLING}
        shares = set(self._language.portions.shares)
        return bool(telling) and telling <= share.terms and not shares.isdisjoint(share.row) and shares.isdisjoint(whole.row)

    def _product(self, query: Query, expression: str, factor: Decimal, whole: Labelled, figures: Sequence[Labelled]) -> Answer:
        figure = whole.operand.figure
        shown = expression.format(self._wording.figure(figure))
        value = factor * whole.amount
        text = self._wording.say("product", value=self._wording.amount(value, figure.unit), expression=shown)
        computed = Computed(operation="product", expression=shown, value=float(value), unit=figure.unit)
        return self._arithmetic.shown(query, text, computed, [one.operand for one in figures])
