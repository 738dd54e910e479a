"""Draw the two plates of the measuring guide: the measures of a body, from the front, the back and the side.

    python tools/draw_measuring.py            # writes docs/images/measuring-front.svg and measuring-back.svg

One unit of a drawing is 1/900 of the figure's height, about 1.9 mm of a body of 168 cm. ``x`` is counted from the
middle of a figure to the viewer's right, ``y`` from the top of the head down; the floor is at 903. Landmarks have
letters, and measures the numbers in the tables of ``docs/measuring.md``. The drawings are kept in the repository; the
package does not run this script.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import atan2, degrees, hypot
from pathlib import Path
from typing import Final

Spot = tuple[float, float]

IMAGES: Final = Path(__file__).parents[1] / "docs" / "images"
INK, SKIN, FAINT, ACCENT = "#3b3a38", "#faf6f0", "#b8b0a4", "#b3261e"
FLOOR: Final = 903

FRONT: Final = """height back_neck_height bust_height axilla_height waist_height hip_height inside_leg knee_height
    ankle_height head_girth neck_girth neck_base_girth chest_girth high_bust_girth under_bust_girth waist_girth
    belly_girth hip_girth upper_arm_girth elbow_girth forearm_girth wrist_girth hand_girth thigh_girth mid_thigh_girth
    knee_girth calf_girth min_leg_girth ankle_girth shoulder_length shoulder_slope shoulder_drop across_front
    front_waist_length hps_to_waist_front hps_to_bust bust_span bust_point_to_under_bust waist_to_under_bust
    waist_to_top_hip waist_to_upper_leg waist_to_knee"""
BACK: Final = """chest_girth_axilla top_hip_girth max_hip_girth shoulder_width across_back_shoulder across_back
    back_waist_length scye_depth hps_to_waist_back back_neck_to_wrist armscye_girth heel_girth waist_to_armpit
    waist_to_hip outseam body_rise crotch_length front_crotch_length foot_length stoop shoulder_forward sway_back
    upper_arm_length lower_arm_length arm_length"""
NUMBERS: Final = {name: number for number, name in enumerate(f"{FRONT} {BACK}".split(), 1)}
"""The number of every measure that is drawn, by its name in the catalogue."""

# ---- outlines: the right half of the figure; a row ends where the outline has a corner -----------------------------
HEAD: Final = ((0, 0), (21, 4), (37, 22), (41, 48), (38, 76), (29, 101), (14, 117), (0, 120))
EAR: Final = ((41, 50), (47, 52), (46, 66), (38, 76))
HALF: Final = (
    ((28, 103), (27.5, 114), (29, 126), (37, 138), (60, 148), (84, 156), (99, 164), (111, 180), (118, 205), (126, 243),
     (136, 288), (147, 332), (157, 368), (162, 412), (167, 463), (175, 490), (181, 516), (182, 540), (177, 559),
     (169, 566), (162, 560), (157, 543), (153, 522)),
    ((153, 522), (147, 531), (140, 528), (138, 513), (140, 492), (144, 468), (134, 424), (119, 380), (111, 343),
     (103, 300), (95, 262), (84, 226)),
    ((84, 226), (83, 242), (80, 262), (74, 288), (66, 314), (63, 335), (67, 360), (78, 389), (89, 418), (94, 446),
     (94, 480), (91, 520), (85, 565), (77, 612), (73, 650), (73, 675), (77, 710), (73, 750), (64, 798), (57, 834),
     (60, 856), (62, 870), (71, 885), (79, 896), (70, 903), (46, 904), (27, 902), (21, 893), (24, 878), (22, 860),
     (26, 835), (22, 798), (13, 748), (11, 712), (15, 678), (16, 650), (13, 610), (10, 565), (6, 515), (0, 476)),
)
PROFILE: Final = (
    ((27, 129), (22, 142), (25, 158), (39, 182), (57, 215), (71, 242), (74, 256), (68, 273), (57, 289), (52, 312),
     (50, 335), (55, 360), (58, 388), (56, 425), (51, 470), (49, 520), (43, 575), (34, 632), (34, 655), (28, 685),
     (24, 725), (13, 800), (9, 838), (15, 858), (38, 876), (66, 888), (81, 896), (79, 903)),
    ((79, 903), (-36, 903)),
    ((-36, 903), (-45, 899), (-47, 886), (-40, 864), (-32, 836), (-34, 800), (-42, 745), (-43, 710), (-33, 675),
     (-27, 650), (-33, 610), (-45, 555), (-54, 505), (-62, 478), (-75, 450), (-76, 426), (-64, 386), (-47, 352),
     (-43, 330), (-48, 295), (-59, 250), (-64, 210), (-58, 176), (-41, 145), (-33, 124), (-36, 104), (-47, 82),
     (-52, 54), (-45, 26), (-24, 6), (4, 0), (28, 4), (44, 18), (51, 38), (51, 50)),
    ((51, 50), (56, 62), (60, 71), (55, 76), (52, 83), (54, 89), (51, 97), (53, 107), (49, 116), (39, 120), (27, 129)),
)
ARM: Final = (
    ((0, -4), (16, 2), (26, 22), (28, 50), (25, 95), (22, 135), (25, 162), (37, 183), (66, 223), (97, 267), (114, 276),
     (128, 293), (136, 312), (132, 318), (124, 309)),
    ((124, 309), (139, 332), (149, 350), (143, 358), (128, 349), (107, 324), (77, 283), (38, 246), (4, 210), (-16, 193),
     (-23, 178), (-21, 160), (-24, 130), (-28, 85), (-29, 45), (-21, 12), (0, -4)),
)
SEATED: Final = ((134, 72), (100, 70), (66, 70), (45, 64), (34, 50), (30, 28), (34, 0)), (
    (-36, 0), (-32, 28), (-40, 52), (-54, 82), (-57, 108), (-46, 127), (-20, 132), (40, 132), (134, 132))


def spline(points: Sequence[Spot]) -> str:
    """Return the rest of an SVG path, after its first point: cubic Béziers that run smoothly through all points."""
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points)]
    long = [hypot(*step) for step in steps]
    slopes = [(x / d, y / d) for (x, y), d in zip(steps, long, strict=True)]
    turns = [((a[0] * f + b[0] * e) / (e + f), (a[1] * f + b[1] * e) / (e + f))
             for a, b, e, f in zip(slopes, slopes[1:], long, long[1:], strict=False)]
    ends = turns or slopes
    first = tuple(1.5 * s - 0.5 * t for s, t in zip(slopes[0], ends[0], strict=True))
    last = tuple(1.5 * s - 0.5 * t for s, t in zip(slopes[-1], ends[-1], strict=True))
    along = [first, *turns, last]
    return " ".join(
        f"C{a[0] + s[0] * d / 3:.1f} {a[1] + s[1] * d / 3:.1f} {b[0] - t[0] * d / 3:.1f} {b[1] - t[1] * d / 3:.1f} "
        f"{b[0]:g} {b[1]:g}"
        for a, b, s, t, d in zip(points, points[1:], along, along[1:], long, strict=False))


def start(point: Spot) -> str:
    """Return the beginning of an SVG path."""
    return f"M{point[0]:g} {point[1]:g} "


def mirrored(points: Iterable[Spot]) -> list[Spot]:
    """Return the mirror images of the points, in reverse order."""
    return [(-x, y) for x, y in reversed(list(points))]


class Sheet:
    """A drawing: figures one after the other, each with its outlines, landmarks and measures."""

    def __init__(self, width: float, height: float) -> None:
        self.size = f"{width:g} {height:g}"
        self.lines: list[str] = []

    def figure(self, x: float, y: float) -> None:
        """Start a figure, with the top of its head at (x, y)."""
        self.lines.append(f'{"</g>" if self.lines else ""}<g transform="translate({x:g} {y:g})">')

    def path(self, d: str, stroke: str = INK, width: float = 1.6, fill: str = "none", dash: str = "") -> None:
        """Draw a path."""
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        self.lines.append(f'<path d="{d.strip()}" fill="{fill}" stroke="{stroke}" stroke-width="{width:g}"{dashed}/>')

    def text(self, words: str, at: Spot, kind: str) -> None:
        """Write words, centred on a spot."""
        self.lines.append(f'<text class="{kind}" x="{at[0]:g}" y="{at[1] + 5:g}">{words}</text>')

    def faint(self, *ways: Sequence[Spot]) -> None:
        """Draw lines of the body inside its outline."""
        for way in ways:
            self.path(start(way[0]) + spline(way), FAINT, 1.3)

    def level(self, y: float, x0: float, x1: float) -> None:
        """Draw the level at the end of a measure."""
        self.path(f"M{x0:g} {y:g} H{x1:g}", FAINT, 0.8)

    def landmark(self, letter: str, at: Spot, label: Spot) -> None:
        """Draw a landmark and its letter."""
        self.lines.append(f'<circle cx="{at[0]:g}" cy="{at[1]:g}" r="3.4" fill="{INK}"/>')
        self.text(letter, label, "mark")

    def number(self, name: str, at: Spot) -> None:
        """Write the number of a measure."""
        self.text(str(NUMBERS[name]), at, "number")

    def head_of_arrow(self, tip: Spot, toward: Spot) -> None:
        """Draw an arrow's head at a tip, coming from another spot."""
        angle = degrees(atan2(tip[1] - toward[1], tip[0] - toward[0]))
        self.lines.append(f'<path d="M0 0 L-7 2.6 V-2.6 Z" fill="{ACCENT}" '
                          f'transform="translate({tip[0]:g} {tip[1]:g}) rotate({angle:.1f})"/>')

    def way(self, name: str, points: Sequence[Spot], at: Spot, heads: str = "both", dash: str = "") -> None:
        """Draw a length along the body."""
        self.path(start(points[0]) + spline(points), ACCENT, 1.5, dash=dash)
        if heads == "both":
            self.head_of_arrow(points[0], points[1])
        self.head_of_arrow(points[-1], points[-2])
        self.number(name, at)

    def girth(self, name: str, a: Spot, b: Spot, at: Spot, bulge: float = 7) -> None:
        """Draw a tape round the body from a to b: solid in front, dashed behind."""
        half, turn = hypot(b[0] - a[0], b[1] - a[1]) / 2, degrees(atan2(b[1] - a[1], b[0] - a[0]))
        for sweep, width, dash in ((1, 1, "3 3"), (0, 1.6, "")):
            self.path(f"M{a[0]:g} {a[1]:g} A{half:.1f} {bulge:g} {turn:.1f} 0 {sweep} {b[0]:g} {b[1]:g}",
                      ACCENT, width, dash=dash)
        self.number(name, at)

    def done(self) -> str:
        """Return the SVG file."""
        return "\n".join([
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.size}"',
            ' font-family="Helvetica, Arial, sans-serif" stroke-linejoin="round" stroke-linecap="round">',
            "<style>text { text-anchor: middle; paint-order: stroke; stroke: #fff; stroke-width: 6px; }",
            f".number {{ font-size: 15px; font-weight: bold; fill: {ACCENT}; }}",
            f".mark {{ font-size: 15px; font-weight: bold; fill: {INK}; }}</style>",
            '<rect width="100%" height="100%" fill="#fff"/>', *self.lines, "</g></svg>", ""])


