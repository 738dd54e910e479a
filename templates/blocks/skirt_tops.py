"""The top of a skirt's panel: drawn once more with its darts closed for a facing, and left out of a lining."""

from mtmpattern.drafting import Edge, curve, edges, fold, heading, line, pleat, square_to

LEAST, FOLDED = 4, 30       # mm: less is eased in, more is laid into pleats, which are marked so far down


def top_with_darts_closed(side, waist, depth):
    """The low edge, side, waist and centre of a facing, ``depth`` mm high, for a panel with this side and waist.

    The centre stays where it is. The darts are closed from the side inward, and what lies beyond each turns about its
    tip. The waist is then one smooth line, as it is when the panel is sewn.
    """
    foot, leave = side.at(side.length - depth), side.direction(side.length - depth)
    top, arrive = side.end, side.arriving
    for dart in waist.darts:
        closing = heading(dart.point, dart.end) - heading(dart.point, dart.start)
        foot, top = foot.turned(dart.point, closing), top.turned(dart.point, closing)
        leave, arrive = leave + closing, arrive + closing
    if waist.darts:
        waist = curve(top, waist.end, leave=arrive + 90, arrive=waist.arriving, inflected=True)
    low = waist.end.down(depth)
    return (curve(low, foot, leave=waist.arriving + 180, arrive=leave - 90, inflected=True),
            curve(foot, top, leave=leave, arrive=arrive, inflected=True), waist, line(waist.end, low))


def without_top(panel, depth, sewn):
    """A panel without the top that a facing covers; it is ``sewn`` mm wide there, and pleats take up the rest."""
    lines, darts = dict(panel.edges), panel.edges["waist"].intakes
    side, waist = lines["side"], lines["waist"]
    side  = Edge(side.part(0, side.length - depth))
    top   = waist.end.down(depth)
    waist = curve(side.end, top, leave=square_to(side), arrive=waist.arriving, inflected=True)
    more  = waist.length - sewn
    if darts and more > LEAST:
        waist = waist.with_darts([pleat(width=more / len(darts), length=FOLDED, at=each.at) for each in darts])
    lines |= {"side": side, "waist": waist}
    upper = list(lines)[list(lines).index("waist") + 1]              # what runs down from there along the centre
    lines[upper] = (fold if lines[upper].kind == "fold" else line)(top, lines[upper].end)
    return edges(**lines, points=panel.points)
