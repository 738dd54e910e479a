"""Derive the regression lines in `mtmpattern.body.rules` from the ANSUR II tables of real people.

    python tools/derive_estimates.py FOLDER

FOLDER holds ``ansur2_female.csv`` and ``ansur2_male.csv`` (US Army Anthropometric Survey 2012, public release; mm).
Printed are, per rule and sex, the constant, the slopes and the residual standard deviation on the half of the people
that was not fitted. The definitions that differ from a tailor's are brought over first, each by one named figure below.
The package never runs this; it ships the figures.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import numpy as np

RELAXED = 0.94           # ANSUR measures the flexed arm; a relaxed one is about 6 % less
SCYE = {"female": 1.024, "male": 1.037}   # along the back instead of straight down
SHOULDER = 30            # tape over the back against calliper: 15 mm more on each side
ACROSS = -38             # tape across the back against interscye II; half across is then half shoulder - 22
BENT_ARM = 15            # tape over a bent elbow against a straight line
# ANSUR's waist is the navel. The natural waist lies above it; these figures bring the mean person to what drafting
# tables give (back waist about a quarter of the height; waist to hip 200 to 215, along the side).
BACK = {"female": -22, "male": -38}
HIP = {"female": 58, "male": 41}
KNEE = {"female": 50, "male": 38}


def columns(path: Path, sex: str) -> dict[str, np.ndarray]:
    """Return every measure that a rule speaks of, as a tailor takes it, in mm."""
    with path.open(encoding="latin-1", newline="") as stream:
        rows = list(csv.DictReader(stream))

    def get(name: str) -> np.ndarray:
        return np.array([float(row[name]) for row in rows])

    return {
        "height": get("stature"), "chest_girth": get("chestcircumference"), "hip_girth": get("buttockcircumference"),
        "neck_girth": get("neckcircumference"), "neck_base_girth": get("neckcircumferencebase"),
        "head_girth": get("headcircumference"), "hand_girth": get("handcircumference"),
        "wrist_girth": get("wristcircumference"), "upper_arm_girth": get("bicepscircumferenceflexed") * RELAXED,
        "shoulder_length": get("shoulderlength"), "shoulder_width": get("biacromialbreadth") + SHOULDER,
        "across_back": get("interscyeii") + ACROSS, "arm_length": get("sleeveoutseam") + BENT_ARM,
        "inside_leg": get("crotchheight"),
        "back_waist_length": get("waistbacklength") + BACK[sex],
        "scye_depth": (get("cervicaleheight") - get("axillaheight")) * SCYE[sex],
        "waist_to_hip": get("waistheightomphalion") - get("buttockheight") + HIP[sex],
        "waist_to_knee": get("waistheightomphalion") - get("kneeheightmidpatella") + KNEE[sex],
        "straight_back": get("cervicaleheight") - get("waistheightomphalion") + BACK[sex],
    }


LINES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("scye_depth", ("height", "chest_girth")), ("scye_depth", ("back_waist_length", "chest_girth")),
    ("scye_depth", ("chest_girth",)),
    ("head_girth", ("height", "neck_girth")), ("head_girth", ("height",)), ("head_girth", ()),
    ("hand_girth", ("wrist_girth", "height")), ("hand_girth", ("height", "chest_girth")),
    ("hand_girth", ("wrist_girth",)), ("hand_girth", ()),
    ("wrist_girth", ("hand_girth",)), ("wrist_girth", ("height", "chest_girth")),
    ("neck_base_girth", ("neck_girth",)), ("neck_base_girth", ("chest_girth",)),
    ("neck_girth", ("neck_base_girth",)), ("neck_girth", ("chest_girth",)),
    ("upper_arm_girth", ("chest_girth", "hip_girth")), ("upper_arm_girth", ("chest_girth",)),
    ("shoulder_length", ("shoulder_width", "neck_base_girth")), ("shoulder_length", ("shoulder_width",)),
    ("shoulder_length", ("height",)),
    ("shoulder_width", ("shoulder_length", "height")), ("shoulder_width", ("height", "chest_girth")),
    ("across_back", ("shoulder_width", "chest_girth")), ("across_back", ("height", "chest_girth")),
    ("across_back", ("chest_girth",)),
    ("back_waist_length", ("straight_back",)), ("back_waist_length", ("height", "chest_girth")),
    ("back_waist_length", ("height",)),
    ("waist_to_hip", ("height",)), ("waist_to_hip", ("height", "inside_leg")),
    ("waist_to_knee", ("height", "inside_leg")), ("waist_to_knee", ("height",)),
    ("arm_length", ("height", "inside_leg")), ("arm_length", ("height",)),
)


def fitted(people: dict[str, np.ndarray], target: str, inputs: tuple[str, ...]) -> tuple[list[float], float]:
    """Fit a line on every other person; return it, and the residual deviation of the others."""
    known = np.column_stack([np.ones(len(people[target])), *(people[name] for name in inputs)])
    wanted = people[target]
    line, *_ = np.linalg.lstsq(known[::2], wanted[::2], rcond=None)
    rest = wanted[1::2] - known[1::2] @ line
    return [float(number) for number in line], float(np.sqrt(np.mean(rest**2)))


def main(folder: Path) -> None:
    """Print the lines of both sexes."""
    everybody = {sex: columns(folder / f"ansur2_{sex}.csv", sex) for sex in ("female", "male")}
    for target, inputs in LINES:
        print(f"{target} from {' and '.join(inputs) or 'nothing'}")
        for sex, people in everybody.items():
            (constant, *slopes), sd = fitted(people, target, inputs)
            print(f"    {sex:7} {constant:8.1f}  {'  '.join(f'{slope:.4f}' for slope in slopes):24}  sd {sd:.1f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
