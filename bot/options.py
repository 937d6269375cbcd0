"""A pack's command options: what they offer while somebody types, and what was meant by what they typed."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz, process, utils

from knowledge.base import KnowledgeBase
from knowledge.localised import text_in
from knowledge.model import Entity, Option, OptionKind, Topic, View

YEARS = (OptionKind.YEAR, OptionKind.FROM, OptionKind.TO)  # kinds of option that a whole number is typed for
MOST_CHOICES = 25  # Discord's limit
CLOSE_ENOUGH = 80  # of 100: one wrong letter in a short name passes, another name does not
CLOSE = 60  # of 100: near enough to be offered
CLOSE_BEGINNING = 70  # … of as many letters as were typed
SHORTEST_SLIP = 3  # letters, from which a slip is looked for


class OptionError(Exception):
    """Nothing is known by what was typed; `offered` are names to choose from."""

    def __init__(self, typed: str, offered: tuple[str, ...]) -> None:
        super().__init__(typed)
        self.typed = typed
        self.offered = offered


class OptionOffer:
    """One option of one topic's command. Each method is given the base as it stands where somebody types."""

    def __init__(self, topic: Topic, option: Option, language: str) -> None:
        self._topic = topic
        self._option = option
        self._language = language

    def suggest(self, base: KnowledgeBase, typed: str) -> list[tuple[str, str]]:
        """At most 25 choices as (name, value), the best first; all in their own order when nothing is typed yet."""
        names = self._names(base)
        if not typed.strip():
            chosen = list(names)
        elif self._option.kind in YEARS:
            chosen = sorted(
                (name for name in names if typed.strip() in name), key=lambda name: not name.startswith(typed.strip())
            )
        else:
            chosen = _ranked(typed, names)
        pairs = dict.fromkeys((names[name], self._shown(base, names[name])) for name in chosen)
        return [(shown[:100], value[:100]) for value, shown in pairs][:MOST_CHOICES]

    def read(self, base: KnowledgeBase, typed: str) -> str:
        """The id of what `typed` means: an id, a name, an alias or a near miss of one. Raises OptionError."""
        names = self._names(base, everything=True)
        if typed in names.values():
            return typed
        folded = {name.casefold(): value for name, value in names.items()}
        exact = folded.get(typed.strip().casefold())
        if exact is not None:
            return exact
        ranked = _ranked(typed, names)
        if ranked and fuzz.ratio(ranked[0].casefold(), typed.strip().casefold()) >= CLOSE_ENOUGH:
            return names[ranked[0]]
        raise OptionError(typed, tuple(shown for shown, _ in self.suggest(base, "")[:5]))

    def _shown(self, base: KnowledgeBase, value: str) -> str:
        if self._option.kind is OptionKind.ENTITY:
            return text_in(base.entity(value).name, self._language)
        if self._option.kind is OptionKind.TOPIC:
            return text_in(base.topic(value).title, self._language)
        return value

    def _names(self, base: KnowledgeBase, *, everything: bool = False) -> dict[str, str]:
        """Every name that can be typed → its value. `everything`: also what the topic itself has no fact about."""
        match self._option.kind:
            case OptionKind.YEAR | OptionKind.FROM | OptionKind.TO:
                return {str(year): str(year) for year in self._years(base)}
            case OptionKind.TOPIC:
                topics = base.topics if everything else self._topics(base)
                return {text_in(topic.title, self._language): topic.id for topic in topics}
            case OptionKind.ENTITY:
                entities = base.entities_of(self._option.entity_kinds) if everything else self._entities(base)
                return {name: entity.id for entity in entities for name in entity.names(self._language)}

    def _entities(self, base: KnowledgeBase) -> tuple[Entity, ...]:
        """Those that the command can say something about: in its topic, or anywhere where it shows all topics."""
        command = self._topic.command
        wide = command is not None and command.view in (View.TIMELINE, View.ENTITIES)
        facts = base.facts if wide else base.facts_of(self._topic.id)
        known = {entity for fact in facts for entity in fact.entities}
        return tuple(entity for entity in base.entities_of(self._option.entity_kinds) if entity.id in known)

    def _topics(self, base: KnowledgeBase) -> tuple[Topic, ...]:
        """Those that the command can show something of: a timeline shows dated facts."""
        command = self._topic.command
        dated_only = command is not None and command.view is View.TIMELINE
        known = {fact.topic for fact in base.facts if fact.when is not None or not dated_only}
        return tuple(topic for topic in base.topics if topic.id in known)

    def _years(self, base: KnowledgeBase) -> list[int]:
        command = self._topic.command
        facts = base.facts if command and command.view is View.TIMELINE else base.facts_of(self._topic.id)
        dated = {year for fact in facts if fact.when is not None for year in fact.when.years}
        measured = {figure.year for fact in facts for figure in fact.figures if figure.year is not None}
        shows_series = command is not None and command.view is View.SERIES
        return sorted(measured if shows_series and measured else dated | measured)


def _ranked(typed: str, names: Iterable[str]) -> list[str]:
    """Names by likeness to what was typed: those that begin with it, those of which a word does, then those near to it."""
    start = " ".join(typed.casefold().split())
    folded = {name: name.casefold() for name in names}
    begun = [name for name, key in folded.items() if key.startswith(start)]
    begun += [name for name, key in folded.items() if f" {start}" in key and not key.startswith(start)]
    near: list[tuple[str, float, str]] = []
    if len(start) >= SHORTEST_SLIP:
        whole = process.extract(
            start, folded, processor=utils.default_process, scorer=fuzz.WRatio, limit=MOST_CHOICES, score_cutoff=CLOSE
        )
        near += whole
        # Half a name with a slip: against beginnings as long as what was typed.
        beginnings = {(name, place): word[: len(start)] for name, key in folded.items() for place, word in enumerate(key.split())}
        slips = process.extract(start, beginnings, scorer=fuzz.ratio, limit=MOST_CHOICES, score_cutoff=CLOSE_BEGINNING)
        near += [(folded[name], score, name) for _, score, (name, _) in slips]
    return list(dict.fromkeys([*begun, *(name for _, _, name in sorted(near, key=lambda hit: -hit[1]))]))
