"""What the bot says about posts of forums. Filled in as in `bot/wording.py`."""

from __future__ import annotations

from typing import Final

MARK: Final = "Mark as answered"
MARKED: Final = "Answered"
NOT_YOURS: Final = "Only the person who opened this post, or a moderator (Manage Threads), can mark it as answered."
NO_POST: Final = "Only posts of a forum can be marked as answered."
CLOSED: Final = "This post is locked, so I cannot mark it."
TAGGED: Final = "I gave this post the tag **{tag}**."
CHECKED: Final = "I put a ✅ under this post."
ONLY_HERE: Final = "I noted it under my answer."
FOR_A_TAG: Final = "With a tag named “answered” or “solved” in this forum I would give it that."
NEEDS: Final = "For the tag **{tag}** I need the permission {permissions}."
FULL: Final = "The post has five tags already, so I could not give it **{tag}**."
