"""Texts that can be told in another language later: they remember what they were filled with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Self


class Filled(str):
    """An English text, that keeps the `template` it was made from and the `parts` put in its braces.

    It is used as any other text. Whoever shows it to people translates the template, and fills that.
    """

    __slots__ = ("parts", "template")

    template: str
    parts: Mapping[str, object]

    def __new__(cls, template: str, /, **parts: object) -> Self:
        """Raises KeyError where a part is missing."""
        filled = super().__new__(cls, template.format(**parts))
        filled.template, filled.parts = template, parts
        return filled
