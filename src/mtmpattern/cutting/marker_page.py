"""A plan of lays as a page to read and print: pictures, lengths, use, cost, and the garments of each ply."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import Final

from mtmpattern.cutting.marker_plan import ClothLay, ClothTrial, MarkerPlan
from mtmpattern.formats.svg.marker import marker_svg
from mtmpattern.formats.text import number, printable

_STYLE: Final = """
@page { size: A4 landscape; margin: 12mm }
body { font: 10pt/1.4 Helvetica, Arial, "DejaVu Sans", sans-serif; color: #111; margin: 1.5rem auto; max-width: 270mm;
  padding: 0 1rem }
h1 { font-size: 18pt; margin: 0 0 .4rem } h2 { font-size: 13pt; margin: 1.6rem 0 .4rem; break-after: avoid }
table { border-collapse: collapse; margin: .4rem 0 1rem; break-inside: avoid }
th, td { border-bottom: .3pt solid #999; padding: .2rem .6rem .2rem 0; text-align: left; vertical-align: top }
td.n { text-align: right } .warn { color: #8a2a1b }
svg { display: block; width: 100%; height: auto; max-height: 165mm; border: .3pt solid #ccc }
"""
SMALL_PICTURE: Final = 400      # parts; a larger lay is not drawn on the page


def page(plan: MarkerPlan) -> bytes:
    """A self-contained HTML file without scripts; the same plan gives the same bytes."""
    parts = [
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width">',
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src \'unsafe-inline\'">',
        f"<title>Marker</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>Marker</h1>", *_overview(plan)]
    for lay in plan.lays:
        parts += _lay(plan, lay)
    return "\n".join([*parts, "</body>\n</html>\n"]).encode()


def lay_title(lay: ClothLay) -> str:
    """A lay in one line: its cloth, length, width, plies and use."""
    plies = f", {lay.marker.plies} plies" if lay.marker.plies > 1 else ""
    times = f", spread {lay.times} times" if lay.times > 1 else ""
    return (f"{lay.name}: {lay.fabric.name}, {metres(lay.marker.length)} of {number(lay.marker.width)} mm{plies}{times}"
            f", {percent(lay.use)} used")


def lay_rows(plan: MarkerPlan, lay: ClothLay) -> Iterator[tuple[str, str]]:
    """The facts about a lay, as pairs of name and text."""
    marker, cuts = lay.marker, lay.cuts
    yield "Cloth", (f"{lay.fabric.name}, {number(marker.width)} mm usable of {number(lay.fabric.full_width)} mm"
                    + (f", {metres(lay.cloth)} in all" if lay.cloth != marker.length else ""))
    yield "Length", (f"{number(round(marker.length, 1))} mm, {percent(lay.use)} of the usable width, "
                     f"{percent(lay.use_of_full)} of all cloth")
    if lay.cost is not None and lay.fabric.price is not None:
        yield "Cost", f"{lay.cost} {lay.fabric.price.currency}"
    rules = plan.rules
    yield "Rules", ", ".join(filter(None, (
        f"{number(rules.spacing)} mm between parts", f"tilt up to {number(rules.tilt)} degrees" if rules.tilt else "",
        "all parts one way: the cloth has a nap or a one-way print" if lay.fabric.one_way
        else {"part": "", "garment": "each garment one way", "lay": "all parts one way"}[rules.direction])))
    for warp, weft in lay.shrinkage:
        if (warp, weft) != (1.0, 1.0):
            yield "Shrinkage", f"in the parts already: warp x {number(warp)}, weft x {number(weft)}"
    order = cuts.order
    yield "Cutting", (f"{metres(order.cut_length)} of cuts, {metres(order.dry_haul)} lifted, {cuts.count('notch')} "
                      f"notches, {cuts.count('drill')} drill holes, about {max(1, round(lay.seconds / 60))} min a ply")
    if marker.splices:
        yield "Splices", "; ".join(f"at {number(each.at)} mm, begin again {number(each.overlap)} mm before"
                                   for each in marker.splices)
    if len(lay.garments) > 1:
        for ply, numbers in enumerate(lay.garments, 1):
            letters = lay.letters or ("",) * len(numbers)
            named = [f"{letter} = {each}" if letter else str(each)
                     for letter, each in zip(letters, numbers, strict=True)]
            yield "Plies" if ply == 1 else "", f"{ply}: garments {', '.join(named)}"
    else:
        yield "Garments", ", ".join(map(str, lay.garments[0]))


def metres(mm: float) -> str:
    """A length to read: 1.32 m."""
    return f"{mm / 1000:.2f} m"


def percent(share: float) -> str:
    """A share to read: 83.1 %."""
    return f"{100 * share:.1f} %"


def costs_of(plan: MarkerPlan) -> str:
    """The cost of all cloth to read, and which cloth it leaves out; empty where no cloth has a price."""
    costs = " and ".join(f"{amount} {currency}" for currency, amount in plan.costs.items())
    if costs and plan.unpriced:
        return f"{costs} without {', '.join(plan.unpriced)}, whose price is not known"
    return costs


def _overview(plan: MarkerPlan) -> Iterator[str]:
    if plan.interrupted:
        yield "<p class=\"warn\">The search was stopped early; these are the best layouts it had found.</p>"
    yield from (f"<p>{_text(note)}.</p>" for note in plan.notes)
    costs = costs_of(plan)
    taken = plan.consumption
    roles = tuple(taken)
    rows = [(str(each.number), each.template, each.size, each.order,
             *(metres(taken[role][each.number]) if each.number in taken[role] else ""
               for role in roles)) for each in plan.garments]
    yield _table(("garment", "template", "size", "order", *roles), rows, numbers=4)
    if costs:
        yield f"<p>Cloth in all: {_text(costs)}.</p>"


def _lay(plan: MarkerPlan, lay: ClothLay) -> Iterator[str]:
    yield f"<h2>{_text(lay_title(lay))}</h2>"
    if len(lay.marker.placed) <= SMALL_PICTURE:
        svg = marker_svg(lay.marker, lay.name, words=lay.words).decode()
        yield svg[svg.index("<svg"):].replace(' id="layer-', f' id="{escape(lay.name)}-layer-')
    else:
        yield f"<p>{len(lay.marker.placed)} parts; see its files.</p>"
    yield _table((), list(lay_rows(plan, lay)))
    if len(lay.trials) > 1:
        yield _table(("cloth tried", "width", "length", "used", "cost"), [_trial(each) for each in lay.trials])


def _trial(each: ClothTrial) -> tuple[str, ...]:
    width = f"{number(each.fabric.table_width)} mm"
    if each.refused:
        return each.fabric.name, width, each.refused, "", ""
    cost = f"{each.cost} {each.fabric.price.currency}" if each.cost is not None and each.fabric.price else ""
    return each.fabric.name, width, metres(each.length), percent(each.use), cost


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]], *, numbers: int = 99) -> str:
    head = "".join(f"<th>{_text(each)}</th>" for each in heads)
    body = "".join("<tr>" + "".join(f"<td{' class=n' if place >= numbers else ''}>{_text(cell)}</td>"
                                    for place, cell in enumerate(row)) + "</tr>\n" for row in rows)
    return f"<table>{f'<thead><tr>{head}</tr></thead>' if head else ''}<tbody>\n{body}</tbody></table>"


def _text(text: str) -> str:
    return escape(printable(text))
