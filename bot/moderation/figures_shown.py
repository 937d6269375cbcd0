"""The figures of a fact as people read them, in the words of answers; the form has them as they are typed."""

from __future__ import annotations

from collections.abc import Sequence

from bot.markdown import escape_line
from bot.moderation import wording
from bot.moderation.differences import LINE, LISTED
from bot.moderation.fields import label
from bot.translation import t
from knowledge.answering.wording import Wording
from knowledge.localised import text_in
from knowledge.model import Figure
from knowledge.store.revision import Kind
from knowledge.understanding.language import load_language


def figures_shown(figures: Sequence[Figure], language: str) -> str:
    """A heading and a line for each figure: "400 kg · 2021 · series harvest". Empty where there is none."""
    if not figures:
        return ""
    said = Wording(load_language(language))
    lines = [f"**{label(Kind.FACT, 'figures')}**", *(f"• {_line(one, said)}" for one in figures[:LISTED])]
    if len(figures) > LISTED:
        lines.append(t(wording.MORE, count=len(figures) - LISTED))
    return "\n".join(lines)


def _line(figure: Figure, said: Wording) -> str:
    parts = [said.figure(figure)]
    parts += [str(figure.year)] if figure.year else []
    parts += [t(wording.SERIES, series=figure.series)] if figure.series else []
    parts += [text_in(figure.label, said.language.code)] if figure.label else []
    return escape_line(" · ".join(parts), LINE)
