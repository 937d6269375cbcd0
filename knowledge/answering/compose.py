"""Turns facts into answers: text, citations, notes. Every sentence about the subject is a curator's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from knowledge.answering.answer import Answer, AnswerCitation, Reason, Status
from knowledge.answering.emphasis import emphasised
from knowledge.answering.listing import Listing
from knowledge.answering.wording import Wording
from knowledge.base import KnowledgeBase
from knowledge.localised import text_in
from knowledge.model import Collection, Fact

_EMPHASIS = re.compile(r"\*\*(.+?)\*\*")
MAX_LISTED = 40  # lines of a list; more would not fit a message


class Composer:
    """Writes answers from the facts of one snapshot in one language."""

    def __init__(self, base: KnowledgeBase, wording: Wording) -> None:
        self.base = base
        self.wording = wording
        self.language = wording.language.code
        self._cited: dict[tuple[str, int], AnswerCitation] = {}  # by source and paragraph

    def facts(self, question: str, facts: Sequence[Fact], score: float, opening: str = "") -> Answer:
        """One fact, or a few that answer together."""
        first = facts[0]
        text = " ".join(filter(None, [opening, "\n".join(self.statement(fact, question) for fact in facts)]))
        return self.answer(
            question,
            text,
            facts,
            score,
            Reason.FACT,
            attribution=first.attribution,
            when=str(first.when) if first.when else None,
            when_inferred=bool(first.when and first.inferred),
        )

    def collection(self, question: str, collection: Collection, score: float) -> Answer:
        """A list: its introduction, and a line for each member unless the introduction tells most of them."""
        members = self.base.members(collection)
        intro = text_in(collection.statement, self.language)
        told = sum(self._told(member, intro) for member in members)
        lines = [] if 2 * told >= len(members) else list(map(self.bullet, members[:MAX_LISTED]))
        text = "\n".join([intro, *lines])
        answer = self.answer(question, text, members, score, Reason.COLLECTION)
        noted = [member for member in members if member.note][:1]  # the introduction itself is the place for more
        listing = Listing(collection=collection.id)
        return answer.model_copy(update={"topic": collection.topic, "note": self.notes(noted), "listing": listing})

    def _told(self, fact: Fact, text: str) -> bool:
        """Whether what a fact emphasises, its key name or figure, stands in a text."""
        keys = _EMPHASIS.findall(self.statement(fact))
        plain = text.replace("**", "").casefold()
        return bool(keys) and all(key.casefold() in plain for key in keys)

    def answer(self, question: str, text: str, facts: Sequence[Fact], score: float, reason: Reason, **more: Any) -> Answer:
        """An answer that stands on `facts`; `more` are further fields of it."""
        return Answer(
            question=question,
            status=Status.ANSWERED,
            reason=reason,
            text=text,
            language=self.language,
            facts=tuple(dict.fromkeys(fact.id for fact in facts)),
            score=score,
            citations=self.citations(facts),
            note=self.notes(facts),
            topic=facts[0].topic if facts else None,
            **more,
        )

    def statement(self, fact: Fact, question: str = "") -> str:
        """What a fact says, with its key figure or name in bold."""
        return emphasised(text_in(fact.statement, self.language), fact, question, self.base, self.wording)

    def bullet(self, fact: Fact) -> str:
        """A fact as a line of a list."""
        return f"• {self.statement(fact)}"

    def notes(self, facts: Iterable[Fact]) -> str | None:
        """The editor's notes on these facts, each once."""
        notes = dict.fromkeys(text_in(fact.note, self.language) for fact in facts if fact.note)
        return " ".join(list(notes)[:3]) or None

    def citations(self, facts: Iterable[Fact]) -> tuple[AnswerCitation, ...]:
        """Where these facts stand, each place once, in the order of the facts."""
        places = dict.fromkeys((c.source, c.paragraph) for fact in facts for c in fact.citations)
        return tuple([self._citation(*place) for place in places])

    def _citation(self, source_id: str, paragraph: int) -> AnswerCitation:
        known = self._cited.get((source_id, paragraph))
        if known is None:
            source = self.base.source(source_id)
            published = str(source.published) if source.published else None
            known = self._cited[source_id, paragraph] = AnswerCitation(
                source=source.id,
                title=source.title,
                paragraph=paragraph,
                published=published,
                inferred=bool(published and source.inferred),
                publisher=source.publisher,
                url=source.url,
            )
        return known
