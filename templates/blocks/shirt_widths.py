"""The intended measures of a shirt's body, its half widths and its levels; its lines are in shirt_block.py.

Sources are named in brackets. Aldrich is a book of drafting; "measured" is what pattern files and drafts of FreeSewing
say; "cutter" is a cutter's review of earlier drafts; "by eye" was chosen on drafts of a few thousand people and has no
other source.
"""

from mtmpattern.drafting import Point, choice, intended, mm, once, percent

from .armholes import Armholed
from .limits import yielding

# ---- Round the body, in mm ------------------------------------------------------------------------------------------
BELLY_EASE = 98         # room round the belly: 90 to 100, or buttons pull on sitting (cutter)
BELLY_OVER_CHEST = 160  # a belly is at most this much wider than the chest (by eye)
USUAL_BELLY_PART = .9   # of the mean of high bust and hip is a usual belly; its excess over that goes to the front ...
BELLY_FORWARD = .1      # ... this part of it to each half, off the back (by eye) ...
FORWARD_LEAST, FORWARD_MOST = -10, 30   # ... within these mm (by eye)
BELLY_IN_FRONT = .7     # of what a belly asks beyond straight sides goes to the front (books: 60 to 70 %)
LONGER_FOR_BELLY = 1 / 4                # of what the belly has beyond that, the centre front is longer (books: a
#                         quarter)
BELLY_BELOW_CHEST = 40  # mm that a belly is less than the chest where the front is as long as usual
LONGER_MOST = 45        # mm that it is longer at most, about; over a flat belly it is a little shorter
BUST_OVER_HIP = 60      # half the front at the bust is at most this much wider than at the hip (by eye)
SIDE_MOST = 26          # the most that the side comes in at the waist, against a straight side (by eye; Aldrich 20) ...
UNDER_MOST = 36         # ... and that it comes in under the arm, so that the armhole has no point there (by eye)
BESIDE_ARM = 25         # the side seam lies at least this far beyond the hollow of the armhole (by eye)
BUST_OF_BACK = 16       # the back is drafted for the high bust and this much more (by eye: a usual bust is 50 fuller)
FRONT_WIDER = 15        # the front is at most this much wider than the back at the underarm (books: 10 to 20); a bust
#                         takes the rest below

# ---- Darts in the back, in mm ---------------------------------------------------------------------------------------
OF_INTAKE_DART = .8     # of what a back should come in at the waist, its dart takes (by eye)
OF_INTAKE_SIDE = .6     # of what a back should come in at the waist, its side takes beside a dart (by eye)
DART_MOST = 44          # what a dart may take (by eye; measured: 30 mm, 147 above, 100 below)
DART_STEEP = .45        # of its length below the waist, it takes at most (by eye)
DART_WANTED = 5.5       # from this intake on there is a dart ...
DART_LEAST = 2          # ... and over a range of sizes down to this one
SIDE_MORE = 4.5         # a front without a dart comes in at the side by up to this much more (by eye)
DART_BELOW = 110        # that a dart reaches below the waist ...
DART_OFF_HEM = .7       # ... and part of the way to the hem at most

# ---- Up and down, in mm ---------------------------------------------------------------------------------------------
YOKE_LOWERED = 6        # the back hangs lower at the armhole end of the yoke (Aldrich 7.5): for the blade
ABOVE_ARMPIT = 1 / 2    # of what a back is rounder lies above the armpits (by eye)
MOST_ROUND = 45         # a back is rounder or hollower than usual by at most this much
BELOW_WAIST = 80        # a shirt is longer than to the waist at the side, and the waist lies below the armhole
PLUMB_ABOVE_HEM = 24    # of the side above the hem hangs straight at least, where it leans much a quarter of it
NAPE_OF_NECK = .07      # of the neck girth, from the neck point down to the nape (by eye; measured: 14 to 39 mm)


