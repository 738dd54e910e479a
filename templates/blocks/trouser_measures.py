"""What trousers shall measure, and at which heights: `TrouserMeasures`."""

from mtmpattern.drafting import Point, Template, between, intended, mm, once, percent, solve, yes_no

PLEAT = 30          # mm that a pleat takes from each front beside what a dart would


class TrouserMeasures(Template):
    """The options of trousers, what they make of a body, and the levels of a leg."""

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
    leg_length  = percent(97, 18, 104, "length of the leg, part of the inside leg")
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
        return self.middle.inside_leg * self.leg_length - self.drop - (0 if self.is_short else self.deeper)
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
    @once
    def drop(self):
        """The crotch line lies so far below the body."""
        return 15 + self.crotch_ease / 2

    @once
    def waist_level(self): return self.middle.body_rise + self.drop - self.below_waist + self.deeper

    @once
    def seat_level(self):
        """Where the centre lines bend into the crotch curves: at the hip, but high enough for a round curve."""
        rise = self.middle.body_rise + self.drop
        return min(max(rise - self.middle.waist_to_hip, .08 * self.middle.hip_girth), .45 * rise)

    @once
    def knee_level(self): return self.drop - .4375 * self.middle.inside_leg

    @once
    def nominal_length(self): return self.middle.inside_leg * self.leg_length - self.drop

    @once
    def is_short(self): return -self.nominal_length > self.knee_level - 60

    @once
    def joint_level(self):
        """Down to the knee the leg is shaped, below it straight; shorts end above it, where their inseam says."""
        if not self.is_short:
            return self.knee_level
        long = self.inseam - self.straight_foot
        return solve(lambda level: self.front_inseam_to(level).length, long, -.8 * long, -long,
                     what="inseam")

    @property
    def straight_foot(self): return 0                                # so much of shorts is straight above the hem

    @once
    def is_jointed(self):
        """Whether the leg goes on straight below its shaped part."""
        return not self.is_short or self.straight_foot > 0
