"""The cloth of pocket bags, and what is done to every mouth in a seam."""

from mtmpattern.drafting import Template, woven


class Pocketing(Template):
    other_cloth = {"pocketing": woven(mass=(70, 200), default="poplin")}

    def mouth_taped(self):
        self.note("Tape the mouth of the pocket along the front and understitch it.")
