"""Citations, names and figures as people type them, and back. What was not touched comes back exactly as it was."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from rapidfuzz import fuzz, process, utils

from bot.moderation import file_wording as words
from bot.translation import t
from knowledge.base import KnowledgeBase
from knowledge.localised import DEFAULT_LANGUAGE, text_in

Plain = Mapping[str, Any]
LONGEST_NAME = 100  # characters of what is compared with names
MOST_PARAGRAPHS = 200  # that one line can name
_CITATION = re.compile(
    # Every space can be read in one way only: or else a line with a slip takes time that doubles with each number.
    r"(?P<source>[A-Za-z0-9][\w.-]*)?\s*:?\s*(?P<places>¶?\s*\d{1,5}(?:\s*[-–]\s*(?:¶\s*)?\d{1,5})?"
    r"(?:[\s,;]+(?:¶\s*)?\d{1,5}(?:\s*[-–]\s*(?:¶\s*)?\d{1,5})?)*)"
)
_SPAN = re.compile(r"(\d+)(?:\s*[-–]\s*¶?\s*(\d+))?")
_AMOUNT = re.compile(r"(-?\d[\d ]*(?:\.\d+)?)\s*(\S.*)")


class Unreadable(ValueError):
    """What was typed cannot be read; the text says how to write it."""


def lines_of(text: str) -> list[str]:
    """The lines that say something, without the marks that people put before them."""
    stripped = (re.sub(r"^\s*[-•*+]\s+", "", line).strip() for line in text.splitlines())
    return [line for line in stripped if line]


def citations_text(citations: Iterable[Plain]) -> str:
    """A line for each source: `tea-book ¶3, ¶4`."""
    places: dict[str, list[int]] = {}
    for citation in citations:
        places.setdefault(str(citation["source"]), []).append(int(citation["paragraph"]))
    return "\n".join(f"{source} {', '.join(f'¶{place}' for place in named)}" for source, named in places.items())


def citations(text: str, base: KnowledgeBase) -> list[dict[str, Any]]:
    """What `citations_text` writes, read. A line without an id means the only source that there is. Raises Unreadable."""
    known = [source.id for source in base.pack.sources]
    found: dict[tuple[str, int], None] = {}
    for line in lines_of(text):
        match = _CITATION.fullmatch(line.rstrip(".,; "))
        source = match["source"] if match else None
        if match is None or (source is None and len(known) != 1):
            raise Unreadable(t(words.CITATION_SHAPE, source=known[0], sources=", ".join(known[:10])))
        for first, last in _SPAN.findall(match["places"]):
            end = int(last or first)
            if end - int(first) > MOST_PARAGRAPHS:
                raise Unreadable(t(words.MANY_PARAGRAPHS, first=first, last=last))
            found |= dict.fromkeys((source or known[0], place) for place in range(int(first), end + 1))
    return [{"source": source, "paragraph": place} for source, place in found]


def entities_text(entities: Iterable[str], base: KnowledgeBase, language: str) -> str:
    """The names, with commas between them; an id where the name could be another's too."""
    return ", ".join(_shown(entity, base, language) for entity in entities)


def _shown(entity: str, base: KnowledgeBase, language: str) -> str:
    if entity not in base.entities:
        return entity
    name = text_in(base.entity(entity).name, language)
    return name if _named(base, language).get(name.casefold()) == entity and "," not in name else entity


def _named(base: KnowledgeBase, language: str) -> dict[str, str]:
    """Every name → its entity; a name that two share is the first one's."""
    named: dict[str, str] = {}
    for entity in base.pack.entities:
        named.setdefault(text_in(entity.name, language).casefold(), entity.id)
    for entity in base.pack.entities:
        for name in entity.names(language):
            named.setdefault(name.casefold(), entity.id)
    return named


def entities(text: str, base: KnowledgeBase, language: str) -> list[str]:
    """The ids of what is named. Raises Unreadable."""
    named = _named(base, language)
    found: dict[str, None] = {}
    for part in (part.strip() for part in re.split(r"[,\n;]", text)):
        if not part:
            continue
        entity = part if part in base.entities else named.get(part.casefold())
        if entity is None:
            near = process.extract(part[:LONGEST_NAME], list(named), scorer=fuzz.WRatio, processor=utils.default_process, limit=3)
            names = dict.fromkeys(_shown(named[name], base, language) for name, _, _ in near)
            raise Unreadable(t(words.UNKNOWN_NAME, name=part[:LONGEST_NAME], names=", ".join(names)))
        found[entity] = None
    return list(found)


def figures_text(figures: Iterable[Plain]) -> str:
    """A line for each figure: `400 kg, 2021, series harvest.brookvale`."""
    return "\n".join(_figure_text(figure) for figure in figures)


def _figure_text(figure: Plain) -> str:
    parts = [f"{figure['amount']} {figure['unit']}"]
    parts += [str(figure["year"])] if figure.get("year") else []
    parts += ["expected"] if figure.get("status") == "expected" else []
    parts += ["about"] if figure.get("approximate") else []
    parts += [f"series {figure['series']}"] if figure.get("series") else []
    label = figure.get("label")
    parts += [f"called {label if isinstance(label, str) else label.get(DEFAULT_LANGUAGE, '')}"] if label else []
    return ", ".join(parts)


def figures(text: str, before: Iterable[Plain]) -> list[dict[str, Any]]:
    """What `figures_text` writes, read; a line that says what it said `before` keeps all that it held. Raises Unreadable."""
    kept = {_figure_text(figure): dict(figure) for figure in before}
    return [kept.get(line) or _figure(line) for line in lines_of(text)]


def _figure(line: str) -> dict[str, Any]:
    amount, *rest = (part.strip() for part in line.split(","))
    match = _AMOUNT.fullmatch(amount)
    if match is None:
        raise Unreadable(t(words.FIGURE_SHAPE, line=line))
    found: dict[str, Any] = {"amount": match[1].replace(" ", ""), "unit": match[2]}
    for part in rest:
        word, _, said = part.partition(" ")
        if re.fullmatch(r"\d{1,4}", part):
            found["year"] = int(part)
        elif part.casefold() in {"expected", "reported"}:
            found["status"] = part.casefold()
        elif part.casefold() == "about":
            found["approximate"] = True
        elif word.casefold() == "series" and said:
            found["series"] = said.strip()
        elif word.casefold() == "called" and said:
            found["label"] = said.strip()
        else:
            raise Unreadable(t(words.FIGURE_PART, part=part))
    return found
