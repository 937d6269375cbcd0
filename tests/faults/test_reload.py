"""A pack that is changed while the bot runs: taken in when it is right, and left alone when it is not."""

from __future__ import annotations

import asyncio
import logging
import os
import shutil
import signal
from pathlib import Path
from typing import Any

import pytest

from bot.client import SafirBot
from bot.reloading import reload_pack, reloads_at_hangup
from bot.settings import Settings, load_settings
from bot.store_link import StoreLink
from knowledge.store.revision import By
from tests.faults.conftest import TEA
from tests.faults.faulty_discord import FaultyDiscord

QUESTION = "How long does black tea steep?"
GUILD = 11


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A pack that a test may change."""
    return Path(shutil.copytree(TEA, tmp_path / "pack"))


@pytest.fixture
def settings(pack: Path) -> Settings:
    return load_settings(pack=pack, person_questions=1_000, channel_questions=1_000, discord_token="a.b.c")


def change(pack: Path, old: str, new: str) -> None:
    changed = 0
    for file in sorted(pack.rglob("*.yaml")):
        text = file.read_text(encoding="utf-8")
        changed += old in text
        file.write_text(text.replace(old, new), encoding="utf-8")
    assert changed, f"nothing says {old!r}"


async def answered(bot: SafirBot, guild: int | None = None) -> str:
    return (await bot.answerers.of(guild)).answer(QUESTION).text


async def test_a_changed_pack_is_answered_from_after_a_hangup(
    bot: SafirBot, pack: Path, gateway: FaultyDiscord, eventually: Any, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "safir")
    change(pack, "four minutes", "seven minutes")
    with reloads_at_hangup(bot):
        os.kill(os.getpid(), signal.SIGHUP)
        await eventually(lambda: "was reloaded" in caplog.text)
    asked = gateway.say(QUESTION)
    await eventually(lambda: gateway.said_to(asked))
    assert "seven minutes" in str(gateway.said_to(asked))


@pytest.mark.parametrize(
    "break_it",
    [
        lambda pack: (pack / "sources.yaml").write_text("- {", encoding="utf-8"),
        lambda pack: (pack / "pack.yaml").unlink(),
        lambda pack: change(pack, "paragraph: 1", "paragraph: none"),
        lambda pack: change(pack, "name: brewing}", "name: ask}"),
        shutil.rmtree,
    ],
    ids=["no YAML", "no pack.yaml", "a wrong field", "a command of the bot's own", "no folder"],
)
async def test_a_broken_pack_is_named_and_the_old_one_goes_on(
    bot: SafirBot, pack: Path, break_it: Any, caplog: pytest.LogCaptureFixture
) -> None:
    before = {command.name for command in bot.tree.get_commands()}
    break_it(pack)
    assert not await reload_pack(bot)
    assert "the old one goes on answering" in caplog.text
    assert "four minutes" in await answered(bot)
    assert {command.name for command in bot.tree.get_commands()} == before


async def test_after_a_mend_it_is_taken_in(bot: SafirBot, pack: Path) -> None:
    change(pack, "paragraph: 1", "paragraph: none")
    assert not await reload_pack(bot)
    change(pack, "paragraph: none", "paragraph: 1")
    change(pack, "four minutes", "seven minutes")
    assert await reload_pack(bot)
    assert "seven minutes" in await answered(bot)


async def test_edits_lie_over_the_new_pack_as_over_the_old_one(bot: SafirBot, pack: Path, link: StoreLink) -> None:
    async def edit(statement: str) -> None:
        editor = link.require()
        fact = next(fact for fact in editor.effective(GUILD).pack.facts if fact.id == "brewing.black.time")
        content = {**fact.model_dump(mode="json", exclude_defaults=True), "statement": statement}
        await editor.edit(GUILD, content, editor.seen(GUILD, fact.id), By(7, "Mo"))

    await edit("Black tea steeps for **nine minutes**.")
    assert "nine minutes" in await answered(bot, GUILD)
    change(pack, "four minutes", "seven minutes")
    assert await reload_pack(bot)
    assert "nine minutes" in await answered(bot, GUILD)
    assert "seven minutes" in await answered(bot, GUILD + 1)
    await edit("Black tea steeps for **ten minutes**.")
    assert "ten minutes" in await answered(bot, GUILD)


async def test_a_new_command_of_the_pack_is_registered(bot: SafirBot, pack: Path, gateway: FaultyDiscord) -> None:
    change(pack, "name: brewing}", "name: infusing}")
    assert await reload_pack(bot)
    names = {command.name for command in bot.tree.get_commands()}
    assert "infusing" in names
    assert "brewing" not in names
    assert "infusing" in gateway.synced


async def test_questions_go_on_being_answered_while_it_is_read(bot: SafirBot, pack: Path, gateway: FaultyDiscord) -> None:
    change(pack, "four minutes", "seven minutes")
    reloading = asyncio.create_task(reload_pack(bot))
    texts = []
    while not reloading.done():
        texts.append(await answered(bot))
        await asyncio.sleep(0)
    texts.append(await answered(bot))
    assert all("four minutes" in text or "seven minutes" in text for text in texts)
    assert "seven minutes" in texts[-1]
    assert await reloading
