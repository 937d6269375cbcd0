"""The page of `safir preview` in a real browser: somebody types a question, sees the card, and can read all of it."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.preview import _tick, world
from bot.settings import Settings
from knowledge.answering.answerer import Answerer
from tests.chromium import browsing, chromium
from tools.looks import THEMES, WIDTHS, flaws, shown_alone

CHROMIUM = chromium()
QUESTION = "How long does black tea steep?"
COMPOSER = "#channel-composer-input"
SPOIL = """const wrong = {grey: 'color: #888; background: #fff', [`far ${'away '.repeat(300)}`]: 'white-space: nowrap'};
for (const [text, style] of Object.entries(wrong)) {
  const one = Object.assign(document.createElement('p'), {textContent: text});
  one.style.cssText = style;  // the page takes no styles that stand in its text
  document.getElementById('alone').append(one);
}"""


@pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine (Debian: apt-get install chromium)")
async def test_a_question_that_is_typed_into_the_page_is_answered_with_a_card(tea: Answerer, tmp_path: Path) -> None:
    assert CHROMIUM is not None
    async with world(tea, Settings()) as shown:
        ticking = asyncio.create_task(_tick(shown))
        try:
            async with browsing(CHROMIUM, tmp_path / "profile", shown.url) as page:
                await page.until("document.body?.innerText.includes('No messages in this channel')")  # it is connected
                await page.submit(
                    COMPOSER, QUESTION, f"document.querySelector('#channel-message-list')?.innerText.includes('{QUESTION}')"
                )
                text = await page.until(
                    "(t => t.includes('four minutes') && t)(document.querySelector('#channel-message-list')?.innerText || '')"
                )
                assert QUESTION in text
                assert "¶2, ¶3" in text, "with the source"
                assert "Remove" in text, "and its buttons"
                for theme in THEMES:
                    for width in WIDTHS.values():
                        await shown_alone(page, width, theme)
                        assert await flaws(page) == [], (theme, width)
                await page.evaluate(SPOIL)
                assert [flaw.split(":")[0] for flaw in await flaws(page)] == ["faint", "cut"], "what would be wrong is seen"
        finally:
            ticking.cancel()
            await asyncio.gather(ticking, return_exceptions=True)
