"""One sleeve longer than the other: an alteration of one side changes only that side."""

from pathlib import Path

import mtmpattern as mtm
from mtmpattern.pattern import Pattern

BODY = Path(__file__).parents[1] / "measurements" / "bodies" / "ana.yaml"


def sleeves() -> tuple[Pattern, Pattern]:
    """A tee without alterations, and one with its left sleeve 12 mm longer."""
    body = mtm.read_body(BODY)
    return mtm.draft("crew-tee", body), mtm.draft("crew-tee", body, alterations={"sleeve": {"left": 12}})


def changed(before: Pattern, after: Pattern) -> list[str]:
    """The ids of the parts whose cut lines differ."""
    parts = zip(before.for_cutting().parts, after.for_cutting().parts, strict=True)
    return [old.id for old, new in parts if old.cut != new.cut]


if __name__ == "__main__":
    plain, altered = sleeves()
    print("sleeve as drafted:", plain.finished["sleeve"])
    print("sleeve altered:", altered.finished["sleeve"])
    print("parts that changed:", ", ".join(changed(plain, altered)))