# ---- Bodies ---------------------------------------------------------------------------------------------------------

def standing(sheet: Sheet, *, back: bool) -> None:
    """Draw the figure from the front or from the back; the outline is the same."""
    head = [*HEAD, *mirrored(HEAD)[1:]]
    rows = [*HALF, *(mirrored(row) for row in reversed(HALF))]
    outline = start(rows[0][0]) + " ".join(spline(row) for row in rows)
    layers = [(outline + " Z", SKIN, "none"), (outline, "none", INK)]
    skull = (start(head[0]) + spline(head), SKIN, INK)
    for d, fill, stroke in [skull, *layers] if back else [*layers, skull]:
        sheet.path(d, stroke, fill=fill)
    for ear in (EAR, mirrored(EAR)):
        sheet.path(start(ear[0]) + spline(ear), INK, 1.4, SKIN)


def inner_front(sheet: Sheet) -> None:
    """Draw collar bones, bust, navel and knees faintly."""
    for side in (1, -1):
        sheet.faint(*[[(side * x, y) for x, y in way] for way in (
            ((7, 162), (30, 159), (58, 156), (84, 160)), ((62, 262), (52, 277), (34, 279), (18, 270)),
            ((36, 634), (30, 652), (36, 668)), ((56, 636), (61, 652), (56, 668)), ((84, 226), (80, 214), (82, 200)),
            ((46, 462), (25, 472), (0, 476)), ((32, 903), (33, 894)),
            ((44, 904), (45, 896)), ((56, 903), (56, 896)), ((67, 903), (65, 897)))])


