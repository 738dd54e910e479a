"""One small piece as each program is known to write it: synthetic, from what is published of their files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

XY = tuple[float, float]

CUT: list[XY] = [(0, 0), (300, 0), (310, 200), (290, 330), (230, 400), (120, 420), (40, 380), (0, 260)]
SEWN: list[XY] = [(10, 10), (290, 10), (299, 200), (280, 326), (224, 390), (122, 409), (48, 373), (10, 257)]
NOTCHES = [((150.0, 0.0), 90.0), ((305.0, 100.0), 177.138)]
GRAIN = ((150.0, 80.0), (150.0, 320.0))
INNER = [(60.0, 200.0), (240.0, 210.0)]
DRILL = (150.0, 200.0)
AREA, AROUND = 116_100.0, 1311.71


def tags(*pairs: object) -> str:
    return "".join(f"{code}\n{value}\n" for code, value in zip(pairs[::2], pairs[1::2], strict=True))


def polyline(layer: str, points: Iterable[XY], closed: int = 1, head: str = "", vertex: str = "",
             end: str = "") -> str:
    rows = "".join(tags(0, "VERTEX", 8, layer, 10, x, 20, y) + vertex for x, y in points)
    return tags(0, "POLYLINE", 8, layer, 66, 1, 70, closed) + head + rows + tags(0, "SEQEND") + end


def chain(layer: str, points: Sequence[XY], corners: Sequence[int]) -> str:
    """Open polylines from corner to corner, head to tail, as AccuMark draws an outline."""
    ring = [*points, points[0]]
    return "".join(polyline(layer, ring[a:b + 1], 0, end=tags(8, layer)) for a, b in pairwise((*corners, len(points))))


def line(layer: str, a: XY, b: XY) -> str:
    return tags(0, "LINE", 8, layer, 10, a[0], 20, a[1], 11, b[0], 21, b[1])


def point(layer: str, at: XY, *more: object) -> str:
    return tags(0, "POINT", 8, layer, 10, at[0], 20, at[1], *more)


def text(words: str, layer: str = "1", at: XY = (0, 0), height: bool = True) -> str:
    return tags(0, "TEXT", 8, layer, 10, at[0], 20, at[1], *((40, ".25") if height else ()), 1, words, 7, "STANDARD")


def block(name: str, content: str, base: XY = (0, 0)) -> str:
    return tags(0, "BLOCK", 8, 0, 2, name, 70, 64, 10, base[0], 20, base[1]) + content + tags(0, "ENDBLK", 8, 0)


def insert(name: str, *more: object) -> str:
    return tags(0, "INSERT", 8, 1, 2, name, *(more or (10, 0, 20, 0)))


def file(blocks: str, entities: str, header: str = "") -> str:
    return (tags(0, "SECTION", 2, "HEADER") + header + tags(0, "ENDSEC", 0, "SECTION", 2, "BLOCKS") + blocks
            + tags(0, "ENDSEC", 0, "SECTION", 2, "ENTITIES") + entities + tags(0, "ENDSEC", 0, "EOF"))


def inside(drill: str = "", line_layer: str = "8") -> str:
    return (line("7", *GRAIN) + line("5", *GRAIN) + polyline(line_layer, INNER, 0)
            + point("13", DRILL, *((30, drill) if drill else ())))


def style(*texts: str) -> str:
    return "".join(text(words) for words in texts)


def accumark_astm() -> str:
    """Chains, notches twice where chains join and with negative depths, rules before their points, ``1,1``."""
    notches = "".join(point("4", at, 30, -3.998, 39, 0, 50, angle) for at, angle in (*NOTCHES, NOTCHES[0]))
    content = (style("Piece Name: FRONT", "SIZE: 40", "Quantity: 1,1", "Material: SHELL", "CATEGORY: FRONT")
               + chain("1", CUT, (0, 1, 4)) + chain("84", CUT, (0, 1, 4))
               + text("# 12", "1", CUT[1]) + point("2", CUT[1]) + notches + inside()
               + chain("14", SEWN, (0, 1, 4)) + chain("87", SEWN, (0, 1, 4))
               + tags(0, "ATTDEF", 8, "4", 10, 0, 20, 0, 40, 1, 1, "Link:4", 2, "Dependency", 70, 2, 72, 3))
    return file(block("FRONT_40", content), style(
        "ASTM/D13Proposal 1 Version: D 6673-04", "Style Name: TEST", "Author: GERBER TECHNOLOGY ; ACCUMARK ; 10.0.1",
        "Sample Size: 40", "Units: METRIC", "Curve Tolerance: .152") + insert("FRONT_40"))


def accumark_aama() -> str:
    """Rules on layer 2 after their points, one quantity, no version line, no check curves."""
    notches = "".join(point("4", at, 30, -3.998, 39, 0) for at, _ in NOTCHES)
    content = (style("Piece Name: FRONT", "SIZE: 40", "Quantity: 2", "Material: SHELL", "CATEGORY: FRONT")
               + chain("1", CUT, (0, 1, 4)) + point("2", CUT[1]) + text("# 12", "2", CUT[1]) + notches + inside()
               + chain("14", SEWN, (0, 1, 4)))
    return file(block("FRONT_40", content), style(
        "Style Name: TEST", "Author: GERBER TECHNOLOGY", "PRODUCT: ACCUMARK", "VERSION: 10.0.1", "Sample Size: 40",
        "Units: METRIC", "TOLERANCE: .152") + insert("FRONT_40"))


def accumark_english() -> str:
    """Inches, a positive depth, rounded to four decimals as they write it."""
    def inches(points: Iterable[XY]) -> list[XY]:
        return [(round(x / 25.4, 4), round(y / 25.4, 4)) for x, y in points]

    notches = "".join(point("4", inches([at])[0], 30, 0.1574, 39, "0.0000") for at, _ in NOTCHES)
    content = (style("Piece Name: FRONT", "SIZE: 40", "Quantity: 1,1", "Material: SHELL", "CATEGORY: FRONT")
               + chain("1", inches(CUT), (0, 1, 4)) + notches + text("# 12", "1", inches(CUT)[1])
               + line("7", *inches(GRAIN)) + polyline("8", inches(INNER), 0) + point("13", inches([DRILL])[0])
               + chain("14", inches(SEWN), (0, 1, 4)))
    return file(block("FRONT_40", content), style("Style Name: TEST", "Sample Size: 40", "Units: ENGLISH")
                + insert("FRONT_40"))


def clo() -> str:
    """Capitals, group 250, texts of the piece without height, notches with an angle alone, R10."""
    notches = "".join(point("4", at, 50, angle) for at, angle in NOTCHES)
    texts = "".join(text(words, height=False) for words in (
        "PIECE NAME: FRONT", "SIZE:40", "QUANTITY: 2", "MATERIAL: SHELL", "CATEGORY: FRONT"))
    content = (texts + polyline("1", CUT, head=tags(250, 2)) + notches + inside() + text("# 12", "1", CUT[1])
               + polyline("14", SEWN, head=tags(250, 0)))
    return file(block("FRONT_40", content), style("STYLE NAME: TEST", "SAMPLE SIZE: 40", "UNITS: METRIC")
                + insert("FRONT_40"), tags(9, "$ACADVER", 1, "AC1006"))


def polypattern() -> str:
    """No blank after the colon, decimal commas in texts, depths with an angle, block names with a dot."""
    notches = "".join(point("4", at, 30, "3.998", 50, angle) for at, angle in NOTCHES)
    content = (style("PIECE NAME:FRONT", "SIZE:40", "QUANTITY:2", "MATERIAL:SHELL", "CATEGORY:FRONT")
               + polyline("1", CUT) + notches + inside() + text("#12", "1", CUT[1]) + polyline("14", SEWN))
    return file(block("837.FRONT_40", content), style(
        "GRADE RULE TABLE:837 CORS", "SAMPLE SIZE:40", "Units: Metric", "Curve Tolerance:0,15")
        + insert("837.FRONT_40"))


def optitex() -> str:
    """Not closed by a flag, the first vertex repeated, marked curve points, blocks called 1, 2, 3."""
    notches = "".join(point("4", at, 30, 3.998, 50, angle, 230, 1) for at, angle in NOTCHES)
    content = (style("Piece Name: FRONT", "Size: 40", "Quantity: 2", "Material: SHELL", "Category: FRONT")
               + polyline("1", [*CUT, CUT[0]], 0, vertex=tags(70, 8)) + notches + inside()
               + text("# 12", "2", CUT[1]) + polyline("14", [*SEWN, SEWN[0]], 0, vertex=tags(70, 8)))
    return file(block("1", content), style("Style Name: TEST", "Sample Size: 40", "UNITS: METRIC") + insert("1"))


def valentina() -> str:
    """Handles and colours everywhere, SEQEND too, marked curve points, sewn line on 8, no units stated."""
    odd = tags(5, "2F", 6, "BYLAYER", 62, 256)
    content = (style("Piece Name: FRONT", "Size: 40", "Quantity: 2", "Material: SHELL", "Category: FRONT")
               + polyline("1", CUT, head=odd, vertex=odd + tags(70, 1), end=odd)
               + "".join(point("4", at, 30, 3.998, 50, angle) for at, angle in NOTCHES)
               + polyline("8", SEWN, head=odd, end=odd) + inside() + text("# 12", "1", CUT[1]))
    return file(block("FRONT", content), insert("FRONT", 10, 0, 20, 0, 41, 1, 42, 1, 43, 1, 50, 0, 70, 1, 71, 1),
                tags(9, "$ACADVER", 1, "AC1009", 9, "$EXTMIN", 10, "1e+20", 20, "1e+20"))


def plotter_shop() -> str:
    """Layers by name, notches as lines, drill holes as circles, the outline as single LINEs."""
    ring = [*CUT, CUT[0]]
    notches = line("NOTCH", (150, 0), (150, 3.998)) + line("NOTCH", (305, 100), (301.007, 100.2))
    content = (style("Piece Name: FRONT", "Size: 40", "Quantity: 2", "Material: SHELL", "Category: FRONT")
               + "".join(line("CUT", a, b) for a, b in pairwise(ring)) + notches
               + polyline("DRAW", SEWN) + polyline("DRAW", INNER, 0) + line("GRAIN", *GRAIN)
               + tags(0, "CIRCLE", 8, "DRILL", 10, DRILL[0], 20, DRILL[1], 40, 1.5) + text("# 12", "CUT", CUT[1]))
    return file(block("FRONT_40", content), style("Style Name: TEST", "Sample Size: 40", "Units: METRIC")
                + insert("FRONT_40"))


HABITS = {each.__name__: each for each in (
    accumark_astm, accumark_aama, accumark_english, clo, polypattern, optitex, valentina, plotter_shop)}
