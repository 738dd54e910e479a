"""The scale of a map's colours, with units, as it stands under the map's picture."""

from __future__ import annotations

from functools import cache
from importlib import resources
from io import BytesIO
from typing import Final

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from mtmpattern.preview.maps import RANGES, UNITS, coloured
from mtmpattern.preview.picture import PAPER, Pixels

TITLES: Final = {"stretch": "stretch of the cloth", "ease": "room between skin and cloth",
                 "pressure": "pressure on the skin"}
HEIGHT: Final = 64
"""Height of a legend, pixels."""
STEPS: Final = 5
"""The scale is divided into so many steps."""
_BAR, _TOP, _DEEP, _INK = 360, 26, 14, (40, 40, 40)


def legend(name: str, width: int) -> Pixels:
    """The legend of a map, (`HEIGHT`, width, 3): what it shows, its colours, and their values with the unit."""
    low, high = RANGES[name]
    image = Image.new("RGB", (width, HEIGHT), tuple(round(255 * each) for each in PAPER))
    brush, long = ImageDraw.Draw(image), min(_BAR, width - 80)
    left = (width - long) // 2
    brush.text((left, 6), f"{TITLES[name]}, in {UNITS[name]}, draft quality", fill=_INK, font=_font())
    values = low + (np.arange(long) + 0.5) / long * (high - low)
    bar = np.round(np.tile(coloured(values, name) * 255, (_DEEP, 1, 1))).astype(np.uint8)
    image.paste(Image.fromarray(bar), (left, _TOP))
    for step in range(STEPS + 1):
        x = left + round(step * (long - 1) / STEPS)
        brush.line([(x, _TOP + _DEEP), (x, _TOP + _DEEP + 4)], fill=_INK)
        text = f"{low + step * (high - low) / STEPS:g}"
        start = x - brush.textlength(text, font=_font()) / 2
        more = " and more" if step == STEPS else ""
        brush.text((start, _TOP + _DEEP + 5), text + more, fill=_INK, font=_font())
    result: Pixels = np.array(image)
    return result


@cache
def _font() -> ImageFont.FreeTypeFont:
    content = (resources.files("mtmpattern.data") / "fonts" / "DejaVuSans-subset.ttf").read_bytes()
    return ImageFont.truetype(BytesIO(content), 13)
