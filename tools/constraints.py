"""Renews constraints.txt: the newest versions that go together, of all that pyproject.toml names and of what that brings.

    python -m tools.constraints            # resolves, writes the file, and says what changed; nothing is installed
    python -m tools.constraints --keep     # leaves pins as they are: adds what is missing, drops what nothing needs any more
    python -m tools.constraints --check    # whether the pins as they are go together and are complete; writes nothing

It asks the package index that pip is configured for; only names and versions are written. pip resolves for the Python and the
system that it runs on: pins of packages that others need (markers such as `python_version >= "3.13"`) are kept as they are.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from packaging.requirements import Requirement

ROOT: Final = Path(__file__).parents[1]
FILE: Final = ROOT / "constraints.txt"
OWN: Final = "safir-bot"


def normal(name: str) -> str:
    """A package's name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def pins_of(text: str) -> dict[str, str]:
    """The lines of a file of constraints, by the packages' names as they are compared."""
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return {normal(line.partition("==")[0]): line for line in lines}


def renewed(text: str, report: Mapping[str, Any]) -> str:
    """The file after what pip resolved (its installation report, as JSON): its heading, then a line for each package, sorted."""
    resolved = {normal(one["metadata"]["name"]): one["metadata"] for one in report["install"]}
    resolved.pop(OWN, None)
    lines = {name: f"{about['name']}=={about['version']}" for name, about in resolved.items()}
    elsewhere = {normal(Requirement(need).name) for about in resolved.values() for need in about.get("requires_dist", ())}
    lines |= {name: line for name, line in pins_of(text).items() if name in elsewhere - set(lines)}
    heading = [line for line in text.splitlines() if line.startswith("#")]
    return "\n".join([*heading, *(lines[name] for name in sorted(lines))]) + "\n"


def differences(old: str, new: str) -> list[str]:
    """What changed, a line for each package."""
    before, after = pins_of(old), pins_of(new)
    names = sorted(set(before) | set(after))
    return [
        f"{before.get(name, f'{name} (new)')} → {after.get(name, 'no longer needed').rpartition('==')[2]}"
        for name in names
        if before.get(name) != after.get(name)
    ]


def extras() -> list[str]:
    """The names of all extras: everything that anybody installs is pinned."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return sorted(project["optional-dependencies"])


def resolve(*options: str) -> dict[str, Any]:
    """Pip's report of what it would install. Raises subprocess.CalledProcessError where nothing goes together."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.json")
        command = [sys.executable, "-m", "pip", "install", "--dry-run", "--ignore-installed", "--quiet", "--report", str(report)]
        subprocess.run([*command, *options, f"{ROOT}[{','.join(extras())}]"], check=True)
        found: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
        return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Renew or check; gives the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--keep", action="store_true", help="leave pins as they are")
    parser.add_argument("--check", action="store_true", help="only look whether the pins go together and are complete")
    given = parser.parse_args(arguments)
    old = FILE.read_text(encoding="utf-8")
    try:
        report = resolve(*(["--constraint", str(FILE)] if given.check or given.keep else []))
    except subprocess.CalledProcessError:
        print("pip found no versions that go together: see above.", file=sys.stderr)
        return 1
    new = renewed(old, report)
    changed = differences(old, new)
    print("\n".join(changed) or "Nothing has changed.")
    if given.check:
        return int(bool(changed))
    FILE.write_text(new, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
