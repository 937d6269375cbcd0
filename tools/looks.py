"""A message of the preview's page by itself, in Discord's dark and light theme, and how well its text stands out.

The page has Discord's dark colours only; for the light theme they are exchanged for those of Discord's light one.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from typing import Any, Final

from tests.chromium import Page

THEMES: Final = ("dark", "light")
WIDTHS: Final = {"phone": 390, "desktop": 600}
LIGHT: Final = {  # names of the page's colours → those of Discord's light theme
    "background": "#fff",
    "color": "#313338",
    "--discord-bg": "#fff",
    "--discord-surface": "#f2f3f5",
    "--discord-elevated": "#e3e5e8",
    "--discord-control": "#e3e5e8",
    "--discord-hover": "#e9eaec",
    "--discord-text": "#313338",
    "--discord-muted": "#5c5e66",
    "--discord-subtle": "#4e5058",
    "--discord-border": "#d7d9dc",
    "--component-surface": "#f8f8f9",
    "--component-border": "#d7d9dc",
    "--control-border": "#c4c9ce",
    "--chip-surface": "#ebedef",
    "--list-surface": "#f2f3f5",
    "--option-hover": "#e9eaec",
    "--subtle-surface": "#e3e5e8",
    "--subtle-surface-text": "#313338",
    "--entity-text": "#4e5058",
    "--entity-dim": "#5c5e66",
    "--input-surface": "#fff",
    "--input-placeholder": "#5c5e66",
    "--choice-border": "#80848e",
    "--button-alt": "#e3e5e8",
    "--button-alt-hover": "#d7d9dc",
    "--button-alt-active": "#c4c9ce",
    "--code-surface": "#f2f3f5",
    "--code-border": "#d7d9dc",
    "--code-text": "#313338",
    "--embed-field-name": "#060607",
    "--link-text": "#0061bd",
    "--link-accent": "#0061bd",
}
LAST: Final = "[...document.querySelectorAll('.channel-message[data-message-id]')].at(-1)"
_ALONE: Final = "document.getElementById('alone')"

# The page's own list scrolls, and is wider than a phone: the message is shown by itself. The page greys out every button while
# it does not know what an action has led to; here only those stay grey that the bot has switched off.
_SHOW: Final = """((off, width, colours, buttons) => {
  document.getElementById('alone')?.remove();
  const alone = Object.assign(document.createElement('div'), {id: 'alone'});
  const root = document.documentElement;
  root.removeAttribute('style');
  for (const [name, colour] of Object.entries(colours)) root.style.setProperty(name, colour);
  alone.style.cssText =
    `position: absolute; top: 0; left: 0; z-index: 99999; padding: 12px 0; width: ${width}px; background: var(--discord-bg)`;
  alone.append(LAST.cloneNode(true));
  for (const one of alone.querySelectorAll('button, select, [aria-disabled]')) {
    if (off.includes(one.innerText.trim()) || off.includes(one.textContent.trim())) continue;
    one.disabled = false; one.removeAttribute('aria-disabled');
    if (one.tagName === 'BUTTON') one.style.cssText = `border: 0; ${buttons}`;
  }
  for (const one of alone.querySelectorAll('img')) one.loading = 'eager';
  if (buttons) for (const one of alone.querySelectorAll('[class*=mention]')) one.style.color = '#4048b8';
  document.body.append(alone);
})"""


# Text nodes with less contrast than WCAG 2.2 asks for at level AA (1.4.3): 4.5, and 3 where it is large. What is switched off and
# what is no text (emoji) is exempt. Grounds and colours that are half transparent are mixed with what lies under them.
_FAINT: Final = """((root) => {
  const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const rgba = colour => {
    canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data; return [r, g, b, a / 255];
  };
  const over = (top, under) => top.slice(0, 3).map((part, at) => part * top[3] + under[at] * (1 - top[3]));
  const ground = one => {
    if (!one) return [255, 255, 255];
    const own = rgba(getComputedStyle(one).backgroundColor);
    return own[3] === 1 ? own.slice(0, 3) : over(own, ground(one.parentElement));
  };
  const light = colour => {
    const [r, g, b] = colour.map(part => (part /= 255) <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const found = [];
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const text = node.textContent.trim(), one = node.parentElement, style = getComputedStyle(one);
    const box = one.getBoundingClientRect();
    if (!/[\\p{L}\\p{N}]/u.test(text) || !box.width || style.visibility !== 'visible') continue;
    if (one.closest('script, style, option, :disabled, [aria-disabled=true]')) continue;
    let seen = 1;
    for (let up = one; up; up = up.parentElement) seen *= Number(getComputedStyle(up).opacity);
    const under = ground(one), ink = rgba(style.color);
    const [dark, bright] = [light(under), light(over([...ink.slice(0, 3), ink[3] * seen], under))].sort((a, b) => a - b);
    const size = parseFloat(style.fontSize), large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const contrast = (bright + 0.05) / (dark + 0.05);
    if (contrast < (large ? 3 : 4.5)) found.push(`${text.slice(0, 60)}: ${contrast.toFixed(2)}`);
  }
  return found;
})"""
# Text that is cut off at the edge of what holds it, or of the message.
_CUT: Final = """((root) => {
  const edge = root.getBoundingClientRect().right, found = [];
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const text = node.textContent.trim(), one = node.parentElement;
    if (!text || !one.getBoundingClientRect().width) continue;
    if (one.closest('script, style, option, [class*=reply], [class*=reference]')) continue;  // Discord cuts what is replied to
    const range = document.createRange(); range.selectNodeContents(node);
    if (range.getBoundingClientRect().right > edge + 1) found.push(text.slice(0, 60));
  }
  return found;
})"""


async def shown_alone(page: Page, width: int, theme: str, off: Sequence[str] = ()) -> float:
    """Show the last message by itself; gives its height. off: the labels of what the bot has switched off in it."""
    await page.call("Emulation.setDeviceMetricsOverride", width=width, height=1_600, deviceScaleFactor=1, mobile=False)
    buttons = "background: #e3e5e8; color: #313338" if theme == "light" else ""
    colours = json.dumps(LIGHT if theme == "light" else {})
    await page.evaluate(f"void {_SHOW.replace('LAST', LAST)}({json.dumps(list(off))}, {width}, {colours}, {buttons!r})")
    shown = f"Promise.all([...{_ALONE}.querySelectorAll('img')].map(one => one.decode().catch(() => 0)))"
    await page.evaluate(f"Promise.race([{shown}, new Promise(done => setTimeout(done, 5000))]).then(() => 0)")
    await asyncio.sleep(0.2)  # the page lays itself out anew
    return float(await page.evaluate(f"{_ALONE}.getBoundingClientRect().height"))


async def flaws(page: Page) -> list[str]:
    """What of the message that is shown alone cannot be read: text without contrast (and its contrast), and text that is cut."""
    faint: list[Any] = await page.evaluate(f"{_FAINT}({_ALONE})")
    cut: list[Any] = await page.evaluate(f"{_CUT}({_ALONE})")
    return [f"faint: {text}" for text in faint] + [f"cut: {text}" for text in cut]


async def put_back(page: Page) -> None:
    """Show the page as it was."""
    await page.evaluate(f"void ({_ALONE}?.remove(), document.documentElement.removeAttribute('style'))")
