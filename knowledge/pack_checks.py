"""What must hold between the parts of a pack: ids are unique, references lead somewhere, no two facts claim a question."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from knowledge import check_wording
from knowledge.filled import Filled
from knowledge.model import View
from knowledge.text import example_key

if TYPE_CHECKING:
    from knowledge.model import Command, Option
    from knowledge.pack import Placed
    from knowledge.pack_error import Problem

MAX_COMMANDS = 80  # of Discord's 100; the bot's own take some of the others
Items = dict[str, "list[Placed]"]


def cross_check(placed: Items, named: dict[str, set[str]]) -> list[Problem]:
    """Every problem between the items of a pack (see the functions below); the items themselves were checked already.

    `named` holds every id that stands in the files: an item with a mistake of its own is no unknown item.
    """
    checks = (_unique_ids, _citations, _examples, _names, _synonyms, _commands)
    found = [problem for check in checks for problem in check(placed)]
    return [*found, *_figures(placed, named), *_views(placed, named), *_references(placed, named)]


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


def _citations(placed: Items) -> Iterator[Problem]:
    sources = {entry.item.id: entry.item for entry in placed["sources"]}
    for entry in placed["facts"]:
        for index, citation in enumerate(entry.item.citations):
            at = ("citations", index)
            source = sources.get(citation.source)
            if source is None:
                yield entry.problem("citations", _unknown("source", citation.source, sources), *at, "source")
            elif citation.paragraph > source.paragraphs:
                message = Filled(
                    check_wording.NO_PARAGRAPH, paragraph=citation.paragraph, source=source.id, last=source.paragraphs
                )
                yield entry.problem("citations", message, *at, "paragraph")


def _references(placed: Items, named: dict[str, set[str]]) -> Iterator[Problem]:
    known = {key: _ids(placed[key]) | named.get(key, set()) for key in ("topics", "entities", "series", "facts")}
    for entry in (*placed["facts"], *placed["collections"], *placed["gaps"], *placed["series"]):
        if entry.item.topic not in known["topics"]:
            yield entry.problem("topic", _unknown("topic", entry.item.topic, known["topics"]))
        for index, entity in enumerate(entry.item.entities):
            if entity not in known["entities"]:
                yield entry.problem("entities", _unknown("entity", entity, known["entities"]), "entities", index)
    for entry in placed["collections"]:
        for index, member in enumerate(entry.item.members):
            if member not in known["facts"]:
                yield entry.problem("members", _unknown("fact", member, known["facts"]), "members", index)
    for entry in placed["entities"]:
        for field, ids in (("part_of", entry.item.part_of), ("stands_for", filter(None, [entry.item.stands_for]))):
            for entity in ids:
                if entity not in known["entities"] or entity == entry.item.id:
                    yield entry.problem(field, _unknown("entity", entity, known["entities"] - {entry.item.id}))


def _figures(placed: Items, named: dict[str, set[str]]) -> Iterator[Problem]:
    series = {entry.item.id: entry.item for entry in placed["series"]}
    broken = named.get("series", set()) - series.keys()  # their own mistake is named already
    seen: dict[tuple[str, int], str] = {}
    for entry in placed["facts"]:
        for index, figure in enumerate(entry.item.figures):
            at = ("figures", index)
            if figure.series is None or figure.series in broken:
                continue
            if figure.series not in series:
                yield entry.problem("figures", _unknown("series", figure.series, series), *at)
            elif figure.unit != series[figure.series].unit:
                wanted = series[figure.series].unit
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


def _views(placed: Items, named: dict[str, set[str]]) -> Iterator[Problem]:
    """A view that has nothing to show, for every topic that has one; of what a series with a mistake is, nothing is known."""
    series = {entry.item.topic for entry in placed["series"]}
    all_known = named.get("series", set()) == _ids(placed["series"])
    figured = {entry.item.topic for entry in placed["facts"] if entry.item.figures}
    for entry in placed["topics"]:
        command = entry.item.command
        if command is None:
            continue
        if command.view is View.SERIES and entry.item.id not in series and all_known:
            yield entry.problem("command", "the view 'series' shows a series, and no series has this topic", "command")
        if command.view is View.FIGURES and entry.item.id not in figured:
            yield entry.problem("command", "the view 'figures' shows figures, and no fact of this topic has one", "command")
        if command.view is View.ENTITIES and not command.entity_kinds:
            yield entry.problem("command", "the view 'entities' needs entity_kinds: whom or what to show", "command")


def _unknown(what: str, name: str, known: Iterable[str]) -> str:
    from rapidfuzz import process

    near = process.extractOne(name, sorted(known), score_cutoff=70)
    unknown = Filled(check_wording.UNKNOWN[what], name=name)
    return Filled(check_wording.NEAR, unknown=unknown, near=near[0]) if near else unknown
