"""Answers, asks back or declines: what is said to a question that was read, by what was found for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from knowledge.answering.answer import Answer
from knowledge.answering.choice import Choice, asks_for_one, asks_for_others, choices, listed
from knowledge.answering.compose import Composer
from knowledge.answering.decision import LISTED, Decision, gap_is_named
from knowledge.answering.open_questions import OpenQuestions
from knowledge.answering.premise import fact_of_year, opening
from knowledge.answering.reading import Reading
from knowledge.answering.refusal import READINGS, Refusal
from knowledge.answering.settled import Settler
from knowledge.answering.slots import Slots
from knowledge.answering.strangers import Strangers
from knowledge.matching.features import Evidence
from knowledge.matching.matcher import Match, Matcher
from knowledge.understanding.query import Query, Role

NEARLY = 0.3  # probability of the question being known from which a refusal tells what is known of the same thing


class Decider:
    """Decides in one snapshot."""

    def __init__(self, composer: Composer, refusal: Refusal, settler: Settler, matcher: Matcher, decision: Decision) -> None:
        self._base = composer.base
        self._composer = composer
        self._refusal = refusal
        self._settler = settler
        self._matcher = matcher
        self._decision = decision
        self._language = matcher.reader.language
        self._open = OpenQuestions(composer.base, matcher)
        self._strangers = Strangers(composer.base, matcher)
        self._slots = Slots(composer.base, matcher)

    def decide(self, reading: Reading) -> Answer:
        """Answers, asks back or declines, by what was found."""
        query, known = reading.query, reading.verdict.known
        is_listed = any(match.evidence.exact for match in reading.matches)
        if not is_listed and (settled := self._settler.settle(query, reading.matches)):
            first = self._language.yes if settled.true else self._language.no
            score = self._decision.score(max(known, self._decision.least_known), LISTED)
            return self._composer.facts(query.utterance, settled.facts, score, first)
        unasked = self._asks_nothing(query, is_listed)
        unknown = known < self._decision.least_known
        if unknown and not unasked and (offices := self._open.offices(reading)):
            return self._refusal.clarify(query, offices, self._decision.least_chosen)
        open_to = [] if is_listed or unasked or reading.missed else self._open.pointless(reading)
        if open_to:  # it says nothing that would make it the question of a gap
            return self._refusal.clarify(query, open_to, self._decision.least_chosen)
        if unasked or reading.missed or (unknown and gap_is_named(query, reading.matches)):
            return self._refusal.declined(query, reading.matches, 1 - known)
        matches = [match for match in reading.matches if not match.candidate.is_gap]
        if match := listed(matches, query.typed):
            return self.compose(query, [match], self._decision.score(known, LISTED))
        return self._by_choice(reading, matches)

    def _asks_nothing(self, query: Query, is_listed: bool) -> bool:
        """Whether a question that no curator listed is about whoever asks, or nothing but a number."""
        bare = bool(query.content) and not query.asks and all(token.role is Role.NUMBER for token in query.content)
        return (query.own_view and not is_listed) or (bare and not self._matcher.lists(query))

    def _by_choice(self, reading: Reading, matches: Sequence[Match]) -> Answer:
        """Answers with the most useful choice among `matches` (no gaps) that fits, if it is likely enough."""
        query, known = reading.query, reading.verdict.known
        shares = self._decision.shares(matches) if matches else []
        found = choices(matches, shares, self._base.members_of, asks_for_one(query, self._language))
        best = next((choice for choice in found if self._strangers.fits(query, choice.matches)), None)
        unsure = best is None or best.probability < self._decision.least_chosen
        if found and best is not found[0] and unsure and (kept := self._about_what_is_named(reading)):
            return self.decide(kept)
        open_to = self._open.among(reading, best, matches, shares) if best else []
        if best is None or (known < self._decision.least_known and not open_to):
            if best and known >= NEARLY and (slot := self._slots.untold(query, best.matches)):
                return self._refusal.untold(slot, self.compose(query, best.matches), 1 - known)
            return self._refusal.declined(query, reading.matches, 1 - known)
        score = self._decision.score(known, best.probability)
        if not open_to and not unsure:
            return self._with(best, query, score)
        near = open_to or [match for match, share in zip(matches, shares, strict=True) if share >= shares[0] / 4]
        near = [match for match in near[:READINGS] if not self._strangers.among(query, [match])]
        if len(near) < 2:
            return self._refusal.declined(query, reading.matches, 1 - score)
        return self._refusal.clarify(query, near, score)

    def _with(self, best: Choice, query: Query, score: float) -> Answer:
        """The answer with the best choice, or the refusal that tells it where it lacks just what was asked."""
        answer = self.compose(query, best.matches, score)
        if slot := self._slots.untold(query, best.matches):
            return self._refusal.untold(slot, answer, 1 - score)
        told = (pair for match in best.matches for pair in self._matcher.texts(match.candidate.id))
        others = asks_for_others(query, told, self._language)
        return self._refusal.those_that_do(query, answer, 1 - score) if others else answer

    def _about_what_is_named(self, reading: Reading) -> Reading | None:
        """The reading without the facts and lists that are about others than the question names; None where none are."""
        query, matches = reading.query, reading.matches
        kept = [match for match in matches if match.candidate.is_gap or not self._strangers.among(query, [match])]
        if len(kept) == len(matches) or all(match.candidate.is_gap for match in kept):
            return None
        return replace(reading, matches=kept, verdict=self._decision.verdict(query, kept))

    def chosen(self, reading: Reading) -> float:
        """The probability (0 to 1) of the answer that `decide` chooses, if the question is known at all."""
        matches = [match for match in reading.matches if not match.candidate.is_gap]
        return choices(matches, self._decision.shares(matches), self._base.members_of)[0].probability if matches else 0.0

    def compose(self, query: Query, matches: Sequence[Match], score: float = 1.0) -> Answer:
        """The answer that candidates give to a question: a collection, a fact, or a few facts together.

        `score` is the probability (0 to 1) that it carries.
        """
        match = matches[0]
        if match.candidate.is_collection:
            return self._composer.collection(query.utterance, self._base.collection(match.candidate.id), score)
        facts = [self._base.fact(one.candidate.id) for one in matches]
        if len(facts) == 1 and (other := fact_of_year(query, facts[0], self._base)) is not facts[0]:
            profile = self._matcher.profile(other.id)
            facts, match = [other], Match(profile.candidate, profile, Evidence(), match.score) if profile else match
        first = opening(query, facts[0], match, self._language) if len(facts) == 1 else ""
        return self._composer.facts(query.utterance, facts, score, first)
