"""Texts to vectors: all-MiniLM-L6-v2 on onnxruntime, on the CPU, without the network.

The pipeline is that of the model's authors: WordPiece tokens, the mean over the tokens' last hidden states, length 1
(Reimers and Gurevych 2019, "Sentence-BERT"; sentence-transformers/all-MiniLM-L6-v2).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from knowledge.semantic.installed import VOCABULARY, WEIGHTS, SemanticMissing, verified

Vectors = NDArray[np.float32]

DIMENSIONS = 384
MAX_TOKENS = 64  # of a text; what stands behind them is not looked at
MAX_CHARACTERS = 600  # of a text, cut before it is split into tokens: more than 64 tokens of any language with spaces
BATCH = 32
REMEMBERED = 2_048  # questions: 3 MB


class Encoder:
    """The sentence model, loaded. Immutable but for what it remembers, and safe to share between threads."""

    def __init__(self, session: Any, tokenizer: Any) -> None:
        self._session = session
        self._tokenizer = tokenizer
        self._remembered = lru_cache(maxsize=REMEMBERED)(self._question)

    @classmethod
    def load(cls, threads: int = 1) -> Self:
        """The model of the installed packages, computing on `threads` threads: about 0.3 s and 210 MB.

        Raises SemanticMissing when the extra is not installed and SemanticCorrupt when its files are not the tested ones.
        """
        try:
            import onnxruntime
        except ImportError:
            raise SemanticMissing("onnxruntime") from None
        try:
            from tokenizers import Tokenizer
        except ImportError:
            raise SemanticMissing("tokenizers") from None
        tokenizer = Tokenizer.from_file(str(verified(VOCABULARY)))
        tokenizer.enable_truncation(max_length=MAX_TOKENS)
        tokenizer.no_padding()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # an idle bot uses no processor
        options.log_severity_level = 3
        weights = str(verified(WEIGHTS))  # by its path: a model given as bytes is kept twice
        return cls(onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"]), tokenizer)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """A row of length 1 for each text, in the order of the texts: shape (n, 384). A text without words gets a row too.

        Texts of like length are computed together, which spares most of the padding.
        """
        tokens = [encoding.ids for encoding in self._tokenizer.encode_batch([_bounded(text) for text in texts])]
        order = sorted(range(len(tokens)), key=lambda number: len(tokens[number]))
        vectors = np.empty((len(tokens), DIMENSIONS), dtype=np.float32)
        for start in range(0, len(order), BATCH):
            numbers = order[start : start + BATCH]
            vectors[numbers] = self._run([tokens[number] for number in numbers])
        return vectors

    def question(self, text: str) -> Vectors:
        """The vector of one question, shape (384,), read-only; the last few thousand are remembered."""
        return self._remembered(_bounded(text))

    def _question(self, text: str) -> Vectors:
        vector: Vectors = self.encode([text])[0]
        vector.flags.writeable = False
        return vector

    def _run(self, tokens: list[list[int]]) -> Vectors:
        width = max(map(len, tokens))
        ids = np.zeros((len(tokens), width), dtype=np.int64)
        mask = np.zeros((len(tokens), width), dtype=np.int64)
        for row, own in enumerate(tokens):
            ids[row, : len(own)] = own
            mask[row, : len(own)] = 1
        inputs = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        hidden = self._session.run(["last_hidden_state"], inputs)[0]
        summed = np.einsum("rwd,rw->rd", hidden, mask.astype(np.float32))
        vectors: Vectors = summed / np.maximum(np.linalg.norm(summed, axis=1, keepdims=True), 1e-12)
        return vectors


def _bounded(text: str) -> str:
    """The beginning of a text, without halves of surrogate pairs, which no tokenizer takes."""
    return text[:MAX_CHARACTERS].encode("utf-8", "replace").decode("utf-8")
