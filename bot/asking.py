"""The way from a person's question to an answer, however it came in: limits, the queue, the conversation, then the base."""

from __future__ import annotations

import asyncio
from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot import wording
from bot.answerers import Answerers
from bot.conversations import Conversations
from bot.limits import Limits, Standing, Verdict
from bot.metrics import LIMITED, note_answer, note_outcome
from bot.question_queue import QuestionQueue
from bot.recent_answers import RecentAnswers
from bot.translation import t
from knowledge.answering.answer import Answer, Reason, Status
from knowledge.answering.answerer import Answerer
from knowledge.answering.conversation import Conversation

if TYPE_CHECKING:
    from bot.views.kept_card import KeptCard

LONG = 300  # characters from which a question is answered in a thread: it takes many times as long as an ordinary one


@dataclass(frozen=True, slots=True)
class Place:
    """Who asks, in which channel, and of which server (ids; None outside servers, where nobody else reads)."""

    channel: int
    person: int
    guild: int | None = None


@dataclass(frozen=True, slots=True)
class Exchange:
    """An answer, and the conversation as it stands after it and stood before."""

    answer: Answer
    conversation: Conversation
    before: Conversation = field(default_factory=Conversation)
    cards: dict[Hashable, KeptCard] | None = None  # those that the answer was shown on, where it was given before


class Asking:
    """Asks for people, each time whatever answers in their server just then."""

    def __init__(
        self,
        answerers: Answerers,
        conversations: Conversations,
        limits: Limits,
        queue: QuestionQueue,
        recent: RecentAnswers,
    ) -> None:
        self.answerers = answerers
        self.recent = recent
        self.queue = queue
        self._conversations = conversations
        self._limits = limits

    def admit(self, place: Place) -> Verdict:
        """Count a question; everything that answers somebody goes through here first."""
        verdict = self._limits.admit(place.person, None if place.guild is None else place.channel, place.guild)
        if verdict.standing is not Standing.WELCOME:
            note_outcome(LIMITED)
        return verdict

    async def ask(self, question: str, place: Place, *, replied_to: int | None = None) -> Exchange:
        """Answer `question`; `replied_to` is the id of the bot's message that it replies to."""
        async with self.queue.turn():
            before = self._conversations.recall(place.channel, place.person, replied_to=replied_to)
            exchange = await self._answered(await self.answerers.of(place.guild), question, before)
            self._conversations.keep(place.channel, place.person, exchange.conversation)
            note_answer(exchange.answer)
            return exchange

    async def ask_best(self, readings: tuple[str, ...], place: Place) -> Exchange:
        """Answer whichever of several readings of one message the base answers with most certainty."""
        async with self.queue.turn():
            answerer = await self.answerers.of(place.guild)
            exchanges = [await self._answered(answerer, question, Conversation()) for question in readings]
            best = max(exchanges, key=lambda exchange: _certainty(exchange.answer))
            self._conversations.keep(place.channel, place.person, best.conversation)
            note_answer(best.answer)
            return best

    async def _answered(self, answerer: Answerer, question: str, before: Conversation) -> Exchange:
        if len(question) < LONG:
            told = self.recent.converse(answerer, question, before)
            return Exchange(told.answer, told.conversation, before, told.cards)
        return Exchange(*await asyncio.to_thread(answerer.converse, question, before), before)

    def sent(self, message: int, exchange: Exchange) -> None:
        """Note under which message id an answer was sent, so that replies to it continue from there."""
        self._conversations.keep_answer(message, exchange.conversation)


_POLITE = {Reason.EMPTY: 0, Reason.ABOUT_BOT: 1}  # "Help please" is a title, and not what a post asks for
_SOUND = {Status.DECLINED: 2, Status.CLARIFY: 3, Status.ANSWERED: 4}


def _certainty(answer: Answer) -> tuple[int, float]:
    return _POLITE.get(answer.reason, _SOUND[answer.status]), answer.score


_TOO_FAST = {"person": wording.PERSON_TOO_FAST, "channel": wording.CHANNEL_TOO_FAST, "server": wording.SERVER_TOO_FAST}


def too_fast(verdict: Verdict) -> str | None:
    """The friendly note for a question that is one too many, or None where it is welcome."""
    if verdict.standing is Standing.WELCOME:
        return None
    return t(_TOO_FAST[verdict.whose], seconds=verdict.seconds)
