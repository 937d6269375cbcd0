"""Answers questions from one snapshot of a base: tries each way of answering in turn. Pure: no clock but for timing, no I/O."""

from __future__ import annotations

import copy
from collections.abc import Iterable
from functools import cached_property
from time import perf_counter
from typing import Any

from knowledge.answering.answer import Answer, Reason, Status
from knowledge.answering.compose import Composer
from knowledge.answering.compound import Compound, asks_something
from knowledge.answering.computing import Computing
from knowledge.answering.conversation import Conversation
from knowledge.answering.decider import Decider
from knowledge.answering.decision import LISTED, Decision
from knowledge.answering.events import Events
from knowledge.answering.figures_told import figure_of_year, figures_told
from knowledge.answering.in_context import InContext
from knowledge.answering.listing import Listing
from knowledge.answering.lists import Lister
from knowledge.answering.order import Order
from knowledge.answering.other_script import in_other_script, scripts_of
from knowledge.answering.others import Others
from knowledge.answering.pages import Pages
from knowledge.answering.reading import Reading
from knowledge.answering.refusal import Refusal
from knowledge.answering.settled import Settler
from knowledge.answering.side_by_side import SideBySide
from knowledge.answering.small_talk import SmallTalk
from knowledge.answering.suggest import Suggester
from knowledge.answering.timelines import Timelines
from knowledge.answering.told import Told
from knowledge.answering.typed import as_read, sound
from knowledge.answering.wording import Wording
from knowledge.base import KnowledgeBase
from knowledge.matching.candidate import Candidate, candidates, changes
from knowledge.matching.matcher import Matcher
from knowledge.matching.scorer import SEMANTIC_WEIGHTS, WEIGHTS, Scorer
from knowledge.matching.sentences import SentenceEncoder
from knowledge.text import clean
from knowledge.understanding.clauses import two_questions
from knowledge.understanding.followup import points_back
from knowledge.understanding.language import Stemmer, load_language
from knowledge.understanding.names import phrase_table
from knowledge.understanding.query import Query

MAX_CHARACTERS = 4_000  # what Discord lets people send; longer utterances are refused, not cut


