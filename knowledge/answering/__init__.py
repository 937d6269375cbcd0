"""Ranked candidates to answer: decision, composition, arithmetic, lists, follow-ups, refusal."""
