"""Coverage-guided fuzzing of what people type, press and upload (the extra `fuzz`).

    nice python -m benchmarks.fuzz -max_total_time=600

Each input is, by its first byte, one of: a message and a follow-up; a YAML, JSON, JSON Lines or CSV file to import; a file of a
pack; the answer card of a message; a few interactions of a moderator or a member, one after another. It begins with questions,
facts and files as they are; a folder that is named keeps what was found to be worth keeping. Anything that is raised beyond the
errors that are meant for people, takes more than five seconds of the processor, or hangs, is a finding, and its input is kept
as a file.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import atheris

with atheris.instrument_imports(include=["knowledge", "bot"]):
    from benchmarks.hostile import Offline, offline
    from bot.markdown import answer_text, escape_line
    from bot.moderation.form import Form
    from bot.moderation.import_file import UnreadableFile, entries
    from bot.options import OptionOffer
    from bot.views.answer_card import AnswerCard
    from knowledge import DEFAULT_PACK
    from knowledge.answering.answerer import Answerer
    from knowledge.answering.conversation import Conversation
    from knowledge.base import KnowledgeBase
    from knowledge.pack import load_pack
    from knowledge.yaml_tree import YamlProblem, parse_yaml

T = TypeVar("T")
LONGEST = 4_000  # bytes of an input
SEEDS = 300  # questions to begin with
KINDS = ("message", "yaml", "json", "csv", "jsonl", "pack", "card", "interactions")
FILES = ("yaml", "json", "csv", "jsonl")
SECONDS = 5.0  # of the processor: on a busy machine the clock on the wall says little
HANGING = 60  # seconds on the wall, in which a busy machine, too, gets somewhere
INTERACTIONS = 12  # in one input at most


class Bytes:
    """Decisions made of a fuzzer's bytes."""

    def __init__(self, data: bytes) -> None:
        self._data = atheris.FuzzedDataProvider(data)

    def pick(self, things: Sequence[T]) -> T:
        """One of these."""
        place: int = self._data.ConsumeIntInRange(0, len(things) - 1)
        return things[place]

    def text(self) -> str:
        """Any text, lone surrogates too; Discord's own limit is 6,000."""
        return str(self._data.ConsumeUnicode(self._data.ConsumeIntInRange(0, 300)))

    def number(self) -> int:
        """Any number."""
        return int(self._data.ConsumeInt(8))


class Target:
    """What is fuzzed: answers and imports over one pack, and a bot with a database."""

    def __init__(self, answerer: Answerer, folder: Path) -> None:
        self._answerer = answerer
        self._form = Form(answerer.base, "en")
        self._loop = asyncio.new_event_loop()
        self._folder = folder
        self._bytes = Bytes(b"")
        self._entered = offline(answerer, folder, self)
        self._world: Offline = self._loop.run_until_complete(self._entered.__aenter__())

    # What an uploaded file holds is decided by the input of the moment.

    def pick(self, things: Sequence[T]) -> T:
        """See Draw."""
        return self._bytes.pick(things)

    def text(self) -> str:
        """See Draw."""
        return self._bytes.text()

    def number(self) -> int:
        """See Draw."""
        return self._bytes.number()

    def one(self, data: bytes) -> None:
        """One input, as atheris gives it. Raises AssertionError for one that keeps the processor busy for long."""
        begun = time.process_time()
        self._take(data)
        if (took := time.process_time() - begun) > SECONDS:
            raise AssertionError(f"{took:.1f} seconds of the processor")

    def _take(self, data: bytes) -> None:
        if not data:
            return
        kind, rest = KINDS[data[0] % len(KINDS)], data[1:]
        text = rest.decode("utf-8", "replace")
        if kind == "message":
            _, after = self._answerer.converse(text, Conversation())
            self._answerer.converse("and in 2023?", after)
        elif kind in FILES:
            with contextlib.suppress(UnreadableFile):
                entries(f"facts.{kind}", rest, self._form, {})
        elif kind == "pack":
            with contextlib.suppress(YamlProblem):
                parse_yaml(text)
        elif kind == "card":
            self._card(text)
        else:
            self._loop.run_until_complete(self._interactions(Bytes(rest)))

    def _card(self, text: str) -> None:
        AnswerCard(self._answerer.answer(text), asker=1, echo=text)
        escape_line(text, 200)
        answer_text(text)
        for topic in self._answerer.base.topics:
            for option in topic.command.options if topic.command else ():
                OptionOffer(topic, option, "en").suggest(self._answerer.base, text)

    async def _interactions(self, draw: Bytes) -> None:
        self._bytes = draw
        moderator = draw.pick((True, False))
        before = self._world.link.require().overlays.last
        for _ in range(draw.pick(range(1, INTERACTIONS))):
            await self._world.take(self._world.interaction(draw, moderator=moderator))
            if self._world.errors:
                raise self._world.errors[0]
        if not moderator and self._world.link.require().overlays.last > before:
            raise AssertionError("a member has written a revision")


def seeds(answerer: Answerer) -> Iterator[bytes]:
    """What to begin with: questions, facts as files, the pack itself, and some ways through the buttons."""

    def made(kind: str, text: str) -> bytes:
        return bytes([KINDS.index(kind)]) + text.encode()[: LONGEST - 1]

    facts = answerer.base.facts
    questions = [question for fact in facts for question in fact.asked_as.get("en", ())]
    for number, question in enumerate(questions[:: max(1, len(questions) // SEEDS)]):
        yield made("card" if number % 4 == 0 else "message", question)
    for fact in facts[:20]:
        content = fact.model_dump(mode="json", exclude_defaults=True)
        yield made("json", json.dumps([content]))
        yield made("jsonl", json.dumps(content))
        yield made("yaml", json.dumps([content], indent=1))
        yield made("csv", f'id,topic,statement,source,paragraph\n{fact.id},{fact.topic},"{fact.statement["en"]}",x,1\n')
    for file in sorted(DEFAULT_PACK.rglob("*.yaml")):
        yield made("pack", file.read_text(encoding="utf-8"))
        yield made("yaml", file.read_text(encoding="utf-8"))
    for first in range(0, 256, 8):
        yield bytes([KINDS.index("interactions"), *((first + 37 * place) % 256 for place in range(400))])


def main() -> None:
    """Fuzz until it is stopped, or for as long as `-max_total_time` says."""
    answerer = Answerer(KnowledgeBase(load_pack()))
    with tempfile.TemporaryDirectory() as folder:
        begun = Path(folder, "seeds")
        begun.mkdir()
        for number, seed in enumerate(seeds(answerer)):
            begun.joinpath(f"{number:04}").write_bytes(seed)
        target = Target(answerer, Path(folder))
        given = sys.argv if any(not one.startswith("-") for one in sys.argv[1:]) else [*sys.argv, str(begun)]
        limits = [f"-timeout={HANGING}", f"-max_len={LONGEST}", "-len_control=0", "-rss_limit_mb=1500"]
        atheris.Setup([*given, *limits], target.one)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
