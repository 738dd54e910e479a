"""A skirt that is compared with the body, as a designer's own file."""

from mtmpattern.templates.straight_skirt import StraightSkirt

from mtmpattern.drafting import around, ease


class Skirt(StraightSkirt):
    """A skirt that is compared with the body."""

    name = "compared-skirt"

    def wearing(self):
        yield from super().wearing()
        yield ease("hip", around(self.front, self.back, at="hip"), least=37)
        yield ease("belly", around(self.front, self.back, at="hip"), least=10, by="hip")
