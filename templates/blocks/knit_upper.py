"""Knit tops above the underarm: neck, shoulders, the widths across back and front, and the armholes.

Sources are named in brackets: "measured" is what pattern files of makers of knitwear say; "books" are drafting books;
"by eye" has no other source.
"""

from dataclasses import dataclass
from math import asin, cos, degrees, radians, sin, tan
from typing import Any, ClassVar

from mtmpattern.drafting import Point, between, intended, line, mm, once, percent, solve

from .armholes import Armholed, HollowArmhole
from .limits import yielding
from .necklines import back_neckline, round_neckline

NAPE = 20               # mm that the nape lies below the neck point (usual for a crew neck; measured: 29 to 39)
NECK_BASE_PARTS = 6     # half the width of the neck is one of so many parts of the girth of its base (books)
USUAL_NECK = 400        # mm: the neck that the depth of a neckline is stated for
ABOVE_UNDERARM = 10     # mm that a neckline ends above the armhole at least (by eye)
HEAD_EASE = 4           # mm that the neckline opens wider than the head
MOST_WIDENED = 45       # mm that it is widened for that at most
FLATTER = 5             # degrees that a knit's shoulder is flatter than the body's (4 to 7)
FLATTEST = 8            # degrees that it slopes at least
NECK_FORWARD = 1 / 4    # of the shoulder seam's way forward, what the neckline is wider behind (made ones: 5 to 14 mm)
BALANCE = 1 / 2         # of a stoop, what the back is longer above the underarm and the front shorter (books: 1/2 to 1)
HINGE = 1 / 4           # of a stoop, the same at the neck; half as much at the tip, for the armhole is the hinge
#                         (books)

# ---- Widths ---------------------------------------------------------------------------------------------------------
EASE_GROWS = 1100       # mm: the ease of the chest grows with the chest up to here (books: 120 to 180 for a sweatshirt)
FIRST_BUST = 30         # mm over the high bust that the back is drafted for (books: a usual bust is 50 fuller, half
#                         behind)
MOST_FOR_BACK = 20      # mm over the chest that it is drafted for at most (books: a man's chest is 10 over the high
#                         bust)
UNDERARM_WIDER = 10     # mm that the front is wider than the back at the underarm (by eye)
BUST_BELOW_ARMHOLE = .4                 # of what a bust is fuller than that lies below the armhole (by eye)
CHEST_SPARE = 4         # mm that the garment is nevertheless wider than the chest at the underarm (by eye)
INSIDE_SIDE = .02       # of the chest, the armhole is hollowest inside the underarm at least (by eye)
INSIDE_CHEST = 4        # mm that the shoulder ends inside the side at least (by eye)
PITCH = .58             # of the way from tip to underarm the armhole is hollowest (measured: .50 to .65)
LOW_PITCH = .74         # ... and at the lowest: under a flat shoulder a deep hollow then meets the tip squarely (by
#                         eye)
LEAST_HOLLOW = 12       # mm that the armhole lies inside the tip at the pitch (measured: 15 to 27; books: 12 to 30)
MOST_HOLLOW = 34        # mm that it lies inside the tip there at most
SEWN_HOLLOW = 9         # mm of that hollow at least, where the back is as broad as the shoulders (by eye)
LEAST_EASE_ACROSS = .5  # mm of the ease across that such a hollow leaves at least (by eye)
TIP_OFF_SQUARE = 2      # degrees that the armhole meets the shoulder less than squarely for that at most (by eye)


@dataclass(frozen=True)
class Half:
    """Front or back above the underarm: where its shoulder begins and ends, how that slopes, and its widths.

    ``across`` is half its width where the armhole is hollowest, ``underarm`` the end of the side seam.
    """

    neck: Point
    tip: Point
    slope: float
    across: float
    underarm: Point

    @property
    def shoulder(self): return line(self.tip, self.neck)

    @property
    def depth(self):
        """From the shoulder tip straight down to the underarm."""
        return self.tip.y - self.underarm.y

    @property
    def pitch(self):
        """Where the armhole is hollowest."""
        square = (self.tip.x - self.across) / tan(radians(max(self.slope, FLATTEST / 2) + TIP_OFF_SQUARE))
        return Point(self.across, between(self.tip, self.underarm, min(max(PITCH, square / self.depth), LOW_PITCH)).y)


