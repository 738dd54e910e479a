"""Compare the drafts of two commits: every garment, in every fit, for the same people.

    python tools/compare_drafts.py people people.json --count 300
    python tools/compare_drafts.py dump people.json before.gz        # in the checkout of one commit
    python tools/compare_drafts.py dump people.json after.gz         # in the checkout of the other
    python tools/compare_drafts.py compare before.gz after.gz --within 0.001

A dump contains the cut lines, sewn lines, notches, drill holes, inner lines and grain of every part as control points
in mm, one draft per line. It uses only the names in `mtmpattern` itself and the fields of a part, so that one copy of
this file works for commits with different modules.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import mtmpattern as mtm

Numbers = list[float]


def main() -> int:
    """Run one of the three commands."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    people = commands.add_parser("people", help="write the people to draft for")
    people.add_argument("file", type=Path)
    people.add_argument("--count", type=int, default=300)
    dump = commands.add_parser("dump", help="draft everything with the installed package")
    dump.add_argument("people", type=Path)
    dump.add_argument("file", type=Path)
    dump.add_argument("--template", action="append")
    dump.add_argument("--workers", type=int, default=1)
    compare = commands.add_parser("compare", help="list the differences between two dumps")
    compare.add_argument("before", type=Path)
    compare.add_argument("after", type=Path)
    compare.add_argument("--within", type=float, default=0.001, help="the most mm by which a number may differ")
    arguments = parser.parse_args()
    if arguments.command == "people":
        return write_people(arguments.file, arguments.count)
    if arguments.command == "dump":
        return write_dump(arguments.people, arguments.file, arguments.template, arguments.workers)
    return print_differences(arguments.before, arguments.after, arguments.within)


# ---- People ------------------------------------------------------------------------------------------------------


def write_people(file: Path, count: int) -> int:
    """Write the shipped people and ``count`` drawn from the shipped statistics, as plain numbers."""
    from mtmpattern.proving.population import drawn  # noqa: PLC0415  only the commit that writes the list needs it

    needs = sorted({name for template in mtm.template_names() for name in _needs(template)})

    found: dict[str, Any] = {}
    for path in sorted((Path(__file__).parents[1] / "measurements" / "bodies").glob("*.yaml")):
        found[path.stem] = _plain(mtm.read_body(path))
    for person in drawn(count, needs)[0]:
        if person.body is not None:
            found[person.label] = _plain(person.body)
    file.write_text(json.dumps(found, indent=1, sort_keys=True), "utf-8")
    print(f"{len(found)} people")
    return 0


def _needs(template: str) -> list[str]:
    return list(mtm.schema(template)["properties"]["measurements"]["properties"])


def _plain(body: mtm.Body) -> dict[str, Any]:
    return {"sex": body.sex, "child": body.child,
            "measures": {name: [body.measure(name).left, body.measure(name).right] for name in body.names}}


# ---- Dumps -------------------------------------------------------------------------------------------------------


def write_dump(people: Path, file: Path, templates: list[str] | None, workers: int) -> int:
    """Write one line of JSON for each draft, in a gzip file whose bytes depend only on the drafts."""
    bodies = json.loads(people.read_text("utf-8"))
    wanted = templates or list(mtm.template_names())
    fits = {name: list(mtm.schema(name)["properties"]["fit"]["enum"]) for name in wanted}
    jobs = [(name, fit, label, bodies[label]) for name in wanted for fit in fits[name] for label in bodies
            if (fit == "child") == bool(bodies[label]["child"])]
    with gzip.GzipFile(file, "wb", mtime=0) as out, ProcessPoolExecutor(workers) as pool:
        for done, line in enumerate(pool.map(_drafted, jobs, chunksize=16), 1):
            out.write(line.encode() + b"\n")
            if done % 500 == 0:
                print(f"{done} of {len(jobs)}", file=sys.stderr)
    return 0


def _drafted(job: tuple[str, str, str, dict[str, Any]]) -> str:
    template, fit, label, about = job
    body = mtm.Body.of({name: tuple(sides) for name, sides in about["measures"].items()},
                       sex=about["sex"], child=about["child"])
    key = f"{template}/{fit}/{label}"
    try:
        cut = mtm.draft(template, body, fit=fit, estimates=True).for_cutting()
    except mtm.MtmError as error:
        return json.dumps([key, {"refused": sorted(problem.code for problem in error.problems)}])
    return json.dumps([key, {part.id: _part(part) for part in cut.parts}], separators=(",", ":"))


