"""What goes with an answer on its card: questions to go on with, pictures, and the first page of a list that is long."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary, ref

from bot.pictures.studio import Studio
from bot.views.card_pictures import CardPicture
from knowledge.answering.answer import Answer, Status
from knowledge.answering.answerer import Answerer
from knowledge.answering.depict import Depictor
from knowledge.answering.listing import PAGE_CHARACTERS, PAGE_LINES
from knowledge.answering.picture import Picture
from knowledge.answering.related import Related
from knowledge.answering.wording import Wording

MOST_RELATED = 5  # questions offered to go on with


@dataclass(frozen=True, slots=True)
class _Beside:
    """What is worked out once for a snapshot."""

    related: Related
    depictor: Depictor
    pack: Answerer | None  # beneath the edits: what was tried out with it needs it


class Trimmings:
    """Finds them for whatever answers in a server."""

    def __init__(self, studio: Studio, pack: Callable[[], Answerer]) -> None:
        """`pack` gives what answers where nothing was edited: what was tried out with it serves servers with edits, too."""
        self.studio = studio
        self._pack = pack
        self._beside: WeakKeyDictionary[Answerer, _Beside] = WeakKeyDictionary()

    async def related(self, answer: Answer, answerer: Answerer) -> tuple[str, ...]:
        """Questions that go on from an answer to a question. Each is tried out first, once and in a thread."""
        if answer.status is not Status.ANSWERED or not answer.question:
            return ()
        related = self._of(answerer).related
        known = related.known(answer.facts)
        return known if known is not None else await asyncio.to_thread(related.questions, answer.facts, MOST_RELATED)

    async def pictures(self, answer: Answer, answerer: Answerer) -> Sequence[CardPicture]:
        """Its pictures, as far as they can be drawn in time."""
        self.studio.warm()
        wanted = self.wanted(answer, answerer)
        drawn = await asyncio.gather(*(self.studio.draw(picture) for picture in wanted))
        return [CardPicture(png, picture.alt) for picture, png in zip(wanted, drawn, strict=True) if png]

    def wanted(self, answer: Answer, answerer: Answerer) -> Sequence[Picture]:
        """What there is to be drawn of an answer."""
        return self._of(answerer).depictor.pictures(answer) if answer.status is Status.ANSWERED else ()

    def first_page(self, answer: Answer, answerer: Answerer) -> Answer:
        """The answer, or its first page where it is a list that is too long to be read at a glance."""
        if answer.listing is None or answer.page is not None or answer.status is not Status.ANSWERED:
            return answer
        lines = sum(line.startswith("• ") for line in answer.text.splitlines())
        if lines <= PAGE_LINES and (lines < 2 or len(answer.text) <= PAGE_CHARACTERS):
            return answer
        page = answerer.listed(answer.listing, 0)
        told = ("text", "facts", "citations", "note", "listing", "page")
        return answer.model_copy(update={field: getattr(page, field) for field in told})

    def _of(self, answerer: Answerer) -> _Beside:
        if answerer not in self._beside:
            code = answerer.language.code
            pack = self._pack()
            beneath = self._of(pack).related if answerer is not pack else None
            held = ref(answerer)  # what is kept beside an answerer must not keep it: it would never be forgotten

            def answer(question: str) -> Answer:
                alive = held()
                assert alive is not None  # whoever asks for related questions holds it
                return alive.answer(question)

            related = Related(answerer.base, code, answer, beneath)
            self._beside[answerer] = _Beside(
                related, Depictor(answerer.base, Wording(answerer.language)), pack if beneath else None
            )
        return self._beside[answerer]
