"""What holds for the repository as a whole: its boundaries, and its documents in step with its code."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge import DEFAULT_PACK
from knowledge.pack import load_pack
from knowledge.understanding.language import load_language

ROOT = Path(__file__).parents[1]
PACKAGES = ("bot", "knowledge")
CODE = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
INSTALL = "python3 -m pip install -c constraints.txt -e . && safir chat"
TEST = 'python3 -m pip install -c constraints.txt -e ".[test]" && python3 -m pytest'
# What a checkout holds beside its files: caches, environments, builds, data of a running bot.
PASSED_OVER = re.compile(
    r"(^|/)(\.git|\.venv|venv|\.hypothesis|\.\w+_cache|__pycache__|[^/]+\.egg-info|build|dist|data|\.env)(/|$)"
)


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def files() -> Iterator[Path]:
    """Every text file of the repository."""
    for path in sorted(ROOT.rglob("*")):
        if path.is_file() and not PASSED_OVER.search(name_of(path)):
            yield path


def shell_commands(document: Path) -> list[str]:
    blocks = re.findall(r"^```sh\n(.*?)^```", document.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    return [line.strip() for block in blocks for line in block.splitlines() if line.strip()]


def without_comments(path: Path) -> str:
    """The code of a file as Python sees it, without its docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list):
            node.body = [  # type: ignore[attr-defined]
                part for part in body if not (isinstance(part, ast.Expr) and isinstance(part.value, ast.Constant))
            ] or [ast.Pass()]
    return ast.unparse(tree)


def imports_of(path: Path) -> set[str]:
    """The modules that a file imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add("." * node.level + (node.module or ""))
    return found


@pytest.fixture(scope="module")
def subject() -> re.Pattern[str]:
    """The words of the shipped subject: names of its pack, and those that nothing else is called by."""
    names = {name for entity in load_pack().entities for name in entity.names("en") if len(name) > 3}
    words = {word for name in names for word in re.findall(r"[A-Z]\w{3,}", name)}
    words |= {"Afghan", "Afghanistan", "Taliban", "Russia", "Russian", "Kabul", "Moscow", "Kremlin", "Putin", "Lavrov"}
    words -= {
        "Foreign",
        "Minister",
        "Deputy",
        "President",
        "Presidential",
        "Supreme",
        "Court",
        "Trade",
        "Area",
        "Free",
        "Central",
    }
    words -= {"Agreement", "Organisation", "Organization", "Economic", "Cooperation", "Transit", "Islamic", "Flag", "Railway"}
    words -= {"North", "South", "Union", "United", "States", "Republic", "Emirate", "Ambassador", "Envoy", "Government"}
    return re.compile(rf"\b({'|'.join(sorted(words))})s?\b", re.IGNORECASE)


def test_the_readme_has_both_commands() -> None:
    commands = shell_commands(ROOT / "README.md")
    assert INSTALL in commands
    assert TEST in commands


def test_the_checks_run_the_readme_s_test_command_word_for_word() -> None:
    assert TEST in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert (ROOT / ".ci" / "run").stat().st_mode & 0o111, "it can be run"


@pytest.mark.parametrize("path", sorted((ROOT / "knowledge").rglob("*.py")), ids=name_of)
def test_the_domain_knows_neither_discord_nor_the_bot(path: Path) -> None:
    roots = {module.split(".")[0] for module in imports_of(path)}
    assert roots.isdisjoint({"bot", "discord", "simcord", "typer", "rich", "aiohttp", "tests", "benchmarks", ""})


LAYERS = ("understanding", "matching", "answering")


@pytest.mark.parametrize("path", sorted((ROOT / "knowledge").rglob("*.py")), ids=name_of)
def test_inside_the_domain_arrows_point_one_way(path: Path) -> None:
    layer = path.relative_to(ROOT / "knowledge").parts[0]
    allowed = LAYERS[: LAYERS.index(layer) + 1] if layer in LAYERS else ()
    above = {f"knowledge.{other}" for other in LAYERS if other not in allowed}
    assert not {module for module in imports_of(path) if module.startswith(tuple(above))}


@pytest.mark.parametrize("path", CODE, ids=name_of)
def test_the_code_does_not_know_the_subject(path: Path, subject: re.Pattern[str]) -> None:
    assert {found.group() for found in subject.finditer(without_comments(path))} == set()


def test_no_remark_names_the_subject_either(subject: re.Pattern[str]) -> None:
    told = {name_of(path): subject.findall(path.read_text(encoding="utf-8")) for path in CODE}
    assert {name: words for name, words in told.items() if words} == {}


@pytest.mark.parametrize("path", CODE, ids=name_of)
def test_a_file_can_be_read_in_one_go(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


@pytest.mark.parametrize("path", CODE, ids=name_of)
def test_every_file_says_what_it_is_for(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not text.strip() or ast.get_docstring(ast.parse(text))


def test_constraints_are_names_and_versions_only() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line.strip() and not line.startswith("#")]
    assert [line for line in pins if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*==[A-Za-z0-9.!+]+", line)] == []
    names = [re.sub(r"[-_.]+", "-", line.split("==")[0]).lower() for line in pins]
    assert len(names) == len(set(names)) > 20


def test_every_requirement_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    required = [*project["dependencies"], *(one for extra in project["optional-dependencies"].values() for one in extra)]
    names = {re.sub(r"[-_.]+", "-", re.split(r"[\[<>=!~; ]", one)[0]).lower() for one in required}
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pinned = {re.sub(r"[-_.]+", "-", line.split("==")[0]).lower() for line in lines}
    assert names - {"safir-bot"} <= pinned


def test_no_file_names_a_package_index() -> None:
    signs = re.compile(
        r"--(extra-)?index"
        + r"-url|index[-_]"
        + r"url\s*=|find"
        + r"-links|/simple"
        + r"/?\s|pypi"
        + r"\.org|trusted"
        + r"-host",
        re.IGNORECASE,
    )
    found = []
    for path in files():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{name_of(path)}: {match.group()}" for match in signs.finditer(text)]
    assert found == []


def test_every_sentence_of_the_language_is_said_somewhere() -> None:
    """Strings of the modules that say something: a sentence that no code names is never seen by anybody."""
    used: set[str] = set()
    for path in (ROOT / "knowledge").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        if "say(" in text or ".says" in text:
            used |= {n.value for n in ast.walk(ast.parse(text)) if isinstance(n, ast.Constant) and isinstance(n.value, str)}
    assert set(load_language("en").says) - used == set()


def test_every_setting_is_explained() -> None:
    from bot.settings import Settings, variable

    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    for field in Settings.model_fields:
        places = [number for number, line in enumerate(lines) if line.startswith(f"{variable(field)}=")]
        assert len(places) == 1, variable(field)
        assert lines[places[0] - 1].startswith("# "), f"{variable(field)} has no remark above it"


def test_the_packages_carry_their_data() -> None:
    """What is read at run time is named in the build, or an installed copy would lack it."""
    data = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]["package-data"]
    packed = {path for pattern in data["knowledge"] for path in (ROOT / "knowledge").glob(pattern)}
    kept = {path for path in (ROOT / "knowledge").rglob("*") if path.suffix in {".yaml", ".json"}}
    assert kept <= packed
    assert any(path.is_relative_to(DEFAULT_PACK) for path in kept)