def _part(part: Any) -> dict[str, Any]:
    return {
        "cut": _curves(part.cut),
        "grain": _points(sorted(part.grain, key=lambda end: (round(end.x, 3), round(end.y, 3)))),
        "sewn": {edge.name: _curves(edge.curves) for edge in part.sewn},
        "notches": sorted([*_points((notch.at, notch.on_cut)), round(notch.direction % 360.0, 5) % 360.0,
                           round(notch.depth, 5)] for notch in part.notches),
        "drills": sorted(_points((drill.at,)) for drill in part.drills),
        "lines": sorted(map(_either_way, part.lines))}


def _curves(curves: Iterable[Any]) -> Numbers:
    return [number for c in curves for number in _points((c.start, c.leave, c.arrive, c.end))]


def _either_way(line: Any) -> Numbers:
    """A line inside a part, from the end with the lesser coordinates."""
    ends = line.curves[0].start, line.curves[-1].end
    backward = (ends[1].x, ends[1].y) < (ends[0].x, ends[0].y)
    return _curves([curve.reversed() for curve in reversed(line.curves)] if backward else line.curves)


def _points(points: Iterable[Any]) -> Numbers:
    return [round(float(number), 5) + 0.0 for point in points for number in (point.x, point.y)]


# ---- Comparing ---------------------------------------------------------------------------------------------------


def print_differences(before: Path, after: Path, within: float) -> int:
    """Print drafts that are missing, differ in structure or moved by more than ``within`` mm; return 1 for any."""
    worst: dict[str, float] = defaultdict(float)
    faults: list[str] = []
    old, new = dict(_lines(before)), dict(_lines(after))
    faults += [f"{key}: only in {file}" for keys, file in ((old.keys() - new.keys(), before.name),
                                                           (new.keys() - old.keys(), after.name)) for key in keys]
    for key in sorted(old.keys() & new.keys()):
        for what, a, b in _pairs(old[key], new[key]):
            if isinstance(a, float | int) and isinstance(b, float | int):
                worst[what] = max(worst[what], abs(a - b))
                if abs(a - b) > within:
                    faults.append(f"{key}: {what} moved by {abs(a - b):.4f} mm")
            elif a != b:
                faults.append(f"{key}: {what}: {str(a)[:60]} before, {str(b)[:60]} after")
    kinds: dict[str, float] = defaultdict(float)
    for what, mm in worst.items():
        kinds[what.split(":")[-1]] = max(kinds[what.split(":")[-1]], mm)
    print(f"{len(old.keys() & new.keys())} drafts compared; largest differences in mm: "
          + ", ".join(f"{kind} {mm:.5f}" for kind, mm in sorted(kinds.items())))
    for fault in faults[:40]:
        print(fault)
    if len(faults) > 40:
        print(f"and {len(faults) - 40} more")
    return 1 if faults else 0


def _lines(file: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    with gzip.open(file, "rt") as lines:
        for line in lines:
            key, found = json.loads(line)
            yield key, found


def _pairs(old: dict[str, Any], new: dict[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    """Yield the numbers of two drafts in pairs, and the parts that only one of them has."""
    if "refused" in old or "refused" in new:
        yield "refused", old.get("refused", "drafted"), new.get("refused", "drafted")
        return
    yield "parts", sorted(old), sorted(new)
    for part in old.keys() & new.keys():
        for kind in old[part].keys() & new[part].keys():
            a, b = (_flat(_in_order(each[part][kind]) if kind == "lines" else each[part][kind]) for each in (old, new))
            if len(a) != len(b):
                yield f"{part}:{kind}", f"{len(a)} numbers", f"{len(b)} numbers"
                continue
            yield from ((f"{part}:{kind}", x, y) for x, y in zip(a, b, strict=True))


def _in_order(lines: list[Numbers]) -> list[Numbers]:
    """Lines inside a part, each from the lesser end after rounding: the order of upright ones varies in the dumps."""
    found = []
    for line in lines:
        points = list(zip(line[::2], line[1::2], strict=True))
        ends = [(round(x, 3), round(y, 3)) for x, y in (points[0], points[-1])]
        found.append([n for point in (reversed(points) if ends[1] < ends[0] else points) for n in point])
    return sorted(found, key=lambda line: [round(n, 3) for n in line])


def _flat(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return [item for name in sorted(value) for item in (name, *_flat(value[name]))]
    if isinstance(value, list):
        return [item for each in value for item in _flat(each)]
    return [value]


if __name__ == "__main__":
    sys.exit(main())
