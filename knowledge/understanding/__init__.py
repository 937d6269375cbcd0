"""Question to query: normalised text, spelling repair, names, dates, what is asked for."""
