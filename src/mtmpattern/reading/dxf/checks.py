"""The audit of a pattern DXF: everything wrong or doubtful in it, gathered in one report."""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Final

import numpy as np
import shapely

from mtmpattern.errors import FileFormatError, listed, no_surprise
from mtmpattern.geometry import Point
from mtmpattern.limits import DXF_FINDINGS, DXF_IN_LINE
from mtmpattern.reading.dxf.drawing import Drawing, read_dxf
from mtmpattern.reading.dxf.nest import MISSING, missing_in
from mtmpattern.reading.dxf.notch import NOTCH_DEPTH, doubted
from mtmpattern.reading.dxf.outline import Border, Numbers
from mtmpattern.reading.dxf.piece import LOOSE, Points, ReadPiece, xy_of
from mtmpattern.reading.dxf.spikes import THIN, Spike, crossing, neck, spikes_of
from mtmpattern.reading.dxf.texts import PIECE_NAME, QUANTITY, field_of, is_interfacing, is_on_fold
from mtmpattern.reading.findings import FAULT, NOTE, WARNING, Finding, Findings
from mtmpattern.reading.source import Source

# ---- Checks of one piece --------------------------------------------------------------------------------------------

ON_LINE: Final = 0.5
"""A notch farther than this many mm from the cut line is off it."""

ASTRAY: Final = 2.0
"""One farther off than this many mm is a fault: the cut line has no place that is surely meant."""

FAR: Final = 10_000.0
"""A vertex farther than this many mm from the middle of its piece is a fault."""

AWAY: Final = 100_000.0
"""A piece farther than this many mm from 0,0 gets a warning."""

LONGEST: Final = 255
"""The most letters of a text in DXF R12."""

TIGHT: Final = 0.05
"""The sewn line may lie outside the cut line by this many mm where there is no allowance."""

CHORDS: Final = 0.5
"""On a curved edge without an allowance, cut and sewn line may differ by this many mm if they have few chords."""

BEND: Final = 30.0
"""Chords of one curve turn by at most this many degrees; a sharper turn is a corner."""

TRIM: Final = 3.0
"""Interfacing is trimmed by at most this many mm; farther inside the sewn line, layers were swapped."""

LEAST: Final = 5.0
"""A piece that is smaller than this many mm in both directions is none."""

SHORT: Final = 0.01
"""An area of at most this many square mm, or a line of at most as many mm, counts as zero."""


def check_piece(piece: ReadPiece, tight: float = TIGHT) -> Iterator[Finding]:
    """Every check of one piece; the sewn line may lie up to ``tight`` mm outside the cut line."""
    yield from _names(piece)
    most = max(len(piece.cut), len(piece.sewn))
    if most > DXF_IN_LINE:
        yield Finding("dxf.dense", FAULT, f"one of its lines has {most} vertices, more than {DXF_IN_LINE}",
                      "It was not checked further; is it a piece?", piece.block)
        return
    for what, ring in (("cut", piece.cut), ("sewn", piece.sewn)):
        yield from _far(piece, what, ring)
        yield from _simple(piece, what, ring)
    cut = shapely.Polygon(xy_of(piece.cut))
    if not cut.is_valid or cut.area <= SHORT:
        return                                              # a crossed outline has no definite inside
    border = Border(xy_of(piece.cut))
    yield from _sewn_inside(piece, cut, border, tight)
    yield from _notches(piece, border)
    yield from _inside(piece, cut, border)


_COUNT: Final = re.compile(
    r"\b(?:cut|x|qty|quantity)[ .]?\d{1,3}\b|\b\d{1,3} ?(?:x|pcs|off)\b|\b\d? ?pairs?\b", re.IGNORECASE)
"""How often to cut a piece, in a text that is no field."""


