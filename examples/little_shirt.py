"""Little shirt: sleeveless, buttoned, with collar, stand and bound armholes; a shirt with few pieces."""

from mtmpattern.drafting import (
    LEFT,
    RIGHT,
    UP,
    Point,
    Template,
    around,
    bag,
    bind,
    buttoned,
    curve,
    cut,
    edges,
    encase,
    fold,
    hem,
    intended,
    line,
    measured,
    mm,
    other,
    passes,
    percent,
    piece,
    sew,
    shell,
    square_to,
    whole,
    woven,
)


class LittleShirt(Template):
    name, version = "little-shirt", "1"
    needs     = ("chest_girth", "hip_girth", "neck_base_girth", "shoulder_length", "scye_depth", "back_waist_length",
                 "upper_arm_girth")
    estimable = ("scye_depth", "back_waist_length", "upper_arm_girth")
    fabric    = woven(mass=(90, 200), default="poplin")
    openings  = ("neck", "armhole", "armhole", "hem")

    ease   = mm(100, 60, 200, "room around the chest")
    length = percent(155, 110, 200, "length down the centre back, part of nape to waist")
    band   = mm(17, 12, 25, "button band beyond the centre")

    # ---- Intended measurements ------------------------------------------------------------------------------------
    @intended(note="round the chest")
    def chest(self): return max(self.middle.chest_girth, self.middle.hip_girth - 40) + self.ease

    # ---- Half a body: centre on x = 0, neck point on y = 0, side on the right -------------------------------------
    def half(self, drop, hollow):
        neck     = Point(self.middle.neck_base_girth / 6, 0)
        tip      = neck.along(-19, self.middle.shoulder_length)
        underarm = Point(self.chest / 4, -self.middle.scye_depth - 55)
        centre   = Point(0, -drop)
        foot     = Point(underarm.x, -self.middle.back_waist_length * self.length)
        pitch    = Point(tip.x - hollow, (tip.y + underarm.y) / 2)
        armhole  = curve(underarm, pitch, leave=LEFT, arrive=UP).then(curve(pitch, tip, leave=UP, arrive=71))
        neckline = curve(neck, centre, leave=square_to(tip, neck), arrive=LEFT)
        shape    = {"side": line(foot, underarm), "armhole": armhole, "shoulder": line(tip, neck), "neckline": neckline}
        return shape, foot, pitch

    @piece(cut(shell), on="torso front")                     # without a fold it is cut as a pair
    def front(self):
        shape, foot, pitch = self.half(80, 22)
        middle = shape["neckline"].end
        edge   = middle.left(self.band)
        low    = edge.level_with(foot)
        return edges(hem        = line(low, foot), **shape,
                     stand_step = line(middle, edge),
                     band       = line(edge, low),
                     points={"pitch": pitch, "underarm": Point(0, shape["side"].end.y - 1)},
                     inner={"centre": line(middle, middle.level_with(foot))})

    @piece(cut(shell), on="torso back")
    def back(self):
        shape, foot, pitch = self.half(18, 14)
        middle = Point(0, foot.y)
        return edges(hem=line(middle, foot), **shape, centre=fold(shape["neckline"].end, middle),
                     points={"pitch": pitch, "underarm": Point(0, shape["side"].end.y - 1)})

    # ---- Half a collar, centre back on x = 0, its front on the right ----------------------------------------------
    @property
    def neck(self): return (self.back.neckline + self.front.neckline).length

    @piece(cut(shell, plies=2), on="neck", front=RIGHT)
    def stand(self):
        centre, step = Point(self.neck, 0), Point(self.neck + self.band, 0)
        top          = centre.up(30)
        return edges(seam   = line(Point(0, 0), step),
                     end    = line(step, step.up(8)).then(curve(step.up(8), top, leave=UP, arrive=LEFT)),
                     top    = line(top, Point(0, 30)),
                     middle = fold(Point(0, 30), Point(0, 0)),
                     points={"shoulder": Point(self.back.neckline.length, 0), "centre": top})

    @piece(cut(shell, plies=2), on="neck", front=RIGHT)
    def collar(self):
        tip = Point(self.neck + 15, 65)
        return edges(neck   = line(Point(0, 0), Point(self.neck, 0)),
                     leaf   = line(Point(self.neck, 0), tip),
                     outer  = curve(tip, Point(0, 45), arrive=LEFT),
                     middle = fold(Point(0, 45), Point(0, 0)),
                     points={"centre": Point(self.neck, 0)})

    # ---- In order of work -----------------------------------------------------------------------------------------
    def making(self):
        front, back, collar, stand = self.front, self.back, self.collar, self.stand
        yield hem(front.band, depth=35, fused=True)
        yield sew(front.shoulder, back.shoulder, construction="felled")
        yield bag(collar.leaf + collar.outer)
        yield encase(collar.neck, between=stand.top)                        # the collar ends at the centre ...
        yield bag(stand.end)                                                # ... the stand runs on past it
        yield encase(back.neckline + front.neckline + front.stand_step, between=stand.seam)
        yield sew(front.side, back.side, construction="felled")
        yield bind(front.armhole + back.armhole)
        yield hem(front.hem, back.hem, depth=10, under=8)
        yield buttoned(over=front.centre, under=other(front.centre), first=60, count=6)

    def finished(self):
        yield measured("chest", around(self.front, self.back, at="underarm") - 2 * self.band)

    def wearing(self):
        yield passes("neck", whole(self.back.hem + self.front.hem), "chest", self.middle.chest_girth)   # unbuttoned
        yield passes("armhole", self.front.armhole + self.back.armhole, "upper arm", self.middle.upper_arm_girth)
