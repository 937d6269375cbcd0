"""`safir preview`: the real bot behind a page, without a token."""

from __future__ import annotations

import asyncio
import importlib.util
import os
import socket
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.preview import _tick, preview, world
from bot.run import MISCONFIGURED
from bot.settings import Settings
from knowledge.answering.answerer import Answerer

TEA = Path(__file__).parent.parent / "packs" / "tea"
QUESTION = "How long does black tea steep?"


async def test_a_visitor_asks_and_a_moderator_removes_in_the_page_that_is_served(tea: Answerer) -> None:
    async with world(tea, Settings()) as page:
        ticking = asyncio.create_task(_tick(page))
        visitor, moderator = page.viewers
        await visitor.send(page.channel, "How long does black tea steep?")
        shown = await page.snapshot()
        answer = list(shown["messages"].values())[-1]
        assert answer["author"]["name"] == "Safir"
        assert "four minutes" in str(answer["components"])
        async with aiohttp.ClientSession() as browser, browser.get(page.url.partition("#")[0]) as served:
            assert served.status == 200
        assert page.url.startswith("http://127.0.0.1:")
        message = next(m for m in page.channel.history() if m.author.name == "Safir")
        await moderator.click(message, label="Remove")
        assert all(m.author.name != "Safir" for m in page.channel.history())
        ticking.cancel()


async def test_a_moderator_edits_a_fact_in_the_page_and_nothing_is_left_behind(tea: Answerer, tmp_path: Path) -> None:
    async with world(tea, Settings()) as page:
        visitor, moderator = page.viewers
        form = await moderator.slash(page.channel, "fact edit", fact="brewing.black.time", everywhere=True)
        typed = {
            "statement": "Nine **minutes**.",
            "title": "Time",
            "citations": "¶3",
            "asked_as": QUESTION,
        }
        draft = await moderator.submit_modal(form, typed)
        await moderator.click(draft.response, label="Save")
        await visitor.send(page.channel, QUESTION)
        answers = [message for message in page.channel.history() if message.author.name == "Safir"]
        assert "Nine" in str([part.to_dict() for part in answers[-1].components])
    assert os.listdir(tmp_path) == []


async def test_time_passes_in_the_page(tea: Answerer) -> None:
    async with world(tea, Settings()) as page:
        before = page.env.now()
        ticking = asyncio.create_task(_tick(page))
        await asyncio.sleep(1.3)
        assert (page.env.now() - before).total_seconds() >= 1
        ticking.cancel()


def test_without_the_extra_it_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    real = importlib.util.find_spec

    def without(name: str, *rest: Any) -> Any:
        return None if name in {"PIL", "linkify_it"} else real(name, *rest)

    monkeypatch.setattr(importlib.util, "find_spec", without)
    assert preview(Settings()) == MISCONFIGURED
    said = capsys.readouterr().err
    assert '".[preview]"' in said
    assert "PIL, linkify_it" in said
    assert "safir chat" in said


def test_a_port_that_is_taken_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert preview(Settings(pack=TEA), port=port) == MISCONFIGURED
    assert str(port) in capsys.readouterr().err
