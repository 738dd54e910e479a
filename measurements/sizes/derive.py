"""Derive the size charts beside this script, ``women.yaml`` and ``men.yaml``, from the shipped population figures.

    python measurements/sizes/derive.py

Each measure of a size comes from the regression on chest (or bust) girth and height, in a tailor's definition
(`mtmpattern.body.definitions`); it is linear, so a base size and two grades define the whole chart. Steps, height bands
and letters follow EN 13402-3. Each file states its sources and limits.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from mtmpattern.body import CATALOGUE, Body, complete
from mtmpattern.body.body import Sex

HERE: Final = Path(__file__).parent
LEADS: Final = ("chest_girth", "height")
PER: Final = (4, 8)
CHARTS: Final[dict[str, tuple[Sex, tuple[int, ...], tuple[int, ...], tuple[int, int], str]]] = {
    # sex; steps of chest or bust; height bands; base size; EN 13402-3 letters with the chest they begin and end at
    "women": ("female", (76, 80, 84, 88, 92, 96, 100, 104, 110, 116, 122, 128), (156, 164, 172), (92, 164),
              "XS 74 82, S 82 90, M 90 98, L 98 107, XL 107 119, XXL 119 131"),
    "men": ("male", (84, 88, 92, 96, 100, 104, 108, 112, 116, 120, 126, 132, 138), (164, 172, 180, 188), (100, 180),
            "XS 78 86, S 86 94, M 94 102, L 102 110, XL 110 118, XXL 118 129, 3XL 129 141"),
}
HEAD: Final = """\
# Derived by derive.py beside this file; do not edit. Regressions on ANSUR II (US Army 2012, soldiers aged 17 to 58),
# converted to a tailor's definitions; measures outside the survey follow written rules, and posture is average.
# Only about one person in eight has both waist and hip within 2 cm of the size for the chest girth.
# [at the base, per 4 cm of chest, per 8 cm of height]; shoulder slope in degrees, body mass in kg
"""


def at(sex: Sex, chest: float, height: float) -> dict[str, float]:
    """Return every measure of the size with this chest and height, in cm (kg, degrees)."""
    body = complete(Body.of({"chest_girth": chest * 10, "height": height * 10}, sex=sex), CATALOGUE)
    return {name: body.measure(name).middle / (10 if CATALOGUE[name].unit == "mm" else 1) for name in body.names
            if CATALOGUE[name].kind != "posture" and name != "max_hip_girth"}      # where the belly hangs: no line


def chart(name: str) -> str:
    """Return the text of a chart."""
    sex, chests, heights, (chest, height), letters = CHARTS[name]
    base = at(sex, chest, height)
    wider, taller = at(sex, chest + PER[0], height), at(sex, chest, height + PER[1])
    lines = [
        f"{HEAD}name: {name}", f"sex: {sex}", "unit: cm",
        "source: ANSUR II regression; letters after EN 13402-3",
        f"steps: {{chest_girth: [{', '.join(map(str, chests))}], height: [{', '.join(map(str, heights))}]}}",
        f"base: {{chest_girth: {chest}, height: {height}}}", f"per: {{chest_girth: {PER[0]}, height: {PER[1]}}}",
        "grade:",
        *(f"  {each + ':':26}[{value:.2f}, {wider[each] - value:.3f}, {taller[each] - value:.3f}]"
          for each, value in base.items() if each not in LEADS),
        "letters:",
        *(f"  {letter}: [{low}, {high}]" for letter, low, high in map(str.split, letters.split(", "))),
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    for each in CHARTS:
        (HERE / f"{each}.yaml").write_text(chart(each), "utf-8")
