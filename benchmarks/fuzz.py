"""Coverage-guided fuzzing of what people type and upload (the extra `fuzz`).

    nice python -m benchmarks.fuzz -max_total_time=600

Each input is one of a message, a YAML, JSON or CSV file to import, and the answer card of a message: by its first byte. Anything
that is raised beyond the errors that are meant for people, or takes longer than five seconds, is a finding and is kept as a file.
"""

from __future__ import annotations

import contextlib
import sys

import atheris

with atheris.instrument_imports(include=["knowledge", "bot"]):
    from bot.markdown import answer_text, escape_line
    from bot.moderation.form import Form
    from bot.moderation.import_file import UnreadableFile, entries
    from bot.options import OptionOffer
    from bot.views.answer_card import AnswerCard
    from knowledge.answering.answerer import Answerer
    from knowledge.answering.conversation import Conversation
    from knowledge.base import KnowledgeBase
    from knowledge.pack import load_pack
    from knowledge.yaml_tree import YamlProblem, parse_yaml

ANSWERER = Answerer(KnowledgeBase(load_pack()))
FORM = Form(ANSWERER.base, "en")
ENDINGS = {1: "yaml", 2: "json", 3: "csv", 4: "jsonl"}


def one(data: bytes) -> None:
    """One input, as atheris gives it."""
    if not data:
        return
    kind, rest = data[0] % 7, data[1:]
    text = rest.decode("utf-8", "replace")
    if kind == 0:
        _, after = ANSWERER.converse(text, Conversation())
        ANSWERER.converse("and in 2023?", after)
    elif kind in ENDINGS:
        with contextlib.suppress(UnreadableFile):
            entries(f"facts.{ENDINGS[kind]}", rest, FORM, {})
    elif kind == 5:
        with contextlib.suppress(YamlProblem):
            parse_yaml(text)
    else:
        AnswerCard(ANSWERER.answer(text), asker=1, echo=text)
        escape_line(text, 200)
        answer_text(text)
        for topic in ANSWERER.base.topics:
            for option in topic.command.options if topic.command else ():
                OptionOffer(topic, option, "en").suggest(ANSWERER.base, text)


def main() -> None:
    """Fuzz until it is stopped, or for as long as `-max_total_time` says."""
    atheris.Setup([*sys.argv, "-timeout=5", "-max_len=4000", "-rss_limit_mb=1500"], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
