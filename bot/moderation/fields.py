"""The fields of a fact and of a source as people type them, page by page: a form of Discord's holds five."""

from __future__ import annotations

from dataclasses import dataclass

from bot.moderation import wording
from knowledge.localised import NOTE_LIMIT, STATEMENT_LIMIT, TITLE_LIMIT
from knowledge.store.revision import Kind

REASON = "reason"  # typed with the fields, and kept beside them
TEXT_LIMIT = 4_000  # Discord's, for what one box can hold


@dataclass(frozen=True, slots=True)
class Field:
    """A box of a form. label: at most 45 characters, hint: at most 100. lines: more than one line can be typed."""

    name: str
    label: str
    hint: str = ""
    limit: int = TEXT_LIMIT
    lines: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """The boxes of one form, and the button that opens it."""

    button: str
    fields: tuple[Field, ...]


_REASON = Field(REASON, "Reason", "Why you change this: it stays in the history", 300)

PAGES: dict[Kind, tuple[Page, ...]] = {
    Kind.FACT: (
        Page(
            wording.EDIT_AGAIN,
            (
                Field(
                    "statement", "Statement", "One or two sentences; **two stars** around the key figure", STATEMENT_LIMIT, True
                ),
                Field("title", "Title", "A short name for lists and buttons", TITLE_LIMIT),
                Field(
                    "citations", "Sources", "One a line: the source's id and paragraphs, like: tea-book ¶3, ¶4", TEXT_LIMIT, True
                ),
                Field("asked_as", "Example questions", "One a line, as different as people are", TEXT_LIMIT, True),
                _REASON,
            ),
        ),
        Page(
            wording.MORE_FIELDS,
            (
                Field("attribution", "Who says so", "Where the source only reports it; the statement has to name them", 200),
                Field("when", "When", "2021-08, 2025-07-03, or 2021/2023 for a span", 40),
                Field("inferred", "Why this date", "Only where the source does not say it itself", 300, True),
                Field(
                    "note", "Editor's note", "What does not add up in the source; shown apart from the answer", NOTE_LIMIT, True
                ),
                Field("review_after", "Ask again after", "The day from which somebody should check this: 2027-01-31", 40),
            ),
        ),
        Page(
            wording.FIGURES,
            (
                Field("entities", "Names", "People, places and organisations it is about, with commas between them", 1_000, True),
                Field(
                    "figures", "Figures", "One a line: 400 kg, 2021, expected, about, series ID, called what it is", 2_000, True
                ),
                Field("confirms", "Questions answered with yes", "One a line", TEXT_LIMIT, True),
                Field("refutes", "Questions answered with no", "One a line: what people wrongly believe", TEXT_LIMIT, True),
            ),
        ),
    ),
    Kind.SOURCE: (
        Page(
            wording.EDIT_AGAIN,
            (
                Field("title", "Title", "As the source calls itself", 300),
                Field("paragraphs", "How many paragraphs it has", "They are numbered from 1", 6),
                Field("publisher", "Publisher", "", 200),
                Field("url", "Address", "https://…", 500),
                _REASON,
            ),
        ),
        Page(
            wording.MORE_FIELDS,
            (
                Field("published", "Published", "2021-08 or 2025-07-03", 40),
                Field("inferred", "Why this date", "Only where the source does not say it itself", 300, True),
            ),
        ),
    ),
}

OTHERS = {"topic": wording.TOPIC, "rank": wording.RANK, "id": "Id", "language": "Language"}


def label(kind: Kind, name: str) -> str:
    """What people call a field."""
    return next((one.label for page in PAGES[kind] for one in page.fields if one.name == name), OTHERS.get(name, name))
