"""The cloth of pocket bags, and what is done to every mouth in a seam."""

from mtmpattern.drafting import Block, Template, woven

MOUTH_OF_HAND = 1 / 2   # of the hand's girth, a mouth is wide, and some mm more
BAG_OF_HAND = .35       # of the hand's girth, a bag hangs below its mouth
BAG_HANGS_MORE = 65     # mm that it hangs lower than that (a cutter: 120 to 150 in all)

POCKETING = {"pocketing": woven(mass=(70, 200), default="poplin")}


def mouth_taped(garment: Template | Block) -> None:
    """Note that the mouth must not stretch."""
    garment.note("Tape the mouth of the pocket along the front and understitch it.")
