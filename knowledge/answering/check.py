"""Holds the statements of a message against the facts: which agree, which differ, and of which nothing is known.

"Agrees" and "differs" are said only where the structure of a fact makes it certain: where a statement asserts what a curator's
sentence or yes/no question asserts, word for word but for wording that cannot matter, or the same with another amount, another
date, the opposite sense, or another bearer of what only one can be. Everything else is at most near.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from weakref import WeakKeyDictionary

from knowledge.answering.answer import AnswerCitation
from knowledge.answering.answerer import Answerer
from knowledge.answering.assertion import Assertion, assertion
from knowledge.answering.compose import Composer
from knowledge.answering.patterns import Pattern, Patterns
from knowledge.answering.reading import Reading
from knowledge.answering.statements import divisions, statements
from knowledge.answering.wording import Wording
from knowledge.base import KnowledgeBase
from knowledge.localised import text_in
from knowledge.matching.matcher import Match
from knowledge.model import Entity, EntityKind, Fact, Figure, FigureStatus
from knowledge.understanding.names import ENTITY, STRANGER
from knowledge.understanding.reader import Reader
from knowledge.when import When

MOST_STATEMENTS = 15  # of a message that are checked
LONGEST = 400  # characters of a statement; a longer one says too much at once for a verdict
LOOKED_AT = 8  # facts that a statement is held against
NEAR = 0.5  # probability that some fact is about what is stated, from which the nearest is shown


class Verdict(StrEnum):
    """How a statement stands to the facts."""

    AGREES = "agrees"
    DIFFERS = "differs"
    NEAR = "near"  # a fact is about the same, and neither of the two above is certain
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Checked:
    """A statement with its verdict, and (but for UNKNOWN) the fact: what it says, who says so, and where it stands."""

    statement: str
    verdict: Verdict
    fact: str = ""
    says: str = ""
    attribution: str | None = None
    citations: tuple[AnswerCitation, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """The statements of a message that were checked, and whether there were more."""

    checked: tuple[Checked, ...]
    more: bool = False


def checker(answerer: Answerer) -> Checker:
    """The checker of what an answerer answers from, made once for each snapshot."""
    if answerer not in _CHECKERS:
        reader, citations = answerer.matcher.reader, Composer(answerer.base, Wording(answerer.language)).citations
        _CHECKERS[answerer] = Checker(answerer.base, reader, answerer.read, citations)
    return _CHECKERS[answerer]


class Checker:
    """Checks against one snapshot. `read` tells what is found for a text, `citations` where facts stand."""

    def __init__(
        self,
        base: KnowledgeBase,
        reader: Reader,
        read: Callable[[str], Reading],
        citations: Callable[[Sequence[Fact]], Sequence[AnswerCitation]],
    ) -> None:
        self._base = base
        self._reader = reader
        self._read = read
        self._citations = citations
        self._patterns: dict[str, Patterns] = {}

    def check(self, message: str) -> Check:
        """Every statement of a message in order, at most `MOST_STATEMENTS`. Never raises, whatever the message holds."""
        found = list(islice(statements(message, self._reader.language), MOST_STATEMENTS + 1))
        checked: list[Checked] = []
        for statement in found[:MOST_STATEMENTS]:
            checked += self._checked(statement)
        return Check(tuple(checked[:MOST_STATEMENTS]), len(found) > MOST_STATEMENTS or len(checked) > MOST_STATEMENTS)

    def _checked(self, statement: str) -> list[Checked]:
        whole = self._single(statement)
        if _is_certain(whole) or len(statement) > LONGEST:
            return [whole]
        found = [[self._single(part) for part in division] for division in divisions(statement, self._reader.language)]
        best = max(found, key=lambda each: sum(map(_is_certain, each)), default=[])
        return best if any(map(_is_certain, best)) else [whole]

    def _single(self, statement: str) -> Checked:
        reading = self._read(statement[:LONGEST])
        facts = list(islice(self._facts(reading.matches), LOOKED_AT))
        if len(statement) <= LONGEST:
            said = assertion(statement, self._reader, repair=True)
            verdicts = {fact.id: verdict for fact in facts if (verdict := self._verdict(said, fact)) is not None}
            if len(set(verdicts.values())) == 1:  # facts that speak against each other: nothing is certain
                name, agrees = next(iter(verdicts.items()))
                return self._told(statement, Verdict.AGREES if agrees else Verdict.DIFFERS, self._base.fact(name))
        if facts and reading.verdict.known >= NEAR and not reading.matches[0].candidate.is_gap:
            return self._told(statement, Verdict.NEAR, facts[0])
        return Checked(statement, Verdict.UNKNOWN)

    def _told(self, statement: str, verdict: Verdict, fact: Fact) -> Checked:
        says = text_in(fact.statement, self._reader.language.code)
        return Checked(statement, verdict, fact.id, says, fact.attribution, tuple(self._citations([fact])))

    def _facts(self, matches: Sequence[Match]) -> Iterator[Fact]:
        """The facts among the matches, and the members of lists, each once, best first."""
        seen: set[str] = set()
        for match in matches:
            candidate = match.candidate
            if candidate.is_gap:
                continue
            collection = self._base.collection(candidate.id) if candidate.is_collection else None
            for fact in self._base.members(collection) if collection else (self._base.fact(candidate.id),):
                if fact.id not in seen:
                    seen.add(fact.id)
                    yield fact

    def _verdict(self, said: Assertion, fact: Fact) -> bool | None:
        """True where a fact says what is said, False where it says otherwise, None where neither is certain."""
        if not said.stated or not said.entities:
            return None
        verdicts = {held for pattern in self._of(fact).all if (held := self._held(said, pattern, fact)) is not None}
        return verdicts.pop() if len(verdicts) == 1 else None

    def _held(self, said: Assertion, pattern: Pattern, fact: Fact) -> bool | None:
        other = pattern.asserts
        if not said.same(other, self._of(fact).words):
            return self._alone(said, pattern)
        measured = any(figure.year for figure in fact.figures)
        if fact.figures and not said.entities >= self._measured(fact):
            return None
        if pattern.so is None:
            return None if said.negated else self._slot(said, other, fact)
        amounts = _amounts_held(said, other, exactly=not pattern.so)
        dates = _dates_held(said, other, exactly=measured or not pattern.so)
        if amounts is None or dates is None:
            return None
        if amounts and dates:
            return pattern.so != said.negated
        # Another amount or another date than the one that is so: certain only where the fact's own fields give it.
        if not pattern.so or said.negated or not (amounts or dates) or not said.entities >= self._bearers(fact):
            return None
        if not amounts:
            return self._slot(said, other, fact) if len(fact.figures) == 1 and len(said.amounts) == 1 else None
        return False if fact.when and not fact.inferred and other.dates == (fact.when,) else None

    def _slot(self, said: Assertion, other: Assertion, fact: Fact) -> bool | None:
        """Whether an amount or a date is the one that the fact's fields give."""
        if len(said.amounts) == 1 and len(fact.figures) == 1:
            held = _figure_held(said, fact.figures[0])
            # Who leaves out what a figure is measured by ("at purchasing power parity") may mean another figure.
            return None if held is False and not said.words >= self._of(fact).telling else held
        dated = fact.when and not fact.inferred and not fact.figures and "date" in other.asks and not other.dates
        if not dated or said.amounts or len(said.dates) != 1 or not said.entities >= self._bearers(fact):
            return None
        return _date_held(said.dates[0], fact)

    def _alone(self, said: Assertion, pattern: Pattern) -> bool | None:
        """False where somebody else is said to be the first, the only one …, than who is."""
        other = pattern.asserts
        unique = self._reader.language.checking.unique
        if not pattern.so or said.negated or other.marks.isdisjoint(unique) or not said.same_but_names(other):
            return None
        if said.amounts != other.amounts or said.dates != other.dates or len(said.named) < 2:
            return None
        names = said.swapped(other)
        return False if names and self._rivals(*names) else None

    def _rivals(self, mine: str, theirs: str) -> bool:
        """Whether two names are names of the same kind of thing: only then is one in the other's place."""
        known = self._base.entities.get(theirs.removeprefix(ENTITY))
        if known is None:
            return False
        if mine.startswith(STRANGER):
            return known.kind is EntityKind.STATE
        rival: Entity | None = self._base.entities.get(mine.removeprefix(ENTITY))
        return rival is not None and rival.kind is known.kind and not {rival.id, known.id} & {*rival.part_of, *known.part_of}

    def _measured(self, fact: Fact) -> frozenset[str]:
        """Whom the figures of a fact are about: a statement that does not name them all may be about somebody else."""
        series = [self._base.series(figure.series) for figure in fact.figures if figure.series]
        return frozenset(entity for one in series for entity in one.entities) or self._bearers(fact)

    def _bearers(self, fact: Fact) -> frozenset[str]:
        """Whom a fact is about, without the groups that they belong to; a capital is its government."""
        entities = [self._base.entity(entity) for entity in fact.entities]
        groups = {group for entity in entities for group in entity.part_of}
        return frozenset(entity.stands_for or entity.id for entity in entities) - groups

    def _of(self, fact: Fact) -> Patterns:
        if fact.id not in self._patterns:
            self._patterns[fact.id] = Patterns.of(fact, self._reader)
        return self._patterns[fact.id]


