"""How a question is understood in a conversation: by itself, or completed by what was asked and told before."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from knowledge.answering.arithmetic import CHANGES
from knowledge.answering.compound import CLEAR
from knowledge.answering.conversation import OF_STRUCTURE, Conversation, lift_of
from knowledge.answering.decision import Decision
from knowledge.answering.rambling import focused
from knowledge.answering.reading import Reading
from knowledge.answering.standing import stands_alone
from knowledge.base import KnowledgeBase
from knowledge.matching.features import accounted
from knowledge.matching.likeness import Glance
from knowledge.matching.matcher import Match, Matcher
from knowledge.model import EntityKind
from knowledge.text import words
from knowledge.understanding.attributes import REASON
from knowledge.understanding.followup import compares_back, counts_on, leans, merged, tells_nothing_known
from knowledge.understanding.names import ENTITY
from knowledge.understanding.query import Query, Role, Token
from knowledge.when import When

LIFT = 4.0  # of the score, for the facts of the answer before, where nothing new is named
DROP = 1.5  # … and where something is: people seldom ask for what they were just told
TELLING = 0.6  # information of a word from which a follow-up is about it: "and unemployment?"
_WHO = frozenset({"person", "state", "organisation"})  # what "who" may mean


class InContext:
    """Reads questions with what is found for them, from one snapshot."""

    def __init__(self, base: KnowledgeBase, matcher: Matcher, decision: Decision) -> None:
        self._base = base
        self._matcher = self.matcher = matcher
        self._decision = decision
        self._language = matcher.reader.language

    def reading(self, query: Query, preferred: Sequence[str] = (), lift: float = 0.0, *, glance: Glance | None = None) -> Reading:
        """What is found for a query; the facts `preferred` start with a score that is higher by `lift` (or lower).

        `glance` is what the matcher saw of it before, where it did.
        """
        matches: Sequence[Match] = self._matcher.rank(query, glance=glance)
        if preferred:
            lifted = [m._replace(score=m.score + lift_of(query, m, lift)) if m.candidate.id in preferred else m for m in matches]
            matches = sorted(lifted, key=lambda match: -match.score)
        return Reading(query, matches, self._decision.verdict(query, matches))

    def read(self, query: Query, conversation: Conversation) -> Reading:
        """The question with what it takes over from the conversation, where it leans on it."""
        alone = focused(query, self._matcher, self.reading)
        if conversation.query is None or not leans(query, self._language) or tells_nothing_known(query):
            return alone
        named = [*conversation.query.entities, *(e for fact in conversation.facts for e in self._base.fact(fact).entities)]
        persons = [entity for entity in named if self._base.kind_of(entity) == EntityKind.PERSON]
        before = self._dated(query, conversation.query, conversation)
        whole = merged(query, before, persons, self._base.kind_of, self._language)
        why = REASON in query.asks and not query.content  # for another fact than the one that was given
        if why:
            whole = self._in_full(whole, conversation)
        if self._narrows(query, conversation):
            return replace(self.reading(whole, conversation.facts, LIFT), goes_on=True)
        if query.content or self._asks_for_other_times(query):
            together = self.reading(whole, (*conversation.facts, *self._lists_of(conversation)), -DROP)
        else:  # "when was that?" stays with the fact that was given
            together = self.reading(whole, conversation.facts, 0.0 if why else LIFT)
        if compares_back(query, before, self._language) or self._reckons_on(query, conversation):
            return replace(together, goes_on=True)
        if (another := self._another(query, conversation)) and another.verdict.known >= (
            max(CLEAR, together.verdict.known) if query.content else CLEAR
        ):
            return replace(another, goes_on=True)
        if stands_alone(query, alone, together, self._language, conversation.facts):
            return alone
        return replace(together, goes_on=True, missed=self._misses(query, alone, together))

    def _narrows(self, query: Query, conversation: Conversation) -> bool:
        """Whether a question only names what an answer has to be, and the one fact that was told speaks of it: "what deals?"."""
        if len(conversation.facts) != 1 or not conversation.answered or len(query.content) != 1 or query.yes_no:
            return False
        if self._asks_for_other_times(query) or not self._language.one.isdisjoint(query.row):
            return False
        (noun,), profile = query.content, self._matcher.profile(conversation.facts[0])
        heads = noun.role is Role.CONTENT and noun.term in query.heads
        return heads and profile is not None and noun.term in profile.terms

    def _asks_for_other_times(self, query: Query) -> bool:
        """Whether a question is for another time than was told, and names none: "what did it look like before?"."""
        return not query.dates and not {*query.row}.isdisjoint(self._language.comes_first | self._language.comes_later)

    def _tells_of_other_times(self, match: Match) -> bool:
        language = self._language
        orders = language.comes_first | language.comes_later | language.order.other_times
        return any(not orders.isdisjoint(words(statement)) for statement in match.candidate.statements)

    def _lists_of(self, conversation: Conversation) -> list[str]:
        """The list that was told, where it was one."""
        told, lists = conversation.facts, self._base.collections if len(conversation.facts) > 1 else ()
        return [one.id for one in lists if tuple(fact.id for fact in self._base.members(one)) == told]

    def of_earlier(self, query: Query, conversation: Conversation) -> Reading | None:
        """The question as one that goes on from the question before the last: "and of B?" after one for A, and another thing.

        Only for names of which that one has one of a kind, and the last has none.
        """
        earlier, last = conversation.earlier, conversation.query
        if earlier is None or earlier.query is None or last is None or not earlier.answered or not query.entities:
            return None
        kinds, last_kinds, earlier_kinds = (set(map(self._base.kind_of, q.entities)) for q in (query, last, earlier.query))
        if query.content_beyond_dates != tuple(t for t in query.content if t.role is Role.ENTITY) or query.asks or query.yes_no:
            return None  # it says more than the name
        if not kinds & earlier_kinds - last_kinds:
            return None
        whole = merged(query, earlier.query, (), self._base.kind_of, self._language)
        return replace(self.reading(whole, earlier.facts, -DROP), goes_on=True)

    def _in_full(self, query: Query, conversation: Conversation) -> Query:
        """The question with what it took over at its full weight, and with the first name that "who?" was answered with."""
        weights, before = self._matcher.reader.weights, conversation.query
        tokens = [t if t.part or not t.weight else replace(t, weight=weights.get(t.term, t.weight)) for t in query.tokens]
        if before and before.asks & _WHO and conversation.answered and conversation.facts:
            name = next(iter(self._base.fact(conversation.facts[0]).entities), "")
            term = f"{ENTITY}{name}"
            if name and term not in query.said:
                asks = [token for token in tokens if token.role is Role.ASK]
                tokens = [*asks, Token(name, term, Role.ENTITY, weights.get(term, 0.0)), *(t for t in tokens if t not in asks)]
        return replace(query, tokens=tuple(tokens))

    def _reckons_on(self, query: Query, conversation: Conversation) -> bool:
        """Whether a question says nothing but how to reckon with the figures that were told: "in percent?"."""
        enough = 1 if query.operations & (CHANGES | {"ratio"}) else 2
        cues = self._language.operation_words
        says = [token for token in query.content_beyond_dates if not cues.issuperset(token.surface.split())]
        return bool(query.operations) and len(conversation.figures) >= enough and not says

    def _dated(self, query: Query, before: Query, conversation: Conversation) -> Query:
        """The question before; where it named no year, and is counted on from, with that of the figure that was told."""
        if (
            before.dates
            or not counts_on(query, self._language)
            or len(conversation.figures) != 1
            or conversation.figures != conversation.facts
        ):
            return before
        year = self._base.fact(conversation.figures[0]).figures[0].year
        return replace(before, dates=(When(f"{year:04}"),)) if year else before

    def _another(self, query: Query, conversation: Conversation) -> Reading | None:
        """The question with the noun that its "one" stands for: "which flag flies there?", "and which one was banned?".

        The noun of the answer, or all that was asked but for the names, or else what the names are: what reads best.
        """
        before = conversation.query
        says = any(token.role in {Role.CONTENT, Role.ENTITY, Role.LIGHT} for token in query.tokens)
        if before is None or self._language.one.isdisjoint(query.row) or not says:
            return None
        meant = [token for token in before.content if token.role is Role.CONTENT and not token.part]
        head = [token for token in meant if token.term in before.heads][:1]
        tries = [tokens for tokens in (head, meant) if tokens] or [self._nouns_of(before)]
        told = set() if query.content else {*conversation.facts}  # "and the old one?" is not for what was just told
        readings = [self._joined(tokens, query, before, told) for tokens in tries if tokens]
        return max(readings, key=lambda one: one.verdict.right, default=None)

    def _joined(self, tokens: Sequence[Token], query: Query, before: Query, told: Collection[str]) -> Reading:
        own = {token.term for token in query.tokens}
        joined = (*(token for token in tokens if token.term not in own), *query.tokens)
        found = self.reading(replace(query, tokens=joined, asks=query.asks or before.asks))
        if not told:
            return found
        others = [match for match in found.matches if match.candidate.id not in told]
        return Reading(found.query, others, self._decision.verdict(found.query, others))

    def _nouns_of(self, query: Query) -> list[Token]:
        """What the names of a question are: "agreement"."""
        kinds = dict.fromkeys(self._base.kind_of(entity) for entity in query.entities)
        nouns = [found[0] for kind in kinds if (found := self._language.entity_nouns.get(kind))]
        return [token for noun in nouns[:1] for token in self._matcher.read(noun).content]

    def _misses(self, query: Query, alone: Reading, together: Reading) -> bool:
        """Whether what is found leaves out what the follow-up itself is for: a date, or a word that only a gap is about."""
        first = next((match for match in together.matches if not match.candidate.is_gap), None)
        if first is None or query.yes_no:
            return False
        if not query.content and query.asks and query.asks <= OF_STRUCTURE:
            wanted = query.asks | _WHO if "person" in query.asks else query.asks
            return wanted.isdisjoint(first.candidate.kinds)
        if not query.content and self._asks_for_other_times(query) and not self._tells_of_other_times(first):
            return True
        if not query.content and query.asks == {REASON} and REASON not in first.profile.kinds:
            return True
        gaps = [match for match in (*alone.matches, *together.matches) if match.candidate.is_gap]
        return any(
            token.role is Role.CONTENT
            and token.weight >= TELLING
            and token in together.query.tokens  # "five" of "five years after that" has been counted with
            and not accounted(token, first.profile)
            and any(accounted(token, gap.profile) for gap in gaps)
            for token in query.content
        )
