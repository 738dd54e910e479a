"""A skirt that is compared with the body at two levels; nearly too tight at the hip."""

from mtmpattern.drafting import ease
from tests.drafting.panel_skirt import PanelSkirt


class Skirt(PanelSkirt):
    """A skirt that is compared with the body."""

    name = "compared-skirt"

    def wearing(self):
        yield from self.getting_in()
        yield ease("hip", self.round_hip, least=37)
        yield ease("belly", self.round_hip, least=10, by="hip")
