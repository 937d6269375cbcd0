"""Safir's faces: everything that knows Discord or the terminal."""
