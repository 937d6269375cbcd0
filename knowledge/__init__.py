"""The domain: facts, questions, answers. Knows nothing of Discord, of the terminal, or of any one subject."""

from pathlib import Path

PACKS = Path(__file__).parent / "packs"
DEFAULT_PACK = PACKS / "afghan_diplomacy"
