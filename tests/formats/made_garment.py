"""A small invented garment, drawn straight from geometry, that has everything a writer must hold."""

from __future__ import annotations

from dataclasses import replace

from mtmpattern.geometry import LEFT, TURNED_OVER, UP, Curve, Margin, Point, cut_line, drawn, heading, path
from mtmpattern.pattern.model.fabric import Fabric
from mtmpattern.pattern.parts.part import CutPattern, Drill, Part, PartEdge, PartLine, PartNotch

JERSEY = Fabric(name="Jersey „Müller & Söhne“ <180>", kind="knit", width=1500, mass=180)
TWILL = Fabric(name="Twill", kind="woven", width=1450, mass=240, nap=True)
FUSIBLE = Fabric(name="Fusible", kind="fusible", width=900, mass=45)


def line(a: Point, b: Point) -> tuple[Curve, ...]:
    return (Curve.line(a, b),)


def notch(name: str, curves: tuple[Curve, ...], mm: float, width: float) -> PartNotch:
    index, t = path.locate(curves, mm)
    at, inward = curves[index].point(t), curves[index].direction(t) + 90.0
    return PartNotch(name, at, at.along(inward + 180.0, width), inward % 360.0, max(width - 3.0, 2.0))


def part(piece: str, side: str, role: str, edges: dict[str, tuple[tuple[Curve, ...], float]], *,
         notches: tuple[PartNotch, ...] = (), grain: tuple[Point, Point], lines: tuple[PartLine, ...] = (),
         drills: tuple[Drill, ...] = (), nap: bool = False, notes: tuple[str, ...] = ()) -> Part:
    margins = [Margin(curves, width) for curves, width in edges.values()]
    sewn = tuple(PartEdge(name, name, side, curves, curves) for name, (curves, _) in edges.items())
    name = ".".join(filter(None, (piece, side, role, "1")))
    return Part(name, piece, side, role, 1, sewn, cut_line(margins).curves, notches, drills, lines, grain, nap=nap,
                notes=notes)


def turned_over(source: Part, side: str) -> Part:
    """The mirrored part of a pair: outlines are walked the other way to stay counter-clockwise."""
    over = TURNED_OVER

    def there(curves: tuple[Curve, ...]) -> tuple[Curve, ...]:
        return path.reverse([curve.moved(over) for curve in curves])

    return Part(
        source.id.replace(f".{source.side}.", f".{side}."), source.piece, side, source.role, source.copy,
        tuple(PartEdge(e.name, e.edge, side, there(e.curves), there(e.sewn)) for e in reversed(source.sewn)),
        there(source.cut),
        tuple(PartNotch(n.name, over(n.at), over(n.on_cut), (180.0 - n.direction) % 360.0, n.depth)
              for n in source.notches),
        tuple(Drill(d.name, over(d.at)) for d in source.drills),
        tuple(PartLine(each.name, each.kind, tuple(c.moved(over) for c in each.curves)) for each in source.lines),
        (over(source.grain[0]), over(source.grain[1])), nap=source.nap)


def front() -> Part:
    """Opened over its fold: curved neckline, armholes and waisted sides."""
    hem, arm, tip, neck = Point(250, 0), Point(265, 400), Point(200, 610), Point(85, 640)
    right = {"side": drawn(hem, arm, leave=95, arrive=88, inflected=True),
             "armhole": drawn(arm, tip, leave=170, arrive=82),
             "shoulder": line(tip, neck),
             "neckline": drawn(neck, Point(0, 540), leave=255, arrive=LEFT)}
    left = {name: path.reverse([curve.moved(TURNED_OVER) for curve in curves]) for name, curves in right.items()}
    edges = {"hem": (line(Point(-250, 0), hem), 25.0)}
    edges |= {f"{name} left": (curves, 10.0) for name, curves in right.items()}
    edges |= {f"{name} right": (left[name], 10.0) for name in reversed(right)}
    notches = (notch("pitch left", edges["armhole left"][0], 120, 10),
               notch("pitch right", edges["armhole right"][0], 90, 10),
               notch("centre", edges["hem"][0], 250, 25))
    return part("front", "", "shell", edges, notches=notches, grain=(Point(60, 80), Point(60, 430)),
                lines=(PartLine("chest", "balance", line(Point(-240, 395), Point(240, 395))),),
                notes=("armhole lowered by 5.0 mm so that the arm fits",))


