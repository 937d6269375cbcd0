"""The longest texts that a pack may hold, five thousand times: whatever is asked or pressed stays within Discord's limits.

The limits themselves are held against every request by the fixture `world`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import simcord

from knowledge.answering.answerer import Answerer
from knowledge.base import KnowledgeBase
from knowledge.localised import EXAMPLE_LIMIT, NOTE_LIMIT, STATEMENT_LIMIT, TITLE_LIMIT
from knowledge.model import Fact, Pack
from knowledge.pack import load_pack
from tests.discord.conftest import BUTTON, SELECT, TEA, Speak, components_of
from tests.discord.payload_limits import beyond

FACTS = 5_000
CITING = 40  # facts that cite as much as can be; the others would only take time
ATTACHMENT, BOOLEAN, CHANNEL = 11, 5, 7  # types of options
CHAT = 1  # the type of slash commands
ENDING = ("safir:draft:save", "safir:draft:confirm", "safir:draft:cancel")  # what a draft is gone after
MARKS = "*_~`|[]<>\\"  # each takes two characters where it is shown


def fill(text: str, limit: int) -> str:
    """`text` with words and marks after it, up to `limit` characters."""
    return (text + " " + f"{MARKS}steeping " * (limit // 10 + 1))[:limit].strip()


def longest(pack: Pack) -> Pack:
    """A pack whose facts say as much as a fact may."""
    topics = [topic.id for topic in pack.topics]
    source = pack.sources[0]
    sources = tuple(
        source.model_copy(update={"id": f"book-{number}", "title": fill(f"Book {number}", 300), "paragraphs": 40})
        for number in range(30)
    )
    facts = [
        {
            "id": f"{'f' * 60}.{number}",
            "topic": topics[number % len(topics)],
            "title": fill(f"Leaf {number}", TITLE_LIMIT),
            "statement": fill(f"Leaf number {number} was picked by hand.", STATEMENT_LIMIT),
            "attribution": fill(f"Picker {number}", 200),
            "note": fill("The book contradicts itself.", NOTE_LIMIT),
            "when": f"{1900 + number % 120}-05-03",
            "entities": [entity.id for entity in pack.entities],
            "citations": [{"source": one.id, "paragraph": place} for one in sources for place in range(1, 40, 2)][
                : None if number < CITING else 1
            ],
            "asked_as": [fill(f"Who picked leaf number {number} by hand?", EXAMPLE_LIMIT), f"Who picked leaf {number}?"],
        }
        for number in range(FACTS)
    ]
    return pack.model_copy(
        update={
            "sources": (*pack.sources, *sources),
            "facts": (*pack.facts, *(Fact.model_validate(fact) for fact in facts)),
        }
    )


@pytest.fixture(scope="module")
def large() -> Answerer:
    return Answerer(KnowledgeBase(longest(load_pack(TEA))))


@pytest.fixture
def answerer(large: Answerer) -> Answerer:
    return large


def leaves(payload: dict[str, Any], path: str = "") -> list[tuple[str, dict[str, Any]]]:
    """Every slash command that can be used, by its whole name."""
    path = f"{path} {payload['name']}".strip()
    below = [option for option in payload.get("options", []) if option["type"] in (1, 2)]
    return [leaf for option in below for leaf in leaves(option, path)] if below else [(path, payload)]


FILE = """facts:
  - {id: brewing.long, topic: brewing, title: "%s", statement: "%s", citations: [{source: book-3, paragraph: 2}],
     asked_as: ["%s"]}
