"""What an edit would do to answers, asked of the answerer that would be: before anything is saved."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from knowledge.answering.answer import Answer, Status
from knowledge.answering.answerer import Answerer
from knowledge.answering.compose import Composer
from knowledge.answering.wording import Wording
from knowledge.base import KnowledgeBase
from knowledge.model import Collection, Fact, Gap
from knowledge.text import example_key
from knowledge.understanding.language import load_language

NEAREST = 60  # questions of others that are asked again, the likest first: all of them would take too long
LEAST_LIKE = 55.0  # of 100


@dataclass(frozen=True, slots=True)
class Effects:
    """reached, missed: the fact's own example questions. taken: questions of others that it would answer from now on."""

    answer: Answer
    reached: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
    taken: tuple[str, ...] = ()


def effects(fact: Fact, now: Answerer, then: Answerer) -> Effects:
    """What becomes of answers when `then` answers in the place of `now`, of which `fact` is a part as it would be.

    Takes some tenths of a second.
    """
    language = then.language.code
    own = tuple(dict.fromkeys(fact.examples(language)))
    reached = tuple(question for question in own if _given(fact.id, then.answer(question)))
    missed = tuple(question for question in own if question not in reached)
    others = _nearest(fact, own, now.base, language)
    taken = tuple(q for q in others if _given(fact.id, then.answer(q)) and not _given(fact.id, now.answer(q)))
    return Effects(shown(fact, then.base, language), reached, missed, taken)


def shown(fact: Fact, base: KnowledgeBase, language: str) -> Answer:
    """The answer that a fact gives, whatever was asked."""
    return Composer(base, Wording(load_language(language))).facts("", [fact], 1.0)


def _given(fact: str, answer: Answer) -> bool:
    return answer.status is Status.ANSWERED and fact in answer.facts


def _nearest(fact: Fact, own: Iterable[str], base: KnowledgeBase, language: str) -> list[str]:
    """The example questions of others, of gaps too, that are likest to what the fact says and is asked by."""
    owners: list[Fact | Collection | Gap] = [*base.facts, *base.collections, *base.pack.gaps]
    keys = {example_key(text): text for owner in owners if owner.id != fact.id for text in owner.examples(language)}
    said = [*own, fact.title.get(language, ""), fact.statement.get(language, "").replace("**", "")]
    best: dict[str, float] = {}
    for text in dict.fromkeys(example_key(text) for text in said if text):
        for key, likeness, _ in process.extract(
            text, list(keys), scorer=fuzz.token_sort_ratio, score_cutoff=LEAST_LIKE, limit=NEAREST
        ):
            best[key] = max(best.get(key, 0.0), likeness)
    ranked = sorted(best, key=lambda key: -best[key])
    return [keys[key] for key in ranked[:NEAREST]]
