"""What Safir says when it does not know, cannot read a question, or could read it in several ways."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from knowledge.answering.answer import Answer, Reason, Status
from knowledge.answering.wording import Wording
from knowledge.base import KnowledgeBase
from knowledge.localised import text_in
from knowledge.matching.features import Evidence, accounted
from knowledge.matching.matcher import Match
from knowledge.understanding.query import Query, Role

READINGS = 3  # choices when asking back
NEAREST = 3  # topics named when declining

# Share of what a question and the nearest example of a gap say that both say, by information: from here the gap's text is the
# refusal; below, other words happen to be shared. (A share, since scores change whenever the weights are learned again.)
LIKE = 0.5
NEAR = 0.3  # share of what a question says that a fact accounts for, from which the fact's own question is offered instead
# Python 3.11 looks a member of an enumeration up slowly, and here it is done for every token.
_SUBJECT = {Role.CONTENT, Role.ENTITY, Role.DATE}


class Refusal:
    """Declines and asks back, naming what is near."""

    def __init__(self, base: KnowledgeBase, wording: Wording) -> None:
        self.base = base
        self.wording = wording
        self.language = wording.language.code
        self._gaps = {gap.id: gap for gap in base.pack.gaps}
        self._examples: dict[str, str] = {}  # by topic: a question that it can answer

    def declined(self, query: Query, matches: Sequence[Match], score: float, why: str = "") -> Answer:
        """Not known. The text names the nearest topics; `suggestions` are questions that can be answered, the nearest of each.

        `why` is what is said instead of that it is not known.
        """
        near: dict[str, str] = {}  # topics, each with a question
        for match in matches if self._touches(query) else ():
            topic = match.candidate.topic
            if not topic or not self.base.facts_of(topic) or (topic not in near and len(near) == NEAREST):
                continue
            is_near = not match.candidate.is_gap and match.evidence.covered >= NEAR
            near[topic] = near.get(topic) or (self.title(match) if is_near else "")
        near = near or dict.fromkeys(self._broad_topics, "")
        topics = list(near)
        titles = ", ".join(text_in(self.base.topic(topic).title, self.language) for topic in topics)
        opinion = query.opinion or query.prediction
        said = why or self.known_gap(query, matches) or self.wording.say("declined_opinion" if opinion else "declined")
        nearest = self.wording.say("nearest", topics=titles)
        return Answer(
            question=query.utterance,
            status=Status.DECLINED,
            reason=Reason.OPINION if opinion else Reason.OUT_OF_SCOPE,
            text=f"{said} {nearest}",
            language=self.language,
            score=score,
            suggestions=tuple(filter(None, (question or self._example_of(topic) for topic, question in near.items()))),
            topic=topics[0] if topics else None,
        )

    def those_that_do(self, query: Query, told: Answer, score: float) -> Answer:
        """For "which have not …": the sources only tell of those that have. `told` is the answer about these."""
        text = self.wording.say("only_those", told=told.text.splitlines()[0])
        return _declined(told, text, score)

    def untold(self, slot: str, told: Answer, score: float) -> Answer:
        """For a question that the sources come near to: they say what is `told`, but not what was asked of it, its `slot`."""
        name = self.wording.language.untold[slot]
        text = self.wording.say("untold", slot=name, told=told.text.splitlines()[0])
        return _declined(told, text, score).model_copy(update={"untold": name, "listing": None, "page": None})

    def known_gap(self, query: Query, matches: Sequence[Match]) -> str:
        """What a curator wrote about what is not known, where that is what the question is most like."""
        if not matches or not matches[0].candidate.is_gap or _alike(query, matches[0]) < LIKE:
            return ""
        return text_in(self._gaps[matches[0].candidate.id].statement, self.language)

    def clarify(self, query: Query, matches: Sequence[Match], score: float) -> Answer:
        """Several readings: each as a question that leads straight to its answer."""
        readings = list(dict.fromkeys(filter(None, (self.title(match) for match in matches))))[:READINGS]
        facts = tuple(match.candidate.id for match in matches[:READINGS] if not match.candidate.is_collection)
        asked = self.asked_back(query, readings, score)
        return asked.model_copy(update={"facts": facts, "topic": matches[0].candidate.topic or None})

    def asked_back(self, query: Query, readings: Sequence[str], score: float = 1.0) -> Answer:
        """The readings of a question as questions, from which one is to be chosen."""
        text = "\n".join([self.wording.say("clarify"), *(f"• {reading}" for reading in readings)])
        return Answer(
            question=query.utterance,
            status=Status.CLARIFY,
            reason=Reason.AMBIGUOUS,
            text=text,
            language=self.language,
            score=score,
            suggestions=tuple(readings),
        )

    def plain(self, question: str, reason: Reason, text: str) -> Answer:
        """A refusal that has nothing to do with what the base holds: nothing was asked, or too much."""
        return Answer(question=question, status=Status.DECLINED, reason=reason, text=text, language=self.language, score=1.0)

    def example(self) -> str:
        """A question that can be asked, for newcomers."""
        return next((e for fact in self.base.facts for e in fact.examples(self.language)), "")

    def title(self, match: Match) -> str:
        """A reading as a question: the candidate's first example, which a curator put first because it says it best.

        A match without evidence was not ranked but chosen: its example is the question that it was chosen for.
        """
        chosen = match.example if match.evidence == Evidence() else ""
        return chosen or next(iter(match.candidate.examples), "")

    def _touches(self, query: Query) -> bool:
        return any(token.known and token.role in _SUBJECT for token in query.content)

    @cached_property
    def _broad_topics(self) -> list[str]:
        sizes = sorted(self.base.topics, key=lambda topic: -len(self.base.facts_of(topic.id)))
        return [topic.id for topic in sizes[:NEAREST]]

    def _example_of(self, topic: str) -> str:
        if topic not in self._examples:
            found = (e for fact in self.base.facts_of(topic) for e in fact.examples(self.language))
            self._examples[topic] = next(found, "")
        return self._examples[topic]


def _declined(told: Answer, text: str, score: float) -> Answer:
    """An answer as a refusal that tells what is near."""
    return told.model_copy(
        update={"status": Status.DECLINED, "reason": Reason.OUT_OF_SCOPE, "text": text, "score": score, "note": None}
    )


def _alike(query: Query, match: Match) -> float:
    """How much of what a question and the nearest example of a match say is said by both, 0 to 1."""
    row = match.nearest
    if row is None:
        return 0.0
    shared = sum(token.weight * accounted(token, match.profile) for token in query.content)
    lacking = sum(weight for term, weight in zip(row.content, row.weights, strict=True) if term not in query.said)
    whole = sum(token.weight for token in query.content) + lacking
    return shared / whole if whole else 0.0