def _is_certain(checked: Checked) -> bool:
    return checked.verdict in {Verdict.AGREES, Verdict.DIFFERS}


def _figure_held(said: Assertion, figure: Figure) -> bool | None:
    years = {year for when in said.dates for year in when.years}
    if years != ({figure.year} if figure.year else set()) or any(when.precision != "year" for when in said.dates):
        return None
    if (figure.status is FigureStatus.EXPECTED) != said.expects:
        return None  # an expectation neither confirms nor contradicts what has happened
    return said.amounts[0].holds(float(figure.amount), figure.unit)


def _date_held(when: When, fact: Fact) -> bool | None:
    """Whether a fact's date lies in one that is stated; None where the stated one is finer than what is known."""
    if fact.when is None or fact.when.precision == "interval":
        return None
    return True if fact.when.within(when) else None if fact.when.overlaps(when) else False


def _amounts_held(said: Assertion, other: Assertion, *, exactly: bool) -> bool | None:
    """Whether the amounts of two texts are the same, one by one; False where one is another and the rest are the same."""
    if len(said.amounts) != len(other.amounts):
        return None
    if exactly or any(theirs.bound != "=" for theirs in other.amounts):
        return True if said.amounts == other.amounts else None
    held = [mine.holds(theirs.value, theirs.unit or "") for mine, theirs in zip(said.amounts, other.amounts, strict=True)]
    return None if None in held or held.count(False) > 1 else False not in held


def _dates_held(said: Assertion, other: Assertion, *, exactly: bool) -> bool | None:
    """Whether the dates of two texts are the same, one by one; one that is left out, or told less finely, is."""
    if exactly:
        return True if said.dates == other.dates else None
    if not said.dates:
        return True
    if len(said.dates) != len(other.dates):
        return None
    if all(theirs.within(mine) for mine, theirs in zip(said.dates, other.dates, strict=True)):
        return True
    apart = len(said.dates) == 1 and not said.dates[0].overlaps(other.dates[0])
    return False if apart else None


_CHECKERS: WeakKeyDictionary[Answerer, Checker] = WeakKeyDictionary()
