"""What the figures of the fact that a question is about make together, apart or as a remainder: which of them are meant.

Nothing is reckoned unless the question and the labels settle it: parts are told from alternatives and from a whole that stands
beside them, and what a question names has to be accounted for. Otherwise the fact is told as it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from knowledge.answering.labels import Labelled, Labels, alternatives, opposed, own_terms, parallel, whole_of
from knowledge.answering.operands import Operand
from knowledge.answering.parts_of import is_marked, leaves_out, part_and_whole
from knowledge.answering.reading import Reading
from knowledge.answering.reckoning_cues import LACKING, OPERATIONS, ReckoningCues
from knowledge.base import KnowledgeBase
from knowledge.matching.features import accounted
from knowledge.matching.matcher import Matcher
from knowledge.matching.profile import Profile
from knowledge.understanding.names import ENTITY
from knowledge.understanding.query import Query, Role

WHOLE = Decimal(100)  # per cent
STRAY = 0.8  # weight that may stay unaccounted for …
TELLING = 0.5  # … and at most in one word
NEAR = 3  # candidates that are looked at …
LAG = 1.0  # … and how far their score may lag behind the first fact's
MOST_NAMES = 4  # that two figures are looked for by
_ASKED = frozenset({"amount", "count", "percentage"})  # kinds of answer that a sum gives


@dataclass(frozen=True, slots=True)
class Reckoning:
    """An operation and its operands; `whole` is what the fact itself gives for all parts together, where it does."""

    operation: str
    operands: tuple[Operand, ...]
    whole: Operand | None = None


class Reckoner:
    """Chooses figures of one snapshot by what a question names."""

    def __init__(self, base: KnowledgeBase, matcher: Matcher) -> None:
        self.base = base
        self._matcher = matcher
        self._language = matcher.reader.language
        self._labels = Labels(matcher.reader)
        self._cues = ReckoningCues(matcher.reader)

    def find(self, query: Query, reading: Reading) -> Reckoning | None:
        """What is to be reckoned, or None where no sum is asked for, or the figures for it cannot be told for certain."""
        if query.yes_no or (query.asks and query.asks.isdisjoint(_ASKED)):
            return None
        if not (said := self._cues.said(query)):
            return None
        return self._of_best(query, said, reading) or self._of_two_names(query, said)

    def _of_best(self, query: Query, said: Sequence[tuple[str, str]], reading: Reading) -> Reckoning | None:
        """What is made of the first fact that accounts for the question and has figures that can be reckoned with."""
        facts = [match for match in reading.matches[:NEAR] if match.candidate.is_fact]
        stray = [self._stray(query, [match.profile]) for match in facts]
        least = min((in_all for in_all, _ in stray), default=0.0)
        for match, (in_all, hardest) in zip(facts, stray, strict=True):
            if in_all > min(STRAY, least) or hardest > TELLING or match.score < facts[0].score - LAG:
                continue
            figures = self._labels.of(self.base.fact(match.candidate.id))
            if len({figure.operand.figure.unit for figure in figures}) < len(figures):
                return self._of_fact(query, said, figures)
        return None

    def _stray(self, query: Query, profiles: Sequence[Profile]) -> tuple[float, float]:
        """The information that candidates do not account for, in all and at most in a word; cues, units and numbers aside."""
        lacking = [
            token.weight * (1 - max((accounted(token, profile) for profile in profiles), default=0.0))
            for token in query.content
            if token.role not in {Role.NUMBER, Role.DATE} and not self._cues.tells_nothing(token)
        ]
        lacking += [float(not any(year in profile.terms for profile in profiles)) for year in _years(query)]
        return sum(lacking), max(lacking, default=0.0)

    def _of_fact(self, query: Query, said: Sequence[tuple[str, str]], figures: Sequence[Labelled]) -> Reckoning | None:
        groups = self._groups(query, figures)
        if not groups:
            return None
        own = {word for figure in figures for word in figure.row}
        # A cue that stands in a label is a name there: "short of the average budget".
        names = {name for phrase, name in said if not own.issuperset(phrase.split())}
        if "difference" not in names:
            names.discard("growth")  # "how many per cent does he hold"
        if "percentage" in query.asks and "growth" not in names:
            groups = {unit: group for unit, group in groups.items() if self._is_per_cent(unit)}  # a share of it is another sum
        found = [self._first(query, [name for name in OPERATIONS if name in names], *group) for group in groups.items()]
        certain = [reckoning for reckoning in found if reckoning]
        return certain[0] if len(certain) == 1 else None

    def _groups(self, query: Query, figures: Sequence[Labelled]) -> dict[str, list[Labelled]]:
        """The figures by unit, two or more of each; of the unit alone that the question names, where it names one."""
        groups: dict[str, list[Labelled]] = defaultdict(list)
        for figure in figures:
            groups[figure.operand.figure.unit].append(figure)
        groups = {unit: group for unit, group in groups.items() if len(group) > 1}
        named = self._cues.named_units(query, groups) if groups else None
        if named is None:
            return {}
        return {unit: group for unit, group in groups.items() if not named or unit in named}

    def _first(self, query: Query, names: Iterable[str], unit: str, group: Sequence[Labelled]) -> Reckoning | None:
        """What the first of some operations makes of the figures that it is certain of."""
        return next((found for name in names if (found := self._chosen(query, name, unit, group))), None)

    def _chosen(self, query: Query, operation: str, unit: str, group: Sequence[Labelled]) -> Reckoning | None:
        if operation in {"remainder", LACKING}:
            return self._rest(query, operation, unit, group)
        if operation == "used":
            return self._used_up(group)
        if operation in {"sum", "total"}:
            return self._sum(query, unit, group, strong=operation == "sum")
        pair = self._pair(query, group, called=operation == "ratio")
        return Reckoning("difference" if operation == "net" else operation, pair) if pair else None

    def _rest(self, query: Query, operation: str, unit: str, group: Sequence[Labelled]) -> Reckoning | None:
        """What a part leaves of its whole, or parts of a hundred per cent."""
        pair = part_and_whole(group, self._cues.terms_of(unit), self._language)
        if pair and (is_marked(pair[0], self._language) if operation == "remainder" else leaves_out(query, *pair)):
            return Reckoning("difference", _operands(pair))
        return self._remainder(unit, group) if operation == "remainder" else None

    def _remainder(self, unit: str, group: Sequence[Labelled]) -> Reckoning | None:
        """What parts of a hundred per cent leave."""
        left = WHOLE - sum(part.amount for part in group)
        if not self._is_per_cent(unit) or left <= 0 or not self._are_parts(group):
            return None
        return Reckoning("remainder", _operands(group))

    def _used_up(self, group: Sequence[Labelled]) -> Reckoning | None:
        """What there was without what is left of it."""
        left = [figure for figure in group if not self._language.left_over.isdisjoint(figure.row)]
        whole = [figure for figure in group if figure not in left]
        if len(left) != 1 or len(whole) != 1 or whole[0].amount < left[0].amount:
            return None
        return Reckoning("difference", _operands([*left, *whole]))

    def _sum(self, query: Query, unit: str, group: Sequence[Labelled], *, strong: bool) -> Reckoning | None:
        """Parts together: those that are named, or all where the labels show that they are the parts of one thing."""
        whole = whole_of(group)
        parts = [figure for figure in group if figure is not whole]
        heads = self._cues.terms_of(unit)
        said = {token.term for token in query.content if not self._cues.tells_nothing(token)}
        if any(term not in heads and not any(term in part.terms for part in parts) for term in said & query.heads):
            return None  # "how many judges": the figures count something else
        named = [part for part, own in zip(parts, own_terms(parts), strict=True) if own & said]
        counted = _counted_up(query, self._language.date_words["and"])
        by_name = [part for part in named if any(term.startswith(ENTITY) for term in part.terms & said)]
        named = (
            by_name if 1 < len(by_name) == counted else named
        )  # "the council and the trust": what else is called like one is not
        no_more = len(named) in {len(parts), counted} or self._names_no_more(parts, said)
        if len(named) > 1 and no_more and (strong or not alternatives(named, self._language)):
            return Reckoning("sum", _operands(named), whole.operand if whole and named == parts else None)
        if whole and strong and len(parts) > 1 and (not (named or counted) or counted == len(parts)):
            return Reckoning("sum", _operands(parts), whole.operand)
        if named or whole or not self._are_parts(parts):
            return None
        if self._is_per_cent(unit) and sum(part.amount for part in parts) > WHOLE:
            return None
        sure = strong or (heads & query.heads and opposed(parts))
        return Reckoning("sum", _operands(parts)) if sure else None

    def _are_parts(self, parts: Sequence[Labelled]) -> bool:
        return parallel(parts, self._language) and not alternatives(parts, self._language)

    def _is_per_cent(self, unit: str) -> bool:
        return unit in {"percent", *self._language.percent_signs}

    def _names_no_more(self, parts: Sequence[Labelled], said: Iterable[str]) -> bool:
        """Whether all that a question names is in the labels or the subject of the fact: no further part is meant."""
        known = {term for part in parts for term in part.terms}
        known |= {f"e:{entity}" for part in parts for entity in part.operand.fact.entities}
        return all(term in known or term.startswith("y:") for term in said)

    def _pair(self, query: Query, group: Sequence[Labelled], *, called: bool) -> tuple[Operand, ...] | None:
        """The two figures that a question compares: there are only two, or it names these two best, and both of them."""
        said = query.said | _years(query)
        shared = frozenset.intersection(*(figure.terms for figure in group))
        rows = [(figure, (figure.terms & said) - shared) for figure in group]
        if len(group) == 2 and not called:
            years = {term for _, own in rows for term in own if term.startswith("y:")}
            telling = {token.term for token in query.content} - years
            named = any(own & telling for _, own in rows) or len(years) != 1  # "than in 1951": of the other nothing is said
            return _operands(group) if named or self._cues.named_units(query, [group[0].operand.figure.unit]) else None
        scored = [
            ((len(a | b), len(a) + len(b), -len((one.terms | two.terms) - said)), (one, two))
            for (one, a), (two, b) in combinations(rows, 2)
            if a and b
        ]
        scored.sort(key=lambda row: row[0], reverse=True)
        if not scored or (len(scored) > 1 and scored[0][0] == scored[1][0]):
            return None
        return _operands(scored[0][1])

    def _of_two_names(self, query: Query, said: Sequence[tuple[str, str]]) -> Reckoning | None:
        """Two figures that measure the same of two names: the fee of one and the fee of the other."""
        cues = {name for _, name in said}
        operation = next((name for name in ("net", "sum", "ratio", "difference") if name in cues), None)
        names = [token.term for token in query.content if token.role is Role.ENTITY and not token.part]
        if operation is None or query.dates or not 2 <= len(set(names)) <= MOST_NAMES:
            return None
        pairs = sorted(self._alike(names), key=lambda pair: -pair[0])
        if not pairs or (len(pairs) > 1 and pairs[0][0] == pairs[1][0]):
            return None
        by_name = pairs[0][1]
        chosen = [by_name[name] for name in dict.fromkeys(names) if name in by_name]
        counted = _counted_up(query, self._language.date_words["and"])
        if len(chosen) != 2 or counted not in {0, 2}:
            return None
        if self._cues.named_units(query, [chosen[0].operand.figure.unit]) is None:
            return None
        profiles = [profile for one in chosen if (profile := self._matcher.profile(one.operand.fact.id))]
        in_all, hardest = self._stray(query, profiles)
        if in_all > STRAY or hardest > TELLING:
            return None
        return Reckoning("difference" if operation == "net" else operation, _operands(chosen))

    def _alike(self, names: Sequence[str]) -> Iterable[tuple[int, dict[str, Labelled]]]:
        """Figures of one unit whose labels are the same but for a name, by that name; with how many names they have in common."""
        found: dict[tuple[str, frozenset[str]], dict[str, Labelled]] = defaultdict(dict)
        for name in dict.fromkeys(names):
            for fact in self.base.facts_about(name.removeprefix("e:")):
                for figure in self._labels.of(fact):
                    if name in figure.terms:
                        rest = frozenset(term for term in figure.terms if term != name and not term.startswith("y:"))
                        found[figure.operand.figure.unit, rest].setdefault(name, figure)
        return [(len(rest.intersection(names)), by_name) for (_, rest), by_name in found.items() if len(by_name) > 1]


def _years(query: Query) -> frozenset[str]:
    """The years that a question names, of a span its ends, as the terms that stand for them."""
    return frozenset(f"y:{day.year}" for when in query.dates for day in (when.first, when.last))


def _operands(figures: Iterable[Labelled]) -> tuple[Operand, ...]:
    return tuple(figure.operand for figure in figures)


def _counted_up(query: Query, joins: Iterable[str]) -> int:
    """How many things a question counts up: three in "the wins, defeats and draws", two in "the wins and draws"; 0 for none."""
    for clause in query.utterance.casefold().replace(";", ":").split(":"):
        for join in joins:
            head, found, _ = clause.partition(f" {join} ")
            if found:
                return head.count(",") + 2
    return 0
