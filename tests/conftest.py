"""What all tests share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True, scope="session")
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Kept indexes go to a folder of this run, which its workers share, and never to the user's."""
    folder = tmp_path_factory.getbasetemp().parent / "safir-cache"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SAFIR_CACHE_DIR", str(folder))
        yield
