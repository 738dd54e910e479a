"""The accuracy of avatars: people of the ANSUR II survey, and the shipped bodies.

    python benchmarks/avatars.py FOLDER [--people 40] [--bodies measurements/bodies]

FOLDER contains ``ansur2_female.csv`` and ``ansur2_male.csv``. Half of the people are women and half men, spread evenly
over the table sorted by weight, so that the lightest and the heaviest are among them. Each avatar gets every measure of
the survey that a tailor takes in the same way (`COLUMNS`), and a waist 60 mm (women) or 15 mm (men) below the girth at
the navel.

Girths are not measured as in the fit, but with trimesh's plane section of the whole mesh, reduced to the body part by
the labels of the faces, and its convex hull. Only the planes come from the avatar.
"""

from __future__ import annotations

import argparse
import csv
import sys
import time
from collections import defaultdict
from pathlib import Path

import numpy as np
import trimesh
from scipy.spatial import ConvexHull

import mtmpattern as mtm
from mtmpattern.errors import MtmError
from mtmpattern.preview.avatar import Avatar, fit_avatar
from mtmpattern.preview.avatar.crossing import crossings

COLUMNS = {
    "height": "stature", "back_neck_height": "cervicaleheight", "bust_height": "chestheight",
    "hip_height": "buttockheight", "inside_leg": "crotchheight", "knee_height": "kneeheightmidpatella",
    "ankle_height": "lateralmalleolusheight", "head_girth": "headcircumference", "neck_girth": "neckcircumference",
    "neck_base_girth": "neckcircumferencebase", "chest_girth": "chestcircumference",
    "belly_girth": "waistcircumference", "hip_girth": "buttockcircumference", "thigh_girth": "thighcircumference",
    "calf_girth": "calfcircumference", "min_leg_girth": "anklecircumference", "wrist_girth": "wristcircumference",
    "shoulder_length": "shoulderlength",
}
MADE = {
    "waist_height": (("tenthribheight", 0.5), ("iliocristaleheight", 0.5)),
    "upper_arm_girth": (("bicepscircumferenceflexed", 0.94),), "knee_girth": (("lowerthighcircumference", 0.94),),
    "forearm_girth": (("forearmcircumferenceflexed", 0.96),), "arm_length": (("sleeveoutseam", 1.0),),
}
CHILDREN = {
    # Round figures as in children's size charts, cm: height; chest, waist, hip of girls, then of boys; neck, upper arm,
    # thigh; inside leg, waist height, arm.
    98: (55, 52, 57, 55, 53, 56, 25.5, 16, 31, 41, 58, 33.5), 104: (57, 53, 60, 57, 54, 59, 26, 17, 33, 44.5, 62, 36),
    116: (60, 55, 64, 60, 56, 63, 27, 18.5, 36, 51, 70.5, 40),
    128: (64, 58.5, 68.5, 64, 59, 68, 28, 20, 39, 57.5, 79, 44),
    140: (70, 61.5, 75, 70, 63, 73, 29.5, 21.5, 43, 64, 87, 48.5),
    152: (77, 65, 83, 76, 67, 79, 31, 23.5, 47.5, 70, 95, 53),
}
LIMBS = {"left": "left_", "right": "right_"}
PARTS = {
    "trunk": ("torso", "left_thigh", "right_thigh", "neck"), "arm": ("upper_arm", "forearm", "hand"),
    "leg": ("torso", "thigh", "shank", "foot"), "neck": ("neck", "torso", "head"), "head": ("head", "neck"),
}


