"""A fabric as it comes off the roll, or a swatch that stands for one, with everything that is known of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final, Literal, TypeAlias

from mtmpattern.errors import FileFormatError, Problem
from mtmpattern.pattern.model.care_label import Fibre, care_problems, fibre_problems, in_care_order, in_label_order
from mtmpattern.pattern.model.drape_figures import DrapeFigures
from mtmpattern.pattern.model.swatch import Swatch
from mtmpattern.units import exact, typed

Kind: TypeAlias = Literal["knit", "woven", "fusible", "swatch"]
Form: TypeAlias = Literal["open", "tubular", "folded"]
Print: TypeAlias = Literal["none", "one-way", "either-way"]

KINDS: Final[dict[Kind, str]] = {
    "knit": "a knit", "woven": "a woven cloth", "fusible": "a fusible interfacing", "swatch": "a knitted swatch",
}
FORMS: Final[dict[Form, str]] = {
    "open": "one layer, a selvedge on each side", "tubular": "a flat tube, a fold on each side",
    "folded": "folded along the middle, a fold on one side and both selvedges on the other",
}
PRINTS: Final[dict[Print, str]] = {
    "none": "nothing is printed on it", "one-way": "the print has an upright", "either-way": "the print may be turned",
}
LIMITS: Final[dict[str, tuple[float, float]]] = {
    # In mm, g/m2 and fractions of 1: no cloth lies outside, most slips of the pen do.
    "width": (100, 5000), "selvedge": (0, 150), "thickness": (0.01, 30), "mass": (5, 2000),
    "shrinkage_warp": (-0.05, 0.25), "shrinkage_weft": (-0.05, 0.25),     # some cloth grows a little
    "fusing_warp": (-0.02, 0.10), "fusing_weft": (-0.02, 0.10),
    "stretch_warp": (0, 3), "stretch_weft": (0, 3), "recovery": (0, 1),
    "repeat_warp": (0, 2000), "repeat_weft": (0, 2000), "origin_warp": (0, 2000), "origin_weft": (0, 2000),
}
LATER: Final = ("form", "print", "origin", "fibres", "care", "drape")
"""Fields that fabric files gained later: written only if they are stated, so that older files stay as they are."""


@dataclass(frozen=True, slots=True)
class Price:
    """The cost of one running metre; a `Decimal`, so that a quote adds up."""

    amount: Decimal
    currency: str

    def __str__(self) -> str:
        return f"{self.amount} {self.currency}/m"

    def of(self, length: float) -> Decimal:
        """The cost of ``length`` mm of cloth, to a cent."""
        return (self.amount * Decimal(repr(float(length))) / 1000).quantize(Decimal("0.01"), ROUND_HALF_UP)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fabric:
    """One cloth as it comes off the roll: lengths in mm, mass in g/m2, shrinkage and stretch as fractions of 1.

    Shrinkage is what washing takes away (0.05: 1000 mm become 950), fusing what the fusing press takes away. Stretch is
    how much longer the cloth gets under a comfortable pull, recovery the part of it that springs back. A repeat is the
    stripe, plaid or print along warp and weft, 0 where there is none; its origin is how far its first line lies from
    the cut end of the roll (warp) and from the left edge of the usable width (weft). ``nap`` is for the pile, ``print``
    for the printed design; either may need all parts to lie one way. A swatch is knitted to shape: it has no width, and
    its mass is that of its stitches. A value that no cloth can have raises `FileFormatError`.
    """

    name: str
    kind: Kind
    width: float                                 # usable, between the selvedges; of a tube, as it lies flat
    mass: float
    selvedge: float = 0.0                        # on each side, beyond the usable width
    thickness: float = 0.5
    shrinkage_warp: float = 0.0
    shrinkage_weft: float = 0.0
    fusing_warp: float = 0.0
    fusing_weft: float = 0.0
    stretch_warp: float = 0.0
    stretch_weft: float = 0.0
    recovery: float = 1.0
    nap: bool = False
    repeat_warp: float = 0.0
    repeat_weft: float = 0.0
    price: Price | None = None
    form: Form = "open"
    print: Print = "none"
    origin_warp: float = 0.0
    origin_weft: float = 0.0
    fibres: tuple[Fibre, ...] = ()               # the largest share first
    care: tuple[str, ...] = ()                   # words of `care_label.CARE`, in the order of a label
    drape: DrapeFigures | None = None
    swatch: Swatch | None = None                 # only of a fabric of that kind

    def __post_init__(self) -> None:
        object.__setattr__(self, "fibres", in_label_order(self.fibres))
        object.__setattr__(self, "care", in_care_order(self.care))
        problems = [*self._unknown_words(), *self._out_of_range(), *fibre_problems(self.fibres),
                    *care_problems(self.care)]
        if not problems:
            problems = contradictions({field.name: getattr(self, field.name) for field in fields(self)})
        if problems:
            raise FileFormatError.of(problems)

    def _unknown_words(self) -> list[Problem]:
        problems = [] if self.kind in KINDS else [Problem(f"{self.kind} is not a kind of cloth", "fabric.kind", "kind",
                                                          f"Use one of {', '.join(KINDS)}.",
                                                          params={"kind": self.kind})]
        words: tuple[tuple[str, str, Mapping[Any, str]], ...] = (
            ("form", self.form, FORMS), ("print", self.print, PRINTS))
        return problems + [
            Problem(f"{name}: {word} is not known", "fabric.word", name, f"Use one of {', '.join(known)}.",
                    params={"name": name, "word": word})
            for name, word, known in words if word not in known]

    def _out_of_range(self) -> list[Problem]:
        problems = []
        for name, (least, most) in LIMITS.items():
            value = getattr(self, name)
            if name == "width" and self.kind == "swatch":
                continue
            if not least <= value <= most:       # NaN fails this too
                problems.append(Problem(f"{name}: {typed(value)} is outside {least:g} to {most:g}", "fabric.range",
                                        name, "Lengths are in mm, mass in g/m2, the others are fractions of 1.",
                                        params={"name": name, "value": value, "least": least, "most": most}))
        return problems

    @classmethod
    def of_swatch(cls, name: str, swatch: Swatch, **others: Any) -> Fabric:
        """The fabric that a swatch stands for; ``others`` are further fields, such as its stretch."""
        return cls(name=name, kind="swatch", width=0.0, mass=swatch.mass, swatch=swatch, **others)

    @property
    def shrinks(self) -> bool:
        """Whether washing changes its size, so that pieces are cut larger."""
        return bool(self.shrinkage_warp or self.shrinkage_weft)

    def cost(self, length: float) -> Decimal | None:
        """The cost of ``length`` mm of it, in the currency of its price; ``None`` if it has none."""
        return None if self.price is None else self.price.of(length)

    @property
    def one_way(self) -> bool:
        """Whether all parts must lie one way, for its nap or its print."""
        return self.nap or self.print == "one-way"

    @property
    def full_width(self) -> float:
        """Width in mm with both selvedges; the usable width is this less the selvedges."""
        return self.width + 2 * self.selvedge

    @property
    def table_width(self) -> float:
        """Usable width in mm as it comes off the roll onto the table: half of it where the cloth is folded."""
        return self.width / 2 if self.form == "folded" else self.width

    @property
    def layers(self) -> int:
        """How many layers lie on the table when one length is drawn off the roll."""
        return 1 if self.form == "open" else 2

    def to_dict(self) -> dict[str, Any]:
        """The fabric as the data of a fabric file; `read_fabric` makes an equal one of it."""
        def pair(name: str, suffix: str) -> dict[str, str]:
            return {side: exact(getattr(self, f"{name}_{side}"), suffix) for side in ("warp", "weft")}

        data: dict[str, Any] = {
            "name": self.name, "kind": self.kind, "width": exact(self.width, "mm"),
            "selvedge": exact(self.selvedge, "mm"), "mass": exact(self.mass, "g/m2"),
            "thickness": exact(self.thickness, "mm"), "shrinkage": pair("shrinkage", "%"),
            "fusing": pair("fusing", "%"), "stretch": pair("stretch", "%"), "recovery": exact(self.recovery, "%"),
            "nap": self.nap, "repeat": pair("repeat", "mm"), **({"price": str(self.price)} if self.price else {}),
        }
        later: dict[str, Any] = {
            "form": self.form if self.form != "open" else None, "print": self.print if self.print != "none" else None,
            "origin": pair("origin", "mm") if self.origin_warp or self.origin_weft else None,
            "fibres": {fibre.name: exact(fibre.share, "%") for fibre in self.fibres}, "care": list(self.care),
            "drape": self.drape.to_dict() if self.drape else None,
        }
        data |= {name: later[name] for name in LATER if later[name]}
        if self.swatch:
            data = {name: value for name, value in data.items() if name not in ROLL_KEYS}
            data["swatch"] = self.swatch.to_dict()
        return data


DEFAULTS: Final[dict[str, Any]] = {
    field.name: field.default for field in fields(Fabric) if field.default is not MISSING}
"""The values of fields that a file leaves out. Files rely on them, so they never change."""
ON_A_ROLL: Final = {
    "selvedge": "selvedge", "shrinkage_warp": "shrinkage", "shrinkage_weft": "shrinkage", "nap": "nap",
    "repeat_warp": "repeat", "repeat_weft": "repeat", "origin_warp": "origin", "origin_weft": "origin",
    "price": "price", "form": "form", "print": "print",
}
"""The fields that only cloth on a roll has, and the line of a file that states each."""
ROLL_KEYS: Final = frozenset({"width", "mass", *ON_A_ROLL.values()})


def contradictions(values: Mapping[str, Any]) -> list[Problem]:
    """The contradictions among the fields of a fabric; a field that is left out has its default.

    Each problem's ``where`` is the line of a fabric file that is to be changed.
    """
    stated = DEFAULTS | dict(values)
    if stated["kind"] == "swatch":
        return _on_no_roll(stated)
    problems = []
    if stated["swatch"]:
        problems.append(Problem(f"{KINDS[stated['kind']]} has no swatch", "fabric.swatch", "swatch",
                                "Write `kind: swatch`, or leave it out.", params={"kinds": KINDS[stated["kind"]]}))
    for side in ("warp", "weft"):
        origin, repeat = stated[f"origin_{side}"], stated[f"repeat_{side}"]
        if origin and not origin < repeat:
            problems.append(Problem(
                f"the origin along the {side}, {origin:g} mm, is not within a repeat of {repeat:g} mm", "fabric.origin",
                "origin", "Measure to the first line of the pattern, and state its repeat.",
                params={"side": side, "origin": origin, "repeat": repeat}))
    if stated["form"] == "tubular" and stated["selvedge"]:
        problems.append(Problem("a tube has no selvedge", "fabric.form", "selvedge",
                                "Leave it out, or write `form: open` where the tube is slit."))
    return problems


def _on_no_roll(stated: Mapping[str, Any]) -> list[Problem]:
    """The problems with fields of a swatch that only cloth on a roll can have."""
    if stated["swatch"] is None:
        return [Problem("there is no swatch", "fabric.swatch", "kind", "Say under `swatch:` what was counted.")]
    keys = [key for name, key in ON_A_ROLL.items() if stated[name] != DEFAULTS[name]]
    keys += [key for key, due in (("width", 0.0), ("mass", stated["swatch"].mass)) if stated.get(key, due) != due]
    return [Problem(f"a swatch has no {key}", "fabric.swatch", key, "Leave it out: it is knitted to shape, "
                    "relaxed, and weighed by its stitches.", params={"key": key}) for key in dict.fromkeys(keys)]
