"""What pydantic finds wrong with a value, in the words of all our errors: plain, short, and saying how to write it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from pydantic import ValidationError

from knowledge import check_wording as words
from knowledge.filled import Filled

_PLAIN: Final = {
    "extra_forbidden": words.UNKNOWN_KEY,
    "missing": words.REQUIRED,
    "too_short": words.EMPTY,
    "string_too_short": words.EMPTY,
    "string_type": words.NO_TEXT,
    "tuple_type": words.NO_LIST,
    "dict_type": words.NO_MAPPING,
    "model_type": words.NO_MAPPING,
    "finite_number": words.NO_NUMBER,
}
# Pydantic tells apart why a value is not of a kind ("date_parsing", "date_from_datetime_inexact"); whoever typed it need not.
_KINDS: Final = {
    "int": words.NO_WHOLE_NUMBER,
    "decimal": words.NO_NUMBER,
    "bool": words.NO_TRUTH,
    "date": words.NO_REVIEW_DAY,
}
_BOUNDS: Final = {
    "greater_than_equal": words.TOO_SMALL,
    "less_than_equal": words.TOO_LARGE,
    "string_too_long": words.TOO_MANY_CHARACTERS,
    "too_long": words.TOO_MANY,
    "decimal_max_digits": words.TOO_MANY_DIGITS,
    "enum": words.NOT_AMONG,
}
# By what the pattern begins with: patterns are the model's, and say nothing to people.
_SHAPES: Final = {
    "^https?": words.NO_ADDRESS,
    "^#": words.NO_COLOUR,
    "^[a-z0-9]": words.NO_ID,
    "^[a-z]": words.NO_NAME,
    "^[\\p{Ll}": words.NO_NAME,
    "^[^\\x00": words.NO_EMOJI,
}


def details_of(error: ValidationError) -> list[Any]:
    """Each mistake that `error` tells of, once: pydantic also calls a list too short of which items have mistakes."""
    return [detail for detail in error.errors(include_url=False) if not _long_enough(detail)]


def _long_enough(detail: Any) -> bool:
    given = detail["input"]
    return detail["type"] == "too_short" and isinstance(given, list | tuple) and len(given) >= detail["ctx"]["min_length"]


def message_of(detail: Any) -> str:
    """What one of the details of a ValidationError says; where we have no words for it, pydantic's own."""
    context: Mapping[str, Any] = detail.get("ctx", {})
    own = getattr(context.get("error"), "args", ())
    if own and isinstance(own[0], str):  # of our own checks, as they said it: it may be translated
        return own[0]
    kind = str(detail["type"])
    if kind == "extra_forbidden" and detail["input"] is None:  # what YAML makes of words behind a comma
        return words.KEY_WITHOUT_VALUE
    if kind == "too_short" and context["min_length"] > 1:
        return Filled(words.TOO_FEW, min_length=context["min_length"])
    if kind in _PLAIN:
        return _PLAIN[kind]
    if kind in _BOUNDS:
        return Filled(_BOUNDS[kind], **{name: value for name, value in context.items() if name != "error"})
    if kind == "string_pattern_mismatch":
        return next((said for begin, said in _SHAPES.items() if str(context["pattern"]).startswith(begin)), _bare(detail))
    return _KINDS.get(kind.partition("_")[0]) or _bare(detail)


def _bare(detail: Any) -> str:
    text = str(detail["msg"]).removeprefix("Value error, ")
    return text[:1].lower() + text[1:]
