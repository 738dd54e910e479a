"""Trousers with a front and a back for each leg: `TrouserBlock` and the lines that it is drawn with."""

from math import atan2, copysign, cos, degrees, radians

from mtmpattern.drafting import (
    Point, Template, between, curve, dart, heading, intended, line, mm, once, percent, pleat, solve, square_to, yes_no,
)

from .skirt_darts import skirt_back_darts, skirt_front_darts

# Degrees between crotch and inseam at the fork. They add to a little less than 180, so that front and back run on into
# each other under the body.
FRONT_FORK, BACK_FORK = 89, 85
THIGH = -25         # the thigh is measured so far below the crotch line
PLEAT = 30          # mm that a pleat takes from each front beside what a dart would
ROUND = 1.15        # the crotch curve lies a little further in the corner than an arc


def crotch_curve(seat, fork, lean, inseam_leaves, fork_angle):
    """From ``seat`` down and out to the ``fork``, which lies on the left.

    Above the seat the centre line leans ``lean`` degrees inward. At the fork the inseam leaves in the direction
    ``inseam_leaves``, and meets the curve at ``fork_angle``.
    """
    arrive = min(inseam_leaves + fork_angle - 180, heading(seat, fork) - 4)
    return curve(seat, fork, leave=270 - lean, arrive=arrive, rounder=ROUND)


def centre_top(seat, lean, level):
    """Where the centre line through ``seat`` reaches the height ``level``."""
    return seat.along(90 - lean, (level - seat.y) / cos(radians(lean)))


def turned_by(start, end):
    """The turn from one direction to another in degrees, left turns positive."""
    return (end - start + 180) % 360 - 180


def quiet(leave, way, arrive, most=2.9):
    """The directions of a waist between its seams, up to ``most`` degrees off square where that makes it straighter.

    ``way`` leads straight from end to end. A line that bends to one side leaves and arrives 4 degrees off it at least;
    otherwise it bends to both sides, as little as can be.
    """
    first, last = turned_by(leave, way), turned_by(way, arrive)
    if first * last > 0 and min(abs(first), abs(last)) < 4 - most / 2:
        if abs(first) < abs(last):
            first = -copysign(1, first) if abs(first) < most - 1 else copysign(4, first)
        else:
            last = -copysign(1, last) if abs(last) < most - 1 else copysign(4, last)
    elif first * last > 0:
        first, last = (copysign(max(abs(each), 4), each) for each in (first, last))
    else:
        first, last = (copysign(max(abs(each) - most, 1), each) for each in (first, last))
    return way - first, way + last


def through(a, via, b):
    """The direction at ``via`` of the arc through three points."""
    return heading(a, via) + turned_by(heading(a, b), heading(via, b))


def flowing(*points, leave):
    """One smooth line through the points: at each it has the direction of the arc through it and its neighbours."""
    ways = [leave, *(through(*points[i - 1:i + 2]) for i in range(1, len(points) - 1))]
    ways.append(2 * heading(*points[-2:]) - ways[-1])
    edge = None
    for a, b, out, into in zip(points, points[1:], ways, ways[1:], strict=False):
        part = curve(a, b, leave=out, arrive=into, inflected=True)
        edge = part if edge is None else edge.then(part)
    return edge


def inseam_leaves(fork, foot, below):
    """The direction in which an inseam leaves the fork: hollow under it, the more so the further the fork is out.

    ``foot`` is where its curve ends, in the direction ``below``.
    """
    chord  = heading(fork, foot)
    hollow = max(turned_by(below, chord), 0)
    return chord + min(hollow, 4 + .2 * hollow)


def x_at(edge, level):
    """How far out a line that runs up or down lies at a height; it begins above it and ends below."""
    for part in edge.curves:
        if part.end.y <= level:
            low, high = 0.0, 1.0
            for _ in range(40):
                middle = (low + high) / 2
                low, high = (middle, high) if part.point(middle).y > level else (low, middle)
            return part.point(low).x
    return edge.end.x


def chord_of(width, lean):
    """The straight width of a hem that is ``width`` mm long and arcs to be square to seams that lean so much."""
    return width * 1000 / curve(Point(0, 0), Point(1000, 0), leave=lean, arrive=-lean).length


