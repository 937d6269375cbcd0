"""Query to ranked candidates: index, evidence, scorer."""
