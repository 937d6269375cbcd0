"""What `python -m tools.screenshots` shows: one kind of answer a scene, each brought about as a person does it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Final

import simcord

from bot.check_wording import MENU

STATED: Final = (
    "The Taliban returned to power in August 2021. Trade between Russia and Afghanistan was US$2 billion in 2023. "
    "Their embassy has a lovely garden."
)
TOLD: Final = "Trade between Russia and Afghanistan reached **{figure}** in 2023, up from US$170 million in 2022."
TRADE_2023: Final = "trade.russia.turnover.2023"


@dataclass(frozen=True, slots=True)
class Stage:
    """The preview's server: its channel, its two people, and a way to choose in whose language Discord is."""

    channel: Any
    visitor: Any
    moderator: Any
    speak: Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Scene:
    """What is done, who looks at it, and in which language their Discord is."""

    play: Callable[[Stage], Awaitable[Any]]
    moderator: bool = False
    locale: str = "en-US"


def typed(question: str) -> Scene:
    """A question typed into the channel."""
    return Scene(lambda stage: stage.visitor.send(stage.channel, question))


def command(name: str, *, moderator: bool = False, locale: str = "en-US", **options: Any) -> Scene:
    """A slash command."""

    async def play(stage: Stage) -> Any:
        return await (stage.moderator if moderator else stage.visitor).slash(stage.channel, name, **options)

    return Scene(play, moderator, locale)


async def _narrowed(stage: Stage) -> Any:
    years: dict[str, Any] = {"from": 2024, "to": 2025}
    return await stage.visitor.slash(stage.channel, "timeline", **years)


async def _checked(stage: Stage) -> Any:
    stated = await stage.moderator.send(stage.channel, STATED)
    return await stage.visitor.context_menu(stage.channel, MENU, stated)


async def _behind(stage: Stage, label: str) -> Any:
    shown = await stage.visitor.slash(stage.channel, "ask", question="How much did Russia and Afghanistan trade in 2023?")
    return await stage.visitor.click(shown.response, label=label)


async def _edited(stage: Stage, figure: str = "US$1.02 billion") -> Any:
    form = await stage.moderator.slash(stage.channel, "fact edit", fact=TRADE_2023)
    boxes = [label["component"] for label in form.modal["components"]]
    filled = {box["custom_id"]: box.get("value") or "" for box in boxes}
    changed = {**filled, "statement": TOLD.format(figure=figure), "reason": "The figure is given to two decimals elsewhere"}
    return await stage.moderator.submit_modal(form, changed)


async def _saved(stage: Stage) -> Any:
    draft = await _edited(stage)
    await stage.moderator.click(draft.response, label="Save")
    return await stage.moderator.slash(stage.channel, "fact history", fact=TRADE_2023)


async def _waiting(stage: Stage) -> Any:
    await stage.moderator.slash(stage.channel, "settings two-people", required=True)
    draft = await _edited(stage, "US$1.03 billion")
    await stage.moderator.click(draft.response, label="Propose")
    return await stage.moderator.slash(stage.channel, "review queue")


SCENES: Final[dict[str, Scene]] = {
    "answer": typed("How much did Russia and Afghanistn trade in 2023?"),
    "sum": typed("How much did trade with Russia grow between 2022 and 2023?"),
    "contradicted": typed("Did China recognise the Taliban first?"),
    "declined": typed("How long is the TAPI pipeline?"),
    "asking-back": typed("Who is the ambassador?"),
    "list": typed("Which Central Asian states have renewed their ties with Kabul?"),
    "trade": command("trade"),
    "timeline": Scene(_narrowed),
    "economy": command("economy"),
    "people": command("people"),
    "recognition": command("recognition"),
    "agreements": command("agreements"),
    "russian": command("ask", locale="ru", question="How much did Russia and Afghanistan trade in 2023?"),
    "help": command("help", private=False),
    "about": command("about"),
    "check": Scene(_checked),
    "why": Scene(lambda stage: _behind(stage, "Why?")),
    "sources": Scene(lambda stage: _behind(stage, "Sources")),
    "fact-show": command("fact show", moderator=True, fact=TRADE_2023),
    "fact-edit": Scene(_edited, moderator=True),
    "fact-history": Scene(_saved, moderator=True),
    "review-queue": Scene(_waiting, moderator=True),
}


def speaker() -> Callable[[str], None]:
    """Sets the language of everybody's Discord: SimCord itself knows English only."""
    base_payload, chosen = simcord.interactions.base_payload, ["en-US"]

    def with_locale(*given: Any, **named: Any) -> Any:
        record, payload = base_payload(*given, **named)
        payload["locale"] = chosen[0]
        return record, payload

    simcord.interactions.base_payload = with_locale  # the process ends with the pictures

    def speak(locale: str) -> None:
        chosen[0] = locale

    return speak