class Answerer:
    """Answers questions in one language. Building it indexes the base; answering takes about a millisecond."""

    def __init__(self, base: KnowledgeBase, language: str = "en", encoder: SentenceEncoder | None = None) -> None:
        """`encoder` is a sentence model as further evidence (the extra `semantic`); the default does without."""
        self.language = load_language(language)
        stemmer = Stemmer(self.language)
        phrases = phrase_table(base, self.language, stemmer)
        weights = SEMANTIC_WEIGHTS if encoder else WEIGHTS
        scorer = Scorer.default(weights)
        found = list(candidates(base, language))
        self.matcher = Matcher(found, self.language, phrases, stemmer, scorer, encoder)
        self.decision = Decision.default(weights, gaps=bool(base.pack.gaps))
        self._small_talk = SmallTalk(self.language)
        self._wording = Wording(self.language)
        names = (name for entity in base.pack.entities for name in entity.names(language))
        self._scripts = scripts_of(names) | _scripts_of(found)
        self._compose_from(base)

    def changed(self, base: KnowledgeBase) -> Answerer:
        """The answerer of a later snapshot of the base. Where only facts and lists differ, this takes milliseconds."""
        if (differs := changes(self.base, base, self.language.code)) is None or not self.base.facts:
            return Answerer(base, self.language.code, self.matcher.encoder)
        made = copy.copy(self)
        made.matcher = self.matcher.changed(*differs)
        made._scripts = self._scripts | _scripts_of(differs[0])
        made._compose_from(base, self._settler)
        if "_suggester" in self.__dict__:
            made.__dict__["_suggester"] = self._suggester.changed(base)
        return made

    def _compose_from(self, base: KnowledgeBase, beneath: Settler | None = None) -> None:
        self.base = base
        self._composer = Composer(base, self._wording)
        self._lister = Lister(self._composer)
        self._timelines = Timelines(self._lister)
        self._in_context = InContext(base, self.matcher, self.decision)
        self._computing = Computing(self._composer, self.matcher, self._in_context.reading)
        self._refusal = Refusal(base, self._wording)
        self._events = Events(self._lister, self._timelines, self._refusal, self.matcher, self._in_context.reading)
        self._settler = Settler(base, self.matcher, beneath)
        self._order = Order(self._lister, self.matcher, self._settler, self._refusal, self._in_context.reading)
        self._told = Told(self._lister, self._refusal, self._in_context, self._computing)
        self.decider = Decider(self._composer, self._refusal, self._settler, self.matcher, self.decision)
        reading, decide = self._in_context.reading, self.decider.decide
        self._compound = Compound(self._composer, self.matcher.read, reading, decide)
        self._side_by_side = SideBySide(base, self.matcher, self._compound, reading, decide)
        self._others = Others(base, self.language, self.decision, self._refusal, decide)
        self._pages = Pages(self._composer, self._refusal)

    def answer(self, question: str, conversation: Conversation | None = None) -> Answer:
        """The answer to a question, in the light of a conversation where there is one."""
        return self.converse(question, conversation or Conversation())[0]

    def converse(self, question: str, conversation: Conversation) -> tuple[Answer, Conversation]:
        """The answer, and the conversation that the next question belongs to. Never raises, whatever `question` holds."""
        started = perf_counter()
        conversation = conversation.standing(self.base)
        answer, following = self._converse(sound(question), conversation)
        elapsed = round((perf_counter() - started) * 1000, 3)
        return answer.model_copy(update={"question": question, "elapsed_ms": elapsed}), following

    @property
    def changed_texts(self) -> int:
        """How many texts it keeps beside those of the answerer that it was changed from, with which it shares the rest."""
        return self.matcher.changed_texts

    def topic(self, topic_id: str, **narrowed: Any) -> Answer:
        """What a topic's command shows, narrowed by options as `Lister.topic` takes them. Raises KeyError for unknown ids."""
        return self._lister.topic(self.base.topic(topic_id), **narrowed)

    def listed(self, listing: Listing, page: int | None = None) -> Answer:
        """A list again, whole or a page of it. Raises KeyError where the base has lost what it is made of."""
        return self._lister.listed(listing, page)

    def sources(self) -> Answer:
        """Every source."""
        return self._pages.sources()

    def help(self) -> Answer:
        """What can be asked."""
        return self._pages.about()

    _suggester = cached_property(lambda self: Suggester(self.base, self.language.code))

    def suggest(self, prefix: str, limit: int = 25) -> list[str]:
        """Example questions that complete or resemble what was typed, best first; some to start with for an empty text."""
        return self._suggester.suggest(prefix, limit)

    def read(self, question: str, conversation: Conversation | None = None) -> Reading:
        """How a question is understood and what is found for it, before anything is decided."""
        query = self.matcher.read(question)
        return self._in_context.read(query, conversation or Conversation())

    def _converse(self, question: str, conversation: Conversation) -> tuple[Answer, Conversation]:
        if refused := self._unread(question):
            return refused, conversation
        query = self.matcher.read(question)
        kind = self._small_talk.kind(query)
        if kind and (kind != "asks_attribution" or conversation.facts):  # "who said that?" asks of what was told
            return self._pages.small_talk(kind, query, conversation.facts), conversation
        answer, understood = self._whole_or_parts(query, conversation)
        figures = figures_told(answer, conversation, self.base)
        following = conversation.followed_by(understood, answer.facts, answer.status is Status.ANSWERED, figures)
        if answer.status is Status.DECLINED and conversation.answered:
            following = conversation  # what was not known is nothing to go on from
        return as_read(answer, query, understood), following

    def _unread(self, question: str) -> Answer | None:
        """The refusal of what is not read at all: too much, nothing, or another script than the base's."""
        text, say, refused = clean(question), self._wording.say, self._refusal.plain
        if max(len(question), len(text)) > MAX_CHARACTERS:  # some characters stand for many
            return refused(question[:MAX_CHARACTERS], Reason.TOO_LONG, say("too_long"))
        if not any(character.isalnum() for character in text):
            return refused(question, Reason.EMPTY, say("empty", example=self._refusal.example()))
        if not question.isascii() and in_other_script(text, self._scripts):
            return refused(question, Reason.OTHER_SCRIPT, say("other_script", example=self._refusal.example()))
        return None

    def _whole_or_parts(self, query: Query, conversation: Conversation) -> tuple[Answer, Query]:
        """Two questions in one message are both answered, unless one fact answers them together."""
        if parts := two_questions(query.utterance, self.language):
            first, second = (self.matcher.read(part) for part in parts)
            if asks_something(first) and asks_something(second):
                return self._both(query, first, second, conversation)
        answer, understood = self._single(query, conversation)
        if both := self._side_by_side.answer(query, answer):
            return both, understood
        sums = query.operations and answer.reason is not Reason.OUT_OF_SCOPE
        if answer.reason in {Reason.FACT, Reason.AMBIGUOUS, Reason.OUT_OF_SCOPE} and not (sums or self.matcher.lists(query)):
            answer = self._compound.two_things(query, answer) or answer
        return answer, understood

    def _both(self, query: Query, first: Query, second: Query, conversation: Conversation) -> tuple[Answer, Query]:
        one, understood = self._single(first, conversation)
        between = Conversation(understood, one.facts, one.status is Status.ANSWERED)
        other, understood = self._single(second, between)
        if other.facts and set(other.facts) <= set(one.facts) and not points_back(second, self.language):
            alone, read = self._single(second, Conversation())  # what the first half told may have drawn the second to it
            if alone.status is Status.ANSWERED and not set(alone.facts) <= set(one.facts):
                other, understood = alone, read
        if one.status is other.status is Status.DECLINED:
            whole = self._in_context.reading(query)
            return self.decider.decide(whole), whole.query
        if one.status is Status.ANSWERED and other.facts and set(other.facts) <= set(one.facts):
            return one.model_copy(update={"question": query.utterance}), understood
        return self._compound.joined(query, [one, other]), understood

    def _single(self, query: Query, conversation: Conversation) -> tuple[Answer, Query]:
        reading = self._in_context.read(query, conversation)
        listed = any(match.evidence.exact for match in reading.matches)  # what a curator listed needs no sum
        if counted := self._told.answer(query, conversation):
            return counted, reading.query
        if not listed and (ordered := self._order.answer(query, reading, conversation)):
            return ordered, reading.query
        if not listed and (computed := self._computing.answer(query, reading, conversation)):
            return computed, reading.query
        if other := figure_of_year(query, reading.query, conversation, self.base):
            return self._composer.facts(query.utterance, [other], self.decision.score(LISTED, LISTED)), reading.query
        before = conversation.query
        if before and (asked := self._timelines.again(query, reading.query, before)) and (again := self._timelines.answer(asked)):
            return again, asked
        leaning = before is not None and not query.content_beyond_dates and not self._timelines.says_so(query)
        if not (leaning or listed) and (timeline := self._timelines.answer(query)):
            return timeline, query
        if not listed and (events := self._events.answer(query, conversation)):
            return events, query
        answer = self.decider.decide(reading)
        answer = self._others.instead(answer, query, reading, conversation) or answer
        if answer.status is Status.DECLINED and reading.goes_on and not answer.untold:
            return self._told.instead(answer, query, reading, conversation, self.decider.decide) or (answer, reading.query)
        return answer, reading.query


def _scripts_of(found: Iterable[Candidate]) -> frozenset[str]:
    return scripts_of(example for candidate in found for example in candidate.examples)
