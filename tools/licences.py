"""Lists the licences of all that Safir needs at run time, from the installed packages: writes docs/licences.md.

python -m tools.licences
"""

from __future__ import annotations

import re
import sys
import tomllib
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement

FILE = Path(__file__).parents[1] / "docs" / "licences.md"
PROJECT = Path(__file__).parents[1] / "pyproject.toml"
EXTRAS = ("postgres", "pictures")
# What somebody has read in a package's licence file, where its metadata say something else.
READ = {"locate": "MIT"}
HEAD = """# Licences

Safir is published under the MIT licence. This is what it needs at run time, with the licence that each package states.
`python -m tools.licences` writes this file. None of these licences asks anything of whoever runs Safir; whoever hands it on
together with these packages hands on their licence texts, too.

| package | licence |
| --- | --- |
"""


def needed() -> dict[str, Distribution]:
    """Every installed package that Safir needs on this machine, by name, as pyproject.toml and the packages say."""
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *(one for extra in EXTRAS for one in project["optional-dependencies"].get(extra, ()))]
    found: dict[str, Distribution] = {}
    todo = [Requirement(text) for text in wanted]
    while todo:
        need = todo.pop()
        if need.marker is not None and not need.marker.evaluate({"extra": ""}):
            continue
        try:
            package = distribution(need.name)
        except PackageNotFoundError:
            continue
        if normal(need.name) in found and not need.extras:
            continue
        found[normal(need.name)] = package
        for text in package.requires or ():
            further = Requirement(text)
            if further.marker is None or any(further.marker.evaluate({"extra": extra}) for extra in need.extras or {""}):
                further.marker = None
                todo.append(further)
    return found


def normal(name: str) -> str:
    """A package's name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def licence(package: Distribution) -> str:
    """What a package says of its licence, in a few words; "?" where it says nothing."""
    name = normal(package.metadata["Name"])
    if name in READ:
        return READ[name]
    about = package.metadata
    if "License-Expression" in about:
        return str(about["License-Expression"])
    classified = [line.split(" :: ")[-1] for line in about.get_all("Classifier") or () if line.startswith("License ::")]
    if named := [one for one in classified if one != "OSI Approved"]:
        return ", ".join(named)
    return str(about["License"]).splitlines()[0].strip() if "License" in about else "?"


def text() -> str:
    """The whole file."""
    return HEAD + "".join(f"| {name} | {licence(package)} |\n" for name, package in sorted(needed().items()))


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
    sys.exit(0)
