"""Facts as moderators change them: append-only revisions in SQL, laid over the pack. Start at store.py and editor.py."""
