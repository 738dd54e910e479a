"""How the panels of a garment are joined, in plain words: shoulders, sleeves, sides, and the neckband."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from mtmpattern.knitting.part_panel import PartPanel
from mtmpattern.knitting.row_text import count
from mtmpattern.knitting.seam_counts import EVERY, SeamCount
from mtmpattern.knitting.swatch import counted
from mtmpattern.pattern import Pattern
from mtmpattern.pattern.model.fabric import Fabric
from mtmpattern.pattern.parts.part import Part
from mtmpattern.pattern.seams.seam import Seam, Walk

SHOULDER_OFF: Final = 3.0
"""A shoulder seam this far from the middle of a cap, in mm, is described by its distance."""


def joining_text(pattern: Pattern, panels: Mapping[str, PartPanel], seams: Sequence[SeamCount], swatch: Fabric, *,
                 top: str) -> str:
    """The instructions for joining, in the order of work; a step that is the same left and right is given once."""
    parts = {part.id: part for part in pattern.parts(grown=False)}
    counts = {id(each.seam): each for each in seams}
    steps: dict[str, None] = {}
    for seam in pattern.seams:
        if seam.kind != "sewn" or not seam.second or seam.layer:
            continue
        if any(parts[name].on == "neck" for name in seam.parts):
            steps |= dict.fromkeys(_neckband(seam, parts, panels, swatch))
        elif id(seam) in counts:
            steps[_sentence(counts[id(seam)], parts, panels, top=top)] = None
    title = f"Joining the {pattern.template.replace('-', ' ')}"
    first = ("Wash or steam all panels to size before joining them. Left and right are joined alike unless a side is "
             "named.")
    numbered = "\n".join(f"{number}. {sentence}" for number, sentence in enumerate(steps, 1))
    return f"{title}\n{'=' * len(title)}\n\n{first}\n\n{numbered}\n"


def _sentence(each: SeamCount, parts: Mapping[str, Part], panels: Mapping[str, PartPanel], *, top: str) -> str:
    first, second = (_names(walk, parts) for walk in (each.seam.first, each.seam.second))
    if each.by_stitch:
        how = ("graft or link the live stitches" if top == "live" else "link or sew the edges")
        return f"The {first} to the {second}: {how} stitch by stitch, {each.stitches[0]} to {each.stitches[1]}."
    if each.by_course:
        flat = _flat(each, panels)
        return (f"The {first} to the {second}: {flat}sew course by course, one stitch in from the edge, "
                f"{each.courses[0]} courses on each side.")
    longer = round(each.lengths[0]) - round(each.lengths[1])        # of the lengths as they are printed
    eased = ""
    if longer:
        which = first if longer > 0 else second
        eased = f" The {which} is {abs(longer)} mm longer; ease it in evenly between the marks."
    marks = f" match the marks, one every {EVERY:.0f} mm, and" if _marked(each.seam, panels) else ""
    crown = _crown(each.seam, parts) if any(_edge(span.edge, parts[span.part]) == "cap"
                                            for span in each.seam.first) else ""
    return (f"The {first} to the {second}:{marks} link by length, {each.lengths[0]:.0f} mm to "
            f"{each.lengths[1]:.0f} mm.{crown}{eased}")


def _crown(seam: Seam, parts: Mapping[str, Part]) -> str:
    """Where the shoulder seam meets a cap."""
    run = off = 0.0
    for span in seam.second:
        run += span.length
        if parts[span.part].piece != parts[seam.second[-1].part].piece:
            off = seam.onto_first(run) - seam.lengths[0] / 2
    towards = parts[seam.second[0 if off < 0 else -1].part].piece
    if abs(off) < SHOULDER_OFF:
        return " The shoulder seam meets the middle of the cap."
    return f" The shoulder seam meets the cap {abs(off):.0f} mm from its middle, towards the {towards}."


def _flat(each: SeamCount, panels: Mapping[str, PartPanel]) -> str:
    """The words for the stitches bound off at an underarm, where both sides of a seam begin or end with them."""
    flats = [_level(walk, panels) for walk in (each.seam.first, each.seam.second)]
    if not all(flats):
        return ""
    return f"the {flats[0]} bound-off stitches at the underarm to the other {flats[1]}; then "


def _level(walk: Walk, panels: Mapping[str, PartPanel]) -> int:
    """How many stitches of a walk lie along a course at one of its ends."""
    curves = [curve for span in walk for curve in panels[span.part].part.along(span)]
    for curve in (curves[0], curves[-1]):
        if abs(curve.start.y - curve.end.y) < 1e-6:
            return round(abs(curve.start.x - curve.end.x) / panels[walk[0].part].stitch)
    return 0


def _marked(seam: Seam, panels: Mapping[str, PartPanel]) -> bool:
    return all(panels[name].panel.marks for name in seam.parts)


def _names(walk: Walk, parts: Mapping[str, Part]) -> str:
    """The edges of a walk in words, without sides: ``front armhole and back armhole``."""
    names = dict.fromkeys(f"{parts[span.part].piece} {_edge(span.edge, parts[span.part])}".replace("_", " ")
                          for span in walk)
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last


def _edge(name: str, part: Part) -> str:
    return next((edge.edge for edge in part.sewn if edge.name == name), name)


# ---- The neckband -------------------------------------------------------------------------------------------------


def _neckband(seam: Seam, parts: Mapping[str, Part], panels: Mapping[str, PartPanel], swatch: Fabric) -> Iterator[str]:
    """How a neckband is picked up round the neckline, or knitted by itself and linked on."""
    band = next(parts[name] for name in seam.parts if parts[name].on == "neck")
    if len(seam.parts) == 1:                            # its own ends, sewn to each other
        return
    own, neckline = (seam.first, seam.second) if seam.first[0].part == band.id else (seam.second, seam.first)
    gauge = counted(swatch)
    rib = gauge.rib
    wide, high = (100 / rib.stitches, 100 / rib.courses) if rib else (gauge.stitch_width, gauge.course_height)
    stitches = 2 * round(sum(span.length for span in own) / wide / 2)
    courses = max(round((band.bounds[3] - band.bounds[1]) / high), 1)
    shares = _shares(neckline, stitches, parts)
    along = ", ".join(f"{number} along the {name}" for name, number in shares)
    pointed = band.id not in panels
    begin = "at the point of the V" if pointed else "at the left shoulder"
    text = (f"The neckband, by hand: with the right side towards you, begin {begin} and pick up {count(stitches)} "
            f"round the neckline, {along}. ")
    if pointed:
        text += (f"Mark the two stitches at the point. Work a rib of 1 and 1 for {count(courses, 'round', 'rounds')}; "
                 "in every round but the first, decrease one stitch on each side of the point (slip-slip-knit before "
                 "it, knit 2 together after it). ")
    else:
        text += f"Work a rib of 1 and 1 in rounds for {count(courses, 'round', 'rounds')}. "
    yield text + "Bind off loosely in rib: it must stretch over the head."
    if not pointed:
        yield (f"Or knit the panel of the neckband and link its {stitches} live stitches to the right side of the "
               f"neckline, {along}; sew its ends to each other and take off the waste courses.")


def _shares(neckline: Walk, stitches: int, parts: Mapping[str, Part]) -> list[tuple[str, int]]:
    """How many stitches lie on each edge of the neckline, in proportion to its length."""
    lengths: dict[str, float] = {}
    for span in neckline:
        part = parts[span.part]
        side = f"{part.side} " if part.side in ("left", "right") else ""
        name = f"{side}{part.piece} neck".replace("_", " ")
        lengths[name] = lengths.get(name, 0.0) + span.length
    total, run, done = sum(lengths.values()), 0.0, 0
    found = []
    for name, length in lengths.items():
        run += length
        upto = round(stitches * run / total)
        found.append((name, upto - done))
        done = upto
    return found
