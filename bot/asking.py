"""The way from a person's question to an answer, however it came in: limits, then the conversation, then the base."""

from __future__ import annotations

from dataclasses import dataclass

from bot import wording
from bot.answerers import Answerers
from bot.conversations import Conversations
from bot.limits import Limits, Standing, Verdict
from knowledge.answering.answer import Answer
from knowledge.answering.conversation import Conversation


@dataclass(frozen=True, slots=True)
class Place:
    """Who asks, in which channel, and of which server (ids; None outside servers, where nobody else reads)."""

    channel: int
    person: int
    guild: int | None = None


@dataclass(frozen=True, slots=True)
class Exchange:
    """An answer, and the conversation as it stands after it."""

    answer: Answer
    conversation: Conversation


class Asking:
    """Asks for people, each time whatever answers in their server just then."""

    def __init__(self, answerers: Answerers, conversations: Conversations, limits: Limits) -> None:
        self.answerers = answerers
        self._conversations = conversations
        self._limits = limits

    def admit(self, place: Place) -> Verdict:
        """Count a question; everything that answers somebody goes through here first."""
        return self._limits.admit(place.person, None if place.guild is None else place.channel)

    async def ask(self, question: str, place: Place, *, replied_to: int | None = None) -> Exchange:
        """Answer `question`; `replied_to` is the id of the bot's message that it replies to."""
        before = self._conversations.recall(place.channel, place.person, replied_to=replied_to)
        answer, after = (await self.answerers.of(place.guild)).converse(question, before)
        self._conversations.keep(place.channel, place.person, after)
        return Exchange(answer, after)

    async def ask_best(self, readings: tuple[str, ...], place: Place) -> Exchange:
        """Answer whichever of several readings of one message the base answers with most certainty."""
        answerer, exchanges = await self.answerers.of(place.guild), []
        for question in readings:
            answer, after = answerer.converse(question, Conversation())
            exchanges.append(Exchange(answer, after))
        best = max(exchanges, key=lambda exchange: _certainty(exchange.answer))
        self._conversations.keep(place.channel, place.person, best.conversation)
        return best

    def sent(self, message: int, exchange: Exchange) -> None:
        """Note under which message id an answer was sent, so that replies to it continue from there."""
        self._conversations.keep_answer(message, exchange.conversation)


def _certainty(answer: Answer) -> tuple[int, float]:
    order = {"declined": 0, "clarify": 1, "answered": 2}
    return order[answer.status.value], answer.score


def too_fast(verdict: Verdict) -> str | None:
    """The friendly note for a question that is one too many, or None where it is welcome."""
    if verdict.standing is Standing.WELCOME:
        return None
    text = wording.PERSON_TOO_FAST if verdict.whose == "person" else wording.CHANNEL_TOO_FAST
    return text.format(seconds=verdict.seconds)
