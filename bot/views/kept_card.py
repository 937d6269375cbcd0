"""A card as it was built before: many ask the same, and between two who do, only their names on the buttons differ."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from discord import ui

from bot.readers import Localised
from bot.views.answer_card import AnswerCard
from bot.views.card_pictures import CardPicture
from bot.views.page_buttons import PageButton
from bot.views.remove_button import RemoveButton
from bot.views.suggestions import QuestionSelect, SuggestionButton

Component = dict[str, Any]  # as Discord takes it
# Items whose id tells whose they are, in the group `asker` of their template.
PERSONAL: Final[Sequence[type[ui.DynamicItem[Any]]]] = (PageButton, QuestionSelect, RemoveButton, SuggestionButton)


@dataclass(frozen=True, slots=True)
class KeptCard:
    """What a card without pictures is sent as, and where in it its owner stands."""

    components: Sequence[Component]
    owned: Sequence[tuple[int, int, str, str]]  # row, item, and what stands before and behind the owner in the item's id

    @classmethod
    def of(cls, card: AnswerCard) -> KeptCard:
        """Keeps a card."""
        components = card.to_components()  # type: ignore[no-untyped-call]
        return cls(components, tuple(_owned(components)))

    def shown_to(self, asker: int) -> SentAgain:
        """The card as somebody else's."""
        rows = list(self.components)
        for row, place, before, behind in self.owned:
            if rows[row] is self.components[row]:
                rows[row] = {**rows[row], "components": list(rows[row]["components"])}
            items = rows[row]["components"]
            items[place] = {**items[place], "custom_id": f"{before}{asker}{behind}"}
        return SentAgain(rows)


class SentAgain(Localised, ui.LayoutView):
    """A message of components that are ready to be sent. Its buttons are found by their ids, as after a restart."""

    pictures: tuple[CardPicture, ...] = ()

    def __init__(self, components: list[Component]) -> None:
        # Without that of discord.py: nobody waits for this view, and nothing of it but its components is ever asked for.
        self._components = components

    def is_finished(self) -> bool:
        """Discord.py has nothing to listen for."""
        return True

    def to_components(self) -> list[Component]:
        """As discord.py asks for them."""
        return self._components

    def has_components_v2(self) -> bool:
        """They always are of the second kind."""
        return True

    def without_pictures(self) -> None:
        """There are none."""

    def let_go(self) -> None:
        """It holds nothing that holds it."""


def _owned(components: Sequence[Component]) -> Iterable[tuple[int, int, str, str]]:
    for row, component in enumerate(components):
        for place, item in enumerate(component.get("components", ())):
            name = item.get("custom_id", "")
            for kind in PERSONAL:
                if (match := kind.__discord_ui_compiled_template__.fullmatch(name)) is not None:
                    start, end = match.span("asker")
                    yield row, place, name[:start], name[end:]
