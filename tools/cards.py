"""Generate the cards of shipped templates in ``docs/garments/``: a page with a picture for each, and an index.

    python tools/cards.py                   # all of them
    python tools/cards.py crew-tee          # only these, and the index

A test compares the pages with the output of this script. Cards of templates that no longer exist are removed.
"""

from __future__ import annotations

import sys
from pathlib import Path

from mtmpattern.drafting.description import summary
from mtmpattern.drafting.library import find_template, template_names
from mtmpattern.showing.card import card, index

FOLDER = Path(__file__).parents[1] / "docs" / "garments"
INDEX = "README"


def main(wanted: list[str]) -> int:
    """Write the cards, and name the templates that do not load or draft."""
    FOLDER.mkdir(exist_ok=True)
    listed, failed = [], 0
    for name in template_names():
        try:
            kind = find_template(name)
            made = card(kind) if not wanted or name in wanted or not (FOLDER / f"{name}.md").exists() else None
            listed.append((kind, summary(kind)))
        except Exception as error:                          # the other cards are still written
            print(f"{name} has no card: {type(error).__name__}: {error}", file=sys.stderr)
            failed += 1
            continue
        if made:
            (FOLDER / f"{name}.md").write_text(made.text, encoding="utf-8", newline="\n")
            (FOLDER / f"{name}.svg").write_bytes(made.picture)
    (FOLDER / f"{INDEX}.md").write_text(index(listed), encoding="utf-8", newline="\n")
    for file in sorted(FOLDER.iterdir()):
        if file.suffix in (".md", ".svg") and file.stem not in {*template_names(), INDEX}:
            file.unlink()
            print(f"{file.name} removed")
    print(f"{len(listed)} garments in docs/{FOLDER.name}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
