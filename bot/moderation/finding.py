"""Finds a fact by its id, its title or a part of its statement, with typing mistakes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from rapidfuzz import fuzz, process, utils

from bot.error_report import Refused
from bot.markdown import escape_line, shorten
from bot.moderation import wording
from bot.translation import language as spoken
from bot.translation import t
from knowledge.localised import text_in
from knowledge.model import Fact, Pack, Rank, Source, Topic
from knowledge.store.content import Item

MOST_CHOICES = 25  # Discord's limits
CHOICE_NAME = 100
CLOSE_ENOUGH = 85.0  # of 100
WORTH_OFFERING = 55.0
SAME_WORD = 75.0  # one word for another with a slip
ALL_WORDS = 0.9  # of 1: the words of what was typed, but for slips
COMPARED = 200  # texts that are compared word by word


def in_use(fact: Fact) -> bool:
    """Whether it is answered with."""
    return fact.rank is not Rank.DEPRECATED


def retired(fact: Fact) -> bool:
    """Whether it is kept and not answered with."""
    return fact.rank is Rank.DEPRECATED


def offered(pack: Pack, typed: str, language: str, wanted: Callable[[Fact], bool]) -> list[tuple[str, str]]:
    """At most 25 facts as (title, id), the likest first; `wanted` says which."""
    facts = [fact for fact in pack.facts if wanted(fact)]
    return [(shorten(text_in(fact.title, language), CHOICE_NAME), fact.id) for fact in _ranked(facts, typed, language)]


def found(pack: Pack, typed: str, language: str) -> Fact:
    """The fact that is meant. Raises Refused, with the titles of what there is near it."""
    facts = {fact.id: fact for fact in pack.facts}
    if typed.strip() in facts:
        return facts[typed.strip()]
    ranked = _ranked(pack.facts, typed, language)
    for fact in ranked[:1]:
        if fuzz.ratio(text_in(fact.title, language).casefold(), typed.strip().casefold()) >= CLOSE_ENOUGH:
            return fact
    named = [fact for fact in ranked if _held(_words(typed), _called(fact, language)) >= ALL_WORDS]
    if len(named) == 1:
        return named[0]
    names = (text_in(fact.title, language) for fact in ranked[:5])
    raise _unknown(wording.UNKNOWN_FACT, wording.UNKNOWN_FACT_OFFER, typed, names)


def topics_offered(pack: Pack, typed: str) -> list[tuple[str, str]]:
    """At most 25 topics as (title in the reader's language, id)."""
    return _named({one.id: text_in(one.title, spoken()) for one in pack.topics}, typed)


def topic_found(pack: Pack, typed: str) -> Topic:
    """The topic of this id, or of this title in any language. Raises Refused."""
    for topic in pack.topics:
        if typed.strip().casefold() in {name.casefold() for name in (topic.id, *topic.title.values())}:
            return topic
    names = (text_in(topic.title, spoken()) for topic in pack.topics[:10])
    raise _unknown(wording.UNKNOWN_TOPIC, wording.UNKNOWN_TOPIC, typed, names)


def sources_offered(pack: Pack, typed: str) -> list[tuple[str, str]]:
    """At most 25 sources as (title, id)."""
    return _named({one.id: one.title for one in pack.sources}, typed)


def source_found(pack: Pack, typed: str) -> Source:
    """The source of this id or title. Raises Refused."""
    for source in pack.sources:
        if typed.strip().casefold() in {source.id.casefold(), source.title.casefold()}:
            return source
    raise _unknown(wording.UNKNOWN_FACT, wording.UNKNOWN_SOURCE_OFFER, typed, (one.id for one in pack.sources[:10]))


def name_of(item: Item, language: str) -> str:
    """What an item is called, as safe Markdown."""
    return escape_line(item.title if isinstance(item, Source) else text_in(item.title, language), CHOICE_NAME)


def _named(names: dict[str, str], typed: str) -> list[tuple[str, str]]:
    folded = typed.strip().casefold()
    likeness = {
        key: max(fuzz.WRatio(folded, name.casefold()), 100.0 * (folded in name.casefold())) for key, name in names.items()
    }
    fitting = [key for key in names if not folded or likeness[key] >= WORTH_OFFERING]
    fitting.sort(key=lambda key: -likeness[key] if folded else 0)
    return [(shorten(names[key], CHOICE_NAME), key) for key in fitting[:MOST_CHOICES]]


def _ranked(facts: Iterable[Fact], typed: str, language: str) -> list[Fact]:
    """Those that are like what was typed: by title and id first, then by what they say."""
    known = {fact.id: fact for fact in facts}
    typed = typed.strip()[:CHOICE_NAME]  # whoever types more is not looking for a title
    if not typed:
        return list(known.values())[:MOST_CHOICES]
    called = {key: _called(fact, language) for key, fact in known.items()}
    said = {key: text_in(fact.statement, language) for key, fact in known.items()}
    best: dict[str, float] = {}
    words = _words(typed)
    for texts, weight in ((called, 1.0), (said, 0.9)):
        hits = process.extract(
            typed, texts, scorer=fuzz.WRatio, processor=utils.default_process, limit=COMPARED, score_cutoff=WORTH_OFFERING
        )
        for text, likeness, key in hits:
            # One word in common is as good as all of them to WRatio: what holds more of the words comes first.
            best[key] = max(best.get(key, 0.0), weight * (likeness + 100.0 * _held(words, text)))
    return [known[key] for key in sorted(best, key=lambda key: -best[key])[:MOST_CHOICES]]


def _called(fact: Fact, language: str) -> str:
    return f"{text_in(fact.title, language)} {fact.id}"


def _words(text: str) -> list[str]:
    return utils.default_process(text).split()


def _held(words: Sequence[str], text: str) -> float:
    """How much of what was typed stands in a text, word by word: 0 to 1. A word may be one that is still being typed."""
    there = set(_words(text))
    likeness = [1.0 if word in there else max((_same(word, other) for other in there), default=0.0) for word in words]
    return sum(likeness) / len(likeness) if likeness else 0.0


def _same(word: str, other: str) -> float:
    if other.startswith(word):
        return 0.95
    return fuzz.ratio(word, other, score_cutoff=SAME_WORD) / 100.0


def _unknown(alone: str, offering: str, typed: str, names: Iterable[str]) -> Refused:
    shown = [escape_line(name, CHOICE_NAME) for name in names]
    return Refused(t(offering if shown else alone, typed=escape_line(typed, 80), names=", ".join(shown)))
