"""Sentence embeddings on the CPU, offline: the optional extra `semantic`. Nothing else in `knowledge` needs it."""
