"""What the texts of a fact assert, for statements to be held against."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.answering.assertion import Assertion, assertion
from knowledge.localised import text_in
from knowledge.model import Fact
from knowledge.understanding.reader import Reader

_BRACKETS = re.compile(r"\s*\([^()]*\)")
_CLAUSES = re.compile(r"[,;:]\s+|(?<=[.!?])\s+")
_UP_TO_AMOUNT = re.compile(r"^(.*?\d[\d.,]*[^,;.]*).*", re.DOTALL)  # the sentence up to the clause with its first number
LONGEST_RUN = 4  # clauses of a fact's sentence that are taken together


@dataclass(frozen=True, slots=True)
class Pattern:
    """What a text of a fact asserts. so: whether the fact says yes to it (None: it only asks for an amount or a date)."""

    asserts: Assertion
    so: bool | None


@dataclass(frozen=True, slots=True)
class Patterns:
    """All of a fact's. words: of its sentence; telling: those before its first number that say more than little."""

    all: tuple[Pattern, ...]
    words: frozenset[str]
    telling: frozenset[str]

    @classmethod
    def of(cls, fact: Fact, reader: Reader) -> Patterns:
        """Its sentence, clause by clause and together; what a curator confirmed and refuted; what asks for its amount or date."""
        statement = _BRACKETS.sub("", text_in(fact.statement, reader.language.code).replace("**", ""))
        told = assertion(statement, reader)
        head = assertion(_UP_TO_AMOUNT.sub(r"\1", statement), reader)
        return cls(tuple(_made(fact, statement, told, reader)), told.words, head.words - head.minor)


def _made(fact: Fact, statement: str, told: Assertion, reader: Reader) -> Iterator[Pattern]:
    language = reader.language.code
    texts = [(run, True) for run in _runs(statement)]
    texts += [(text, True) for text in fact.confirms.get(language, ())]
    texts += [(text, False) for text in fact.refutes.get(language, ())]
    for text, so in texts:
        made = assertion(text, reader)
        if made.named and made.stated and not made.negated:
            yield Pattern(made, so)
    if not (fact.figures or fact.when):
        return
    for text in fact.asked_as.get(language, ()):
        made = assertion(text, reader)
        if made.named and made.stated and not (made.yes_no or made.negated or made.amounts):
            for_amount = fact.figures and made.asks <= {"amount", "count"}
            for_date = not fact.figures and "date" in made.asks and len(told.dates) == 1
            if for_amount or for_date:
                yield Pattern(made, None)


def _runs(statement: str) -> Iterator[str]:
    """Neighbouring clauses: what a sentence says without an addition to it."""
    clauses = [clause for clause in _CLAUSES.split(statement) if clause]
    for start in range(len(clauses)):
        for stop in range(start + 1, min(start + LONGEST_RUN, len(clauses)) + 1):
            yield " , ".join(clauses[start:stop])
