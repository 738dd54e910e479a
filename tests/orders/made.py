"""Orders that the tests of this folder share."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image

import mtmpattern as mtm

EXAMPLES = Path(__file__).parents[2] / "examples"
ORDERS = sorted((EXAMPLES / "orders").glob("*.yaml"))
MEASURES = json.loads((EXAMPLES / "order.json").read_text("utf-8"))["measurements"]


def order(number: str = "1042", **more: Any) -> dict[str, Any]:
    """An order for a tee, as a shop sends it."""
    return {"order": number, "template": "crew-tee", "measurements": MEASURES, **more}


def job(number: str = "1042", shop: mtm.Shop | None = None, papers: tuple[str, ...] | None = None,
        **more: Any) -> mtm.Job:
    """The job of such an order."""
    return mtm.job(mtm.read_order(order(number, **more), shop=shop), shop=shop,
                   **({} if papers is None else {"papers": papers}))


def picture(width: int = 40, height: int = 20) -> bytes:
    """A small PNG."""
    out = BytesIO()
    Image.new("RGB", (width, height), (200, 30, 30)).save(out, "PNG")
    return out.getvalue()


def codes(error: mtm.MtmError) -> list[str]:
    """The codes of an error's problems."""
    return [problem.code for problem in error.problems]
