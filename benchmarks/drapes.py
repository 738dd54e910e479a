"""Drapes of many garments on many bodies: a table, and pictures to look at.

    python benchmarks/drapes.py OUT [--garments crew-tee leggings] [--bodies ana ben]

For each garment and body: CPU-seconds by stage, whether it came to rest, the share of it that is outside the body
and the greatest depth inside (by exact distances of vertices and middles of triangles to the mesh), the distance of the
neck or the waist seam from its place in the pattern, and the difference of left and right. ``OUT`` gets a row of
pictures for each, and ``ease.txt`` with the ease at every level, flat and draped, and the note on their difference.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

import igl
import numpy as np

import mtmpattern as mtm
from mtmpattern.errors import MtmError
from mtmpattern.jobs.preview import trunk_depths
from mtmpattern.preview.garment import Garment3D, body_faces, dress, pose_for, waist_height
from mtmpattern.preview.maps import drawn_levels, ease_by_level
from mtmpattern.preview.picture import look, png
from mtmpattern.preview.preview_files import frame_of
from mtmpattern.preview.sewing import sew
from mtmpattern.preview.surfaces import surfaces_of

GARMENTS = ("crew-tee", "long-sleeve-tee", "v-neck-tee", "tank", "sweatshirt", "hoodie", "polo", "leggings", "joggers",
            "straight-skirt", "a-line-skirt", "circle-skirt", "trousers", "shirt", "womens-shirt", "jumper")
BODIES = ("ana", "ben", "freya", "jim", "mei", "nils", "otto", "rosa")


def neck_error(made: Garment3D) -> float:
    """The distance in mm of the inner end of the shoulder seam from its place in the pattern; nan without one.

    That place is on the skin, at the drawn distance from the neck point: along the slope of the shoulder seam, and
    forward by the difference of front and back. The result is the larger difference of both sides.
    """
    cloth, found = made.cloth, []
    for seam, pairs in cloth.seams:
        if "shoulder" not in str(seam):
            continue
        numbers = np.unique(pairs)
        order = np.argsort(abs(cloth.points[numbers, 0]))
        inner, outer = numbers[order[0]], numbers[order[-1]]
        node = cloth.node[inner]
        neck = made.avatar.point("neck_point", "left" if made.points[node, 0] > 0 else "right")
        way = cloth.points[outer] - cloth.points[inner]
        drawn = (abs(cloth.points[inner, 0]) - abs(neck[0])) * np.linalg.norm(way) / abs(way[0])
        heights = cloth.points[np.flatnonzero(cloth.node == node), 1]
        drawn = np.hypot(drawn, np.ptp(heights) / 2)
        found.append(max(abs(np.linalg.norm(made.points[node] * 1000 - neck) - drawn), made.skin[node] * 1000))
    return float(max(found)) if found else float("nan")


def waist_error(made: Garment3D, height: float) -> float:
    """The mean distance in mm of a waistband's seam from the height at which it is worn; nan without one."""
    bands = {part.id for part in made.cloth.parts if part.on.startswith("waist")}
    if not bands or pose_for(made.cloth) == "drape":
        return float("nan")
    off = [made.points[made.cloth.node[np.unique(pairs)], 1] * 1000 - height for seam, pairs in made.cloth.seams
           if {span.part for span in seam.spans} & bands and len(seam.parts) > 1]
    return float(np.mean(np.concatenate(off))) if off else float("nan")


def evenness(made: Garment3D) -> float:
    """The 95th percentile of the distance from mirrored points to the garment, mm."""
    squared = igl.point_mesh_squared_distance(made.points * (-1.0, 1.0, 1.0), made.points, made.cloth.triangles)[0]
    return float(np.percentile(np.sqrt(squared), 95) * 1000)


def run(name: str, person: str, out: Path) -> str:
    start = time.process_time()
    body = mtm.read_body(person)
    pattern = mtm.draft(name, body, estimates=True)
    drafted = time.process_time()
    cloth = sew(pattern)
    figure = mtm.avatar(body, pose=pose_for(cloth))
    fitted = time.process_time()
    made = dress(pattern, figure, cloth=cloth, depths=trunk_depths(body))
    draped = time.process_time()
    surfaces = [each.surface for each in surfaces_of(made, pattern)]
    sights = look(surfaces, frame_of(made, 480, 660))
    (out / f"{name}-{person}.png").write_bytes(png(np.hstack([each.painted(surfaces) for each in sights.values()])))
    shown = time.process_time()
    waist = waist_error(made, waist_height(pattern, figure))
    levels = ease_by_level(made, pattern.ease, drawn_levels(pattern))
    apart = [abs(each.draped - each.flat) for each in levels]
    with (out / "ease.txt").open("a", encoding="utf-8") as file:
        for each in levels:
            file.write(f"{name:16}{person:7}{f'{each.level} {each.side}':18}{each.flat:8.1f}{each.draped:8.1f}"
                       f"{each.draped - each.flat:+8.1f}  {each.note}\n")
    assert len(body_faces(figure, cloth))
    return (f"{name:16}{person:7}{cloth.count:6}{drafted - start:6.1f}{fitted - drafted:6.1f}{draped - fitted:6.1f}"
            f"{shown - draped:6.1f}  {'rests' if made.rested else 'MOVES'} {made.speed * 1000:5.1f}{made.seconds:6.1f}"
            f"{100 * made.outside:8.2f}{made.deepest * 1000:7.2f}{neck_error(made):8.1f}{waist:8.1f}"
            f"{evenness(made):7.1f}{max(apart, default=float('nan')):8.1f}")


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("--garments", nargs="*", default=GARMENTS)
    parser.add_argument("--bodies", nargs="*", default=BODIES)
    args = parser.parse_args(arguments)
    args.out.mkdir(parents=True, exist_ok=True)
    print("garment         body   points draft  body drape  show  rest   mm/s     s  out %  deep mm neck mm waist mm"
          "   even ease mm")
    for name in args.garments:
        for person in args.bodies:
            try:
                print(run(name, person, args.out), flush=True)
            except MtmError as error:
                print(f"{name:16}{person:7}{str(error)[:120]}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
