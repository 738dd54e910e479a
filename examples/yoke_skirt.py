"""Yoke skirt: a straight block with its darts closed into the hem, a hip yoke split off and the skirt below spread."""

from mtmpattern.drafting import (
    LEFT,
    RIGHT,
    UP,
    Point,
    Template,
    caught,
    curve,
    cut,
    dart,
    dart_moved,
    derived,
    edges,
    fold,
    fusible,
    hem,
    intended,
    line,
    measured,
    mm,
    once,
    other,
    passes,
    percent,
    piece,
    sew,
    shell,
    solve,
    split,
    spread_evenly,
    square_to,
    whole,
    woven,
    zipped,
)
from mtmpattern.templates.blocks import zip_length

DART, LEAST = .275, 8       # a dart's share of hip less waist; the narrowest dart in mm


class YokeSkirt(Template):
    """A quarter is drafted: centre on x = 0, waist on y = 0, side on the right."""

    name, version = "yoke-skirt", "1"
    needs    = ("waist_girth", "hip_girth", "waist_to_hip", "waist_to_knee")
    fabric   = woven(mass=(90, 320), default="poplin")
    openings = ("waist", "hem")
    fits     = {"day": {}, "swing": {"flare": 1200, "to_knee": 115}}

    waist_ease = mm(10, 0, 40, "room around the waist")
    hip_ease   = mm(40, 20, 100, "room around the hip of the block; its closed darts give more")
    to_knee    = percent(95, 70, 170, "length, part of waist to knee")
    yoke_depth = percent(62, 45, 75, "depth of the yoke, part of waist to hip")
    flare      = mm(500, 80, 1500, "hem wider, opened at four places of each quarter")
    hem_depth  = mm(15, 8, 30, "cloth turned up at the hem")

    # ---- Intended measurements ------------------------------------------------------------------------------------
    @intended(note="round the waist, along the waist seam")
    def waist(self):  return self.middle.waist_girth + self.waist_ease
    @intended(note="from the waist seam to the hem, down the front")
    def length(self): return self.middle.waist_to_knee * self.to_knee

    # ---- The block: a straight skirt with one dart; the side seam takes in the rest -------------------------------
    @property
    def hip(self): return max(self.middle.hip_girth + self.hip_ease, self.waist)

    @once
    def darts(self):
        """One dart or none; the same in all sizes of a range."""
        width  = DART * (self.hip - self.waist) / 2
        wanted = self.held("darts", int(width >= LEAST)) and width > 1
        return [dart(width, .65 * self.middle.waist_to_hip, at=1/2)] if wanted else []

    def side(self, intake):
        hip = Point(self.hip / 4, -self.middle.waist_to_hip)
        return line(Point(hip.x, -self.length), hip).then(curve(hip, Point(hip.x - intake, intake / 3), leave=UP))

    def waistline(self, intake, dip):
        side = self.side(intake)
        return curve(side.end, Point(0, -dip), leave=square_to(side), arrive=LEFT).with_darts(self.darts)

    def dip(self, intake):
        """How much lower the waist lies at the centre back."""
        return min(intake, (self.hip - self.waist) / 12) / 4

    @once
    def side_intake(self):
        """The same on front and back, so that the side seams are one shape."""
        return solve(lambda intake: self.waistline(intake, 0).length
                     + self.waistline(intake, self.dip(intake)).length,
                     self.waist / 2, 0, 110, what="side seam at the waist")

    def block(self, dip, **centre):
        """``centre`` are the edges from the waist down to the hem."""
        side = self.side(self.side_intake)
        return edges(hem   = line(Point(0, -self.length), side.start),
                     side  = side,
                     waist = self.waistline(self.side_intake, dip),
                     **centre)

    # ---- Conversion: darts closed into the hem, a yoke split off, the rest spread ---------------------------------
    def converted(self, block):
        """The yoke, and the skirt below it."""
        if self.darts:
            block = dart_moved(block, "waist", block.at("hem", 1/2), into="line", still="centre")
        side  = block.edges["side"]
        depth = self.yoke_depth * self.middle.waist_to_hip
        low   = side.length - depth
        seam  = curve(Point(0, -depth), side.at(low), leave=RIGHT, arrive=side.direction(low) - 90, inflected=True)
        yoke, skirt = split(block, seam, named="yoke")
        return yoke, spread_evenly(skirt, "hem", "yoke", slashes=4, by=self.flare / 4, still="centre")

    @once
    def front_parts(self): return self.converted(self.block(0, centre=fold(Point(0, 0), Point(0, -self.length))))

    @once
    def back_parts(self):
        dip  = self.dip(self.side_intake)
        down = zip_length(self.waist, self.middle.hip_girth, self.middle.waist_to_hip, self.length, dip)
        top, zip_end, foot = (Point(0, -each) for each in (dip, down, self.length))
        return self.converted(self.block(dip, opening=line(top, zip_end), centre=line(zip_end, foot)))

    # ---- Pieces ---------------------------------------------------------------------------------------------------
    @piece(cut(shell), on="waist front")
    def front_yoke(self): return self.front_parts[0]
    @piece(cut(shell), on="waist back")
    def back_yoke(self):  return self.back_parts[0]

    @piece(cut(shell), on="torso front")
    def front(self): return self.front_parts[1]
    @piece(cut(shell), on="torso back", allowance={"centre": 20})    # the zip's allowance runs on down to the hem
    def back(self):  return self.back_parts[1]

    @piece(cut(shell), cut(fusible, trimmed=2), on="waist front", front=RIGHT)
    def front_facing(self): return derived(self.front_yoke)          # under the yoke, seen from inside
    @piece(cut(shell), cut(fusible, trimmed=2), on="waist back", front=LEFT, allowance={"opening": 20})
    def back_facing(self):  return derived(self.back_yoke)

    # ---- In order of work -----------------------------------------------------------------------------------------
    def making(self):
        front, back, front_yoke, back_yoke = self.front, self.back, self.front_yoke, self.back_yoke
        yield sew(front.yoke, front_yoke.yoke)
        yield sew(back.yoke, back_yoke.yoke)
        yield sew(back.centre, other(back.centre))
        opening = back_yoke.opening + back.opening
        yield zipped(opening, other(opening))
        yield sew(front.side + front_yoke.side, back.side + back_yoke.side)
        yield sew(self.front_facing.side, self.back_facing.side)
        yield sew(whole(self.back_facing.waist + self.front_facing.waist), whole(back_yoke.waist + front_yoke.waist))
        yield caught(self.back_facing.opening, by=back_yoke.opening)
        yield caught(self.front_facing.yoke, by=front_yoke.yoke)
        yield caught(self.back_facing.yoke, by=back_yoke.yoke)
        yield hem(front.hem, back.hem, depth=self.hem_depth)

    def finished(self):
        yield measured("waist", whole(self.back_yoke.waist + self.front_yoke.waist))
        yield measured("length", self.front_yoke.centre + self.front.centre)

    def wearing(self):
        opening = self.back_yoke.opening.length + self.back.opening.length
        yield passes("waist", self.waist + 2 * opening, "hip girth", self.middle.hip_girth)