def inner_back(sheet: Sheet) -> None:
    """Draw spine, shoulder blades, seat and hollows of the knees faintly."""
    sheet.faint(((0, 345), (-1, 365), (0, 385)), ((0, 405), (1, 440), (0, 478)))
    for side in (1, -1):
        sheet.faint(*[[(side * x, y) for x, y in way] for way in (
            ((26, 196), (32, 225), (48, 243), (62, 236)), ((3, 480), (30, 490), (58, 485), (74, 474)),
            ((28, 652), (44, 656), (60, 652)), ((-26, 99), (0, 107), (26, 99)),
            ((84, 226), (80, 214), (82, 200)), ((27, 870), (30, 885), (28, 898)))])


def front_plate() -> str:
    """Return the drawing from the front, with the heights."""
    sheet = Sheet(800, 975)
    sheet.figure(455, 35)
    front_levels(sheet)
    standing(sheet, back=False)
    inner_front(sheet)
    front_girths(sheet)
    front_lengths(sheet)
    for letter, at, label in (
            ("A", (36, 137), (48, 124)), ("C", (0, 160), (11, 172)), ("D", (95, 162), (99, 148)),
            ("E", (36, 257), (48, 270)), ("F", (-84, 226), (-96, 217)), ("G", (-63, 335), (-76, 326)),
            ("H", (0, 362), (0, 379)), ("J", (-77, 387), (-90, 383)), ("K", (-94, 440), (-107, 433)),
            ("L", (0, 476), (-18, 493)), ("M", (-45, 652), (-45, 636)), ("N", (-60, 858), (-74, 850))):
        sheet.landmark(letter, at, label)
    return sheet.done()