def skirt_back() -> Part:
    """Half a back with a dart: legs, a drilled tip, a double notch, and a nap."""
    low, side, waist = Point(260, -600), Point(260, -200), Point(225, 10)
    a, b = Point(130, -4), Point(104, -6)
    tip = Point(115, -140)
    edges = {"hem": (line(Point(0, -600), low), 40.0),
             "side": (line(low, side) + drawn(side, waist, leave=UP), 15.0),
             "waist": (drawn(waist, a, leave=185) + line(a, Point(117, 3)) + line(Point(117, 3), b)
                       + drawn(b, Point(0, -10), arrive=LEFT), 10.0),
             "centre": (line(Point(0, -10), Point(0, -600)), 15.0)}
    seam = edges["side"][0]
    cut = part("x", "", "x", edges, grain=(a, b)).cut
    on_cut = path.part(cut, 0, path.nearest(cut, a)[0])[-1].end
    notches = (notch("hip", seam, 300, 15), notch("hip", seam, 306, 15),
               PartNotch("dart", a, on_cut, heading(on_cut, a), 7.0))
    lines = (PartLine("dart 1 in", "dart", line(a, tip)), PartLine("dart 1 out", "dart", line(b, tip)))
    return part("rücken", "left", "shell", edges, notches=notches, lines=lines, nap=True,
                drills=(Drill("dart 1 tip", tip.up(10)),), grain=(Point(60, -500), Point(60, -150)))


def facing() -> Part:
    """Request for on the fold, with a name that would break a careless writer."""
    inner = Point(0, 0)
    edges = {"fold": (line(inner, Point(0, -62)), 0.0),
             "outer": (drawn(Point(0, -62), Point(150, 105), leave=0, arrive=80), 8.0),
             "shoulder": (line(Point(150, 105), Point(90, 120)), 8.0),
             "neck": (drawn(Point(90, 120), inner, leave=262, arrive=180), 8.0)}
    made = part('beleg <"hals" & ärmel>', "", "fusible", edges, grain=(Point(30, -50), Point(30, -10)))
    on_fold = sorted((curve.start for curve in made.cut if abs(curve.start.x) < 1e-6), key=lambda point: point.y)
    return replace(made, mirror=(on_fold[0], on_fold[-1]))


def band() -> Part:
    """Long and narrow, with a fold line along its middle."""
    a, b = Point(0, 0), Point(880, 0)
    edges = {"seam": (line(a, b), 7.0), "end": (line(b, b.up(40)), 7.0),
             "top": (line(b.up(40), a.up(40)), 7.0), "start": (line(a.up(40), a), 7.0)}
    return part("neckband_with_a_very_long_name", "", "rib", edges, grain=(Point(100, 8), Point(100, 32)),
                notches=(notch("quarter", edges["seam"][0], 220, 7), notch("half", edges["seam"][0], 440, 7)),
                lines=(PartLine("fold", "fold", line(a.up(20), b.up(20))),))


def garment() -> CutPattern:
    left = skirt_back()
    parts = (front(), left, turned_over(left, "right"), facing(), band())
    return CutPattern("prøve-skirt & top", "3", "c0ffee" * 8, "M", parts,
                      {"shell": JERSEY, "fusible": FUSIBLE, "rib": TWILL},
                      {"shell": (1.05, 1.02), "fusible": (1.0, 1.0)}, ("side intake reduced by 4.0 mm",))