def people(folder: Path, number: int) -> list[tuple[str, str, dict[str, float]]]:
    found = []
    for sex in ("female", "male"):
        with (folder / f"ansur2_{sex}.csv").open(encoding="latin-1", newline="") as file:
            rows = sorted(csv.DictReader(file), key=lambda row: (float(row["weightkg"]), row["subjectid"]))
        for place in np.linspace(0, len(rows) - 1, number // 2).round().astype(int):
            row = rows[place]
            values = {name: float(row[column]) for name, column in COLUMNS.items()}
            values |= {name: sum(share * float(row[column]) for column, share in terms)
                       for name, terms in MADE.items()}
            values["waist_girth"] = float(row["waistcircumference"]) - (60 if sex == "female" else 15)
            values["arm_length"] += 15
            values["shoulder_slope"] = 21.0
            found.append((f"{sex} {float(row['weightkg']) / 10:.0f} kg", sex, values))
    return found


def children() -> list[tuple[str, str, dict[str, float], dict[str, float], bool]]:
    found = []
    for height, row in CHILDREN.items():
        for sex, trunk in (("female", row[:3]), ("male", row[3:6])):
            names = ("height", "chest_girth", "waist_girth", "hip_girth", "neck_girth", "upper_arm_girth",
                     "thigh_girth", "inside_leg", "waist_height", "arm_length")
            values = dict(zip(names, (10.0 * each for each in (height, *trunk, *row[6:])), strict=True))
            found.append((f"{'girl' if sex == 'female' else 'boy'} {height} cm", sex, values, {}, True))
    return found


def shipped(folder: Path) -> list[tuple[str, str, dict[str, tuple[float, float]], dict[str, float], bool]]:
    found = []
    for path in sorted(folder.glob("*.yaml")):
        body = mtm.read_body(path)
        found.append((path.stem, body.sex, {name: (each.left, each.right) for name, each in body.measures.items()},
                      {name: each.sd for name, each in body.measures.items() if each.sd}, body.child))
    return found


def measured(avatar: Avatar, level: str, target: float, side: str = "left") -> float:
    """A girth by trimesh: the section of the labelled faces in the level's plane, and the hull of its points."""
    kind = ("neck" if level == "neck" else "head" if level == "head" else "trunk" if level in TRUNK else
            "arm" if level in ARMS else "leg")
    if kind in ("arm", "leg"):
        names = {part if part == "torso" else f"{side}_{part}" for part in PARTS[kind]}
    else:
        names = set(PARTS[kind])
    chosen = np.isin(avatar.labels, [avatar.parts.index(name) for name in names])
    if kind == "leg":
        chosen &= avatar.vertices[:, 0] * (1 if side == "left" else -1) >= 0
    mesh = trimesh.Trimesh(avatar.vertices, avatar.faces[chosen[avatar.faces].all(1)], process=False)
    normal, offset = avatar.plane(level, side)
    section = mesh.section(plane_origin=normal * offset, plane_normal=normal)
    points = section.vertices
    if level == "neck":                                       # without the places where the plane leaves back or chin
        axis = 0.84 * avatar.point("neck_joint") + 0.16 * avatar.point("head_joint")
        points = points[np.linalg.norm(points - axis, axis=1) < 0.23 * target]
    first = np.cross(normal, (0.0, 0.0, 1.0))
    first /= np.linalg.norm(first)
    return float(ConvexHull(np.stack([points @ first, points @ np.cross(normal, first)], axis=1)).area)


TRUNK = ("high_bust", "chest", "under_bust", "waist", "belly", "top_hip", "hip")
ARMS = ("upper_arm", "elbow", "forearm", "wrist")


def neck_base(avatar: Avatar) -> float:
    """The girth at the foot of the neck by trimesh: two sections that meet at the side neck points, laid flat."""
    side, flat = avatar.point("neck_point"), []
    chosen = np.isin(avatar.labels, [avatar.parts.index(name) for name in ("neck", "torso", "head")])
    mesh = trimesh.Trimesh(avatar.vertices, avatar.faces[chosen[avatar.faces].all(1)], process=False)
    for name in ("nape", "throat"):
        end = avatar.point(name)
        along = np.array((0.0, end[1] - side[1], end[2] - side[2]))
        along /= np.linalg.norm(along)
        points = mesh.section(plane_origin=side, plane_normal=np.cross(along, (1.0, 0.0, 0.0))).vertices
        depth = (points - side) @ along
        reach = np.hypot(*(end - side)[1:])
        kept = (depth > -1) & (depth < reach + 3) & (abs(points[:, 0]) < side[0] + 12)
        across = np.clip(points[kept, 0], -side[0], side[0])
        flat.append(np.stack([across, np.minimum(depth[kept], reach) * np.sign(end[2] - side[2])], axis=1))
    return float(ConvexHull(np.vstack(flat)).area)


def report(title: str, found: dict[str, list[float]], unit: str = "mm") -> None:
    print(f"\n{title:<22}{'n':>4}{'median':>10}{'worst':>10}  {unit}")
    for name, values in found.items():
        sizes = np.abs(values)
        print(f"{name:<22}{len(values):>4}{np.median(sizes):>10.2f}{sizes.max():>10.2f}")


def run(title: str, group: list[tuple], *, verbose: bool) -> None:
    girths, lengths, seconds = defaultdict(list), defaultdict(list), []
    crossed, open_, refused = 0, 0, 0
    for name, sex, values, spreads, child in group:
        start = time.process_time()
        try:
            avatar = fit_avatar(values, sex, spreads=spreads, child=child)
        except MtmError as error:
            refused += 1
            print(f"{name}: {error}")
            continue
        seconds.append(time.process_time() - start)
        for each in avatar.measures:
            if each.estimated:
                continue
            if each.name.endswith("_girth") and each.name[:-6] in avatar.girth_levels:
                level = each.name[:-6]
                pair = values[each.name] if isinstance(values[each.name], tuple) else (values[each.name],) * 2
                for side, target in zip(LIMBS, pair, strict=True):
                    has = neck_base(avatar) if level == "neck_base" else measured(avatar, level, target, side)
                    girths[level].append(has - target)
            elif each.name != "shoulder_slope":
                lengths[each.name].append(each.off)
        mesh = trimesh.Trimesh(avatar.vertices, avatar.faces, process=False)
        open_ += not (mesh.is_watertight and mesh.is_winding_consistent and mesh.volume > 0)
        pairs = crossings(avatar.vertices, avatar.faces)
        crossed += len(pairs) > 0
        if verbose or len(pairs):
            worst = max(avatar.measures, key=lambda each: 0 if each.estimated else abs(each.off))
            print(f"{name:<18}{seconds[-1]:6.2f} s  arms at {avatar.arm_angle:.0f} degrees, {len(pairs)} crossings, "
                  f"worst {worst.name} {worst.off:+.1f}")
    print(f"\n== {title}: {len(seconds)} fitted, {refused} refused, {open_} not closed, {crossed} crossing themselves")
    report("girth", girths)
    report("length", lengths)
    report("CPU", {"one avatar": seconds}, "s")


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--people", type=int, default=40)
    parser.add_argument("--bodies", type=Path)
    parser.add_argument("-v", "--verbose", action="store_true")
    args = parser.parse_args(arguments)
    run("ANSUR II", [(*each, {}, False) for each in people(args.folder, args.people)], verbose=args.verbose)
    run("children of a size chart", children(), verbose=args.verbose)
    if args.bodies:
        run("shipped bodies", shipped(args.bodies), verbose=args.verbose)


if __name__ == "__main__":
    main(sys.argv[1:])
