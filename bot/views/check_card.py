"""What came of holding a message against the facts: a line for each statement, what the source says, and where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from discord import ui

from bot import check_wording as words
from bot.markdown import answer_text, escape_line, shorten, small
from bot.paragraphs import places
from bot.readers import Localised
from bot.translation import t
from bot.views.fitting import TEXT_LIMIT, fitting
from bot.views.sources_block import sources_block
from knowledge.answering.answer import AnswerCitation
from knowledge.answering.check import Check, Checked, Verdict

SOURCES_LIMIT = 700
SHARE_LIMIT = 520  # characters that one statement takes up with all that is said of it
WORDS_AROUND = 80  # … of which these are ours
STATEMENT_LIMIT = 160
_SIGNS: Final = {Verdict.AGREES: "✅", Verdict.DIFFERS: "⚠️", Verdict.NEAR: "🔎", Verdict.UNKNOWN: "❔"}


class CheckCard(Localised, ui.LayoutView):
    """The message that only the person who asked sees."""

    def __init__(self, check: Check, language: str) -> None:
        super().__init__(timeout=None)
        citations = [citation for checked in check.checked for citation in checked.citations]
        sources = fitting(sources_block(citations, language), SOURCES_LIMIT)
        head = f"{t(words.TITLE)}\n{small(t(words.ONLY_YOU))}"
        tail = small(t(words.MORE)) if check.more else ""
        room = TEXT_LIMIT - len(head) - len(tail) - len(sources)
        numbers = {source: number for number, source in enumerate(dict.fromkeys(one.source for one in citations), 1)}
        share = min(SHARE_LIMIT, room // max(1, len(check.checked)))
        body = fitting("\n\n".join(_lines(checked, share, numbers) for checked in check.checked), room)
        container: ui.Container[Any] = ui.Container()
        for text in (head, body, tail):
            if text:
                container.add_item(ui.TextDisplay(text))
        if sources:
            container.add_item(ui.Separator())
            container.add_item(ui.TextDisplay(sources))
        self.add_item(container)


def _lines(checked: Checked, share: int, numbers: dict[str, int]) -> str:
    """A statement in about `share` characters."""
    echoed = min(STATEMENT_LIMIT, max(40, (share - WORDS_AROUND) // 3))
    shown = t(
        words.STATEMENT,
        sign=_SIGNS[checked.verdict],
        verdict=_verdict(checked),
        statement=escape_line(checked.statement, echoed),
    )
    if checked.verdict is Verdict.UNKNOWN:
        return shown
    said = shorten(" ".join(checked.says.replace("**", "").split()), max(60, share - WORDS_AROUND - echoed))
    text = words.IS_NEAR if checked.verdict is Verdict.NEAR else words.SAYS
    return f"{shown}\n{small(t(text, statement=answer_text(said), places=_places(checked.citations, numbers)))}"


def _verdict(checked: Checked) -> str:
    who = escape_line(checked.attribution, 60) if checked.attribution else ""
    match checked.verdict:
        case Verdict.AGREES:
            return t(words.AGREES_WITH, who=who) if who else t(words.AGREES)
        case Verdict.DIFFERS:
            return t(words.DIFFERS_FROM, who=who) if who else t(words.DIFFERS)
        case Verdict.NEAR:
            return t(words.NEAR)
        case Verdict.UNKNOWN:
            return t(words.UNKNOWN)


def _places(citations: Sequence[AnswerCitation], numbers: dict[str, int]) -> str:
    """Its paragraphs; with the number of the source in the list below where that has several."""
    found: dict[str, list[int]] = {}
    for citation in citations:
        found.setdefault(citation.source, []).append(citation.paragraph)
    cited = {source: places(sorted(paragraphs)) for source, paragraphs in found.items()}
    if len(numbers) == 1:
        return "; ".join(cited.values())
    return "; ".join(t(words.IN_SOURCE, number=numbers[source], paragraphs=places) for source, places in cited.items())
