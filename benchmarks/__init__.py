"""Measurements: each command prints the figures that the documentation quotes."""