def _names(piece: ReadPiece) -> Iterator[Finding]:
    yield from _half_by_words(piece)
    counted = next((text for text in piece.texts if piece.quantity is None and ":" not in text
                    and _COUNT.search(text[:LONGEST])), "")
    if counted:
        yield Finding("dxf.quantity", WARNING, f"the text {counted[:40]!r} may say how often the piece is cut",
                      "One is cut. Write Quantity: and how many whole pieces are cut." if is_on_fold(counted) else
                      "One is cut. Write it as Quantity: 2, or right and left as Quantity: 1,1.", piece.block)
    if not piece.fields and piece.block.startswith(LOOSE):
        return                                              # general CAD does not write these texts
    if not piece.fields.get(PIECE_NAME):
        yield Finding("dxf.name", WARNING, "no text gives a Piece Name", "The standard requires it; the name of the "
                      "block was used.", piece.block)
    if QUANTITY not in piece.fields and piece.quantity is None:
        yield Finding("dxf.quantity", NOTE, "no text gives a Quantity", "One was assumed.", piece.block)
    for text in piece.texts:
        if len(text) > LONGEST:
            yield Finding("dxf.text", WARNING, f"a text has {len(text)} letters: {text[:40]!r}",
                          f"DXF R12 allows {LONGEST}.", piece.block)
    if "?" in piece.name and not re.search(r"\w", piece.name):
        yield Finding("dxf.name", WARNING, f"the name {piece.name[:40]!r} consists of question marks",
                      "The program that wrote it lost letters beyond 7-bit ASCII.", piece.block)


def _half_by_words(piece: ReadPiece) -> Iterator[Finding]:
    """A piece on the fold by its texts alone: half of it would be cut."""
    if piece.mirror is not None:
        return
    fields = (*piece.fields.values(), *(text for text in piece.texts if field_of(text) is None))
    if said := next((text for text in (piece.name, *fields) if is_on_fold(text)), ""):
        yield Finding("dxf.mirror", WARNING, f"the text {said[:40]!r} says that the piece is a half, and it has no "
                      "mirror line", "It is cut as drawn. If that is a half, draw the fold on layer 6, from corner to "
                      "corner: the piece is opened there.", piece.block)


def _far(piece: ReadPiece, what: str, ring: Points) -> Iterator[Finding]:
    """Vertices far from the others, and pieces far from the origin."""
    if not ring:
        return
    middle = Point(statistics.median(at.x for at in ring), statistics.median(at.y for at in ring))
    far = [at for at in ring if at.distance(middle) > FAR]
    if far:
        worst = max(far, key=middle.distance)
        yield Finding("dxf.far", FAULT, f"{len(far)} vertices of the {what} line lie far away, one "
                      f"{worst.distance(middle) / 1000:.1f} m from the middle of the piece",
                      "An allowance or a formula went wrong in the program that drew it.", piece.block, worst)
    if what == "cut" and middle.distance(Point(0, 0)) > AWAY:
        yield Finding("dxf.far", WARNING, f"the piece lies {middle.distance(Point(0, 0)) / 1000:.0f} m from 0,0",
                      "Other readers lose digits, or show an empty sheet.", piece.block, middle)


def _simple(piece: ReadPiece, what: str, ring: Points) -> Iterator[Finding]:
    """An outline that encloses nothing, runs out and back, crosses itself, or hangs together by a thread."""
    if not ring:
        return
    polygon = shapely.Polygon(xy_of(ring)) if len(ring) > 2 else shapely.Polygon()
    if polygon.area <= SHORT and (polygon.is_valid or shapely.make_valid(polygon).area <= SHORT):
        yield Finding("dxf.zero", FAULT, f"the {what} line encloses nothing", "It is a line, not an outline.",
                      piece.block, ring[0])
    elif what == "cut" and float(np.ptp(xy_of(ring), axis=0).max()) < LEAST:
        wide, high = np.ptp(xy_of(ring), axis=0).tolist()
        yield Finding("dxf.zero", FAULT, f"the cut line is {wide:.1f} mm wide and {high:.1f} mm high",
                      f"A part of less than {LEAST:g} mm cannot be cut; is the unit right?", piece.block, ring[0])
    else:
        spikes, rest = spikes_of(xy_of(ring))
        yield from (_spiked(piece, f"{what} line", spike) for spike in spikes)
        polygon = shapely.Polygon(rest)
        where = "Check the place; a cutter would follow the line."
        if not polygon.is_valid:
            touches = shapely.LineString([*rest, rest[0]]).is_simple
            yield Finding("dxf.crossing", WARNING if touches else FAULT, f"the {what} line crosses or touches itself",
                          where, piece.block, crossing(polygon) or ring[0])
        elif what == "cut" and (thread := neck(polygon)):
            yield Finding("dxf.crossing", FAULT, f"the cut line comes within {2 * THIN:g} mm of itself, with cloth on "
                          "both sides", "A cutter would cut the piece in two there.", piece.block, thread)
    for line in piece.lines if what == "cut" else ():
        if sum(a.distance(b) for a, b in pairwise(line.points)) <= SHORT:
            yield Finding("dxf.zero", NOTE, f"an {line.kind} line has no length", "It draws nothing.", piece.block,
                          line.points[0])


