"""What Safir says about itself: topics, sources, what can be asked, and where the last answer came from."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.answering.answer import Answer, Reason, Status
from knowledge.answering.compose import Composer
from knowledge.answering.refusal import Refusal
from knowledge.localised import text_in
from knowledge.model import Fact
from knowledge.understanding.query import Query

EXAMPLES = 4  # questions offered to a newcomer


_SAID = {
    "asks_whether_ai": "about_ai",
    "asks_privacy": "privacy",
    "doubts": "doubt",
    "byes": "bye",
    "thanks": "thanks",
    "greetings": "greeting",
}


class Pages:
    """Writes the pages that do not answer from a single fact."""

    def __init__(self, composer: Composer, refusal: Refusal) -> None:
        self.composer = composer
        self.base = composer.base
        self.wording = composer.wording
        self.language = composer.language
        self._refusal = refusal

    def sources(self) -> Answer:
        """Every source, cited with the paragraphs that facts stand on."""
        return self._page(self.wording.say("source_nothing", sources=self._sources(self.base.facts))).model_copy(
            update={
                "reason": Reason.SOURCE,
                "citations": tuple(sorted(self.composer.citations(self.base.facts), key=lambda c: (c.source, c.paragraph))),
            }
        )

    def about(self) -> Answer:
        """What can be asked, with examples."""
        return self._page(self.wording.say("about", facts=len(self.base.facts), topics=self._titles(), **self._gaps()))

    def small_talk(self, kind: str, query: Query, last: Sequence[str]) -> Answer:
        """The reply to small talk of a kind of `small_talk.KINDS`, where `last` are the facts of the last answer."""
        facts = [self.base.fact(fact) for fact in last]
        if kind == "asks_source":
            return self._came_from(query, facts) if facts else self.sources()
        if kind == "asks_attribution":
            return self._said_by(query, _attributed_first(facts)) if facts else self.sources()
        if kind == "about_bot":
            return self.about()
        if kind in {"thanks", "byes", "doubts"}:
            return self._page(self.wording.say(_SAID[kind])).model_copy(update={"suggestions": ()})
        return self._page(self.wording.say(_SAID[kind], **self._gaps()))

    def _came_from(self, query: Query, facts: Sequence[Fact]) -> Answer:
        text = self.wording.say("source", sources=self._sources(facts))
        return self.composer.answer(query.utterance, text, facts, 1.0, Reason.SOURCE)

    def _said_by(self, query: Query, fact: Fact) -> Answer:
        key = "attributed" if fact.attribution else "unattributed"
        text = self.wording.say(key, who=fact.attribution, statement=self.composer.statement(fact))
        return self.composer.answer(query.utterance, text, [fact], 1.0, Reason.SOURCE)

    def _sources(self, facts: Sequence[Fact]) -> str:
        places: dict[str, set[int]] = {}
        for fact in facts:
            for citation in fact.citations:
                places.setdefault(citation.source, set()).add(citation.paragraph)
        return "; ".join(
            self.wording.say(
                "source_line",
                title=self.base.source(source).title,
                paragraphs=", ".join(self.wording.say("paragraph", number=run) for run in _runs(sorted(numbers))),
            )
            for source, numbers in places.items()
        )

    def _titles(self) -> str:
        return ", ".join(text_in(topic.title, self.language) for topic in self.base.topics)

    def _gaps(self) -> dict[str, str]:
        return {"subject": text_in(self.base.pack.name, self.language), "example": self._refusal.example()}

    def _page(self, text: str) -> Answer:
        step = max(1, len(self.base.facts) // EXAMPLES)
        examples = [next(iter(fact.examples(self.language)), "") for fact in self.base.facts[::step]]
        return Answer(
            question="",
            status=Status.ANSWERED,
            reason=Reason.ABOUT_BOT,
            text=text,
            language=self.language,
            score=1.0,
            suggestions=tuple(filter(None, examples[:EXAMPLES])),
        )


def _attributed_first(facts: Sequence[Fact]) -> Fact:
    """Of the facts of an answer, the one that says who said it."""
    return next((fact for fact in facts if fact.attribution), facts[0])


def _runs(numbers: Sequence[int]) -> list[str]:
    """Neighbouring numbers as runs: 1, 2, 3, 5 as "1–3" and "5"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return [str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs]
