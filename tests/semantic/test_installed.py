"""What is said when the sentence model is missing, or is not the tested one. Runs with and without the extra."""

from __future__ import annotations

import hashlib
import sys
import tomllib
from pathlib import Path

import pytest

from knowledge.semantic.encoder import Encoder
from knowledge.semantic.installed import (
    INSTALL,
    VOCABULARY,
    WEIGHTS,
    Asset,
    SemanticCorrupt,
    SemanticError,
    SemanticMissing,
    verified,
)

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("module", ["onnxruntime", "tokenizers"])
def test_without_a_package_the_message_says_what_to_install(module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(SemanticMissing) as caught:
        Encoder.load()
    assert INSTALL in str(caught.value)
    assert "semantic" in tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]


@pytest.mark.parametrize("asset", [Asset("no-such-package-of-safir", "x", ""), Asset("numpy", "numpy/no-such-file", "")])
def test_without_the_file_its_package_is_named(asset: Asset) -> None:
    with pytest.raises(SemanticMissing, match=asset.package):
        verified(asset)


def test_another_file_than_the_tested_one_is_not_used() -> None:
    with pytest.raises(SemanticCorrupt, match=r"numpy/__init__\.py"):
        verified(Asset("numpy", "numpy/__init__.py", hashlib.sha256(b"").hexdigest()))


def test_both_reasons_are_one_kind_of_error() -> None:
    assert issubclass(SemanticMissing, SemanticError)
    assert issubclass(SemanticCorrupt, SemanticError)


@pytest.mark.parametrize("asset", [WEIGHTS, VOCABULARY], ids=lambda asset: asset.package)
def test_the_version_that_is_verified_is_pinned(asset: Asset) -> None:
    extra = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]["semantic"]
    assert [line for line in extra if line.startswith(f"{asset.package}==")]
