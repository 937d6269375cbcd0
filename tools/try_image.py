"""Does outside a container what the Dockerfile does inside: installs with the same command into a new environment, and asks.

    python -m tools.try_image

It needs the package index. What differs from the image is the system and the version of Python that runs this.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
PLACE = "/opt/safir"  # where the image keeps the environment


def install_command(dockerfile: str) -> str:
    """The one RUN that installs. Raises LookupError."""
    found = re.findall(r"^RUN (python3 -m venv .*)$", dockerfile, re.MULTILINE)
    if len(found) != 1:
        raise LookupError("the Dockerfile installs in another way than this tool knows")
    return str(found[0])


def copied(dockerfile: str) -> list[str]:
    """Files and folders that the first stage copies from the repository."""
    lines = re.findall(r"^COPY (?!--from)(.+)$", dockerfile, re.MULTILINE)
    return [name for line in lines for name in line.split()[:-1]]


def main() -> int:
    """Build, install, ask; gives the exit code."""
    dockerfile = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        source, place = Path(folder, "src"), Path(folder, "opt")
        source.mkdir()
        for name in copied(dockerfile):
            where = ROOT / name
            if where.is_dir():
                shutil.copytree(where, source / name, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(where, source / name)
        subprocess.run(install_command(dockerfile).replace(PLACE, str(place)), shell=True, check=True, cwd=source)
        shutil.rmtree(source)  # the image has no sources either
        environment = {"PATH": os.environ["PATH"], "SAFIR_CACHE_DIR": str(Path(folder, "cache")), "HOME": folder}
        for question in ("What can you do?", "how much did russia and afganistan trade in 2023"):
            # Without a terminal and without variables of this shell, as in a container.
            said = subprocess.run(
                [place / "bin" / "safir", "ask", question],
                env=environment,
                cwd=folder,
                check=True,
                text=True,
                capture_output=True,
            )
            print(said.stdout)
        size = sum(path.stat().st_size for path in place.rglob("*") if path.is_file() and not path.is_symlink())
    print(f"{size / 1e6:.0f} MB are installed.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