def _spiked(piece: ReadPiece, what: str, spike: Spike) -> Finding:
    way, hint = (("into the piece", "Draw a slit as a cutout on layer 11, and a notch on layer 4.") if spike.inward else
                 ("out", "Remove it; a cutter would follow the line."))
    return Finding("dxf.spike", FAULT, f"the {what} runs {spike.length:.1f} mm {way} and back", hint, piece.block,
                   Point(*spike.tip))


def _sewn_inside(piece: ReadPiece, cut: shapely.Polygon, border: Border, tight: float) -> Iterator[Finding]:
    if not piece.sewn:
        yield Finding("dxf.sewn_missing", NOTE, "there is no sewn line", "The cut line was used, without an allowance.",
                      piece.block)
        return
    outside = border.outside(xy_of(piece.sewn))
    worst = int(np.argmax(outside))
    if outside[worst] <= tight:
        return
    sewn = shapely.Polygon(xy_of(piece.sewn)) if len(piece.sewn) > 2 else shapely.Polygon()
    if sewn.is_valid and sewn.area > cut.area and Border(xy_of(piece.sewn)).outside(xy_of(piece.cut)).max() <= tight:
        yield _trimmed(piece, cut, sewn, float(outside[worst]))
        return
    over = np.flatnonzero(outside > tight)
    bowed = tight + _bows(piece.cut)[border.nearest([xy_of(piece.sewn)[index] for index in over])]
    bare = over[outside[over] > np.minimum(bowed, CHORDS)]
    worst = int(bare[np.argmax(outside[bare])]) if len(bare) else worst
    yield Finding("dxf.sewn", FAULT if len(bare) else WARNING, f"the sewn line runs up to {outside[worst]:.2f} mm "
                  f"outside the cut line, at {len(over)} vertices", "There is no cloth for this seam."
                  if len(bare) else "Both are one edge without an allowance, drawn with few chords.", piece.block,
                  piece.sewn[worst])


def _trimmed(piece: ReadPiece, cut: shapely.Polygon, sewn: shapely.Polygon, corner: float) -> Finding:
    """A cut line inside the sewn line: right for interfacing, and swapped layers for any other cloth."""
    stated = " ".join((piece.material, piece.name, piece.category, piece.block))
    said = "the cut line lies inside the sewn line all round"
    if is_interfacing(stated):
        return Finding("dxf.trimmed", NOTE, f"{said}, by up to {corner:.2f} mm",
                       "Right for trimmed interfacing; any other cloth would be too small.", piece.block)
    narrow = 2.0 * (sewn.area - cut.area) / (sewn.length + cut.length)             # the mean all round
    cloth = f"{piece.material[:40]} is not interfacing" if piece.material else "no text states interfacing"
    said = f"{said}, by about {narrow:.1f} mm, and {cloth}"
    return Finding("dxf.trimmed", WARNING if narrow <= TRIM else FAULT, said, "The cut part would be too small. Swap "
                   "layers 1 and 14 if they are mixed up; state Material: FUSIBLE for interfacing.", piece.block)


def _bows(ring: Points) -> Numbers:
    """The most by which a curve may bow out from each of its chords, in mm; 0 on a straight edge.

    A chord of length l bows l/2 tan(t/4), where t is the turn of its arc. The turn at a vertex is the mean of its two
    arcs, so a chord beside shorter ones turns by up to twice as much.
    """
    corners = np.array(xy_of(ring))
    along = np.roll(corners, -1, axis=0) - corners
    ways = np.arctan2(along[:, 1], along[:, 0])
    turns = np.abs((ways - np.roll(ways, 1) + np.pi) % (2 * np.pi) - np.pi)         # at the start of each chord
    turns[turns > np.radians(BEND)] = 0.0
    bows: Numbers = np.hypot(*along.T) / 2 * np.tan(np.maximum(turns, np.roll(turns, -1)) / 2)
    return bows