class ShirtWidths(Armholed):
    """Half a body: centre on x = 0, the shirt's neck point on y = 0, nape below it, side on the right.

    The back is drafted from the width of the back and the high bust, so a bust never makes it wider; the front takes
    the rest of the chest, and most of a belly. Both have the same underarm level, and sides of one length.
    """

    needs     = ("height", "neck_girth", "neck_base_girth", "chest_girth", "high_bust_girth", "waist_girth",
                 "belly_girth", "hip_girth", "across_back", "across_front", "shoulder_length", "shoulder_slope",
                 "shoulder_forward", "scye_depth", "back_waist_length", "waist_to_belly", "waist_to_hip",
                 "stoop", "sway_back")
    estimable = ("neck_base_girth", "high_bust_girth", "belly_girth", "across_back", "across_front", "shoulder_length",
                 "shoulder_slope", "shoulder_forward", "scye_depth", "back_waist_length", "waist_to_belly",
                 "waist_to_hip", "stoop", "sway_back")

    chest_ease    = mm(155, 80, 240, "room around the chest")
    waist_ease    = mm(165, 50, 400, "room around the waist; the sides never lean in more than looks well")
    hip_ease      = mm(110, 40, 300, "least room around the hip")
    across_ease   = mm(16, 12, 20, "half the back and half the front wider than the body from arm to arm")
    body_length   = percent(43.5, 35, 60, "length down the centre back, part of the height")
    tail          = mm(65, 0, 110, "shirt tail: how much higher the hem is at the side")
    back_longer   = mm(15, 0, 60, "back longer than the front at the centre, as far as there is a tail")
    neck_ease     = mm(13, 5, 40, "room around the neck, in the buttoned stand")
    shoulder_ease = mm(8, -10, 50, "shoulder beyond the shoulder bone, as far as the width of the back allows")
    armhole_ease  = mm(40, 15, 80, "armhole deeper than the armpit; the arm makes it a little deeper or less deep")
    yoke_depth    = percent(34, 22, 46, "yoke at the centre back, part of the way from nape to armhole")
    fullness      = choice("plain", "box pleat", "side pleats", "darts", note=
                           "the back: plain, a box pleat or two side pleats under the yoke, or darts at the waist")
    pleat_depth   = mm(30, 16, 44, "cloth in each pleat of the back")

    # ---- Intended measures ----------------------------------------------------------------------------------------
    @intended(note="round the chest, buttoned")
    def chest(self):
        """As much as chosen; wider only under a very large belly, or for a back and a front that are broad."""
        broad = 2 * (self.half_across_back + self.half_across_front + 2 * BESIDE_ARM)
        return max(self.chest_wanted, self.belly - BELLY_OVER_CHEST, broad)
    @intended(note="round the hip, buttoned")
    def hip(self):    return 2 * (self.usual_back_hip + self.usual_front_hip)
    @intended(note="round the waist, buttoned")
    def waist(self):
        """Straight down from chest to hip, less what sides and darts take in, or as wide as a belly needs."""
        taken = self.back_side_in + self.dart + self.front_side_in + self.front_dart
        return 2 * (self.back_straight + self.front_straight - taken)
    @intended(note="down the centre back, from the collar seam to the hem")
    def length(self):
        """As long as chosen, more over a round back, and well below the waist at the side."""
        return max(self.middle.height * self.body_length, self.least_below_nape) + self.rounder
    @property
    def least_below_nape(self): return self.nape.y - self.waist_level + BELOW_WAIST + self.tail
    @intended(note="round the neck, along the collar seam")
    def neck(self):   return self.middle.neck_girth + self.neck_ease

    @property
    def chest_wanted(self): return self.middle.chest_girth + self.chest_ease
    @property
    def hip_wanted(self):   return self.middle.hip_girth + self.hip_ease
    @property
    def belly(self):
        """A belly needs this much at the waist; from there it hangs straight."""
        return self.middle.belly_girth + BELLY_EASE
    @property
    def waist_wanted(self): return max(self.middle.waist_girth + self.waist_ease, self.belly)

    # ---- Half widths of back and front ----------------------------------------------------------------------------
    @property
    def back_width(self):
        """At the underarm, for the frame; a chest wider than chosen is shared with the front."""
        frame  = yielding(self.middle.high_bust_girth + BUST_OF_BACK, 0, self.middle.chest_girth)
        wanted = (frame + self.chest_ease + self.chest - self.chest_wanted) / 4
        widest = self.chest / 2 - self.half_across_front - BESIDE_ARM
        return min(max(wanted, self.half_across_back + BESIDE_ARM), widest)

    @property
    def front_width(self):
        """At the fullest part of chest or bust."""
        return self.chest / 2 - self.back_width

    @property
    def below_belly(self):
        """What a belly needs at the hip beyond the hip itself, half round."""
        return max(self.belly - self.hip_wanted, 0) / 2
    @property
    def usual_back_hip(self):  return self.hip_wanted / 4 + (1 - BELLY_IN_FRONT) * self.below_belly
    @property
    def usual_front_hip(self):
        """Below a full bust the front hangs almost straight."""
        return max(self.hip_wanted / 4 + BELLY_IN_FRONT * self.below_belly, self.front_width - BUST_OVER_HIP)

    @property
    def hip_altered(self):
        """How much wider than drafted a customer wants the hip, for each quarter."""
        return (self.hip / 2 - self.usual_back_hip - self.usual_front_hip) / 2
    @property
    def back_hip(self):  return self.usual_back_hip + self.hip_altered
    @property
    def front_hip(self): return self.usual_front_hip + self.hip_altered

    @property
    def back_straight(self):
        """Half the back at the waist when its side runs straight from underarm to hip."""
        return self.back_width + (self.back_hip - self.back_width) * self.waist_part
    @property
    def front_straight(self): return self.front_width + (self.front_hip - self.front_width) * self.waist_part

    @property
    def waist_part(self):
        """Where the waist lies on the way from underarm to hip."""
        return (self.usual_armhole_level - self.waist_level) / (self.usual_armhole_level - self.hip_level)

    @property
    def belly_forward(self):
        """The part of the waist that is moved from back to front because of a belly."""
        usual = USUAL_BELLY_PART * (self.middle.high_bust_girth + self.middle.hip_girth) / 2
        return min(max(BELLY_FORWARD * (self.middle.belly_girth - usual), FORWARD_LEAST), FORWARD_MOST)

    @property
    def back_in(self):
        """How much half the back should come in at the waist, against a straight side."""
        return self.back_straight - self.waist_wanted / 4 + self.belly_forward
    @property
    def front_in(self):
        """How much half the front should come in; it also takes what the back does not."""
        wanted = self.front_straight - self.waist_wanted / 4 - self.belly_forward
        return wanted + self.back_in - self.back_side_in - self.dart

    @once
    def dart(self):
        """Width of a dart in the back: none where it would take hardly anything, and none too wide for its length."""
        width  = min(OF_INTAKE_DART * self.back_in, DART_MOST, DART_STEEP * self.dart_below)
        wanted = self.fullness == "darts" and self.held("darts in the back", int(width >= DART_WANTED))
        return width if wanted and width >= DART_LEAST else 0

    @property
    def front_dart(self): return 0                # width of a dart in each front

    @property
    def back_side_most(self): return max(min(SIDE_MOST, UNDER_MOST - self.back_width + self.back_straight), 0)
    @property
    def back_side_in(self):
        return min(self.back_in * (OF_INTAKE_SIDE if self.dart else 1), self.back_side_most)

    @property
    def usual_side_most(self):
        return max(min(SIDE_MOST, UNDER_MOST - self.front_width + self.front_straight), 0)
    @property
    def front_side_most(self): return self.usual_side_most
    @property
    def front_side_in(self):
        """A dart begins with what the side has taken so far, so that the waist never jumps."""
        return min(self.front_in - self.front_dart, self.front_side_most + self.front_side_more)
    @property
    def front_side_more(self): return 0

    @property
    def waist_counts(self):
        """Whether a side or a dart takes in what the waist asks, and not the most that it can or the belly leaves."""
        sides = self.back_side_in < self.back_side_most or self.front_side_in < self.front_side_most
        darts = self.dart == OF_INTAKE_DART * self.back_in or self.front_dart == self.front_in - self.front_side_most
        return (sides or darts) and self.waist_wanted > self.belly

    @property
    def waist_altered(self):
        """How much wider than drafted a customer wants the waist, for each quarter."""
        straight = self.back_straight + self.front_straight
        taken    = self.back_side_in + self.dart + self.front_side_in + self.front_dart
        return (self.waist / 2 - straight + taken) / 2

    @property
    def back_waist(self):
        """Half the back at the waist, its dart still open."""
        return self.back_straight - self.back_side_in + self.waist_altered
    @property
    def front_waist(self): return self.front_straight - self.front_side_in + self.waist_altered

    @property
    def dart_below(self): return min(DART_BELOW, DART_OFF_HEM * (self.waist_level - self.side_level))

    @property
    def pleated(self):
        """Cloth of the half back that is laid into a pleat."""
        return self.pleat_depth if self.fullness in ("box pleat", "side pleats") else 0

    # ---- Levels: the lengths of the back are measured over its round, and drafted without it ----------------------
    @property
    def rounder(self):
        """How much longer the centre back is above the blades than on an upright figure."""
        return min(max(self.middle.stoop, -MOST_ROUND), MOST_ROUND)
    @property
    def swayed(self):
        """What is taken out across the small of the back; it is taken at the yoke, and added at the hem."""
        return min(max(self.middle.sway_back, -MOST_ROUND), MOST_ROUND)
    @property
    def over_belly(self):
        """How much longer the centre front is over a belly."""
        stands_out = self.middle.belly_girth - self.middle.chest_girth + BELLY_BELOW_CHEST
        return yielding(LONGER_FOR_BELLY * stands_out, 0, LONGER_MOST)

    @property
    def nape(self): return Point(0, -NAPE_OF_NECK * self.middle.neck_girth)

    @property
    def usual_armhole_level(self):
        return self.nape.y - self.middle.scye_depth + ABOVE_ARMPIT * self.rounder - self.armhole_ease

    @property
    def armhole_level(self): return self.usual_armhole_level - self.deeper

    @property
    def waist_level(self):
        return min(self.nape.y - self.middle.back_waist_length + self.rounder, self.usual_armhole_level - BELOW_WAIST)

    @property
    def hem_level(self):
        """The hem at the centre back on an upright figure."""
        return self.nape.y - self.length + self.rounder

    @property
    def side_level(self):
        """Where the side seam ends: at the hem, less the tail."""
        return self.hem_level + self.tail

    @property
    def hip_level(self): return max(self.waist_level - self.middle.waist_to_hip, self.side_level + PLUMB_ABOVE_HEM)

    @property
    def yoke_level(self): return self.nape.y - self.yoke_depth * (self.nape.y - self.usual_armhole_level)

    @property
    def deeper(self): return 0                    # mm by which an arm deepens the armhole

    def body_levels(self, longer=0):
        """The heights of the body at which front and back lie; the front hangs lower by what a dart takes."""
        waist = self.nape.y - self.middle.back_waist_length + self.rounder - longer
        belly = max(waist - self.middle.below_waist("belly"), self.side_level - longer + PLUMB_ABOVE_HEM)
        return {"neck point": 0, "armhole": self.armhole_level, "waist": waist, "belly": belly,
                "hip": waist - self.middle.waist_to_hip}

    def outweighed(self):
        """A side never comes in more than looks well; the depth of the belly is only compared."""
        yield "waist_to_belly"
        if not self.waist_counts:
            yield "waist_girth"
        if self.waist_level - self.middle.waist_to_hip <= self.side_level + PLUMB_ABOVE_HEM:
            yield "waist_to_hip"
