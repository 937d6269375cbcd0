"""How pictures look: one that is legible on Discord's light and dark themes, and on a phone.

Lengths are in hundredths of an inch, a phone's point when the picture fills its width. Colours have the contrast that WCAG 2.2
asks for at level AA, on the picture's own background: https://www.w3.org/TR/WCAG22/#contrast-minimum
"""

from __future__ import annotations

from typing import Final

WIDTH: Final = 640
PAD: Final = 28
INNER: Final = WIDTH - 2 * PAD
DPI: Final = 125  # 800 pixels in width: sharp on a phone and on a desk

TITLE, BODY, SMALL = 32, 26, 21  # sizes of type
LEADING: Final = 1.28  # from line to line, in sizes

BACKGROUND: Final = "#1e2027"
PANEL: Final = "#2b2e37"
TEXT: Final = "#f3f4f6"
MUTED: Final = "#b9bec8"
RULE: Final = "#5b606b"

TEXT_CONTRAST: Final = 4.5  # of WCAG AA; shapes need 3, and have the same


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours (#rrggbb), from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def readable(colour: str) -> str:
    """`colour` (#rrggbb), mixed with white until it stands out from a panel as text has to."""
    lighter = (mixed(colour, "#ffffff", 1 - step / 20) for step in range(21))
    return next((one for one in lighter if contrast(one, PANEL) >= TEXT_CONTRAST), TEXT)


def mixed(one: str, other: str, share: float) -> str:
    """Two colours mixed, `share` (0 to 1) of it the first."""
    pairs = zip(_parts(one), _parts(other), strict=True)
    return "#" + "".join(f"{round(255 * (share * a + (1 - share) * b)):02x}" for a, b in pairs)


def _parts(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return red, green, blue


def _luminance(colour: str) -> float:
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in _parts(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