def front_levels(sheet: Sheet) -> None:
    """Draw the heights on the left and the depths below the waist on the right, with their levels."""
    heights = (("ankle_height", 858, -62), ("knee_height", 652, -45), ("inside_leg", 476, 0), ("hip_height", 440, -94),
               ("waist_height", 335, -63), ("axilla_height", 226, -84), ("bust_height", 256, -36),
               ("back_neck_height", 138, -38), ("height", 0, 0))
    sheet.path(f"M-412 {FLOOR} H305", INK, 1.2)
    for place, (name, y, end) in enumerate(heights):
        x = -208 - 24 * place
        sheet.level(y, x - 6, end)
        sheet.way(name, [(x, FLOOR), (x, y)], (x, (y + FLOOR) / 2 if y > 800 else max(y + 110, 600 - 34 * place)))
    for place, (name, y, end) in enumerate((("waist_to_top_hip", 387, 77), ("waist_to_upper_leg", 476, 0),
                                            ("waist_to_knee", 652, 45))):
        x = 222 + 26 * place
        sheet.level(y, end, x + 6)
        sheet.way(name, [(x, 335), (x, y)], (x, 361 + 45 * place))
    sheet.level(335, 63, 280)


def front_girths(sheet: Sheet) -> None:
    """Draw the tape round head, neck, trunk, one arm and one leg."""
    for name, y, half, at, bulge in (
            ("head_girth", 38, 40, (-56, 38), 7), ("neck_girth", 129, 29.5, (-44, 121), 5),
            ("high_bust_girth", 226, 83, (62, 229), 6), ("chest_girth", 249, 82, (-62, 256), 9),
            ("under_bust_girth", 284, 75, (87, 286), 8), ("waist_girth", 335, 63, (77, 343), 8),
            ("belly_girth", 357, 66, (80, 362), 8), ("hip_girth", 440, 94, (109, 440), 9)):
        sheet.girth(name, (-half, y), (half, y), at, bulge)
    sheet.way("neck_base_girth", [(-36, 137), (-20, 155), (0, 160), (20, 155), (36, 137)], (0, 146), "")
    for name, a, b, at in (
            ("upper_arm_girth", (93, 257), (129, 253), (144, 251)), ("elbow_girth", (111, 341), (149, 336), (164, 333)),
            ("forearm_girth", (117, 375), (157, 370), (172, 368)), ("wrist_girth", (143, 466), (168, 463), (183, 460)),
            ("hand_girth", (152, 517), (180, 513), (196, 510))):
        sheet.girth(name, a, b, at, 4)
    for name, y, x0, x1 in (("thigh_girth", 490, 3, 94), ("mid_thigh_girth", 565, 10, 85), ("knee_girth", 652, 16, 73),
                            ("calf_girth", 712, 11, 76), ("min_leg_girth", 832, 25, 58), ("ankle_girth", 858, 23, 60)):
        sheet.girth(name, (x0, y), (x1, y), (x1 + 15, y), 6)


