"""What comes back for a question: one value that the terminal, Discord and the tests render alike."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from knowledge.answering.listing import Listing, Page
from knowledge.model import Frozen


class Status(StrEnum):
    """What became of a question."""

    ANSWERED = "answered"
    CLARIFY = "clarify"  # could be read in several ways: `suggestions` are the readings, as questions
    DECLINED = "declined"


class Reason(StrEnum):
    """Why an answer has the form that it has."""

    FACT = "fact"
    COLLECTION = "collection"
    TIMELINE = "timeline"
    SERIES = "series"
    TOPIC = "topic"
    ENTITY = "entity"
    COMPUTED = "computed"
    COMPOUND = "compound"  # two questions in one message
    ABOUT_BOT = "about_bot"
    SOURCE = "source"  # "where does that come from"
    AMBIGUOUS = "ambiguous"
    OUT_OF_SCOPE = "out_of_scope"
    OPINION = "opinion"
    EMPTY = "empty"
    TOO_LONG = "too_long"
    OTHER_SCRIPT = "other_script"  # it was not read: declined, whatever the base holds


class AnswerCitation(Frozen):
    """A place in a source, with what is needed to show it."""

    source: str
    title: str
    paragraph: int
    published: str | None = None
    inferred: bool = False  # the source does not say when it was published; `published` was inferred
    publisher: str | None = None
    url: str | None = None


class Computed(Frozen):
    """A figure that was worked out, with its sum: `expression` is what to show ("US$1 billion ÷ US$170 million ≈ 5.88")."""

    operation: str
    expression: str
    value: float
    unit: str


class Answer(Frozen):
    """An answer, complete by itself: whoever sees only `text` knows the who, what and when that was asked for.

    `text` uses no Markdown but **bold** and lines that start with "• ". `score` is the probability that it is right
    (for a declined question: that the base does not hold an answer). `elapsed_ms` is filled in by the answerer.
    """

    question: str
    status: Status
    reason: Reason
    text: str
    language: str = "en"
    facts: tuple[str, ...] = ()
    score: float = Field(ge=0, le=1)
    citations: tuple[AnswerCitation, ...] = ()
    note: str | None = None
    suggestions: tuple[str, ...] = ()
    computed: Computed | None = None
    topic: str | None = None
    attribution: str | None = None
    when: str | None = None
    when_inferred: bool = False  # no source gives the date `when`; a curator inferred it
    repaired: str | None = None  # the question as it was read, where spelling was repaired or only a part of it asks something
    in_context: bool = False  # whether it was read as going on from a question before
    listing: Listing | None = None  # the list that it is, so that it can be asked for again page by page
    page: Page | None = None  # which of its pages, where it is not the whole
    untold: str | None = None  # what was asked of the fact that is told ("when") and no source says; then it is declined
    elapsed_ms: float = 0.0
