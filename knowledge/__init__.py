"""The domain: facts, questions, answers. Knows nothing of Discord, of the terminal, or of any one subject."""

import os
from pathlib import Path

# numpy's matrices here are small: threads that share one only wait for each other. On a busy machine with two cores, learning
# 15,000 questions took 108 s with threads and 4.4 s without. Read when numpy is first imported; whoever set it is left alone.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

PACKS = Path(__file__).parent / "packs"
DEFAULT_PACK = PACKS / "afghan_diplomacy"
