"""A pack is refused for every mistake in it at once, each with its file, its line and its field."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge import check_wording
from knowledge.localised import DESCRIPTION_LIMIT, EXAMPLE_LIMIT, NOTE_LIMIT, STATEMENT_LIMIT, TITLE_LIMIT
from knowledge.model import Figure, FigureStatus
from knowledge.pack import load_pack
from knowledge.pack_error import PackError, Problem

PackWriter = Callable[..., Path]
HABITS = "facts/habits.yaml"
FOOD = "    statement: Kit eats fish.\n"


def problems_of(folder: Path) -> tuple[Problem, ...]:
    with pytest.raises(PackError) as caught:
        load_pack(folder)
    return caught.value.problems


def line_of(path: Path, marker: str) -> int:
    """The line, from 1, on which `marker` stands; it must stand once."""
    found = [number for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1) if marker in line]
    assert len(found) == 1, f"{marker!r} stands in the lines {found}"
    return found[0]


def test_a_pack_without_mistakes_is_read_in_the_order_of_its_files(cats: PackWriter) -> None:
    pack = load_pack(cats())
    assert [fact.id for fact in pack.facts] == ["habits.naps", "habits.food", "looks.tom"]
    assert [fact.topic for fact in pack.facts] == ["habits", "habits", "looks"], "the file's topic is its facts'"
    assert pack.facts[0].figures[0].status is FigureStatus.REPORTED
    assert str(pack.facts[0].when) == "2021"
    assert pack.facts[1].confirms == {"en": ("Does Kit eat fish?",)}


def test_a_fact_may_name_another_topic_than_its_file(cats: PackWriter) -> None:
    pack = load_pack(cats((HABITS, FOOD, FOOD + "    topic: looks\n")))
    assert pack.facts[1].topic == "looks"


# What is changed (file, old, new), the line or the words that stand on it, the field, and a part of the message.
MISTAKES = [
    pytest.param(
        (HABITS, FOOD, FOOD + "    atribution: Anna\n"), "atribution", "habits.food.atribution", "unknown key", id="key"
    ),
    pytest.param(
        (HABITS, "{source: diary, paragraph: 2}", "{source: diary, paragraph: 2, page: 7}"),
        "page: 7",
        "habits.food.citations.0.page",
        "unknown key",
        id="key within",
    ),
    pytest.param(
        ("pack.yaml", "name: Cats\n", "name: Cats\ncolour: red\n"),
        "colour",
        "cats.colour",
        "unknown key",
        id="key of pack",
    ),
    pytest.param(
        ("topics.yaml", "topics:\n", "subjects: []\ntopics:\n"), "subjects", "subjects", "unknown key", id="key of file"
    ),
    pytest.param((HABITS, FOOD, ""), "id: habits.food", "habits.food.statement", "required", id="missing field"),
    pytest.param(
        (HABITS, "    citations:\n      - {source: diary, paragraph: 2}\n", ""),
        "id: habits.food",
        "habits.food.citations",
        "required",
        id="no citation",
    ),
    pytest.param(
        (HABITS, "    citations:\n      - {source: diary, paragraph: 2}\n", "    citations: []\n"),
        "citations: []",
        "habits.food.citations",
        "empty",
        id="empty citations",
    ),
    pytest.param(
        (HABITS, "{source: diary, paragraph: 2}", "{source: diary, paragraph: 4}"),
        "paragraph: 4",
        "habits.food.citations",
        "paragraph 4 does not exist: diary has 1 to 3",
        id="paragraph beyond the end",
    ),
    pytest.param(
        (HABITS, "{source: diary, paragraph: 2}", "{source: diary, paragraph: 0}"),
        "paragraph: 0",
        "habits.food.citations.0.paragraph",
        "must be at least 1",
        id="paragraph before the start",
    ),
    pytest.param(
        (HABITS, "{source: diary, paragraph: 2}", "{source: dairy, paragraph: 2}"),
        "source: dairy",
        "habits.food.citations",
        "no source 'dairy': did you mean 'diary'?",
        id="unknown source",
    ),
    pytest.param(
        (HABITS, "entities: [kit]", "entities: [kitt]"),
        "[kitt]",
        "habits.food.entities",
        "no entity 'kitt': did you mean 'kit'?",
        id="unknown entity",
    ),
    pytest.param((HABITS, FOOD, FOOD + "    topic: habit\n"), 18, "habits.food.topic", "no topic 'habit'", id="topic"),
    pytest.param(
        (HABITS, "when: 2021", "when: 2021-13"),
        "2021-13",
        "habits.naps.when",
        "not a day of the calendar",
        id="month 13",
    ),
    pytest.param((HABITS, "when: 2021", "when: 2021-02-29"), "2021-02-29", "habits.naps.when", "not a day", id="no leap year"),
    pytest.param(
        (HABITS, "amount: 9", "amount: 9,000,000"), "amount: 9", "", "write numbers without commas", id="commas in a number"
    ),
    pytest.param(
        ("pack.yaml", "name: Cats\n", "name: Cats\nlanguages: [en, ru]\n"),
        "languages",
        "languages",
        "no fact has a statement in 'ru'",
        id="a language in which nothing is said",
    ),
    pytest.param((HABITS, "when: 2021", "when: last spring"), "last spring", "habits.naps.when", "is not a date", id="no date"),
    pytest.param(
        (HABITS, "when: 2021", "when: 2022/2021"),
        "2022/2021",
        "habits.naps.when",
        "ends before it begins",
        id="backwards",
    ),
    pytest.param(
        ("sources.yaml", "published: 2024", "published: 24"),
        "published: 24",
        "diary.published",
        "is not a date",
        id="source",
    ),
    pytest.param(
        (HABITS, FOOD, FOOD + "    review_after: soon\n"), "soon", "habits.food.review_after", "must be a day", id="review_after"
    ),
    pytest.param(
        (HABITS, FOOD, FOOD + "    inferred: a guess\n"),
        "id: habits.food",
        "habits.food",
        "no 'when'",
        id="inferred what?",
    ),
    pytest.param(
        (HABITS, "{amount: 9, unit: hours,", "{amount: 9,"),
        "{amount: 9,",
        "habits.naps.figures.0.unit",
        "required",
        id="figure without unit",
    ),
    pytest.param(
        (HABITS, "unit: hours", "unit: ''"), "unit: ''", "habits.naps.figures.0.unit", "must not be empty", id="empty unit"
    ),
    pytest.param(
        (HABITS, "unit: hours", "unit: minutes"),
        "unit: minutes",
        "habits.naps.figures",
        "the unit is minutes, and the series counts in hours",
        id="another unit than the series",
    ),
    pytest.param(
        (HABITS, "amount: 9", "amount: nine"), "amount: nine", "habits.naps.figures.0.amount", "must be a number", id="amount"
    ),
    pytest.param(
        (HABITS, "amount: 9", "amount: NaN"), "NaN", "habits.naps.figures.0.amount", "must be a number", id="not a number"
    ),
    pytest.param(
        (HABITS, "amount: 9", "amount: Infinity"), "Infinity", "habits.naps.figures.0.amount", "must be a number", id="infinite"
    ),
    pytest.param((HABITS, "series: naps", "series: nap"), "series: nap}", "habits.naps.figures", "no series 'nap'", id="series"),
    pytest.param(
        (HABITS, "year: 2021, series", "series"),
        "amount: 9",
        "habits.naps.figures",
        "needs a year",
        id="series without year",
    ),
    pytest.param(
        (HABITS, "Kit eats fish.", "x" * (STATEMENT_LIMIT + 1)),
        "xxx",
        "habits.food.statement",
        f"{STATEMENT_LIMIT + 1} characters",
        id="statement too long",
    ),
    pytest.param(
        (HABITS, FOOD, FOOD + f"    note: {'y' * (NOTE_LIMIT + 1)}\n"),
        "yyy",
        "habits.food.note",
        "characters",
        id="note",
    ),
    pytest.param(
        (HABITS, "title: Food", f"title: {'y' * (TITLE_LIMIT + 1)}"),
        "yyy",
        "habits.food.title",
        "characters",
        id="title",
    ),
    pytest.param(
        ("topics.yaml", "What the cats do", "y" * (DESCRIPTION_LIMIT + 1)),
        "yyy",
        "habits.description",
        "characters",
        id="description",
    ),
    pytest.param((HABITS, "Kit eats fish.", "'  '"), "'  '", "habits.food.statement", "is empty", id="blank statement"),
    pytest.param(
        (HABITS, "statement: Kit eats fish.", "statement: {de: Kit frisst Fisch.}"),
        "de: Kit",
        "habits.food.statement",
        "'en' is required",
        id="no text in the default language",
    ),
    pytest.param(
        (HABITS, "says Anna", "says Ben"),
        "id: habits.naps",
        "habits.naps",
        "does not name its attribution",
        id="says who?",
    ),
    pytest.param(
        (HABITS, "What does Kit eat?", "z" * (EXAMPLE_LIMIT + 1)),
        21,  # the list; the message quotes the example
        "habits.food.asked_as",
        f"{EXAMPLE_LIMIT + 1} characters",
        id="example too long",
    ),
    pytest.param((HABITS, "      - What does Kit eat?\n", "      - '  '\n"), 21, "habits.food.asked_as", "empty", id="example"),
    pytest.param(
        ("facts/looks.yaml", "What colour is Tom?", "what does KIT eat"),
        "what does KIT eat",
        "looks.tom.asked_as",
        "belongs to habits.food already",
        id="an example of two facts",
    ),
    pytest.param(
        ("facts/looks.yaml", "What colour is Tom?", "does Kit eat FISH"),
        "does Kit eat FISH",
        "looks.tom.asked_as",
        "belongs to habits.food already",
        id="an example that another fact confirms",
    ),
    pytest.param(
        ("collections.yaml", "What do the cats do?", "What colour is Tom?!"),
        "What colour is Tom?!",
        "habits.all.asked_as",
        "belongs to looks.tom already",
        id="an example of a fact and a collection",
    ),
    pytest.param(
        ("facts/looks.yaml", "id: looks.tom", "id: habits.food"),
        "id: habits.food",
        "habits.food.id",
        "is used already, in facts/habits.yaml:15",
        id="an id of two facts",
    ),
    pytest.param(
        ("collections.yaml", "id: habits.all", "id: looks.tom"),
        "id: looks.tom",
        "looks.tom.id",
        "is used already, in facts/looks.yaml:3",
        id="an id of a fact and a collection",
    ),
    pytest.param(("topics.yaml", "id: looks", "id: habits\n    emoji: ☕"), 6, "habits.id", "is used already", id="topic id"),
    pytest.param(
        ("facts/looks.yaml", "id: looks.tom", "id: Looks Tom"), "Looks Tom", "Looks Tom.id", "must be an id", id="id pattern"
    ),
    pytest.param(
        ("entities.yaml", "name: Kit", "name: Tommy"),
        "id: kit",
        "kit.aliases",
        "belongs to tom already",
        id="a name of two",
    ),
    pytest.param(
        ("entities.yaml", "name: Kit", "name: Kit\n    part_of: [toms]"),
        "toms",
        "kit.part_of",
        "no entity 'toms': did you mean 'tom'?",
        id="part of nothing",
    ),
    pytest.param(
        ("entities.yaml", "name: Kit", "name: Kit\n    stands_for: kit"),
        "stands_for",
        "kit.stands_for",
        "no entity",
        id="itself",
    ),
    pytest.param(
        ("entities.yaml", "kind: other\n    name: Kit", "kind: cat\n    name: Kit"),
        "kind: cat",
        "kit.kind",
        "'person'",
        id="kind",
    ),
    pytest.param(
        ("lexicon.yaml", "[food, meal]", "[food, doze]"),
        "food, doze",
        "food.words",
        "belongs to the group 'nap'",
        id="a synonym of two",
    ),
    pytest.param(("lexicon.yaml", "concept: food", "concept: nap\n    # again"), 4, "nap.concept", "stands twice", id="concept"),
    pytest.param(
        ("collections.yaml", "habits.food]", "habits.foot]"),
        "habits.foot",
        "habits.all.members",
        "no fact 'habits.foot': did you mean 'habits.food'?",
        id="a member that is no fact",
    ),
    pytest.param(
        ("collections.yaml", "[habits.naps, habits.food]", "[habits.naps]"),
        "[habits.naps]",
        "habits.all.members",
        "must have at least 2",
        id="a list of one",
    ),
    pytest.param(
        ("topics.yaml", "{name: looks}", "{name: looks, names: {ru: Вид}}"),
        9,
        "looks.command.names.ru",
        "no spaces",
        id="a name in another language that Discord does not take",
    ),
    pytest.param(
        (
            "topics.yaml",
            "{name: habits}\n  - id: looks\n    title: Looks\n    description: What the cats look like\n"
            "    command: {name: looks}",
            "{name: habits, names: {ru: вид}}\n  - id: looks\n    title: Looks\n    description: What the cats look like\n"
            "    command: {name: looks, names: {ru: вид}}",
        ),
        9,
        "looks.command",
        "/вид belongs to the topic habits",
        id="a name in another language that two commands have",
    ),
    pytest.param(
        ("topics.yaml", "{name: looks}", "{name: habits}"),
        9,
        "looks.command",
        "/habits belongs to the topic habits",
        id="command",
    ),
    pytest.param(
        ("topics.yaml", "{name: looks}", "{name: Looks!}"), "Looks!", "looks.command.name", "no spaces", id="command name"
    ),
    pytest.param(("pack.yaml", "format: 1", "format: 2"), "format: 2", "cats.format", "must be at most 1", id="format"),
    pytest.param(("pack.yaml", "    topic: habits\n", "    topic: hobbits\n"), "hobbits", "naps.topic", "no topic", id="series"),
    pytest.param((HABITS, FOOD, FOOD + "    title: Food\n"), 18, "", "the key 'title' stands twice", id="key twice"),
    pytest.param((HABITS, "title: Food", "title: !!str Food"), "!!str", "", "tags", id="tag"),
    pytest.param((HABITS, "title: Food", "title: &food Food"), "&food", "", "anchors", id="anchor"),
    pytest.param(("entities.yaml", "name: Kit", "name: [Kit"), 9, "", "is not YAML", id="syntax"),
    pytest.param(("lexicon.yaml", "synonyms:\n", "---\nsynonyms: []\n---\nsynonyms:\n"), 4, "", "one document", id="documents"),
]


@pytest.mark.parametrize(("edit", "marker", "field", "message"), MISTAKES)
def test_a_mistake_is_named_with_file_line_and_field(
    edit: tuple[str, str, str], marker: str | int, field: str, message: str, cats: PackWriter
) -> None:
    folder = cats(edit)
    mine = [problem for problem in problems_of(folder) if problem.file == edit[0] and message in problem.message]
    assert mine, problems_of(folder)
    problem = mine[0]
    assert problem.field == field
    assert problem.line == (marker if isinstance(marker, int) else line_of(folder / edit[0], marker))
    assert str(problem).startswith(f"{problem.file}:{problem.line}: ")


# Mistakes that are seen only when all files are known, and such within one item: none hides the others.
TOGETHER = [
    ("pack.yaml", "name: Cats\n", "name: Cats\ncolour: red\n"),
    ("sources.yaml", "published: 2024", "published: 24"),
    ("topics.yaml", "What the cats do", "y" * (DESCRIPTION_LIMIT + 1)),
    ("entities.yaml", "kind: other\n    name: Kit", "kind: cat\n    name: Kit"),
    ("lexicon.yaml", "[food, meal]", "[food, doze]"),
    ("collections.yaml", "habits.food]", "habits.foot]"),
    (HABITS, "says Anna", "says Ben"),
    (HABITS, FOOD, FOOD + "    atribution: Anna\n    when: 2021-13\n"),
    ("facts/looks.yaml", "entities: [tom]", "entities: [tim]"),
]


def test_all_mistakes_of_a_pack_are_told_at_once(cats: PackWriter) -> None:
    told = {(problem.file, problem.field) for problem in problems_of(cats(*TOGETHER))}
    assert told >= {
        ("pack.yaml", "cats.colour"),
        ("sources.yaml", "diary.published"),
        ("topics.yaml", "habits.description"),
        ("entities.yaml", "kit.kind"),
        ("lexicon.yaml", "food.words"),
        ("collections.yaml", "habits.all.members"),
        (HABITS, "habits.naps"),
        (HABITS, "habits.food.atribution"),
        (HABITS, "habits.food.when"),
        ("facts/looks.yaml", "looks.tom.entities"),
    }


def test_the_error_is_readable_as_it_stands(cats: PackWriter) -> None:
    folder = cats(*TOGETHER)
    with pytest.raises(PackError) as caught:
        load_pack(folder)
    lines = str(caught.value).splitlines()
    assert len(lines) == len(caught.value.problems) >= len(TOGETHER)
    assert [problem.file for problem in caught.value.problems] == sorted(problem.file for problem in caught.value.problems)
    assert any(line.startswith("facts/looks.yaml:") and "looks.tom.entities" in line for line in lines)


def test_an_example_that_stands_twice_in_one_fact_is_named(cats: PackWriter) -> None:
    edit = (HABITS, "      - What does Kit eat?\n", "      - What does Kit eat?\n      - what does KIT eat\n")
    assert [problem.field for problem in problems_of(cats(edit))] == ["habits.food.asked_as"]


def test_a_mistake_in_a_fact_does_not_make_its_collection_wrong(cats: PackWriter) -> None:
    problems = problems_of(cats((HABITS, "when: 2021", "when: soon")))
    assert [(problem.file, problem.field) for problem in problems] == [(HABITS, "habits.naps.when")]


@pytest.mark.parametrize("key", ["facts", "sources", "topics", "entities", "collections"])
def test_what_belongs_into_another_file_is_not_silently_ignored(key: str, cats: PackWriter) -> None:
    problems_of(cats(("pack.yaml", "name: Cats\n", f"name: Cats\n{key}: []\n")))


@pytest.mark.parametrize("name", ["sources.yaml", "topics.yaml"])
def test_a_file_that_is_needed_and_missing_is_named(name: str, cats: PackWriter) -> None:
    folder = cats()
    (folder / name).unlink()
    assert Problem(name, 0, "", "is missing in cats/") in problems_of(folder)


def test_of_a_folder_that_is_no_pack_only_that_is_said(cats: PackWriter, tmp_path: Path) -> None:
    folder = cats()
    (folder / "pack.yaml").unlink()
    (folder / "notes.json").write_text("{}")
    message = "is missing in cats/: is that the folder of a pack?"
    assert problems_of(folder) == (Problem("pack.yaml", 0, "", message),)
    (file,) = (problem.message for problem in problems_of(folder / "notes.json"))
    assert file == "is a file: name the folder of the pack"


def test_a_mistake_in_a_series_is_not_told_of_again_for_its_figures_and_commands(cats: PackWriter) -> None:
    folder = cats()
    text = (folder / "pack.yaml").read_text()
    assert "series:" in text
    (folder / "pack.yaml").write_text(text.replace("unit:", "units:"))
    assert {problem.file for problem in problems_of(folder)} == {"pack.yaml"}


# One mistake (file, old, new), and what hangs on it elsewhere in the pack: that is not told of as well.
ONLY = [
    pytest.param(("entities.yaml", "name: Kit", "name: [Kit"), "", "is not YAML", id="entities that cannot be read"),
    pytest.param(("entities.yaml", "entities:\n", "entitys:\n"), "entitys", "unknown key", id="entities under another key"),
    pytest.param(("entities.yaml", "id: kit\n", "name: kit\n"), "", "stands twice", id="an entity with two names"),
    pytest.param(("entities.yaml", "id: kit\n", "id: Little Kit\n"), "Little Kit.id", "must be an id", id="an entity's id"),
    pytest.param(("topics.yaml", "topics:\n", "topics: none\nmore:\n"), None, "", id="topics that are no list"),
    pytest.param(("sources.yaml", "published: 2024", "published: 24"), "diary.published", "is not a date", id="a source's date"),
    pytest.param(("sources.yaml", "paragraphs: 3", "paragraphs: [3"), "", "is not YAML", id="sources that cannot be read"),
    pytest.param(("pack.yaml", "series:\n", "serie:\n"), "cats.serie", "unknown key", id="series under another key"),
    pytest.param((HABITS, "title: Food", "title: Food: fish"), "", "is not YAML", id="facts that cannot be read"),
    pytest.param((HABITS, "facts:\n", "fact:\n"), "fact", "unknown key", id="facts under another key"),
    pytest.param((HABITS, "topic: habits\n", "topic: habit\n"), "topic", "no topic 'habit'", id="the topic of a file"),
    pytest.param((HABITS, "topic: habits\n", ""), "topic", "is required", id="no topic of a file"),
    pytest.param(
        (HABITS, "source: diary, paragraph: 2", "source: diary"), "habits.food.citations.0.paragraph", "required", id="one"
    ),
]


@pytest.mark.parametrize(("edit", "field", "message"), ONLY)
def test_what_hangs_on_a_mistake_is_not_told_as_further_mistakes(
    edit: tuple[str, str, str], field: str | None, message: str, cats: PackWriter
) -> None:
    problems = problems_of(cats(edit))
    assert {problem.file for problem in problems} == {edit[0]}
    if field is not None:
        assert [(problem.field, message in problem.message) for problem in problems] == [(field, True)]


@pytest.mark.parametrize(("piece", "key"), [("label: naps, long ones", "long ones"), ("amount: 1,100", "100")])
def test_what_stands_behind_a_comma_and_became_a_key_is_explained(piece: str, key: str, cats: PackWriter) -> None:
    (problem,) = problems_of(cats((HABITS, "{amount: 9,", "{" + piece + ("," if "amount" in piece else ", amount: 9,"))))
    assert problem.field == f"habits.naps.figures.0.{key}"
    assert "behind a comma" in problem.message


@pytest.mark.parametrize("name", ["lexicon.yaml", "collections.yaml"])
def test_a_pack_does_without_the_optional_files(name: str, cats: PackWriter) -> None:
    folder = cats()
    (folder / name).unlink()
    assert load_pack(folder).id == "cats"


def test_a_pack_without_facts_is_refused(cats: PackWriter) -> None:
    folder = cats()
    for path in (folder / "facts").iterdir():
        path.unlink()
    assert ("facts/", "facts") in {(problem.file, problem.field) for problem in problems_of(folder)}


@pytest.mark.parametrize("name", ["fact.yaml", "facts/more.yml", "facts/deeper/x.yaml", "facts.json", "lexicon.yml"])
def test_a_file_that_would_not_be_read_is_named(name: str, cats: PackWriter) -> None:
    folder = cats()
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text("topic: looks\nfacts: []\n", encoding="utf-8")
    assert [problem.file for problem in problems_of(folder)] == [name]


def test_notes_beside_the_data_are_no_mistake(cats: PackWriter) -> None:
    folder = cats()
    (folder / "README.md").write_text("# Cats\n", encoding="utf-8")
    assert load_pack(folder).id == "cats"


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert "no such folder" in problems_of(tmp_path / "nowhere")[0].message


@pytest.mark.parametrize("content", [b"- a\n- b\n", b"just text\n", b""])
def test_a_file_that_holds_no_mapping_is_named(content: bytes, cats: PackWriter) -> None:
    folder = cats()
    (folder / HABITS).write_bytes(content)
    assert (HABITS, "must be a mapping of keys to values") in {(p.file, p.message) for p in problems_of(folder)}


def test_what_must_be_a_list_is_told_so(cats: PackWriter) -> None:
    folder = cats()
    (folder / "lexicon.yaml").write_text("# words\nsynonyms: nap\n", encoding="utf-8")
    assert problems_of(folder) == (Problem("lexicon.yaml", 2, "synonyms", check_wording.NO_LIST),)


def test_an_item_that_is_no_mapping_is_named_and_the_others_are_checked(cats: PackWriter) -> None:
    folder = cats()
    (folder / "lexicon.yaml").write_text("synonyms:\n  - nap\n  - concept: food\n", encoding="utf-8")
    told = {(problem.line, problem.field) for problem in problems_of(folder)}
    assert told == {(2, "synonyms"), (3, "food.words")}


def test_a_file_of_more_than_a_mebibyte_is_refused(cats: PackWriter) -> None:
    folder = cats()
    with (folder / HABITS).open("a", encoding="utf-8") as file:
        file.write("#" * 1024 * 1024)
    assert any(p.file == HABITS and "1024 KiB" in p.message for p in problems_of(folder))


def test_a_file_in_another_encoding_names_its_line(cats: PackWriter) -> None:
    folder = cats()
    (folder / "lexicon.yaml").write_bytes(b"synonyms:\n  - concept: caf\xe9\n")
    assert problems_of(folder) == (Problem("lexicon.yaml", 2, "", "is not UTF-8 text"),)


def test_an_alias_bomb_is_refused(cats: PackWriter) -> None:
    folder = cats()
    bomb = "synonyms:\n  - &a [x, x, x, x, x, x, x, x, x]\n" + "  - &b [*a, *a, *a, *a, *a, *a, *a, *a]\n" * 8
    (folder / "lexicon.yaml").write_text(bomb, encoding="utf-8")
    assert [(problem.file, problem.line) for problem in problems_of(folder)] == [("lexicon.yaml", 2)]


def test_texts_that_yaml_would_turn_into_other_types_stay_texts(cats: PackWriter) -> None:
    pack = load_pack(cats(("entities.yaml", "aliases: [tommy]", "aliases: [NO, 012, 2025-07-03, yes]")))
    assert pack.entities[0].aliases["en"] == ("NO", "012", "2025-07-03", "yes")


def test_amounts_keep_every_digit() -> None:
    figure = Figure.model_validate({"amount": "86600000.10", "unit": "USD"})
    assert str(figure.amount) == "86600000.10"


def test_values_cannot_be_changed(cats: PackWriter) -> None:
    fact = load_pack(cats()).facts[0]
    with pytest.raises(ValueError, match="frozen"):
        fact.id = "other"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        (("topics.yaml", "{name: looks}", "{name: looks, view: series}"), "no series has this topic"),
        (("topics.yaml", "{name: looks}", "{name: looks, view: figures}"), "no fact of this topic has one"),
        (("topics.yaml", "{name: looks}", "{name: looks, view: entities}"), "needs entity_kinds"),
        (("topics.yaml", "{name: looks}", "{name: looks, view: cinema}"), "'figures' or 'table'"),
    ],
)
def test_a_view_that_has_nothing_to_show_is_a_mistake(cats: PackWriter, edit: tuple[str, str, str], message: str) -> None:
    (problem,) = problems_of(cats(edit))
    assert problem.field.startswith("looks.command")
    assert message in problem.message


def test_views_that_have_something_to_show_are_fine(cats: PackWriter) -> None:
    pack = load_pack(cats(("topics.yaml", "{name: looks}", "{name: looks, view: table}")))
    assert [topic.command.view for topic in pack.topics if topic.command] == ["facts", "table"]
