"""Write the page of all drafting words, with the spelling and meaning of each, from their signatures.

python tools/list_words.py > docs/words.md
"""

from __future__ import annotations

import inspect
import re
from typing import Any, Final

from mtmpattern import drafting
from mtmpattern.drafting.spelling import how_written

HEAD: Final = """# All drafting words

The words that a template imports from `mtmpattern.drafting`. `tools/list_words.py` makes this page from their
signatures; [Writing a template](drafting.md) explains them. A value after `=` is the default; `...` after a name stands
for any number of arguments.
"""
GROUPS: Final[dict[str, tuple[str, ...]]] = {
    "Points and directions": ("RIGHT", "UP", "LEFT", "DOWN", "Point", "between", "heading", "square_to"),
    "Lines, darts and outlines": ("line", "curve", "fold", "doubled", "slit", "dart", "pleat", "fish_eye", "edges",
                                  "derived", "Edge", "Outline"),
    "Converting a pattern": ("split", "joined", "spread", "spread_evenly", "dart_moved", "facing"),
    "Templates, pieces and blocks": ("Template", "Block", "piece", "cut", "knitted", "shell", "lining", "fusible",
                                     "rib", "if_drawn", "once", "Piece"),
    "Cloth": ("woven", "knit", "swatch", "Cloth", "Fabric"),
    "Options": ("mm", "percent", "degrees", "count", "choice", "yes_no"),
    "Runs": ("whole", "other", "Run"),
    "Sewing": ("sew", "hem", "encase", "bag", "bind", "zipped", "buttoned", "lapped", "lay", "opened", "caught",
               "separate", "raw", "notion"),
    "What it measures and how it wears": ("intended", "bound", "measured", "around", "across", "passes", "proportion",
                                          "ease", "solve"),
    "Drafting in Python": ("draft", "drafted", "expand"),
}
PLAIN: Final = {
    "RIGHT": "0 degrees", "UP": "90 degrees", "LEFT": "180 degrees", "DOWN": "270 degrees",
    "shell": "the cloth of the garment: `cut(shell)`", "lining": "the cloth of its lining",
    "fusible": "what is ironed on to stiffen it", "rib": "a ribbed knit for bands",
}


def page() -> str:
    """The page. Raises `ValueError` for a word that is not in any group."""
    listed = [name for group in GROUPS.values() for name in group]
    missing = sorted({*drafting.__all__} ^ {*listed})
    if missing:
        raise ValueError(f"these words are not in any group, or no longer exist: {', '.join(missing)}")
    parts = [HEAD]
    for group, names in GROUPS.items():
        rows = "\n".join(f"| {_written(name)} | {_meaning(name)} |" for name in names)
        parts.append(f"## {group}\n\n| written | meaning |\n|---|---|\n{rows}\n")
    return "\n".join(parts)


def _written(name: str) -> str:
    word: Any = getattr(drafting, name)
    if inspect.isfunction(word):
        written = how_written(name, word)
        own = {"edges": "named=...", "draft": "more=...", "drafted": "more=..."}.get(name, "")
        return f"`{written.replace(own, 'NAME=...') if own else written}`"
    return f"`{name}`"


def _meaning(name: str) -> str:
    if name in PLAIN:
        return PLAIN[name]
    text = inspect.cleandoc(getattr(drafting, name).__doc__ or "").partition("\n\n")[0]
    first = re.split(r"(?<=[.])\s+(?=[A-Z`])", " ".join(text.split()))[0]
    return first.replace("``", "`").replace("|", "\\|")


if __name__ == "__main__":
    print(page(), end="")
