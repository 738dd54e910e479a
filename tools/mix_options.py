"""Draft every garment with a random mix of allowed options, on real bodies, and check the files and refusals.

    python tools/mix_options.py DATA --count 2000
    python tools/mix_options.py DATA --count 200 --template shirt --seed 7 --stop refused

DATA is the folder of the tables of ANSUR II. Each mix takes the next garment, a person, a fit or none, and for each of
some options a value within its range. Drafts are written as DXF and read back with ezdxf and shapely, independently of
the package: no line crosses itself, none lies off the cloth, and nothing is narrower than 12 mm. A refusal must name a
given option and its possible range, in words of the trade. Every run is the same; one process; run it with nice.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random
from typing import Any

import ezdxf
from ezdxf.document import Drawing
from shapely.geometry import LineString, Point, Polygon

import mtmpattern as mtm
from mtmpattern.drafting.library import find_template, template_names
from mtmpattern.formats import find_format
from mtmpattern.proving.population import Person, people_of

NARROWEST = 12.0
"""The least width of a garment, in mm, between cloth on both sides."""
TABLES = ("ansur2_female.csv", "ansur2_male.csv")
AUTHORS = re.compile(r"\b(inflect|with_darts|solve|curve from|edges?\(|Yield|Say |Write |making\(\)|declare the point|"
                     r"square to the seam|Draw |points=|outline crosses|split|peak|arriving|handles)")
"""Words that only the author of a template can act on."""


def main() -> int:
    """Draft the mixes and print the results; 3 if any fault was found."""
    args = _arguments()
    needs = sorted({need for name in template_names() for need in find_template(name).needs})
    people = [person for number, table in enumerate(TABLES, 1)
              for person in people_of(Path(args.data) / table, number, needs) if person.body]
    counts: Counter[str] = Counter()
    found: Counter[str] = Counter()
    examples: dict[str, str] = {}
    for number in range(args.first, args.first + args.count):
        chance = Random(f"{args.seed} {number}")
        name = args.template or template_names()[number % len(template_names())]
        what, kinds = one_mix(name, chance, people)
        counts[what] += 1
        for kind, text in kinds:
            found[kind] += 1
            if kind not in examples:
                examples[kind] = f"{number} {text}"
        if args.stop and any(kind.startswith(args.stop) for kind, _ in kinds):
            break
        if number % 50 == 49:
            print(f"{number + 1}: {dict(counts)} {dict(found)}", file=sys.stderr, flush=True)
    print(", ".join(f"{count} {what}" for what, count in sorted(counts.items())))
    for kind, count in found.most_common():
        print(f"{count:5} {kind}\n      {examples[kind]}")
    return 3 if found else 0


def one_mix(name: str, chance: Random, people: list[Person]) -> tuple[str, list[tuple[str, str]]]:
    """The result of one mix, and the kinds of its faults with an example of each."""
    kind = find_template(name)
    person = people[chance.randrange(len(people))]
    fit = chance.choice([None, *(each for each in kind.fits if not each.startswith("child"))])      # all are adults
    options = mixed(kind, chance)
    assert person.body is not None
    mix = f"{name} {person.label} fit={fit} {options}"
    try:
        pattern = mtm.draft(name, person.body, fit=fit, estimates=True, **options)
    except mtm.MtmError as error:
        return "refused", [(each, f"{mix}: {problem}") for problem in error.problems
                           for each in of_refusal(problem, kind.options(), fit)]
    text = b"".join(find_format("dxf").write(pattern.for_cutting(), {}).values()).decode("ascii")
    return "drafted", [(what, f"{mix}: {where}") for what, where in of_drawing(text)]


def mixed(kind: Any, chance: Random) -> dict[str, Any]:
    """A value for each of some options of a template."""
    options = list(kind.options().values())
    taken = chance.sample(options, chance.randint(1, len(options)))
    values: dict[str, Any] = {}
    for option in sorted(taken, key=lambda each: each.name):
        if option.kind == "yes_no":
            values[option.name] = chance.random() < .5
        elif option.kind == "choice":
            values[option.name] = chance.choice(option.choices)
        elif option.kind == "count":
            values[option.name] = chance.randint(int(option.least), int(option.most))
        else:
            values[option.name] = round(chance.choice([option.least, option.most, chance.uniform(
                option.least, option.most)]), 1)
    return values


# ---- Refusals -----------------------------------------------------------------------------------------------------


def of_refusal(problem: Any, options: Mapping[str, Any], fit: str | None) -> Iterator[str]:
    """The faults of a refusal: no option of the garment, no range, or words for authors."""
    text = f"{problem.message} {problem.hint}"
    if not any(re.search(rf"\b{name}\b", text) for name in options) and not (fit and f"fit {fit}" in text):
        yield f"refused without an option: {problem.code}"
    elif not re.search(r"may be .+ (to .+|here)", problem.hint) and "leave it out" not in text and not re.search(
            r"(Set|Alter|Choose) ", problem.hint):              # a choice has no range: "may be waistband here"
        yield f"refused without a range: {problem.code}"
    if AUTHORS.search(text):
        yield f"refused in words for authors: {problem.code}"


# ---- Drawings -----------------------------------------------------------------------------------------------------


def of_drawing(text: str) -> Iterator[tuple[str, str]]:
    """The faults of a drawing, and their places."""
    from io import StringIO  # noqa: PLC0415

    drawing = ezdxf.read(StringIO(text))
    for block in drawing.blocks:
        if not block.name.startswith("*") and not block.name.startswith("_"):
            yield from of_part(drawing, block.name)


def of_part(drawing: Drawing, name: str) -> Iterator[tuple[str, str]]:
    """The faults of one part, and their places."""
    lines, holes = read_part(drawing, name)
    cut = Polygon(lines["1"][0])
    if not cut.is_valid:
        yield "a cut line crosses itself", name
        return
    for points in lines.get("14", ()):
        sewn = Polygon(points) if len(points) > 3 and points[0] == points[-1] else None
        if sewn is None:
            continue
        if not sewn.is_valid:
            yield "a sewn line crosses itself", name
        elif not cut.buffer(.2).covers(sewn):
            yield "a sewn line off the cloth", f"{name} by {sewn.difference(cut.buffer(.2)).area:.1f} mm2"
        else:
            yield from of_width(sewn, name)
    for layer in ("7", "8"):
        for points in lines.get(layer, ()):
            if not cut.buffer(.5).covers(LineString(points)):
                yield f"a line of layer {layer} off the cloth", name
    for hole in holes:
        if not cut.covers(Point(hole)):
            yield "a hole off the cloth", name


def read_part(drawing: Drawing, name: str) -> tuple[dict[str, list[list[tuple[float, float]]]],
                                                    list[tuple[float, float]]]:
    """The lines of a part by their layers, and its drill holes."""
    lines: dict[str, list[list[tuple[float, float]]]] = {}
    holes: list[tuple[float, float]] = []
    for entity in drawing.blocks.get(name):
        if entity.dxftype() == "POLYLINE":
            points = [(v.dxf.location.x, v.dxf.location.y) for v in entity.vertices]  # type: ignore[attr-defined]
            if entity.is_closed:  # type: ignore[attr-defined]
                points.append(points[0])
            lines.setdefault(entity.dxf.layer, []).append(points)
        elif entity.dxftype() == "LINE":
            lines.setdefault(entity.dxf.layer, []).append([(entity.dxf.start.x, entity.dxf.start.y),
                                                           (entity.dxf.end.x, entity.dxf.end.y)])
        elif entity.dxftype() == "POINT" and entity.dxf.layer == "13":
            holes.append((entity.dxf.location.x, entity.dxf.location.y))
    return lines, holes


def of_width(sewn: Polygon, name: str) -> Iterator[tuple[str, str]]:
    """Places where a part is too narrow, or falls apart when narrowed."""
    if sewn.area < 4 * NARROWEST ** 2:
        return
    inside = sewn.buffer(-(NARROWEST - .1) / 2)
    if inside.is_empty:
        yield "a part under 12 mm", f"{name}, {2 * sewn.area / sewn.length:.1f} mm"
        return
    apart = sorted((each.area for each in getattr(inside, "geoms", [inside])), reverse=True)
    if len([area for area in apart if area > NARROWEST ** 2]) > 1:
        yield "a neck under 12 mm", f"{name}: {[round(area) for area in apart]}"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("data", metavar="DATA")
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--seed", default="mixes")
    parser.add_argument("--template")
    parser.add_argument("--stop", default="", metavar="KIND", help="end at the first fault of this kind")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