def front_lengths(sheet: Sheet) -> None:
    """Draw the lengths over shoulder, chest and trunk."""
    sheet.way("shoulder_length", [(-38, 135), (-60, 145), (-95, 159)], (-74, 135))
    sheet.path("M36 137 H128", ACCENT, 0.9, dash="4 3")
    sheet.path("M84 137 A48 48 0 0 1 80 156", ACCENT, 1.2)
    sheet.number("shoulder_slope", (74, 130))
    sheet.way("shoulder_drop", [(116, 137), (116, 162)], (129, 150))
    sheet.path("M95 162 H121", ACCENT, 0.9)
    sheet.way("across_front", [(-80, 196), (80, 196)], (-60, 196))
    sheet.way("front_waist_length", [(0, 160), (0, 343)], (0, 216))
    sheet.way("hps_to_waist_front", [(36, 137), (38, 200), (36, 256), (31, 300), (30, 342)], (36, 212))
    sheet.way("hps_to_bust", [(-36, 137), (-38, 200), (-36, 256)], (-37, 216))
    sheet.way("bust_span", [(-36, 244), (36, 244)], (16, 244))
    sheet.way("bust_point_to_under_bust", [(-36, 258), (-36, 292)], (-48, 274))
    sheet.way("waist_to_under_bust", [(-20, 343), (-20, 292)], (-20, 316))


def back_plate() -> str:
    """Return the drawing from the back and from the side, the bent arm and the seat on a chair."""
    sheet = Sheet(800, 980)
    sheet.figure(205, 35)
    sheet.path(f"M-185 {FLOOR} H585", INK, 1.2)
    standing(sheet, back=True)
    inner_back(sheet)
    back_measures(sheet)
    for letter, at, label in (
            ("A", (-36, 137), (-48, 124)), ("B", (0, 139), (0, 122)), ("D", (-95, 162), (-101, 148)),
            ("F", (-84, 226), (-96, 217)), ("G", (-63, 335), (-76, 326)), ("J", (-77, 387), (-90, 383)),
            ("K", (-94, 440), (-107, 433)), ("P", (139, 338), (127, 346)), ("Q", (163, 463), (151, 469))):
        sheet.landmark(letter, at, label)
    sheet.figure(492, 35)
    outlined(sheet, PROFILE)
    sheet.faint(((-6, 52), (3, 48), (6, 58), (-1, 74), (-5, 70)))
    side_measures(sheet)
    for letter, at, label in (
            ("B", (-41, 144), (-54, 138)), ("C", (25, 158), (38, 153)), ("D", (0, 160), (0, 144)),
            ("E", (74, 256), (87, 251)), ("F", (0, 226), (12, 234)), ("L", (0, 476), (8, 490)),
            ("M", (34, 645), (48, 645)), ("N", (-6, 858), (6, 850))):
        sheet.landmark(letter, at, label)
    sheet.figure(640, 195)
    outlined(sheet, ARM)
    arm_measures(sheet)
    for letter, at, label in (("D", (0, -4), (0, -18)), ("P", (-22, 178), (-6, 172)), ("Q", (82, 279), (96, 290))):
        sheet.landmark(letter, at, label)
    sheet.figure(648, 586)
    seat(sheet)
    return sheet.done()


def outlined(sheet: Sheet, rows: Sequence[Sequence[Spot]]) -> None:
    """Draw a filled outline of smooth rows that meet in corners."""
    sheet.path(start(rows[0][0]) + " ".join(spline(row) for row in rows) + " Z", fill=SKIN)


