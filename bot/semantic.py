"""The sentence model, where it is wanted and installed; without it Safir answers from words alone."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from knowledge.semantic.encoder import Encoder

log = logging.getLogger(__name__)


def encoder(wanted: bool) -> Encoder | None:
    """The model of the extra `semantic`; None where it is not wanted, and where it is not there, which is then logged."""
    if not wanted:
        return None
    from knowledge.semantic.encoder import Encoder
    from knowledge.semantic.installed import SemanticError

    try:
        return Encoder.load()
    except SemanticError as error:
        log.warning("%s. Safir goes on without it.", error)
        return None