"""
VALUES: dict[str, Any] = {
    "question": f"Who picked leaf {CITING - 1}?",
    "fact": f"{'f' * 60}.7",
    "text": "x" * 900,
    "topic": "brewing",
    "reason": "r" * 300,
    "source": "book-3",
    "version": 0,
}


@pytest.mark.parametrize("locale", ["en-US", "ru"])
async def test_every_command_button_select_and_form_stays_within_the_limits(world: Any, speak: Speak, locale: str) -> None:
    world.env.settle_timeout = 60.0  # of real seconds: a large base on a busy machine
    speak(world.manager, locale)
    used, forms = set(), 0
    for command in world.bot.tree.get_commands():
        payload = command.to_dict(world.bot.tree)
        if payload["type"] != CHAT:
            continue
        for path, shape in leaves(payload):
            needed = [option for option in shape.get("options", []) if option.get("required")]
            world.clock.now += 600
            result = await world.manager.slash(world.channel, path, **{one["name"]: value_of(world, one) for one in needed})
            used.add(path)
            forms += await press_everything(world, result)
            for option in shape.get("options", []):
                if option.get("autocomplete") and option["type"] == 3:
                    offered = await world.manager.autocomplete(world.channel, path, option["name"], "leaf 4")
                    assert beyond({"type": 8, "data": {"choices": offered}}) == []
    assert {"fact import", "settings editors", "settings log-channel", "settings ask-channel add"} <= used
    assert forms > 10, "to add and to edit, each with its pages"


def value_of(world: Any, option: dict[str, Any]) -> Any:
    """The longest that fits an option that has to be given."""
    if option["type"] == ATTACHMENT:
        texts = fill("Long", TITLE_LIMIT), fill("Long leaves.", STATEMENT_LIMIT), fill("Is it long?", EXAMPLE_LIMIT)
        return "long.yaml", (FILE % tuple(text.replace("\\", "\\\\") for text in texts)).encode()
    kinds = {BOOLEAN: True, CHANNEL: world.channel}
    return kinds.get(option["type"], VALUES.get(option["name"]))


def everything(boxes: list[dict[str, Any]]) -> dict[str, str]:
    """Every box of a form filled to its last character: most of it is no answer to what is asked for."""
    return {box["custom_id"]: fill(box.get("value") or "A", box.get("max_length") or 4_000) for box in boxes}


def longest_answer(boxes: list[dict[str, Any]]) -> dict[str, str]:
    """The longest that a fact's boxes take: what is no free text stays as it was, or is the shortest."""
    examples = "\n".join(fill(f"Is leaf {number} a long one?", EXAMPLE_LIMIT) for number in range(4_000 // (EXAMPLE_LIMIT + 1)))
    bound = {"citations": "book-3 ¶2", "asked_as": examples}
    free = {"statement", "title", "note", "reason", "attribution", "text"}
    return {
        name: value if name in free else bound.get(name, box.get("value") or "")
        for box, (name, value) in zip(boxes, everything(boxes).items(), strict=True)
    }


async def submitted(world: Any, shown: Any, fill_in: Callable[[list[dict[str, Any]]], dict[str, str]]) -> Any:
    """What a form that was shown is answered with."""
    return await world.manager.submit_modal(shown, fill_in([label["component"] for label in shown.modal["components"]]))


async def press_everything(world: Any, result: Any) -> int:
    """Each button and select of what was answered, once, and every form filled in; gives how many forms there were."""
    if result.modal is not None:
        return 1 + await press_everything(world, await submitted(world, result, everything))
    message = result.response
    if not isinstance(message, simcord.ResponseMessage):
        return 0
    parts = [part for part in components_of(message) if part["type"] in (BUTTON, SELECT) and part.get("custom_id")]
    forms = 0
    for part in sorted(parts, key=lambda one: one["custom_id"].startswith(ENDING)):
        world.clock.now += 600
        held = {one.get("custom_id"): one for one in components_of(message)}
        here = held.get(part["custom_id"])
        if here is None or here.get("disabled") or "remove" in part["custom_id"]:
            continue
        if part["type"] == SELECT:
            await world.manager.select(message, [here["options"][-1]["value"]], custom_id=part["custom_id"])
            continue
        for fill_in in (everything, longest_answer):
            shown = await world.manager.click(message, custom_id=part["custom_id"])
            if shown.modal is None:
                break
            await submitted(world, shown, fill_in)
            forms += 1
    return forms
