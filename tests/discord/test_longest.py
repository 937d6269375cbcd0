"""The longest texts that a pack may hold, a thousand times: whatever is asked or pressed stays within Discord's limits.

The limits themselves are held against every request by the fixture `world`.
"""

from __future__ import annotations

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

FACTS = 1_000
CITING = 40  # facts that cite as much as can be; the others would only take time
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


@pytest.mark.parametrize("locale", ["en-US", "ru"])
async def test_every_command_button_select_and_form_stays_within_the_limits(world: Any, speak: Speak, locale: str) -> None:
    world.env.settle_timeout = 40.0  # of real seconds: a large base on a busy machine
    speak(world.manager, locale)
    values: dict[str, Any] = {"question": f"Who picked leaf {CITING - 1}?", "fact": f"{'f' * 60}.7", "text": "x" * 900}
    values |= {"topic": "brewing", "reason": "r" * 300, "source": "book-3", "version": 0}
    used = 0
    for command in world.bot.tree.get_commands():
        payload = command.to_dict(world.bot.tree)
        if payload["type"] != 1:
            continue
        for path, shape in leaves(payload):
            needed = [option["name"] for option in shape.get("options", []) if option.get("required")]
            if any(name not in values for name in needed):
                continue  # a channel, a role or a file: their commands answer with a line
            world.clock.now += 600
            result = await world.manager.slash(world.channel, path, **{name: values[name] for name in needed})
            used += 1
            await press_everything(world, result)
            for option in shape.get("options", []):
                if option.get("autocomplete") and option["type"] == 3:
                    offered = await world.manager.autocomplete(world.channel, path, option["name"], "leaf 4")
                    assert beyond({"type": 8, "data": {"choices": offered}}) == []
    assert used > 20


async def press_everything(world: Any, result: Any) -> None:
    """Each button and select of what was answered, once."""
    message = result.response
    if not isinstance(message, simcord.ResponseMessage):
        return
    for part in list(components_of(message)):
        world.clock.now += 600
        if part["type"] == BUTTON and not part.get("disabled") and part.get("custom_id") and "remove" not in part["custom_id"]:
            present = {one.get("custom_id") for one in components_of(message)}
            if part["custom_id"] in present:
                await world.manager.click(message, custom_id=part["custom_id"])
        elif part["type"] == SELECT and part["custom_id"] in {one.get("custom_id") for one in components_of(message)}:
            await world.manager.select(message, [part["options"][-1]["value"]], custom_id=part["custom_id"])
