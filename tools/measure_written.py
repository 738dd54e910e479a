"""Measure a garment on its written DXF and compare it with the body.

    python tools/measure_written.py crew-tee.dxf --body ana.yaml
    python tools/measure_written.py trousers.dxf --survey ansur2_female.csv --row 17 --json

It uses nothing of the package: ezdxf reads the file, shapely measures the sewn lines (layer 14), and the kind of a
piece comes from its texts (Category, Annotation, Material, Fabric). The exit code is 1 if a level is below its least
ease or a turned hem is out of bounds.

Widths are level lines across the sewn pieces, grain upright, with the cloth of darts taken out and, on a half that
laps, only up to the drawn middle line. A level's height comes from the body's own vertical measures:

===============  ==================================================================================================
level            what is measured on the pieces, and against which measure
===============  ==================================================================================================
neck             the sewn neckline, front, back (or yoke) and raglan tops, against `neck_base`, below a collar against
                 `neck`; of a stand, buttoned, its middle from the button to the far end of the hole, against `neck`
across back,     half of the narrowest level line from armhole to armhole, between 0.05 and 0.75 of the way from tip
across front     to underarm (on a yoked back from the yoke's seam), pleats under the yoke taken out; against half of
                 `across_back`, `across_front`. Not of raglan or sleeveless garments: their armhole edge is design
chest            level with the underarm corner, against `chest`; where there is a side dart, level with its tip, and
                 as far below the underarm on the back
high bust        where there is a side dart: level with the underarm corner, against `high_bust`
waist            `hps_to_waist_back` (or `back_waist_length` + 22, or a quarter of the height + 22) below the side of
                 the neck. That is the mean of how
                 far front and back lie above the underarm, so that a shoulder seam moved to the front changes nothing,
                 on the shoulder line drawn on to a sixth of `neck_base` from the middle
belly            `waist_to_belly` below the waist; without it the navel's depth fitted to belly, height and hip in
                 ANSUR II, at least 10 and at most 110 (46 for women, 35 for men on average)
hip              `waist_to_hip` below the waist; a hem up to 30 mm higher is held to it
upper arm        from underarm corner to underarm corner of the sleeve, against `upper_arm`
elbow            `upper_arm_length` below the crown, less what the shoulder seam lies beyond the body's shoulder
wrist            the cuff, buttoned or as a ring; without one the hem of a long sleeve; against `wrist`
sleeve hem       the edge of a short sleeve against `upper_arm`
waist seam       the waistband along its middle, buttoned, against `waist`, of trousers against the girth at the
                 height of that middle, in straight lines from waist over top hip to hip, or a belly; else the waist
                 line with its darts closed. A band without a button is an elastic waist: it may be 30 % less
belly, top hip,  of trousers so far below the natural waist, which lies above the waist seam at the side by half of
hip              what the crotch seam is short of `crotch_length` + 10 (of leggings, by what `body_rise` exceeds the
                 side); a level that a slanting waist line cuts is read at the lowest place of that. Of skirts so far
                 below the end of the waist line at the side, of circle skirts along the waist line. A front cut away
                 by a pocket mouth is made whole by the pocket's back
max hip          the widest level from 60 above the fork, or down to 120 below a skirt's hip, against `max_hip`
thigh            20 below the body's crotch (waist less `body_rise`), but not above the fork, front and back of one leg
knee, calf       `waist_to_knee` below the natural waist (or `inside_leg` less `knee_height` below the crotch); the calf
                 at `calf_height`, or 0.70 of the knee's height; against `knee`, `calf`
hem, leg hem     the edge of a long leg against `heel`; of a short one against the leg there, between its girths
===============  ==================================================================================================

Below a side dart the front's levels are counted up from the hem at the side. A turned hem is the raw edge without the
seams at its ends against the line inside the piece that lies as deep as the turn: `written/hems.py`.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from written.bodies import read_body, read_row
from written.drawing import read_drawing
from written.ease import Verdict, check, cloth_of
from written.hems import Hem


def main() -> int:
    """Print the table of one file; 1 if something is out of bounds, 2 if it cannot be read."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    who = parser.add_mutually_exclusive_group(required=True)
    who.add_argument("--body", type=Path, help="a measurement file")
    who.add_argument("--survey", type=Path, help="an ANSUR II table")
    parser.add_argument("--row", type=int, default=1, help="row of the table, from 1")
    parser.add_argument("--cloth", choices=("knit", "woven"), help="if the cloth's name does not tell")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    try:
        drawing = read_drawing(args.file)
        body = read_body(args.body) if args.body else read_row(args.survey, args.row)
    except (OSError, ValueError) as error:
        print(f"{args.file.name}: {error}", file=sys.stderr)
        return 2
    cloth = args.cloth or cloth_of(drawing)
    verdicts, turned = check(drawing, body, cloth)
    if args.json:
        print(json.dumps({"levels": [_as_data(each) for each in verdicts],
                          "hems": [_hem_data(hem, cloth) for hem in turned]}, indent=1))
    else:
        _print(verdicts, turned, cloth)
    bad = any(each.under > 0.5 for each in verdicts) or not all(hem.flat(cloth) for hem in turned)
    return 1 if bad else 0


def _as_data(verdict: Verdict) -> dict[str, object]:
    reading = verdict.reading
    return {"level": reading.level, "part": reading.part, "garment": round(reading.garment, 1),
            "body": None if reading.body is None else round(reading.body, 1),
            "ease": None if reading.ease is None else round(reading.ease, 1), "least": verdict.least,
            "most": verdict.most, "where": reading.where}


def _hem_data(hem: Hem, cloth: str) -> dict[str, object]:
    return {"piece": hem.piece, "side": hem.side, "depth": round(hem.depth, 1), "raw": round(hem.raw, 1),
            "lands_on": round(hem.lands_on, 1), "percent": round(hem.excess, 2), "flat": hem.flat(cloth)}


def _print(verdicts: list[Verdict], turned: list[Hem], cloth: str) -> None:
    print(f"{'level':13}{'':6}{'garment':>9}{'body':>9}{'ease':>8}{'least':>7}{'most':>6}")
    for each in verdicts:
        reading = each.reading
        mark = "SHORT" if each.under > 0.5 else "over" if each.over > 0.5 else ""
        print(f"{reading.level:13}{reading.part:6}{reading.garment:9.1f}{_number(reading.body, 9)}"
              f"{_number(reading.ease, 8)}{_number(each.least, 7, 0)}{_number(each.most, 6, 0)}"
              f"  {mark:6}{reading.where}")
    for hem in turned:
        mark = "" if hem.flat(cloth) else "NOT FLAT"
        print(f"{hem.edge} {hem.piece} {hem.side}: {hem.depth:.0f} deep, raw edge {hem.raw:.1f} on {hem.lands_on:.1f}, "
              f"{hem.excess:+.2f} %  {mark}")


def _number(value: float | None, size: int, places: int = 1) -> str:
    return " " * size if value is None else f"{value:{size}.{places}f}"


if __name__ == "__main__":
    sys.exit(main())
