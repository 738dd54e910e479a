"""Make the cards of shipped templates in ``docs/garments/`` anew: a page with a picture each, and an index.

    python tools/cards.py                   # all of them
    python tools/cards.py crew-tee          # only these; the index all the same

A test compares the pages with what this would write. Cards of templates that are gone are removed.
"""

from __future__ import annotations

import sys
from pathlib import Path

from mtmpattern.drafting.library import find_template, template_names
from mtmpattern.drafting.request import summary
from mtmpattern.showing.card import card, index

FOLDER = Path(__file__).parents[1] / "docs" / "garments"
INDEX = "README"


def main(wanted: list[str]) -> int:
    """Write the cards; a template that has none, because it does not load or draft, is named."""
    FOLDER.mkdir(exist_ok=True)
    listed, failed = [], 0
    for name in template_names():
        try:
            kind = find_template(name)
            made = card(kind) if not wanted or name in wanted or not (FOLDER / f"{name}.md").exists() else None
            listed.append((kind, summary(kind)))
        except Exception as error:                          # one template that is being written keeps no other back
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