def _notches(piece: ReadPiece, border: Border) -> Iterator[Finding]:
    if not piece.notches:
        return
    places = [(notch.at.x, notch.at.y) for notch in piece.notches]
    sewn = Border(xy_of(piece.sewn)).distances(places) if piece.sewn else np.full(len(places), np.inf)
    turned, odd = doubted(piece)
    if turned:
        which = "the angle of a notch does" if turned == 1 else f"the angles of {turned} notches do"
        yield Finding("dxf.notch_angle", WARNING, f"{which} not point into the cloth",
                      "A notch was read square to the edge there.", piece.block)
    if odd:
        depths = sorted({f"{depth:.3g}" for depth in odd}, key=float)
        which = "an impossible depth of a notch" if len(odd) == 1 else f"impossible depths of {len(odd)} notches"
        yield Finding("dxf.notch_depth", WARNING, f"{which}: {listed(depths, 6)} mm",
                      f"{NOTCH_DEPTH:g} mm were read, or less where the allowance is narrow.", piece.block)
    for notch, off, from_sewn in zip(piece.notches, border.distances(places), sewn, strict=True):
        if off > ON_LINE:
            on_sewn = from_sewn <= ON_LINE
            astray = off > ASTRAY and not on_sewn
            yield Finding("dxf.notch", FAULT if astray else WARNING,
                          f"a notch lies {off:.2f} mm off the cut line" + (", on the sewn line" if on_sewn else ""),
                          "No place on the line is surely meant." if astray else
                          "The nearest place of the cut line was used.", piece.block, notch.at)


def _inside(piece: ReadPiece, cut: shapely.Polygon, border: Border) -> Iterator[Finding]:
    """Grain line, drill holes and cutouts that are missing or outside the piece."""
    if piece.grain is None:
        yield Finding("dxf.grain", FAULT, "there is no grain line", "Add one: it says how the piece lies on the cloth. "
                      "Upright was assumed.", piece.block)
    elif not cut.intersects(shapely.LineString(xy_of(piece.grain))):
        yield Finding("dxf.grain", WARNING, "the grain line lies outside the piece", "Only its direction was used.",
                      piece.block, piece.grain[0])
    drills = border.outside([(drill.at.x, drill.at.y) for drill in piece.drills])
    for drill, off in zip(piece.drills, drills, strict=True):
        if off > ON_LINE:
            yield Finding("dxf.drill", FAULT, f"a drill hole lies {off:.2f} mm outside the piece",
                          "It would be drilled into the next one.", piece.block, drill.at)
    yield from _lost_drills(piece)
    for line in piece.lines:
        off = border.outside(xy_of(line.points)).max() if line.kind == "internal" else 0.0
        if off > ON_LINE:
            yield Finding("dxf.line", WARNING, f"an internal line runs up to {off:.2f} mm outside the piece",
                          "A marker leaves that part of it out.", piece.block, line.points[0])
    for line in piece.cutouts:
        if border.outside(xy_of(line.points)).max() > ON_LINE:
            yield Finding("dxf.cutout", WARNING, "a cutout runs out of the piece", "It would cut into the next one.",
                          piece.block, line.points[0])
    yield from _crossing_cutouts(piece)


def _lost_drills(piece: ReadPiece) -> Iterator[Finding]:
    """Drill holes inside a cutout, which falls out."""
    holes = [shapely.Polygon(ring) for line in piece.cutouts if len(ring := xy_of(line.points)) > 2
             and (line.closed or ring[0] == ring[-1])]
    for drill in piece.drills:
        at = shapely.Point(drill.at.x, drill.at.y)
        if any(hole.is_valid and hole.contains(at) for hole in holes):
            yield Finding("dxf.drill", FAULT, "a drill hole lies in a cutout", "There is no cloth to mark.",
                          piece.block, drill.at)


