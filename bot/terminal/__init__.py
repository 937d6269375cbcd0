"""Safir in the terminal."""
