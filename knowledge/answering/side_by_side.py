"""Questions that only set two names side by side: what is known of each, one below the other."""

from __future__ import annotations

from collections.abc import Callable

from knowledge.answering.answer import Answer, Reason, Status
from knowledge.answering.compound import Compound
from knowledge.answering.reading import Reading
from knowledge.base import KnowledgeBase
from knowledge.matching.matcher import Matcher
from knowledge.understanding.query import Query, Role

_OF_ONE = frozenset({Reason.FACT, Reason.AMBIGUOUS, Reason.OUT_OF_SCOPE})  # a list or a sum has weighed both names


class SideBySide:
    """Completes answers that tell of one of two names where a question says nothing beyond the names."""

    def __init__(
        self,
        base: KnowledgeBase,
        matcher: Matcher,
        compound: Compound,
        reading: Callable[[Query], Reading],
        decide: Callable[[Reading], Answer],
    ) -> None:
        self._base = base
        self._matcher = matcher
        self._compound = compound
        self._reading = reading
        self._decide = decide
        self._cues = matcher.reader.language.operation_words
        self._saying = matcher.reader.language.saying

    def answer(self, query: Query, answer: Answer) -> Answer | None:
        """What is known of both of two names of a kind, or None where more is asked or `answer` tells of both already.

        A name counts as known where it is asked for alone, as a keyword, and that is answered.
        """
        if query.yes_no or answer.reason not in _OF_ONE or self._matcher.lists(query):
            return None
        if not self._saying.isdisjoint(query.row):
            return None  # "what did A say to B?" asks for words, of one of them
        names = [token for token in query.content if token.role is Role.ENTITY and not token.part]
        beyond = [token for token in query.content if token not in names and not self._cues.issuperset(token.surface.split())]
        ids = [token.term[2:] for token in names]
        if beyond or len(set(ids)) != 2 or len(ids) != 2 or any(name not in self._base.entities for name in ids):
            return None
        if self._base.entity(ids[0]).kind is not self._base.entity(ids[1]).kind:
            return None
        told = {entity for fact in answer.facts for entity in self._base.fact(fact).entities}
        if told.issuperset(ids):
            return None
        each = [self._decide(self._reading(self._matcher.read(token.surface))) for token in names]
        if any(one.status is not Status.ANSWERED for one in each):
            return None
        return self._compound.joined(query, each)
