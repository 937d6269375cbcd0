"""Moderators change facts from Discord: what they type, what it would do, and how it is saved. Start at proposals.py."""
