"""Every sentence that the bot itself says on Discord, apart from the answers: short, friendly, in plain English.

Texts with a name in braces are filled in with `str.format`; whoever fills in what a person typed escapes it first.
"""

from __future__ import annotations

from typing import Final

from bot.translation import Plural

PRESENCE: Final = "Ask me something: /ask"

# Parts of an answer card
SOURCES: Final = "Sources"
NOTE: Final = "Editor's note"
ACCORDING_TO: Final = "According to {who}"
DATED: Final = "Date: {when}"
READ_AS: Final = "I read this as: {question}"
ASKED: Final = "Question: {question}"
MORE_LINES: Final = "… and {count} more"
WRITTEN_IN: Final = {"en": "The facts are in English."}
WRITTEN_OTHERWISE: Final = "The facts are in another language."
DATE_RANGE: Final = "{first} to {last}"
DATE_SINCE: Final = "{first} and later"
DATE_UNTIL: Final = "{last} and earlier"
REMOVE: Final = "Remove"
CHOOSE: Final = "Choose a question"
POST_FOOTER: Final = "Reply to this message or mention me to ask more."

# Notes to one person
NOT_YOURS_TO_REMOVE: Final = "Only the person who asked, or a moderator (Manage Messages), can remove this answer."
CANNOT_READ_REPLY: Final = "Discord does not show me the text of replies to a slash command. Please mention me, or use /ask."
PERSON_TOO_FAST: Final = Plural(
    "That was a lot of questions at once. Please give me {seconds} second, then ask again.",
    "That was a lot of questions at once. Please give me {seconds} seconds, then ask again.",
    by="seconds",
)
CHANNEL_TOO_FAST: Final = Plural(
    "This channel keeps me very busy. Please wait {seconds} second, or ask me in a direct message.",
    "This channel keeps me very busy. Please wait {seconds} seconds, or ask me in a direct message.",
    by="seconds",
)
SERVER_TOO_FAST: Final = Plural(
    "This server keeps me very busy. Please wait {seconds} second, or ask me in a direct message.",
    "This server keeps me very busy. Please wait {seconds} seconds, or ask me in a direct message.",
    by="seconds",
)
BUSY: Final = "Very many people are asking me just now, so I cannot answer this. Please ask again in a moment."
UNKNOWN_OPTION: Final = "I have nothing under “{typed}”."
UNKNOWN_OPTION_OFFER: Final = "I have nothing under “{typed}”. You could choose: {names}."

# Permissions, as Discord's own settings name them
PERMISSIONS: Final = {
    "manage_guild": "Manage Server",
    "manage_messages": "Manage Messages",
    "view_channel": "View Channel",
    "send_messages": "Send Messages",
    "send_messages_in_threads": "Send Messages in Threads",
    "read_message_history": "Read Message History",
    "attach_files": "Attach Files",
    "embed_links": "Embed Links",
}

# Errors, from the person's own to ours
NOT_ALLOWED: Final = "You need the permission {permissions} to do that."
NOT_HERE: Final = "That does not work here."
NO_DATABASE: Final = "I cannot do that just now. {reason}"
THREAD_IS_CLOSED: Final = "This thread is locked or archived, so I cannot write here. Please ask in an open one."
GONE: Final = "What this is about is not there any more. Look again with the command that brought you here."
FORM_GONE: Final = (
    "I no longer know what this form was for: it was open for more than an hour, or I was restarted. Nothing was saved. Here is "
    "what you typed, to put into the form again."
)
OUTDATED_COMMAND: Final = "That command has changed. Please reload Discord (Ctrl+R) and try again."
OUR_ERROR: Final = "Something went wrong on my side. If it happens again, tell my operator this number: {error_id}"

# /settings ask-channel
CHANNEL_ADDED: Final = "I now answer everything that people ask in {channel}."
FORUM_ADDED: Final = "I now answer every new post in {channel}."
CHANNEL_ALREADY: Final = "{channel} is an ask-channel already."
CHANNEL_REMOVED: Final = "{channel} is no longer an ask-channel. I still answer when mentioned."
CHANNEL_NOT_SET: Final = "{channel} is not an ask-channel."
CHANNEL_BY_OPERATOR: Final = "{channel} was set by my operator (SAFIR_ASK_CHANNELS) and can only be removed there."
CHANNELS_FULL: Final = "A server can have at most {limit} ask-channels."
CHANNELS_NONE: Final = "This server has no ask-channels. I answer mentions, replies, direct messages and slash commands."
CHANNELS_LIST: Final = "Ask-channels of this server:\n{channels}"
NEEDS_PERMISSIONS: Final = "⚠️ I lack these permissions there: {permissions}."
NEEDS_INTENT: Final = (
    "⚠️ I was started without the Message Content intent, so I cannot read messages there yet. My operator needs to "
    "switch it on in the Discord Developer Portal and restart me."
)

# /settings editors, log-channel
EDITORS_SET: Final = "Whoever has {role} may now edit facts here. {visible}"
EDITORS_VISIBLE: Final = (
    "Discord shows /fact only to Manage Server until you also allow the role: Server Settings → Integrations → me → /fact."
)
EDITORS_UNSET: Final = "Only people with Manage Server may edit facts here now."
EDITORS_EVERYBODY: Final = "That is everybody. Choose a role that only your editors have."
LOG_SET: Final = "I now write every change of a fact into {channel}."
LOG_UNSET: Final = "I no longer write changes of facts into a channel. The history keeps them: /fact history."

# Names and descriptions of the bot's own commands (Discord: at most 100 characters)
ASK: Final = "Ask a question and get an answer with its source"
ASK_QUESTION: Final = "Your question, in your own words"
PRIVATE: Final = "Show the answer only to you"
TOPICS: Final = "What I know about, topic by topic"
SOURCES_COMMAND: Final = "Where my answers come from"
HELP: Final = "What I can do and how to ask"
SETTINGS: Final = "Settings of this server"
ASK_CHANNELS: Final = "Channels in which I answer without being mentioned"
ASK_CHANNEL_ADD: Final = "Answer everything that is asked in a channel, or every post of a forum"
ASK_CHANNEL_REMOVE: Final = "Stop answering in a channel unless I am mentioned"
ASK_CHANNEL_LIST: Final = "Show this server's ask-channels"
EDITORS: Final = "Who may edit facts here besides Manage Server"
EDITORS_OPTION: Final = "The role; without it, only Manage Server"
LOG: Final = "Where I write every change of a fact"
LOG_OPTION: Final = "The text channel; without it, nowhere"
ASK_CHANNEL_OPTION: Final = "The text channel or forum"
