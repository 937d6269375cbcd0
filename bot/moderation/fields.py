"""The fields of a fact and of a source as people type them, page by page: a form of Discord's holds five."""

from __future__ import annotations

from dataclasses import dataclass

from bot.moderation import field_wording as words
from bot.moderation import wording
from bot.translation import t
from knowledge.localised import NOTE_LIMIT, STATEMENT_LIMIT, TITLE_LIMIT
from knowledge.store.revision import Kind

REASON = "reason"  # typed with the fields, and kept beside them
TEXT_LIMIT = 4_000  # Discord's, for what one box can hold


@dataclass(frozen=True, slots=True)
class Field:
    """A box of a form. label, hint: constants of the wording, to be translated. lines: more than one line can be typed."""

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


_REASON = Field(REASON, words.REASON, words.REASON_HINT, 300)
_INFERRED = Field("inferred", words.INFERRED, words.INFERRED_HINT, 300, True)

PAGES: dict[Kind, tuple[Page, ...]] = {
    Kind.FACT: (
        Page(
            wording.EDIT_AGAIN,
            (
                Field("statement", words.STATEMENT, words.STATEMENT_HINT, STATEMENT_LIMIT, True),
                Field("title", words.TITLE, words.TITLE_HINT, TITLE_LIMIT),
                Field("citations", words.CITATIONS, words.CITATIONS_HINT, TEXT_LIMIT, True),
                Field("asked_as", words.EXAMPLES, words.EXAMPLES_HINT, TEXT_LIMIT, True),
                _REASON,
            ),
        ),
        Page(
            wording.MORE_FIELDS,
            (
                Field("attribution", words.ATTRIBUTION, words.ATTRIBUTION_HINT, 200),
                Field("when", words.WHEN, words.WHEN_HINT, 40),
                _INFERRED,
                Field("note", words.NOTE, words.NOTE_HINT, NOTE_LIMIT, True),
                Field("review_after", words.REVIEW_AFTER, words.REVIEW_AFTER_HINT, 40),
            ),
        ),
        Page(
            wording.FIGURES,
            (
                Field("entities", words.ENTITIES, words.ENTITIES_HINT, 1_000, True),
                Field("figures", words.FIGURES, words.FIGURES_HINT, 2_000, True),
                Field("confirms", words.CONFIRMS, words.CONFIRMS_HINT, TEXT_LIMIT, True),
                Field("refutes", words.REFUTES, words.REFUTES_HINT, TEXT_LIMIT, True),
            ),
        ),
    ),
    Kind.SOURCE: (
        Page(
            wording.EDIT_AGAIN,
            (
                Field("title", words.TITLE, words.SOURCE_TITLE_HINT, 300),
                Field("paragraphs", words.PARAGRAPH_COUNT, words.PARAGRAPH_COUNT_HINT, 6),
                Field("publisher", words.PUBLISHER, "", 200),
                Field("url", words.URL, words.URL_HINT, 500),
                _REASON,
            ),
        ),
        Page(wording.MORE_FIELDS, (Field("published", words.PUBLISHED, words.PUBLISHED_HINT, 40), _INFERRED)),
    ),
}

PARAGRAPHS = Page("", (Field("paragraphs", words.PARAGRAPHS, words.PARAGRAPHS_HINT, 200),))  # of a source that is cited
OTHERS = {"topic": wording.TOPIC, "rank": wording.RANK, "id": words.ID, "language": words.LANGUAGE}


def label(kind: Kind, name: str) -> str:
    """What people call a field, in the reader's language."""
    of_box = next((one.label for page in PAGES[kind] for one in page.fields if one.name == name), None)
    said = of_box or OTHERS.get(name)
    return t(said) if said else name
