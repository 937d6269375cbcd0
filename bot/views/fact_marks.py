"""Short marks that stand for facts in a button's id, of which Discord takes only 100 characters; ids have up to 80 themselves."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Iterable, Sequence
from hashlib import blake2b

from knowledge.base import KnowledgeBase
from knowledge.model import Fact

LENGTH = 6  # 36 bits: among 5,000 facts two share a mark once in 5,000 bases
MOST = 14  # marks that fit beside a button's name
PATTERN = rf"(?:[A-Za-z0-9_-]{{{LENGTH}}}){{0,{MOST}}}"


def mark(fact_id: str) -> str:
    """The mark of one fact: the same after a restart, and on every machine."""
    return urlsafe_b64encode(blake2b(fact_id.encode(), digest_size=6).digest()).decode()[:LENGTH]


def marks(fact_ids: Sequence[str]) -> str:
    """The marks of the first facts, one after the other."""
    return "".join(map(mark, fact_ids[:MOST]))


def marked(text: str, base: KnowledgeBase) -> tuple[Fact, ...]:
    """The facts that `marks` stood for, in their order; those that the base no longer has are left out."""
    wanted = {text[start : start + LENGTH]: place for place, start in enumerate(range(0, len(text), LENGTH))}
    found = {wanted[sign]: fact for fact, sign in _signed(base.facts) if sign in wanted}
    return tuple(found[place] for place in sorted(found))


def _signed(facts: Iterable[Fact]) -> Iterable[tuple[Fact, str]]:
    return ((fact, mark(fact.id)) for fact in facts)
