"""The domain: facts, questions, answers. Knows nothing of Discord, of the terminal, or of any one subject."""