def _crossing_cutouts(piece: ReadPiece) -> Iterator[Finding]:
    """Cutouts that cross themselves or one another: what would fall out is not what is meant."""
    rings = [shapely.LineString([*at, at[0]] if line.closed and at[0] != at[-1] else at)
             for line in piece.cutouts if len(at := xy_of(line.points)) > 1]
    where = "Check the place; a cutter would follow the line."
    for ring in rings:
        if ring.is_simple or _is_doubled(ring):
            continue
        spikes = spikes_of([(x, y) for x, y in ring.coords[:-1]])[0] if ring.is_closed else []
        yield from (_spiked(piece, "cutout", replace(spike, inward=False)) for spike in spikes)
        if not spikes:
            yield Finding("dxf.crossing", FAULT, "a cutout crosses itself", where, piece.block, Point(*ring.coords[0]))
    if len(rings) < 2:
        return
    one, other = shapely.STRtree(rings).query(rings, predicate="crosses")
    for number in one[one < other]:
        yield Finding("dxf.crossing", FAULT, "two cutouts cross", where, piece.block, Point(*rings[number].coords[0]))


def _is_doubled(line: shapely.LineString) -> bool:
    """Whether a line is a slit that is drawn there and back."""
    return bool(abs(2.0 * shapely.unary_union(line).length - line.length) <= SHORT)


# ---- What must not be cut -------------------------------------------------------------------------------------------

MISCUT: Final = frozenset({"dxf.crossing", "dxf.dense", "dxf.drill", "dxf.end", "dxf.far", "dxf.frame",
                           "dxf.insert", "dxf.material", MISSING, "dxf.mirror", "dxf.nest", "dxf.notch", "dxf.open",
                           "dxf.outlines", "dxf.quantity", "dxf.sewn", "dxf.spike", "dxf.trimmed", "dxf.zero"})
"""The codes of faults that make a cut part wrong, or lose one. A missing grain line is not among them: the part stays
as drawn."""

CUTS_NEXT: Final = "dxf.cutout"
"""A warning that is a fault on a lay: a cutout that runs out of its piece cuts into the next one."""


def miscut(drawing: Drawing, size: str | None = None) -> tuple[Finding, ...]:
    """The findings about the pieces of one size that make its cut parts wrong; ``size`` as in `parts_of`."""
    from mtmpattern.reading.dxf.parts import selected  # noqa: PLC0415  # parts imports the drawing

    chosen = selected(drawing, size)
    others = {piece.block for piece in drawing.pieces} - {piece.block for piece in chosen}
    found = [finding for finding in drawing.findings if finding.block not in others and finding.code != MISSING]
    for each in {piece.size for piece in chosen if piece.size} if others else ():
        found += missing_in(drawing.pieces, each)
    found += (finding for piece in chosen for finding in check_piece(piece, max(TIGHT, drawing.tolerance)))
    return tuple(dict.fromkeys(finding for finding in found if finding.code == CUTS_NEXT
                               or (finding.code in MISCUT and finding.weight == FAULT)))


# ---- The whole drawing ----------------------------------------------------------------------------------------------


def audit_dxf(source: Source, *, unit: str | float | None = None) -> Findings:
    """Read a drawing and check each of its pieces; ``unit`` and errors as in `read_dxf`."""
    return audit_drawing(read_dxf(source, unit=unit))


@no_surprise(FileFormatError, "the drawing", "file.defect")
def audit_drawing(drawing: Drawing) -> Findings:
    """The findings about a drawing, including those made while it was read."""
    found = list(drawing.findings)
    for text in drawing.texts:
        if len(text) > LONGEST:
            found.append(Finding("dxf.text", WARNING, f"a text has {len(text)} letters: {text[:40]!r}",
                                 f"DXF R12 allows {LONGEST}."))
    for piece in drawing.pieces:
        counts: dict[str, int] = {}
        for finding in check_piece(piece, max(TIGHT, drawing.tolerance)):
            counts[finding.code] = counts.get(finding.code, 0) + 1
            if counts[finding.code] <= DXF_FINDINGS:
                found.append(finding)
    return Findings.of("dxf", found, [piece.measures() for piece in drawing.pieces])