class KnitUpper(Armholed):
    """Centre on x = 0, neck point on y = 0, nape 20 below it.

    The shoulder seam lies ``forward`` mm before the ridge of the shoulder: the back is drafted that much higher there,
    the front that much lower, and the back neckline a little wider than the front's. A stoop makes the back longer and
    the front shorter; a shoulder that is carried forward moves the tip alone.
    """

    neck: Any
    twin: Any

    needs: ClassVar[tuple[str, ...]] = (
        "height", "chest_girth", "high_bust_girth", "neck_base_girth", "shoulder_length", "shoulder_slope",
        "shoulder_forward", "across_back", "across_front", "scye_depth", "stoop", "head_girth")
    estimable: ClassVar[tuple[str, ...]] = (
        "high_bust_girth", "neck_base_girth", "shoulder_length", "shoulder_slope", "shoulder_forward", "across_back",
        "across_front", "scye_depth", "stoop", "head_girth")

    chest_ease    = percent(6, -4, 40, "room around the chest, part of the chest girth, up to 1100 mm of it")
    neck_width    = mm(14, 5, 60, "neckline wider than the neck, at each side")
    neck_drop     = mm(90, 60, 140, "front neckline below the neck point, for a neck of 400; it grows with the neck")
    shoulder_ease = mm(8, -15, 60, "shoulder seam beyond the shoulder bone")
    across_ease   = mm(4, 0, 40, "half the back and half the front wider than the body where the armhole is hollowest")
    forward       = mm(10, 0, 20, "shoulder seam moved to the front")
    armhole_ease  = mm(20, 5, 120, "armhole deeper than the armpit; a thick arm makes it deeper, a thin one less deep")

    # ---- What a garment may change --------------------------------------------------------------------------------
    @property
    def deeper(self): return 0                    # mm by which the arm deepens the armhole

    def band_opens(self, seam):
        """How far a neckline that is ``seam`` mm long opens when it is finished."""
        return self.neck.opens(seam)

    # ---- Widths: the back is drafted for the high bust, the front takes the rest of the chest ---------------------
    @intended(note="round the chest, at its fullest")
    def chest(self):
        """Wider where a broad back and front leave no room for the armholes."""
        wanted = self.chest_wanted
        needed = 2 * (self.half_across_back + self.half_across_front + 2 * self.inside_side)
        if needed > wanted:
            self.rescued("chest widened because back and front are broad", needed - wanted)
        return max(wanted, needed)

    def room_for(self, girth): return self.chest_ease * min(girth, EASE_GROWS)
    @property
    def chest_wanted(self): return self.middle.chest_girth + self.room_for(self.middle.chest_girth)
    @property
    def inside_side(self): return INSIDE_SIDE * self.middle.chest_girth

    @property
    def back_width(self):
        """Half the back at the underarm."""
        frame = yielding(self.middle.high_bust_girth + FIRST_BUST, 0, self.middle.chest_girth + MOST_FOR_BACK)
        wanted = (frame + self.room_for(frame) + self.chest - self.chest_wanted) / 4
        least, front = self.half_across_back + self.inside_side, self.half_across_front + self.inside_side
        return min(max(wanted, least), self.chest / 2 - front)

    @property
    def front_width(self):
        """Half the front at the fullest part of the bust."""
        return self.chest / 2 - self.back_width

    @property
    def fullness(self):
        """The part of it by which the bust is fuller than the front at the underarm."""
        more = max(self.front_width - self.back_width - UNDERARM_WIDER, 0)
        room = self.front_width - self.half_across_front - self.inside_side
        return max(min(more * BUST_BELOW_ARMHOLE, (self.chest - self.middle.chest_girth - CHEST_SPARE) / 2, room), 0)

    # ---- Neck and shoulder ----------------------------------------------------------------------------------------
    @property
    def nape(self): return Point(0, BALANCE * self.middle.stoop - NAPE)

    @property
    def throat(self):
        """Where the front neckline would be without a drop."""
        return Point(0, -BALANCE * self.middle.stoop)

    @property
    def lowest_neckline(self):
        """The lowest height at which a front neckline may end."""
        return self.armhole_level(0) + ABOVE_UNDERARM

    @property
    def drop_wanted(self): return self.neck_drop * self.middle.neck_base_girth / USUAL_NECK

    @once
    def front_drop(self):
        wanted  = self.drop_wanted
        deepest = self.throat.y - self.lowest_neckline
        if wanted > deepest:
            self.rescued("neckline raised so that it ends above armholes and bust", wanted - deepest)
        return min(wanted, deepest)

    @property
    def neck_front(self):
        """The foot of the neckline at the centre front."""
        return self.throat.down(self.front_drop)

    @property
    def slope(self):
        """A knit's shoulder is flatter than the body's."""
        return max(self.body.shoulder_slope - FLATTER, FLATTEST)

    @property
    def half_neck_wanted(self): return self.middle.neck_base_girth / NECK_BASE_PARTS + self.neck_width

    @once
    def half_neck(self):
        """Half the width of the neckline; wider where the head would not go through."""
        return self.neck_widened(self.half_neck_wanted, self.neck_opens, self.middle.head_girth + HEAD_EASE,
                                 "head", "the head goes through")

    def neck_widened(self, wanted, opens, needed, part, so_that):
        """The half width wanted, or a wider one with which the neckline ``opens`` as far as is needed."""
        if opens(wanted) >= needed:
            return wanted
        wider = solve(opens, needed, wanted, wanted + MOST_WIDENED, what=f"neckline for the {part}")
        self.rescued(f"neckline widened at each side so that {so_that}", wider - wanted)
        return wider

    def neck_opens(self, half_width):
        """How far the neckline opens when its cloth and its band are stretched."""
        seam = self.neck_when(half_width)
        return min(seam * (1 + self.fabrics["shell"].stretch_weft), self.band_opens(seam))

    def neck_when(self, half_width):
        """The length of the whole neckline with this half width."""
        front = self.front_neckline(self.front_neck_point(half_width), self.sloping(self.tip_forward))
        back  = self.back_neckline(self.back_neck_point(half_width), self.sloping(-self.tip_forward))
        return 2 * (front.length + back.length)

    def front_neck_point(self, half_neck):
        return self.throat.right(half_neck - NECK_FORWARD * self.forward).down(self.forward)

    def back_neck_point(self, half_neck):
        return self.nape.up(NAPE).right(half_neck + NECK_FORWARD * self.forward).up(self.forward)

    def front_neckline(self, neck, slope): return round_neckline(neck, self.neck_front, slope)
    def back_neckline(self, neck, slope):  return back_neckline(neck, self.nape, slope)

    @property
    def bone(self):
        """The shoulder bone, from the centre."""
        across = self.body.shoulder_length * cos(radians(self.body.shoulder_slope))
        return self.middle.neck_base_girth / NECK_BASE_PARTS + across

    @once
    def shoulder(self):
        """Length of its seam: a little beyond the bone, but so that the armhole is hollow, and not too much."""
        if self.shoulder_end(self.bone) > self.widest_shoulder:
            self.rescued("shoulder shortened because it is broader than the chest",
                         self.shoulder_end(self.bone) - self.widest_shoulder)
        return self.shoulder_to(self.bone)

    def shoulder_end(self, bone):
        """Where a shoulder with this bone should end, from the centre."""
        broad, narrow = sorted((self.half_across_back, self.half_across_front), reverse=True)
        return max(min(bone + self.shoulder_ease, narrow + self.most_hollow(bone)), broad + LEAST_HOLLOW)

    @property
    def widest_shoulder(self):
        broad = max(self.half_across_back, self.half_across_front)
        return max(self.back_width - INSIDE_CHEST, broad + LEAST_HOLLOW / 2)

    def shoulder_to(self, bone):
        """The length of the seam of a shoulder with this bone."""
        usual = (min(self.shoulder_end(bone), self.widest_shoulder) - self.half_neck) / cos(radians(self.slope))
        moved = NECK_FORWARD * self.forward
        halves = ((self.half_across_front, self.half_neck - moved, self.tip_forward),
                  (self.half_across_back, self.half_neck + moved, -self.tip_forward))
        return max(usual, *((across + SEWN_HOLLOW - neck) / cos(radians(self.sloping(falls)))
                            for across, neck, falls in halves))

    @property
    def beyond_bone(self):
        """How far the shoulder seam goes on beyond the bone."""
        return self.half_neck + self.shoulder * cos(radians(self.slope)) - self.bone

    def most_hollow(self, bone):
        """Under a flat shoulder a deep hollow would meet the tip at a corner."""
        tip     = (bone - self.half_neck) * tan(radians(self.slope))
        above   = PITCH * (-self.armhole_level(0) - tip)
        flatter = min(self.sloping(self.tip_forward), self.sloping(-self.tip_forward))
        return min(MOST_HOLLOW, above * tan(radians(flatter + TIP_OFF_SQUARE)))

    @property
    def tip_forward(self):
        """How much further forward the tip lies than the seam at the neck; a stoop carries it back less far."""
        return self.body.shoulder_forward - HINGE * self.middle.stoop

    def sloping(self, falls):
        """The slope of a shoulder seam whose tip falls this many mm more than usual."""
        return degrees(asin(sin(radians(self.slope)) + falls / self.body.shoulder_length))

    # ---- Front and back -------------------------------------------------------------------------------------------
    def armhole_level(self, deeper): return -NAPE - self.middle.scye_depth - self.armhole_ease - deeper

    def half(self, neck, falls, across, width, deeper):
        slope    = self.sloping(falls)
        tip      = neck.along(-slope, self.shoulder)
        underarm = Point(width, self.armhole_level(deeper))
        return Half(neck, tip, slope, self.hollowest(across, tip, underarm, slope), underarm)

    def hollowest(self, across, tip, underarm, slope):
        """Half the width where the armhole is hollowest; it gives up its ease where it would be too straight to sew."""
        inside = max(min(across, tip.x - SEWN_HOLLOW), across - max(self.across_ease - LEAST_EASE_ACROSS, 0))
        return min(inside, tip.x - LEAST_HOLLOW / 4, underarm.x - self.inside_side)

    def front_half(self, deeper):
        width = self.front_width - self.fullness
        neck  = self.front_neck_point(self.half_neck)
        return self.half(neck, self.tip_forward, self.half_across_front, width, deeper)

    def back_half(self, deeper):
        neck = self.back_neck_point(self.half_neck)
        return self.half(neck, -self.tip_forward, self.half_across_back, self.back_width, deeper)

    # ---- Armholes -------------------------------------------------------------------------------------------------
    @property
    def back_armhole(self): return HollowArmhole
    def front_pitch(self, half): return half.pitch
    def back_pitch(self, half):  return half.pitch

    def armholes_drawn(self, deeper):
        """The armhole in front and in back when it is ``deeper`` mm deeper."""
        front, back = self.front_half(deeper), self.back_half(deeper)
        ahead  = HollowArmhole(front.underarm, self.front_pitch(front), front.tip, front.slope)
        behind = self.back_armhole(back.underarm, self.back_pitch(back), back.tip, back.slope)
        return ahead.drawn(behind), behind.drawn(ahead)

    def armholes_when(self, deeper):
        """The lengths of both when they are ``deeper`` mm deeper."""
        front, back = self.armholes_drawn(deeper)
        return front.length, back.length

    def armhole_when(self, deeper): return sum(self.armholes_when(deeper))

    @once
    def armholes(self):
        """The armhole in front and in back."""
        return self.armholes_drawn(self.deeper)

    @property
    def armhole(self): return sum(each.length for each in self.armholes)

    def armhole_depth_when(self, deeper):
        """From the shoulder tip straight down to the underarm, the mean of front and back."""
        return (self.front_half(deeper).depth + self.back_half(deeper).depth) / 2

    @property
    def armhole_depth(self): return self.armhole_depth_when(self.deeper)

    @property
    def front_neck(self):
        """The front neckline as it is drafted."""
        half = self.front_half(self.deeper)
        return self.front_neckline(half.neck, half.slope)

    # ---- Lines of front and back ----------------------------------------------------------------------------------
    def front_upper(self):
        """The edges from the side up and round to the centre, and the place on them that meets a sleeve."""
        half = self.front_half(self.deeper)
        return ({"armhole":  self.armholes[0],
                 "shoulder": half.shoulder,
                 "neckline": self.front_neck}, {"pitch": self.front_pitch(half)})

    def back_upper(self):
        half = self.back_half(self.deeper)
        return ({"armhole":  self.armholes[1],
                 "shoulder": half.shoulder,
                 "neckline": self.back_neckline(half.neck, half.slope)}, {"pitch": self.back_pitch(half)})

    # ---- Measures that others outweigh ----------------------------------------------------------------------------
    @property
    def shoulder_counts(self):
        """Whether the garment's shoulder follows the length of the body's."""
        return self.shoulder_to(self.bone + 1) != self.shoulder

    @property
    def hollow_counts(self):
        """Whether the shoulder ends where the depth of the armhole lets it meet its tip squarely."""
        narrow, hollow = min(self.half_across_back, self.half_across_front), self.most_hollow(self.bone)
        return hollow < MOST_HOLLOW and self.shoulder_counts and narrow + hollow < self.bone + self.shoulder_ease

    def outweighed(self):
        if self.half_neck == self.half_neck_wanted:
            yield "head_girth"
        if not self.shoulder_counts and not self.tip_forward:
            yield "shoulder_length"
