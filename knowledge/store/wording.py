"""What the store says to people, in English. Whoever shows it translates it (see `knowledge/filled.py`)."""

from __future__ import annotations

from typing import Final

# Why a database cannot be used.
GONE: Final = (
    "The database does not answer. Nothing that was saved is lost; whether the last change was, its history says. "
    "Check that it runs and can be reached, then try again."
)
SLOW: Final = "The database takes too long to answer. Nothing was changed; try again in a moment."
FULL: Final = "The database has no room left, so nothing can be saved. Make room on its disk, then try again."
READ_ONLY: Final = "The database can only be read, so nothing can be saved. Give Safir the right to write to it."
LOCKED: Final = "The database is busy with other writers. Nothing was saved; try again in a moment."
DENIED: Final = "The database refuses the user or the password of its address, or the right to do this. Check DATABASE_URL."
MISSING: Final = "There is no such database. Check DATABASE_URL, or create it."
NOT_OURS: Final = "The database is damaged or not one of Safir's. Check DATABASE_URL, or restore a backup."
NO_FILE: Final = "The database file cannot be opened. Check that its folder exists and that Safir may write to it."
BAD_DISK: Final = "The disk of the database cannot be read or written. Check that it has room and works, then try again."
NO_CONNECTION: Final = "The database has no connection left for Safir. Raise max_connections, or run fewer programs on it."
NO_DRIVER: Final = 'PostgreSQL needs the extra `postgres`: `python3 -m pip install -c constraints.txt -e ".[postgres]"`'
NOT_OPEN: Final = "The database is not open."
BAD_ADDRESS: Final = "The database's address cannot be read: write sqlite:///FILE or postgresql://…"
OTHER_KIND: Final = "'{backend}' is no database for Safir: write sqlite:///FILE (with a file) or postgresql://…"
NEWER: Final = "The database was written by a newer Safir (schema {schema}). Install that one, or a backup."

# Why a change cannot be made.
CHANGED: Final = "This was changed meanwhile: compare both texts and save again."
CHANGED_BY: Final = "This was changed meanwhile, by {who}: compare both texts and save again."
MANY_PENDING: Final = "More than {most} changes would wait here: decide on some first."
NO_REVISION: Final = "There is no revision {revision} here."
OTHER_REVISION: Final = "Revision {revision} is not one of '{item}' here."
NO_FACT: Final = "There is no fact '{item}'."
NO_SOURCE: Final = "There is no source '{item}'."
NO_OWN_FACT: Final = "The fact '{item}' has no text of its own here."
NO_OWN_SOURCE: Final = "The source '{item}' has no text of its own here."

# What is wrong with the text of a fact or source; it is told after the name of the field.
TOO_LONG: Final = "is too long: all fields together may have {limit} characters"
HALF_CHARACTER: Final = "there is half a character after {near!r}: type it again"
TAKEN: Final = "'{id}' is used already"
SAME: Final = "nothing was changed"
RETIRED_ALREADY: Final = "nothing was changed: the fact is retired"
IN_USE_ALREADY: Final = "nothing was changed: the fact is in use"
CITED: Final = "facts stand on this source: {facts}; change them first"
