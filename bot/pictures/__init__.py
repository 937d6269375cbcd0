"""Draws the pictures of answers, in a process of its own."""