def back_measures(sheet: Sheet) -> None:
    """Draw the measures of the back."""
    for name, y, half, at, bulge in (("chest_girth_axilla", 226, 83, (62, 230), 6),
                                     ("top_hip_girth", 387, 77, (93, 389), 9),
                                     ("max_hip_girth", 462, 94, (110, 464), 9)):
        sheet.girth(name, (-half, y), (half, y), at, bulge)
    sheet.way("across_back_shoulder", [(-95, 162), (-45, 147), (0, 139), (45, 147), (95, 162)], (64, 139))
    sheet.way("shoulder_width", [(-95, 164), (-50, 177), (0, 182), (50, 177), (95, 165)], (-54, 176))
    sheet.way("across_back", [(-80, 200), (80, 200)], (-58, 200))
    sheet.way("back_waist_length", [(0, 139), (0, 343)], (0, 290))
    sheet.way("scye_depth", [(14, 144), (14, 232)], (22, 216))
    sheet.way("hps_to_waist_back", [(-36, 137), (-37, 240), (-34, 342)], (-36, 272))
    sheet.way("back_neck_to_wrist", [(5, 147), (50, 160), (92, 176), (112, 210), (139, 338), (163, 463)], (125, 268))


def side_measures(sheet: Sheet) -> None:
    """Draw the measures of the side, the crotch and the foot, and the posture values."""
    for y, x0, x1 in ((335, -43, 50), (440, -76, 54), (476, -61, 51)):
        sheet.level(y, x0, x1)
    sheet.girth("armscye_girth", (0, 160), (0, 226), (-32, 190), 21)
    sheet.way("waist_to_armpit", [(0, 335), (0, 228)], (0, 290))
    sheet.way("waist_to_hip", [(8, 335), (9, 390), (8, 440)], (9, 388))
    sheet.way("outseam", [(-10, 335), (-10, 470), (-8, 640), (-8, FLOOR)], (-9, 570))
    sheet.way("crotch_length", [(47, 337), (53, 388), (48, 430), (26, 465), (0, 474), (-35, 467), (-64, 440),
                                (-56, 388), (-39, 340)], (-48, 405))
    sheet.way("front_crotch_length", [(40, 337), (44, 388), (38, 425), (20, 456), (3, 466)], (34, 420))
    sheet.girth("heel_girth", (-45, 893), (26, 868), (34, 858), 8)
    sheet.path("M-47 905 V924 M82 905 V924", FAINT, 0.8)
    sheet.way("foot_length", [(-47, 918), (82, 918)], (18, 918))
    sheet.way("stoop", [(-41, 145), (-69, 176), (-80, 214), (-73, 255), (-54, 300)], (-94, 214), "", dash="5 4")
    sheet.way("shoulder_forward", [(-22, 160), (22, 160)], (-33, 160))
    sheet.path("M-45 318 L-14 330 L-44 343", ACCENT, 1.3, dash="3 3")
    sheet.number("sway_back", (-58, 330))


def arm_measures(sheet: Sheet) -> None:
    """Draw the measures along the bent arm."""
    sheet.way("arm_length", [(-4, -6), (-32, 14), (-41, 60), (-36, 120), (-36, 180), (-12, 216), (30, 258), (74, 294)],
              (-41, 80))
    sheet.way("upper_arm_length", [(0, -2), (-6, 80), (-21, 174)], (-5, 90))
    sheet.way("lower_arm_length", [(-19, 181), (30, 232), (80, 277)], (30, 232))


def seat(sheet: Sheet) -> None:
    """Draw how the body rise is measured: on a flat chair."""
    thigh, back = (start(row[0]) + spline(row) for row in SEATED)
    sheet.path(f"{thigh} L{back[1:]} Z", "none", fill=SKIN)
    sheet.path(thigh + back)
    sheet.path("M-64 30 V352 M-64 134 H112 V352", INK, 2.4)
    sheet.level(28, -31, 29)
    sheet.way("body_rise", [(0, 28), (0, 132)], (0, 80))


def main() -> None:
    """Write both drawings."""
    for name, drawing in (("measuring-front", front_plate()), ("measuring-back", back_plate())):
        (IMAGES / f"{name}.svg").write_text(drawing, "utf-8")


if __name__ == "__main__":
    main()
