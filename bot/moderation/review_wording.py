"""What the bot says around suggestions and reviews. Filled in as in `bot/wording.py`."""

from __future__ import annotations

from typing import Final

from bot.translation import Plural

# Suggesting
CORRECT: Final = "Suggest a correction"
SUGGEST_TITLE: Final = "What should I say instead?"
SUGGEST_BOX: Final = "Your suggestion"
SUGGEST_HINT: Final = "What is wrong or missing, and where one can read it"
SUGGESTED: Final = "✅ Thank you. The moderators of this server read it, and I tell you what they decide, if I may write to you."
SUGGEST_NOTHING: Final = "There was nothing in it. Please write what is wrong or missing."
SUGGEST_TOO_MANY: Final = Plural(
    "Thank you for all of these. You can suggest more in {minutes} minute.",
    "Thank you for all of these. You can suggest more in {minutes} minutes.",
    by="minutes",
)
SUGGEST_FULL: Final = "So many suggestions wait here that I take no more until the moderators have read some."
TOLD_ACCEPTED: Final = "Your suggestion in {server} was taken up:\n> {text}"
TOLD_REJECTED: Final = "Your suggestion in {server} was not taken up:\n> {text}\nReason: {reason}"

# Reviewing
QUEUE_EMPTY: Final = "Nothing is waiting: no suggestion, and no change that needs a second person."
SUGGESTION: Final = "**{who}** suggests · {time} · {about}\n> {text}"
ABOUT: Final = "about **{title}** (`{id}`)"
ABOUT_NOTHING: Final = "about no fact in particular"
PLACE: Final = "-# {number} of {count}"
NEXT: Final = "Next"
BEFORE: Final = "Before"
ACCEPT: Final = "Accept and edit"
REJECT: Final = "Reject"
REJECT_TITLE: Final = "Why not?"
REJECT_HINT: Final = "The person who suggested it reads this"
WHICH_FACT: Final = "Edit the fact that it is about"
NEW_FACT: Final = "A new fact"
REASON_FROM: Final = "Suggested by {who}: {text}"
DECIDED_ALREADY: Final = "Somebody else has decided this meanwhile."

# Votes
HELPFUL: Final = "Helpful"
NOT_HELPFUL: Final = "Not helpful"
VOTED: Final = "Thank you. Helpful: {good}, not helpful: {bad}. You can change your mind."

# Gaps
GAPS_EMPTY: Final = "No question is waiting. Declined and badly rated ones appear here, as /privacy says."
GAP: Final = "**{count} × asked** · {how} · last on {day}"
OUTCOMES: Final = {"declined": "declined", "badly rated": "badly rated"}
MORE_QUESTIONS: Final = "… and {count} more"
FORGET: Final = "Forget these"
REASON_GAP: Final = "People ask for this so"
KEEPING: Final = Plural(
    "I now keep questions that I answer badly, for {days} day, for `/review gaps`. /privacy says more.",
    "I now keep questions that I answer badly, for {days} days, for `/review gaps`. /privacy says more.",
    by="days",
)
KEEPING_NOT: Final = "My operator has switched that off: no questions are kept (SAFIR_KEEP_QUESTIONS_DAYS)."
NOT_KEEPING: Final = "I no longer keep questions of this server. Deleted: {count}."

# Stale facts, conflicts, changes beneath
EDIT: Final = "Edit: {title}"
STALE_EMPTY: Final = "No fact is due to be checked."
STALE: Final = (
    "**{title}** (`{id}`) is due since {day}:\n> {text}\n-# If it still holds, edit it and set “Ask again after” (More fields)."
)
CONFLICTS_EMPTY: Final = "No two facts give different figures for the same."
CLASH: Final = "**{series}**, {year}:"
CLASH_LINE: Final = "• {amount}: **{title}** (`{id}`)"
UPSTREAM_EMPTY: Final = "No edit of this server has to be looked at again."
UPSTREAM: Final = {
    "changed": "**{title}** (`{id}`) was edited here, and the text that it was edited from has changed since.",
    "removed": "**{title}** (`{id}`) was edited here, and there is no longer a fact of this name for all servers.",
    "appeared": "**{title}** (`{id}`) was added here, and there is now one of the same name for all servers.",
    "unusable": "**{title}** (`{id}`) was edited here, and I cannot use it as it is: I do not answer with it.",
}
FROM_YOURS: Final = "**From this server's text to the one for all servers:**"
KEEP_OURS: Final = "Keep this server's text"
TAKE_THEIRS: Final = "Take the one for all servers"
REASON_KEPT: Final = "kept, although the text for all servers has changed"
REASON_TAKEN: Final = "given up for the text for all servers, which has changed"

# Privacy
NOTHING_KEPT: Final = "What you ask is not stored here: it is answered in memory, and forgotten after a few minutes."
SWITCHED_OFF: Final = "What you ask is not stored: this server has switched that off."
KEPT: Final = (
    "What you ask is answered in memory. Only a question that I cannot answer, or whose answer somebody marks as not helpful, "
    "is kept for **{time}**, so that the moderators of this server can mend that: its words, the server and the day, "
    "and not who asked. Other servers do not see it."
)
DAYS: Final = Plural("{days} day", "{days} days", by="days")
ALSO_KEPT: Final = (
    "What you press under an answer is counted without your name. Suggestions and changes of facts are kept with the name of "
    "whoever made them. Nothing that people write is logged."
)
FORGET_ALL: Final = "Delete this server's questions"
FORGOTTEN: Final = Plural(
    "✅ Deleted: {count} question, and all votes of this server.",
    "✅ Deleted: {count} questions, and all votes of this server.",
    by="count",
)

# Names and descriptions of commands and options (Discord: at most 100 characters)
SUGGEST: Final = "Suggest a correction or something that is missing"
SUGGEST_TEXT: Final = "What is wrong or missing, and where one can read it"
SUGGEST_FACT: Final = "The fact that it is about, if there is one: type a part of its title"
REVIEW: Final = "What waits for a moderator"
PRIVACY: Final = "What I keep of what you ask, and for how long"
KEEP: Final = "Whether questions that I answer badly are kept for /review gaps"
KEEP_OPTION: Final = "No deletes those that are kept, too"
REVIEW_GAPS: Final = "Questions that I could not answer well, like ones together"
REVIEW_STALE: Final = "Facts that are due to be checked again"
REVIEW_CONFLICTS: Final = "Facts that give different figures for the same"
REVIEW_UPSTREAM: Final = "Edits of this server under which the text has changed"
REVIEW_QUEUE: Final = "Suggestions and proposed changes that wait for a decision"
