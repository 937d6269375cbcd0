"""What must hold between the parts of a pack: ids are unique, references lead somewhere, no two facts claim a question."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from knowledge import check_wording
from knowledge.filled import Filled
from knowledge.model import View
from knowledge.pack_error import Problem
from knowledge.text import example_key

if TYPE_CHECKING:
    from knowledge.model import Command, Option
    from knowledge.pack import Placed

MAX_COMMANDS = 80  # of Discord's 100; the bot's own take some of the others
Items = dict[str, "list[Placed]"]
_ONE = {"sources": "source", "topics": "topic", "entities": "entity", "series": "series", "facts": "fact"}


class _Known:
    """Which ids there are, also of items that have mistakes of their own, and of which kinds some could not be read."""

    def __init__(self, placed: Items, named: dict[str, set[str]], unread: Collection[str]) -> None:
        sound = {kind: _ids(placed[kind]) for kind in _ONE}
        self._ids = {kind: sound[kind] | named.get(kind, set()) for kind in _ONE}
        self._unread = unread
        self.all_sound = frozenset(kind for kind in _ONE if kind not in unread and self._ids[kind] == sound[kind])

    def lacks(self, kind: str, name: str) -> bool:
        """Whether there is certainly no item of this name: none was told of already as a mistake."""
        return kind not in self._unread and name not in self._ids[kind]

    def unknown(self, kind: str, name: str, but: str = "") -> str:
        """What is said of a name that is lacking; the name that it is most like, other than `but`, is offered."""
        return _unknown(_ONE[kind], name, self._ids[kind] - {but})


def cross_check(placed: Items, named: dict[str, set[str]], unread: Collection[str] = ()) -> list[Problem]:
    """Every problem between the items of a pack (see the functions below); the items themselves were checked already.

    `named` holds every id that stands in the files: an item with a mistake of its own is no unknown item. Of the kinds that are
    `unread` some items may stand in a file that could not be read: none of them is said to be missing.
    """
    checks = (_unique_ids, _examples, _names, _synonyms, _commands)
    found = [problem for check in checks for problem in check(placed)]
    known = _Known(placed, named, unread)
    return [*found, *(problem for check in (_citations, _figures, _views, _references) for problem in check(placed, known))]


def _ids(entries: Iterable[Placed]) -> set[str]:
    return {entry.item.id for entry in entries}


def _unique_ids(placed: Items) -> Iterator[Problem]:
    groups = [(key,) for key in ("sources", "topics", "entities", "series")] + [("facts", "collections", "gaps")]
    for group in groups:
        seen: dict[str, Placed] = {}
        for entry in (entry for key in group for entry in placed[key]):
            if first := seen.get(entry.item.id):
                where = f"{first.file}:{first.tree.line(first.path)}"
                yield entry.problem("id", f"'{entry.item.id}' is used already, in {where}")
            seen.setdefault(entry.item.id, entry)


def _citations(placed: Items, known: _Known) -> Iterator[Problem]:
    sources = {entry.item.id: entry.item for entry in placed["sources"]}
    for entry in placed["facts"]:
        for index, citation in enumerate(entry.item.citations):
            at = ("citations", index)
            if known.lacks("sources", citation.source):
                yield entry.problem("citations", known.unknown("sources", citation.source), *at, "source")
            elif (source := sources.get(citation.source)) and citation.paragraph > source.paragraphs:
                message = Filled(
                    check_wording.NO_PARAGRAPH, paragraph=citation.paragraph, source=source.id, last=source.paragraphs
                )
                yield entry.problem("citations", message, *at, "paragraph")


def _references(placed: Items, known: _Known) -> Iterator[Problem]:
    for entry in (*placed["facts"], *placed["collections"], *placed["gaps"], *placed["series"]):
        if known.lacks("topics", entry.item.topic):
            message = known.unknown("topics", entry.item.topic)
            of_file = ("topic",) in entry.tree.lines and (*entry.path, "topic") not in entry.tree.lines
            yield (
                Problem(entry.file, entry.tree.line(("topic",)), "topic", message)  # of a file's topic it is said once
                if of_file
                else entry.problem("topic", message)
            )
        for index, entity in enumerate(entry.item.entities):
            if known.lacks("entities", entity):
                yield entry.problem("entities", known.unknown("entities", entity), "entities", index)
    for entry in placed["collections"]:
        for index, member in enumerate(entry.item.members):
            if known.lacks("facts", member):
                yield entry.problem("members", known.unknown("facts", member), "members", index)
    for entry in placed["entities"]:
        for field, ids in (("part_of", entry.item.part_of), ("stands_for", filter(None, [entry.item.stands_for]))):
            for entity in ids:
                if known.lacks("entities", entity) or entity == entry.item.id:
                    yield entry.problem(field, known.unknown("entities", entity, but=entry.item.id))


def _figures(placed: Items, known: _Known) -> Iterator[Problem]:
    series = {entry.item.id: entry.item for entry in placed["series"]}
    seen: dict[tuple[str, int], str] = {}
    for entry in placed["facts"]:
        for index, figure in enumerate(entry.item.figures):
            at = ("figures", index)
            if figure.series is None:
                continue
            if known.lacks("series", figure.series):
                yield entry.problem("figures", known.unknown("series", figure.series), *at)
            elif figure.series in series and figure.unit != (wanted := series[figure.series].unit):
                yield entry.problem("figures", Filled(check_wording.OTHER_UNIT, unit=figure.unit, wanted=wanted), *at, "unit")
            if figure.year is None:
                yield entry.problem("figures", check_wording.NO_YEAR, *at)
            elif (other := seen.setdefault((figure.series, figure.year), entry.item.id)) != entry.item.id:
                yield entry.problem(
                    "figures", Filled(check_wording.TAKEN_YEAR, series=figure.series, year=figure.year, fact=other), *at
                )


def _examples(placed: Items) -> Iterator[Problem]:
    """An example question that belongs to two facts would teach the matcher both, and so neither."""
    seen: dict[tuple[str, str], str] = {}
    for entry in (*placed["facts"], *placed["collections"], *placed["gaps"]):
        own: set[tuple[str, str]] = set()
        for field in ("asked_as", "confirms", "refutes"):
            for language, examples in getattr(entry.item, field, {}).items():
                for index, example in enumerate(examples):
                    owner = seen.setdefault((language, example_key(example)), entry.item.id)
                    within = (field, index) if (*entry.path, field, index) in entry.tree.lines else (field, language, index)
                    if owner != entry.item.id:
                        yield entry.problem(field, Filled(check_wording.TAKEN_EXAMPLE, example=example, owner=owner), *within)
                    elif (language, example_key(example)) in own:
                        yield entry.problem(field, Filled(check_wording.TWICE_EXAMPLE, example=example), *within)
                    own.add((language, example_key(example)))


def _names(placed: Items) -> Iterator[Problem]:
    seen: dict[tuple[str, str], str] = {}
    for entry in placed["entities"]:
        for language in {*entry.item.name, *entry.item.aliases}:
            for name in entry.item.names(language):
                owner = seen.setdefault((language, example_key(name)), entry.item.id)
                if owner != entry.item.id:
                    yield entry.problem("aliases", f"the name {name!r} belongs to {owner} already")


def _synonyms(placed: Items) -> Iterator[Problem]:
    concepts: set[str] = set()
    seen: dict[tuple[str, str], str] = {}
    for entry in placed["synonyms"]:
        if entry.item.concept in concepts:
            yield entry.problem("concept", f"'{entry.item.concept}' stands twice: join the two groups")
        concepts.add(entry.item.concept)
        for language, words in entry.item.words.items():
            for index, word in enumerate(words):
                owner = seen.setdefault((language, example_key(word)), entry.item.concept)
                if owner != entry.item.concept:
                    yield entry.problem("words", f"'{word}' belongs to the group '{owner}' already", "words", index)


def _commands(placed: Items) -> Iterator[Problem]:
    seen: dict[tuple[str, str], str] = {}
    count = 0
    for entry in placed["topics"]:
        if command := entry.item.command:
            count += 1
            for called in _called(command):
                owner = seen.setdefault(called, entry.item.id)
                if owner != entry.item.id:
                    yield entry.problem("command", f"/{called[1]} belongs to the topic {owner} already")
            names = [called for option in command.options for called in _called(option)]
            if len(names) != len(set(names)):
                yield entry.problem("command", "two options have the same name")
            kinds = [option.kind for option in command.options]
            if len(kinds) != len(set(kinds)):
                yield entry.problem("command", "two options are of the same kind: one of them would be ignored")
    if count > MAX_COMMANDS:
        yield entry.problem("command", f"there are {count} commands; a pack may have {MAX_COMMANDS}")


def _called(named: Command | Option) -> Iterator[tuple[str, str]]:
    """The name of a command or option in each language, as (language, name)."""
    yield "", named.name
    yield from named.names.items()


def _views(placed: Items, known: _Known) -> Iterator[Problem]:
    """A view that has nothing to show, for every topic that has one; of what has a mistake, nothing is known."""
    series = {entry.item.topic for entry in placed["series"]}
    figured = {entry.item.topic for entry in placed["facts"] if entry.item.figures}
    for entry in placed["topics"]:
        command = entry.item.command
        if command is None:
            continue
        if command.view is View.SERIES and entry.item.id not in series and "series" in known.all_sound:
            yield entry.problem("command", "the view 'series' shows a series, and no series has this topic", "command")
        if command.view is View.FIGURES and entry.item.id not in figured and "facts" in known.all_sound:
            yield entry.problem("command", "the view 'figures' shows figures, and no fact of this topic has one", "command")
        if command.view is View.ENTITIES and not command.entity_kinds:
            yield entry.problem("command", "the view 'entities' needs entity_kinds: whom or what to show", "command")


def _unknown(what: str, name: str, known: Iterable[str]) -> str:
    from rapidfuzz import process

    near = process.extractOne(name, sorted(known), score_cutoff=70)
    unknown = Filled(check_wording.UNKNOWN[what], name=name)
    return Filled(check_wording.NEAR, unknown=unknown, near=near[0]) if near else unknown
