"""The cloth of pocket bags, and what is done to every mouth in a seam."""

from mtmpattern.drafting import Block, Template, woven

POCKETING = {"pocketing": woven(mass=(70, 200), default="poplin")}


def mouth_taped(garment: Template | Block) -> None:
    """Note that the mouth must not stretch."""
    garment.note("Tape the mouth of the pocket along the front and understitch it.")