class TrouserBlock(Template):
    """Half the front and half the back of trousers; a garment adds pieces and what its waist is sewn to.

    A leg lies along its crease, x = 0; the crotch line is y = 0, the side is on the right.
    """

    needs     = ("waist_girth", "hip_girth", "waist_to_hip", "body_rise", "crotch_length", "front_crotch_length",
                 "inside_leg", "thigh_girth", "knee_girth", "heel_girth")
    estimable = ("waist_to_hip", "body_rise", "crotch_length", "front_crotch_length", "thigh_girth", "knee_girth",
                 "heel_girth")

    waist_ease  = mm(10, 0, 40, "room around the waist")
    hip_ease    = mm(50, 20, 140, "room around the hip")
    thigh_ease  = mm(60, 30, 160, "least room around the thigh; a wide hip makes more")
    knee_width  = percent(77, 66, 105, "width of the leg at the knee, part of the thigh girth")
    taper       = percent(88, 70, 125, "width of the leg at the hem, part of that at the knee; of shorts, of the leg's "
                                       "width there")
    to_floor    = percent(97, 18, 104, "length of the leg, part of the inside leg")
    below_waist = mm(35, 0, 80, "waist seam below the natural waist")
    crotch_ease = mm(10, 0, 60, "room in the crotch seam")
    pleated     = yes_no(False, "a pleat in each front, for more room at the hip")

    # ---- What the trousers shall measure; alterations are added here ----------------------------------------------
    @intended
    def waist(self): return self.girth_below(self.below_waist) + self.waist_ease
    @intended
    def hip(self):   return self.middle.hip_girth + self.hip_ease + (2 * PLEAT if self.pleated else 0)
    @intended
    def thigh(self): return max(self.thigh_wanted, self.usual_thigh)
    @intended
    def knee(self):                                                  # shorts end above it
        return self.leg_hem if self.is_short else self.knee_wanted
    @intended
    def leg_hem(self):
        if self.is_short:
            part = min(-self.nominal_length / self.knee_level, 1)
            leg  = between(Point(self.thicker("thigh_girth"), 0), Point(self.thicker("knee_girth"), 0), part).x
            return max(self.leg_width(-self.nominal_length) * self.taper, leg + 25)
        widest = self.knee + .85 * (self.nominal_length + self.knee_level)          # flares by 12 degrees at the most
        return max(min(self.knee * self.taper, widest), self.thicker("heel_girth") + 5)
    @intended
    def inseam(self):
        return self.middle.inside_leg * self.to_floor - self.drop - (0 if self.is_short else self.deeper)
    @intended
    def crotch(self):
        """The whole seam between the legs, from waist seam to waist seam."""
        return self.middle.crotch_length + self.crotch_ease - 2 * self.below_waist

    def thicker(self, measure):
        """Both legs are cut alike, for the thicker one."""
        return max(getattr(self.body, measure), getattr(self.twin.body, measure))

    def girth_below(self, down):
        """The girth of the body so far below the natural waist."""
        waist, hip = self.middle.waist_girth, self.middle.hip_girth
        return waist + (hip - waist) * min(max(down, 0) / self.middle.waist_to_hip, 1)

    # ---- Levels ---------------------------------------------------------------------------------------------------
    @property
    def drop(self):
        """The crotch line lies so far below the body."""
        return 15 + self.crotch_ease / 2

    @property
    def waist_level(self): return self.middle.body_rise + self.drop - self.below_waist + self.deeper

    @property
    def seat_level(self):
        """Where the centre lines bend into the crotch curves: at the hip, but high enough for a round curve."""
        rise = self.middle.body_rise + self.drop
        return min(max(rise - self.middle.waist_to_hip, .08 * self.middle.hip_girth), .45 * rise)

    @property
    def knee_level(self): return self.drop - .4375 * self.middle.inside_leg

    @property
    def nominal_length(self): return self.middle.inside_leg * self.to_floor - self.drop

    @property
    def is_short(self): return -self.nominal_length > self.knee_level - 60

    @once
    def joint_level(self):
        """Down to the knee the leg is shaped, below it straight; shorts end above it, where their inseam says."""
        if not self.is_short:
            return self.knee_level
        return solve(lambda level: self.shaped_inseam(self.front_fork, -12, level).length, self.inseam,
                     .8 * -self.inseam, -self.inseam, what="inseam")

    # ---- Widths across the hip and out to the forks ---------------------------------------------------------------
    @property
    def front_hip(self): return self.hip / 4 - 10 + (PLEAT / 2 if self.pleated else 0)
    @property
    def back_hip(self):  return self.hip / 2 - self.front_hip

    @property
    def thigh_wanted(self): return self.thicker("thigh_girth") + self.thigh_ease

    @once
    def for_thighs(self):
        """Full thighs need forks that reach further."""
        usual = self.hip / 2 + (.070 + .120) * self.middle.hip_girth
        return min(max(self.thigh_wanted + 20 - usual, 0), .02 * self.middle.hip_girth)

    @property
    def front_fork_out(self):
        """It reaches further on a body that is long in front from waist to crotch."""
        hip, long = self.middle.hip_girth, self.middle.front_crotch_length - self.middle.body_rise - 60
        return .070 * hip + min(max(.35 * long, -.008 * hip), .014 * hip) + self.for_thighs / 3
    @property
    def back_fork_out(self):  return .120 * self.middle.hip_girth + self.for_thighs * 2 / 3

    # ---- Legs: as wide to either side of the crease; the back is 24 mm wider than the front -----------------------
    def leg_width(self, level):
        """The width of the leg between crotch line and knee."""
        top = self.hip / 2 + self.front_fork_out + self.back_fork_out
        return top + (self.knee_wanted - top) * level / self.knee_level

    @once
    def leg_lean(self):
        """By how many degrees the leg's sides lean where its shaped part ends."""
        if self.is_short:
            return min(degrees(atan2((self.leg_width(0) - self.knee_wanted) / 4, -self.knee_level)), 7)
        return degrees(atan2((self.knee - self.leg_hem) / 4, self.nominal_length + self.knee_level))

    def half_leg(self, width, more):
        """Half the width of a front or back."""
        return chord_of(width / 2 + more, self.leg_lean) / 2

    @property
    def knee_wanted(self):
        return max(self.thicker("thigh_girth") * self.knee_width, self.thicker("knee_girth") + 40)

    def joint(self, more, level=None):
        """Where the shaped part of the leg ends at the side: the knee, or the hem of shorts."""
        half = self.half_leg(self.knee, more) if self.is_short else self.knee / 4 + more / 2
        return Point(half, self.joint_level if level is None else level)

    def foot(self, more):
        """The side of the hem."""
        joint = self.joint(more)
        if self.is_short:
            return joint
        half = self.half_leg(self.leg_hem, more)
        left = self.inseam - self.upper_inseam.length
        return Point(half, joint.y - (left ** 2 - (joint.x - half) ** 2) ** .5)

    def shaped_inseam(self, fork, more, level=None):
        joint = self.joint(more, level)
        inner, below = Point(-joint.x, joint.y), 270 + self.leg_lean
        return curve(fork, inner, leave=inseam_leaves(fork, inner, below), arrive=below, inflected=True)

    @once
    def front_fork(self): return Point(-.51 * (self.front_hip + self.front_fork_out), 0)

    @once
    def upper_inseam(self): return self.shaped_inseam(self.front_fork, -12)

    def whole_inseam(self, shaped, more):
        if self.is_short:
            return shaped
        foot = self.foot(more)
        return shaped.then(line(shaped.end, Point(-foot.x, foot.y)))

    # ---- Crotch: as long as the body's, by the slope of the front waist, the rise of the back, its fork, its depth -
    @property
    def front_lean(self):
        """The centre front leans in a little; over a belly it stands upright or leans out."""
        belly = self.middle.waist_girth / self.middle.hip_girth
        return max(min(3, 3 - 60 * (belly - .9)), -5)

    @once
    def front_seat(self): return Point(self.front_fork.x + self.front_fork_out, self.seat_level)

    @once
    def front_curve(self):
        return crotch_curve(self.front_seat, self.front_fork, self.front_lean, self.upper_inseam.leaving, FRONT_FORK)

    def front_rise(self, up):
        """Length of the front crotch seam when its waist is so much higher than the side's."""
        level = self.middle.body_rise + self.drop - self.below_waist + up
        return (level - self.seat_level) / cos(radians(self.front_lean)) + self.front_curve.length

    @property
    def front_most(self): return 40 + max(self.middle.waist_girth - .95 * self.middle.hip_girth, 0) / 6

    @once
    def front_usual(self):
        """The front waist rises over a belly and falls on a flat one."""
        share = self.middle.front_crotch_length + .4 * self.crotch_ease - self.below_waist
        return min(max(share - self.front_rise(0), -25), self.front_most)

    @property
    def back_asked(self): return self.crotch - self.front_rise(self.front_usual)

    def back_lean(self, up):
        """The more the seat needs, the more; upright where there is nothing to take in at the waist."""
        return max(min(10 + .18 * up, 20, 10 + .06 * (self.hip - self.waist)), 3 + .25 * up, 8)

    @once
    def back_forks(self):
        """Those that were tried, by how much further out."""
        return {}

    def back_fork(self, more):
        if more not in self.back_forks:
            self.back_forks[more] = self.level_fork(.505 * (self.back_hip + self.back_fork_out + more))
        return self.back_forks[more]

    def level_fork(self, out):
        """Its level makes both inseams equally long; it lies 13 mm below the front's at most."""
        def inseam(out, low): return self.shaped_inseam(Point(-out, -low), 12).length

        same = self.upper_inseam.length
        if inseam(out, 13) > same:                                   # then the leg swings out under it
            return Point(-solve(lambda nearer: inseam(nearer, 13), same, .7 * out, out, what="back fork"), -13)
        return Point(-out, -solve(lambda low: inseam(out, low), same, -10, 13, what="level of the back fork"))

    def back_seat(self, more):
        return Point(self.back_fork(more).x + self.back_fork_out + more, self.seat_level)

    def back_curve(self, up, more):
        fork = self.back_fork(more)
        return crotch_curve(self.back_seat(more), fork, self.back_lean(up), self.shaped_inseam(fork, 12).leaving,
                            BACK_FORK)

    def back_rise(self, up, more):
        level = self.middle.body_rise + self.drop - self.below_waist + up
        return (level - self.seat_level) / cos(radians(self.back_lean(up))) + self.back_curve(up, more).length

    @once
    def fork_more(self):
        most = .015 * self.middle.hip_girth
        asked = self.back_asked
        if self.back_rise(55, 0) < asked:
            if self.back_rise(55, most) < asked:
                return most
            return solve(lambda more: self.back_rise(55, more), asked, 0, most, what="back fork")
        if self.back_rise(0, 0) > asked:
            if self.back_rise(0, -most) > asked:
                return -most
            return solve(lambda more: self.back_rise(0, more), asked, -most, 0, what="back fork")
        return 0

    @once
    def back_up(self):
        asked, more = self.back_asked, self.fork_more
        if more:
            return 55 if more > 0 else 0
        return solve(lambda up: self.back_rise(up, 0), asked, 0, 55, what="rise of the back")

    @once
    def front_up(self):
        """The front takes what the back cannot."""
        lean    = radians(self.front_lean)
        lacking = self.back_asked - self.back_rise(self.back_up, self.fork_more)
        up      = min(max(self.front_usual + lacking * cos(lean), -40), max(self.front_most, self.front_usual))
        if abs(up - self.front_usual) > 25:
            self.rescued("front waist moved because the back cannot take all of the crotch length",
                         abs(up - self.front_usual))
        return up

    @once
    def deeper(self):
        """When front and back have given all they can, the crotch line moves away from the waist, or toward it."""
        lacking = self.crotch - self.front_rise(self.front_up) - self.back_rise(self.back_up, self.fork_more)
        deeper  = lacking / (1 / cos(radians(self.front_lean)) + 1 / cos(radians(self.back_lean(self.back_up))))
        if abs(deeper) > 8:
            self.rescued("crotch line lowered for the crotch length" if deeper > 0 else
                         "waist lowered for the short crotch length", abs(deeper))
        return deeper

    # ---- The side: the same intake at the waist on front and back -------------------------------------------------
    @property
    def front_hip_side(self): return Point(self.front_seat.x + self.front_hip, self.seat_level)
    @property
    def back_hip_side(self):  return Point(self.back_seat(self.fork_more).x + self.back_hip, self.seat_level)

    @once
    def back_inseam(self): return self.shaped_inseam(self.back_fork(self.fork_more), 12)

    def usual_thigh_side(self, hip, more):
        """Below the hip the side runs almost straight down before it goes in to the joint."""
        joint = self.joint(more)
        part = (hip.y - THIGH) / (hip.y - joint.y)
        return hip.x - part ** 1.7 * (hip.x - joint.x)

    @once
    def usual_thigh(self):
        """The width of a leg a little below the crotch when nothing else is asked for."""
        return (self.usual_thigh_side(self.front_hip_side, -12) - x_at(self.upper_inseam, THIGH)
                + self.usual_thigh_side(self.back_hip_side, 12) - x_at(self.back_inseam, THIGH))

    def whole_side(self, hip, more, waist):
        """From the hem over knee, thigh and hip to the waist."""
        joint, foot = self.joint(more), self.foot(more)
        thigh = Point(self.usual_thigh_side(hip, more) + (self.thigh - self.usual_thigh) / 2, THIGH)
        shaped = flowing(joint, thigh, hip, waist, leave=90 - self.leg_lean)
        return shaped if self.is_short else line(foot, joint).then(shaped)

    # ---- The waist: hip less waist goes into both centre seams, then 20 % into the front, 35 % into the back darts -
    @once
    def front_top(self): return centre_top(self.front_seat, self.front_lean, self.waist_level + self.front_up)
    @once
    def back_top(self):
        return centre_top(self.back_seat(self.fork_more), self.back_lean(self.back_up), self.waist_level + self.back_up)

    @once
    def to_take_in(self):
        """What is left of half the hip less half the waist for sides and darts."""
        centres = self.front_top.x - self.front_seat.x + self.back_top.x - self.back_seat(self.fork_more).x
        return (self.hip - self.waist) / 2 - centres - (PLEAT if self.pleated else 0)

    def front_side(self, intake):
        hip = self.front_hip_side
        return self.whole_side(hip, -12, Point(hip.x - intake, self.waist_level + max(intake, 0) / 4))

    @once
    def side_difference(self):
        """How much longer the side of the back would be, were its waist as high as the front's."""
        intake = .225 * self.to_take_in
        return self.back_side(intake, 0).length - self.front_side(intake).length

    def back_side(self, intake, up):
        hip = self.back_hip_side
        return self.whole_side(hip, 12, Point(hip.x - intake, self.waist_level + max(intake, 0) / 4 + up))

    def waist_ways(self, side, top, lean):
        """Square to the side and to the centre line, or nearly so."""
        return quiet(square_to(side), heading(side.end, top), 180 - lean)

    def front_waist(self, side, ways):
        return curve(side.end, self.front_top, leave=ways[0], arrive=ways[1], inflected=True)

    def back_waist(self, side, ways):
        return curve(side.end, self.back_top, leave=ways[0], arrive=ways[1], inflected=True).with_darts(
            skirt_back_darts(.35 * self.to_take_in, self.waist_level - self.seat_level + 30))

    @property
    def front_darts(self):
        """One dart or pleat, on the crease."""
        depth = self.waist_level - self.seat_level + 30
        if self.pleated:
            return [pleat(width=PLEAT + max(.2 * self.to_take_in, 0), length=60, at=1 / 2)]
        return [dart(each.width, each.length, 1 / 2) for each in skirt_front_darts(.2 * self.to_take_in, depth)[:1]]

    @once
    def side_and_waist(self):
        """Side intake, and the directions of both waists, by steps: what the waist is too long goes into the sides."""
        taken  = sum(each.width for each in self.front_darts)
        intake = .225 * self.to_take_in
        for step in range(6):
            front, back = self.front_side(intake), self.back_side(intake, -self.side_difference)
            if step < 3:
                ways = (self.waist_ways(front, self.front_top, self.front_lean),
                        self.waist_ways(back, self.back_top, self.back_lean(self.back_up)))
            both = self.front_waist(front, ways[0]).length - taken + self.back_waist(back, ways[1]).length
            intake += (both - self.waist / 2) / 2
        return intake, *ways

    @property
    def side_intake(self): return self.side_and_waist[0]

    @once
    def finished_back_side(self):
        """Its waist lies where it is as long as the side of the front."""
        same, near = self.whole_front_side.length, -self.side_difference
        return self.back_side(self.side_intake, solve(lambda up: self.back_side(self.side_intake, up).length, same,
                                                      near - 12, near + 12, what="side seam"))

    @once
    def whole_front_side(self):  return self.front_side(self.side_intake)
    @once
    def whole_front_waist(self): return self.front_waist(self.whole_front_side, self.side_and_waist[1])

    def darted(self, edge):
        """The waist of the front, or what a pocket leaves of it, with its dart or pleat on the crease."""
        at = edge.start.x / (edge.start.x - edge.end.x)
        return edge.with_darts([(dart if each.tip else pleat)(each.width, each.length, at)
                                for each in self.front_darts])

    # ---- Points and lines that front and back carry ---------------------------------------------------------------
    def notched(self, side):
        """Points at which front and back meet along the side: equally far from the hem."""
        whole_side = self.whole_front_side
        below      = 0 if self.is_short else whole_side.curves[0].length
        knee       = {} if self.is_short else {"side_knee": side.at(below)}
        return knee | {"side_thigh": side.at(below + whole_side.curves[0 if self.is_short else 1].length)}

    def levels(self):
        return {"hip": Point(0, self.seat_level), "thigh": Point(0, THIGH), "knee": Point(0, self.joint_level)}

    def inner_knee(self, inseam): return {} if self.is_short else {"inseam_knee": inseam.curves[0].end}

    def crease(self, side, top): return {"crease": line(Point(0, side.start.y + 2), Point(0, top))}
