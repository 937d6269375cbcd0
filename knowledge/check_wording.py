"""What the checks of facts and sources say, in English, after the name of a field. Whoever shows it translates it (`Filled`)."""

from __future__ import annotations

from typing import Final

UNKNOWN_KEY: Final = "unknown key: is it misspelt?"
KEY_WITHOUT_VALUE: Final = (
    "unknown key: is it misspelt? Where it stands behind a comma: put the text into quotation marks, a list into [ ], "
    "and write a number without commas"
)
REQUIRED: Final = "is required and missing"
EMPTY: Final = "must not be empty"

# Of a value's bare form
NO_TEXT: Final = "must be a text"
NO_LIST: Final = "must be a list: [one, two], or each item on a line of its own after a hyphen"
NO_MAPPING: Final = "must be a mapping of keys to values"
NO_WHOLE_NUMBER: Final = "must be a whole number"
NO_NUMBER: Final = "must be a number in digits, like 1100000000 or 2.4"
NO_TRUTH: Final = "must be true or false"
NO_REVIEW_DAY: Final = "must be a day, like 2027-01-31"
TOO_SMALL: Final = "must be at least {ge}"
TOO_LARGE: Final = "must be at most {le}"
TOO_MANY_CHARACTERS: Final = "must have at most {max_length} characters"
TOO_FEW: Final = "must have at least {min_length}"
TOO_MANY: Final = "must have at most {max_length}"
TOO_MANY_DIGITS: Final = "must have at most {max_digits} digits"
NOT_AMONG: Final = "must be one of {expected}"
NO_ADDRESS: Final = "must be an address that begins with http:// or https://"
NO_COLOUR: Final = "must be a colour, like #2e86c1"
NO_ID: Final = "must be an id: small letters, digits, dots, hyphens and underscores, at most 80"
NO_NAME: Final = "must be a name as Discord takes it: small letters, digits, hyphens and underscores, no spaces, at most 32"
NO_EMOJI: Final = "must be an emoji"

NO_DEFAULT: Final = "a text in '{language}' is required"
EMPTY_TEXT: Final = "the text in '{language}' is empty"
LONG_TEXT: Final = "the text in '{language}' has {count} characters, at most {limit} can be shown"
EMPTY_EXAMPLE: Final = "an example question is empty"
LONG_EXAMPLE: Final = "the example {example!r}… has {count} characters, at most {limit}"

NO_DATE: Final = "{text!r} is not a date: write 2021, 2021-08 or 2021-08-15, or two of them with a slash between"
NO_DAY: Final = "{text!r} is not a day of the calendar"
MANY_DATES: Final = "{text!r} has more than two dates"
ENDS_EARLY: Final = "{text!r} ends before it begins"

UNATTRIBUTED: Final = "the statement does not name its attribution ({attribution})"
NOTHING_INFERRED: Final = "'inferred' explains a date, and there is no 'when'"

NO_PARAGRAPH: Final = "paragraph {paragraph} does not exist: {source} has 1 to {last}"
OTHER_UNIT: Final = "the unit is {unit}, and the series counts in {wanted}"
NO_YEAR: Final = "a figure of a series needs a year"
TAKEN_YEAR: Final = "{series} has a figure for {year} already, in {fact}"
TAKEN_EXAMPLE: Final = "the example {example!r} belongs to {owner} already"
TWICE_EXAMPLE: Final = "the example {example!r} stands twice"
UNKNOWN: Final = {
    "source": "there is no source '{name}'",
    "topic": "there is no topic '{name}'",
    "entity": "there is no entity '{name}'",
    "series": "there is no series '{name}'",
    "fact": "there is no fact '{name}'",
}
NEAR: Final = "{unknown}: did you mean '{near}'?"
