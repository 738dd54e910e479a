"""CPU-seconds of a preview by stage, from a measurement file to pictures, GLB and page.

    python benchmarks/preview_split.py [TEMPLATE] [BODY]

The process is fresh and no avatar is stored, so that nothing is left from a run before. The drape itself is the stage
"drape"; "clearing" is the exact distances to the skin after it.
"""

# ruff: noqa: PLC0415  # imports are timed
from __future__ import annotations

import sys
import time
from importlib import import_module

STAGES: list[tuple[str, float]] = []


def mark(stage: str) -> None:
    """Note that a stage has ended."""
    STAGES.append((stage, time.process_time()))


def main(template: str = "crew-tee", person: str = "ana") -> None:
    mark("python")
    for library in ("numpy", "igl", "shapely", "scipy.ndimage", "scipy.sparse.linalg", "scipy.spatial"):
        import_module(library)
    mark("libraries")
    import mtmpattern as mtm
    from mtmpattern.jobs.preview import trunk_depths
    from mtmpattern.preview import garment as worn
    from mtmpattern.preview import maps, shown
    from mtmpattern.preview.sewing import sew
    mark("mtmpattern")
    body = mtm.read_body(person)
    pattern = mtm.draft(template, body, estimates=True)
    mark("draft")
    cloth = sew(pattern)
    mark("sewing")
    figure = mtm.avatar(body, pose=worn.pose_for(cloth))
    mark("avatar")
    seen: list[tuple[str, float]] = []
    made = worn.dress(pattern, figure, cloth=cloth, depths=trunk_depths(body),
                      watch=lambda stage, _: seen.append((stage, time.process_time())))
    starts = [at for stage, at in seen if stage == "measuring the body"][:1]
    drapes = [at for stage, at in seen if stage == "draping"]
    STAGES.extend([("cloth and placing", starts[0]), ("field of distances, first steps", drapes[0]),
                   ("drape, the rest", drapes[-1])])
    mark("clearing")
    found = maps.maps_of(made)
    pictures = shown.pictures(made, pattern, found)
    mark(f"{len(pictures)} pictures")
    scene = shown.glb(made, pattern, found)
    shown.page(scene, made, pattern)
    shown.table(made, pattern, found)
    mark("GLB, page, table")
    before = 0.0
    for stage, at in STAGES:
        print(f"{stage:34}{at - before:6.2f}")
        before = at
    print(f"{'in all':34}{before:6.2f}")
    print(f"{template} on {person}: {cloth.count} points, {'at rest' if made.rested else 'not at rest'} after "
          f"{made.seconds:.1f} s, {100 * made.outside:.2f} % outside the body")


if __name__ == "__main__":
    main(*sys.argv[1:])
