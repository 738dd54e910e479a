"""Parts with their areas and grain, and the stretches of their edges that are sewn together.

This is the starting point for a marker, a drape or a knitting program. Run it with a template and a measurement file:

    python examples/seams.py crew-tee measurements/bodies/ana.yaml
"""

import sys
from pathlib import Path

import mtmpattern as mtm


def main(template: str, body: str) -> None:
    """Print the parts of a garment as cut, and its seams at body size."""
    pattern = mtm.draft(template, mtm.read_body(Path(body)), estimates=True)
    cut = pattern.for_cutting()
    print(f"{pattern.template}: {len(cut.parts)} parts")
    for part in cut.parts:
        print(f"  {part.id:32} {part.area / 100:8.1f} cm2 in {len(part.polygon(0.1))} corners, "
              f"{part.grain_kind} grain, {part.layer} layer, {cut.fabrics[part.role].name}")
    print(f"{len(pattern.seams)} seams")
    for seam in pattern.seams:
        first, second = seam.lengths
        print(f"  {seam.kind:8} {first:7.1f} mm" + (f" onto {second:7.1f} mm" if seam.second else ""))
        for span in seam.spans:
            direction = "against" if span.reversed else "with"
            print(f"    {span.part}.{span.edge} [{span.start:.1f}..{span.end:.1f}] {direction} the outline")


if __name__ == "__main__":
    main(*sys.argv[1:])
