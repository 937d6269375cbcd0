"""A fact or source as plain data, in the shape and key order of a pack's YAML, and back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from pydantic import ValidationError

from knowledge.filled import Filled
from knowledge.localised import DEFAULT_LANGUAGE
from knowledge.model import Fact, Source
from knowledge.pack import field_of
from knowledge.schema_problems import details_of, message_of
from knowledge.store import wording
from knowledge.store.errors import FieldProblem, InvalidFact

Item = Fact | Source
CONTENT_LIMIT = 100_000  # characters of JSON; the largest fact that a curator wrote has 7,000

_HEAD = ("id", "topic", "title", "statement", "attribution", "when", "inferred", "note", "rank", "review_after")
_FACT_KEYS = (*_HEAD, "figures", "entities", "citations", "asked_as", "confirms", "refutes")
_LOCALISED = frozenset({"title", "statement", "note", "label", "asked_as", "confirms", "refutes"})


def read_item(model: type[Item], content: Mapping[str, Any]) -> Item:
    """The value of `model` that `content` describes. Raises InvalidFact with every problem of its fields."""
    try:
        item = model.model_validate(dict(content))
    except ValidationError as error:
        raise InvalidFact(_problems(error, content)) from None
    text = json.dumps(plain(item), ensure_ascii=False)
    if len(text) > CONTENT_LIMIT:
        raise InvalidFact([FieldProblem("", Filled(wording.TOO_LONG, limit=CONTENT_LIMIT))])
    try:
        text.encode()
    except UnicodeEncodeError as error:
        near = text[max(0, error.start - 20) : error.start]
        raise InvalidFact([FieldProblem("", Filled(wording.HALF_CHARACTER, near=near))]) from None
    return item


def plain(item: Item) -> dict[str, Any]:
    """An item as plain data that JSON and YAML can hold: defaults are left out, texts in the default language stand bare."""
    data = _bare(item.model_dump(mode="json", exclude_defaults=True))
    assert isinstance(data, dict)
    return {key: data[key] for key in _FACT_KEYS if key in data} if isinstance(item, Fact) else data


def fingerprint(item: Item | None) -> str | None:
    """A hash of what an item says; None for None. Fields that a later model adds do not change it while they are not used."""
    if item is None:
        return None
    text = json.dumps(plain(item), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _bare(value: Any, key: str = "") -> Any:
    if isinstance(value, dict):
        if key in _LOCALISED and value.keys() == {DEFAULT_LANGUAGE}:
            return _bare(value[DEFAULT_LANGUAGE])
        return {name: _bare(inner, name) for name, inner in value.items() if inner not in ({}, [])}
    if isinstance(value, list):
        return [_bare(inner) for inner in value]
    return _amount(value) if key == "amount" else value


def _amount(text: str) -> int | str:
    """Whole amounts as numbers; others as text, which loses no digit."""
    value = Decimal(text)
    return int(value) if value == value.to_integral_value() else format(value.normalize(), "f")


def _problems(error: ValidationError, content: Mapping[str, Any]) -> list[FieldProblem]:
    return [
        FieldProblem(".".join(map(str, field_of(detail["loc"], dict(content)))), message_of(detail))
        for detail in details_of(error)
    ]
