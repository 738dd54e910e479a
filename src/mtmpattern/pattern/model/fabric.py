"""Cloth: what a fabric or a swatch is, and what a template asks of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, dataclass, fields
from decimal import ROUND_HALF_UP, Decimal
from math import pi
from os import PathLike
from typing import Any, Final, Literal, TypeAlias

from mtmpattern.errors import FileFormatError, Problem, no_surprise
from mtmpattern.units import exact

# ---- Fibres and care ---------------------------------------------------------------------------------------------


FIBRES: Final = (
    "wool", "alpaca", "llama", "camel", "cashmere", "mohair", "angora", "vicuna", "yak", "silk",
    "cotton", "kapok", "flax", "hemp", "jute", "ramie", "sisal", "coir",
    "acetate", "triacetate", "cupro", "modal", "lyocell", "viscose", "polylactide",
    "acrylic", "modacrylic", "aramid", "elastane", "elastodiene", "elastolefin", "elastomultiester", "polyamide",
    "polyester", "polyethylene", "polypropylene", "polyurethane", "metal fibre", "paper", "other fibres",
)
OTHER_NAMES: Final = {
    "linen": "flax", "spandex": "elastane", "nylon": "polyamide", "rayon": "viscose", "merino": "wool",
    "lambswool": "wool",
}
"""What people write, and the name that a label must use for it."""

CARE: Final = {
    "washing": ("wash 95", "wash 70", "wash 60", "wash 60 mild", "wash 50", "wash 50 mild", "wash 40", "wash 40 mild",
                "wash 40 very mild", "wash 30", "wash 30 mild", "wash 30 very mild", "hand wash", "do not wash"),
    "bleaching": ("bleach", "oxygen bleach", "do not bleach"),
    "tumble drying": ("tumble dry", "tumble dry low", "do not tumble dry"),
    "drying": ("line dry", "line dry in shade", "drip dry", "drip dry in shade", "dry flat", "dry flat in shade",
               "drip dry flat", "drip dry flat in shade"),
    "ironing": ("iron 200", "iron 150", "iron 110", "do not iron"),
    "dry cleaning": ("dry clean P", "dry clean P mild", "dry clean F", "dry clean F mild", "do not dry clean"),
    "wet cleaning": ("wet clean", "wet clean mild", "wet clean very mild", "do not wet clean"),
}
"""The words of care by group, in the order in which a label shows the groups."""

CARE_WORDS: Final = tuple(word for words in CARE.values() for word in words)
_GROUP: Final = {word: group for group, words in CARE.items() for word in words}

EVEN: Final = 1e-9
"""Shares may miss 100 % by this fraction: thirds cannot be written out."""


@dataclass(frozen=True, slots=True)
class Fibre:
    """One fibre of a cloth, and its share of the mass as a fraction of 1."""

    name: str
    share: float

    def __str__(self) -> str:
        return f"{round(self.share * 100, 1):g} % {self.name}"


def fibre_name(word: str) -> str:
    """The name that a label uses for a fibre as people call it (``linen`` is flax); empty where it is not known."""
    plain = " ".join(word.casefold().split())
    return plain if plain in FIBRES else OTHER_NAMES.get(plain, "")


def care_word(word: str) -> str:
    """A word of care as it is spelt here; empty where it is not known."""
    plain = " ".join(word.casefold().split())
    return next((known for known in CARE_WORDS if known.casefold() == plain), "")


def in_label_order(fibres: Iterable[Fibre]) -> tuple[Fibre, ...]:
    """Fibres as a label lists them: the largest share first, equal shares by name."""
    return tuple(sorted(fibres, key=lambda fibre: (-fibre.share, fibre.name)))


def in_care_order(words: Iterable[str]) -> tuple[str, ...]:
    """Words of care in the order of their groups; what is not known comes last."""
    order = {word: place for place, word in enumerate(CARE_WORDS)}
    return tuple(sorted(words, key=lambda word: order.get(word, len(order))))


def fibre_problems(fibres: Iterable[Fibre]) -> list[Problem]:
    """What is wrong with a composition: unknown names, a fibre named twice, shares that do not make 100 %."""
    listed = list(fibres)
    problems = [Problem(f"{fibre.name} is not a fibre name", "fabric.word", "fibres",
                        f"Use one of {', '.join(FIBRES)}.",
                        params={"name": fibre.name}) for fibre in listed if fibre.name not in FIBRES]
    problems += [Problem(f"{name} is named {times} times", "fabric.fibres", "fibres", "Add its shares up.",
                         params={"name": name, "times": times})
                 for name, times in Counter(fibre.name for fibre in listed).items() if times > 1]
    problems += [Problem(f"{fibre.name}: a share of {fibre.share * 100:g} % is outside 0 to 100 %", "fabric.fibres",
                         "fibres", "Leave out what is not in it.",
                         params={"name": fibre.name, "percent": fibre.share * 100})
                 for fibre in listed if not 0 < fibre.share <= 1]
    total = sum(fibre.share for fibre in listed)
    if listed and not problems and not abs(total - 1) <= EVEN:
        problems.append(Problem(f"the fibres make {round(total * 100, 6):g} %, not 100 %", "fabric.fibres", "fibres",
                                "Give every fibre its share of the mass.", params={"value": round(total * 100, 6)}))
    return problems


def care_problems(words: Iterable[str]) -> list[Problem]:
    """What is wrong with the care of a cloth: unknown words, two of one group."""
    listed = list(words)
    problems = [Problem(f"{word} is not a care instruction", "fabric.word", "care",
                        f"Use one of {', '.join(CARE_WORDS)}.",
                        params={"word": word}) for word in listed if word not in _GROUP]
    for group in CARE:
        said = [word for word in listed if _GROUP.get(word) == group]
        if len(said) > 1:
            problems.append(Problem(f"{group} is said {len(said)} times: {', '.join(said)}", "fabric.care", "care",
                                    "Keep one of them.",
                                    params={"group": group, "count": len(said), "names": list(said)}))
    return problems


# ---- Drape -------------------------------------------------------------------------------------------------------


BENDING, TENSILE, SHEAR = "uN m", "N/m", "N/m"
LIMITS: Final[dict[str, tuple[float, float, str]]] = {
    # Voile to canvas and coated cloth; what lies outside was written in another unit.
    "bending_warp": (0.05, 20_000, BENDING), "bending_weft": (0.05, 20_000, BENDING),
    "tensile_warp": (1, 500_000, TENSILE), "tensile_weft": (1, 500_000, TENSILE),
    "shear_warp": (0.1, 50_000, SHEAR), "shear_weft": (0.1, 50_000, SHEAR),
    "friction": (0.01, 2, ""),
}
KES_BENDING: Final = 98.0665
"""One gf cm2/cm in uN m."""
KES_SHEAR: Final = 0.980665 * 180 / pi
"""One gf/(cm degree) in N/m to the radian."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrapeFigures:
    """Bending stiffness in uN m, tensile and shear stiffness in N/m, each along warp and weft, and friction.

    Bending stiffness is the moment per width that a curvature of 1/m needs where the named threads are bent, tensile
    stiffness the force per width for each unit of strain of a cloth that hangs unloaded, shear stiffness the force per
    width for each radian. Friction is the coefficient of Coulomb against what it hangs on. A number that no cloth has
    raises `FileFormatError`.
    """

    bending_warp: float
    bending_weft: float
    tensile_warp: float
    tensile_weft: float
    shear_warp: float
    shear_weft: float
    friction: float

    def __post_init__(self) -> None:
        problems = []
        for name, (least, most, unit) in LIMITS.items():
            value = getattr(self, name)
            if not least <= value <= most:                  # NaN fails this too
                problems.append(Problem(f"drape {name}: {value:g} is outside {least:g} to {most:g} {unit}".rstrip(),
                                        "fabric.range", "drape", "Check the number and its unit.",
                                        params={"name": name, "value": value, "least": least, "most": most,
                                                "unit": unit}))
        if problems:
            raise FileFormatError.of(problems)

    def to_dict(self) -> dict[str, Any]:
        """The figures as the block ``drape`` of a fabric file."""
        data: dict[str, Any] = {}
        for field in fields(self):
            name, _, side = field.name.partition("_")
            value = exact(getattr(self, field.name), LIMITS[field.name][2])
            if side:
                data.setdefault(name, {})[side] = value
            else:
                data[name] = value
        return data


NAMES: Final[Mapping[str, bool]] = {"bending": True, "tensile": True, "shear": True, "friction": False}
"""What a block of figures holds, and whether it has a value for warp and one for weft."""


# ---- Swatches ----------------------------------------------------------------------------------------------------


STRUCTURES: Final = (
    "jersey", "1x1 rib", "2x1 rib", "2x2 rib", "interlock", "milano", "half cardigan", "full cardigan", "garter",
    "moss",
)
ZONES: Final = ("waste", "cast-on", "rib", "body", "transfer", "bind-off")
"""The zones of a knitted piece that have a stitch number of their own."""
COUNTS: Final = (5.0, 300.0)
"""Stitches or courses to 10 cm, from roving to fine gauge."""
SPREAD: Final = 0.15
"""The largest spread of a count, as a part of its mean: a swatch that varies more is not relaxed."""
STITCH_MASS: Final = (0.00002, 0.5)
"""Grams of yarn in one stitch."""
LONGEST: Final = 80


@dataclass(frozen=True, slots=True)
class SwatchCount:
    """So many stitches or courses to 10 cm, and the standard deviation over the places where they were counted."""

    mean: float
    spread: float


@dataclass(frozen=True, slots=True)
class RibGauge:
    """Stitches and courses to 10 cm of the rib that is knitted of the same yarn, relaxed."""

    stitches: float
    courses: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Swatch:
    """Stitches and courses to 10 cm after relaxing, the structure and the yarn, and how the machine was set.

    ``stitch_mass`` is the mass of one stitch in grams, ``mass_spread`` its standard deviation. ``rib`` is the gauge of
    bands and cuffs, where it was counted. ``stitch_numbers`` are pairs of a zone (``body``, ``rib``) and
    the machine's own number for the size of its stitches, in the order of `ZONES`. ``half_gauge`` says that every other
    needle was empty. What no swatch has raises `FileFormatError`.
    """

    structure: str
    yarn: str
    stitches: SwatchCount
    courses: SwatchCount
    stitch_mass: float
    stitch_numbers: tuple[tuple[str, str], ...] = ()
    machine: str = ""
    half_gauge: bool = False
    colour: str = ""
    mass_spread: float = 0.0
    rib: RibGauge | None = None

    def __post_init__(self) -> None:
        order = {zone: place for place, zone in enumerate(ZONES)}
        object.__setattr__(self, "stitch_numbers", tuple(sorted(
            self.stitch_numbers, key=lambda pair: (order.get(pair[0], len(order)), pair))))
        problems = self._problems()
        if problems:
            raise FileFormatError.of(problems)

    def _problems(self) -> list[Problem]:
        problems = []
        if self.structure not in STRUCTURES:
            problems.append(Problem(f"{self.structure} is not a structure", "fabric.word", "swatch",
                                    f"Use one of {', '.join(STRUCTURES)}.", params={"structure": self.structure}))
        for what, count in (("stitches", self.stitches), ("courses", self.courses)):
            problems += count_problems(what, count)
        least, most = STITCH_MASS
        if not least <= self.stitch_mass <= most:
            problems.append(Problem(f"a stitch of {self.stitch_mass:g} g is outside {least:f} to {most:g} g",
                                    "fabric.range", "swatch", "Weigh the swatch and divide by its stitches.",
                                    params={"stitch_mass": self.stitch_mass, "least": least, "most": most}))
        if not 0 <= self.mass_spread <= SPREAD * self.stitch_mass:
            problems.append(Problem(f"a spread of {self.mass_spread:g} g on a stitch of {self.stitch_mass:g} g is "
                                    f"outside 0 to {SPREAD * self.stitch_mass:g}", "fabric.range", "swatch",
                                    "It is the standard deviation of several weighings.",
                                    params={"value": self.mass_spread, "stitch_mass": self.stitch_mass,
                                            "most": SPREAD * self.stitch_mass}))
        if self.rib is not None:
            for what, value in (("rib stitches", self.rib.stitches), ("rib courses", self.rib.courses)):
                problems += count_problems(what, SwatchCount(value, 0.0))
        zones = [zone for zone, _ in self.stitch_numbers]
        problems += [Problem(f"{zone} is not a zone", "fabric.word", "swatch", f"Use one of {', '.join(ZONES)}.",
                             params={"zone": zone})
                     for zone in zones if zone not in ZONES]
        if len(set(zones)) < len(zones):
            problems.append(Problem("a zone has two stitch numbers", "fabric.swatch", "swatch", "Keep one."))
        return problems

    @property
    def stitch_width(self) -> float:
        """The width of a stitch in mm."""
        return 100.0 / self.stitches.mean

    @property
    def course_height(self) -> float:
        """The height of a course in mm."""
        return 100.0 / self.courses.mean

    @property
    def aspect(self) -> float:
        """The width of a stitch over its height."""
        return self.courses.mean / self.stitches.mean

    @property
    def thread(self) -> str:
        """The yarn and its colour, as a cone's label has them."""
        return f"{self.yarn}, {self.colour}" if self.colour else self.yarn

    def width(self, stitches: float) -> float:
        """The width of so many stitches, in mm."""
        return stitches * self.stitch_width

    def height(self, courses: float) -> float:
        """The height of so many courses, in mm."""
        return courses * self.course_height

    @property
    def mass(self) -> float:
        """Mass in g/m2, from the stitches in a square metre."""
        return 100.0 * self.stitches.mean * self.courses.mean * self.stitch_mass

    def stitch_number(self, zone: str) -> str:
        """The machine's stitch number of a zone; that of the body where the zone has none; empty where neither has."""
        numbers = dict(self.stitch_numbers)
        return numbers.get(zone, numbers.get("body", ""))

    def to_dict(self) -> dict[str, Any]:
        """The swatch as the block ``swatch`` of a fabric file."""
        def count(counted: SwatchCount) -> dict[str, str]:
            return {"mean": exact(counted.mean), "spread": exact(counted.spread)}

        return {
            "structure": self.structure, "yarn": self.yarn, "stitches": count(self.stitches),
            "courses": count(self.courses), "stitch_mass": exact(self.stitch_mass, "g"),
            **({"stitch_numbers": dict(self.stitch_numbers)} if self.stitch_numbers else {}),
            **({"machine": self.machine} if self.machine else {}), **({"half_gauge": True} if self.half_gauge else {}),
            **({"colour": self.colour} if self.colour else {}),
            **({"mass_spread": exact(self.mass_spread, "g")} if self.mass_spread else {}),
            **({"rib": {"stitches": exact(self.rib.stitches), "courses": exact(self.rib.courses)}} if self.rib else {}),
        }


def count_problems(what: str, count: SwatchCount) -> list[Problem]:
    """What is wrong with a count of stitches or courses."""
    least, most = COUNTS
    if not least <= count.mean <= most:
        return [Problem(f"{count.mean:g} {what} to 10 cm are outside {least:g} to {most:g}", "fabric.range", "swatch",
                        "Count them over 10 cm of the relaxed swatch.",
                        params={"mean": count.mean, "what": what, "least": least, "most": most})]
    if not 0 <= count.spread <= SPREAD * count.mean:
        return [Problem(
            f"a spread of {count.spread:g} on {count.mean:g} {what} is outside 0 to {SPREAD * count.mean:g}",
            "fabric.range", "swatch", "It is the standard deviation of several counts to 10 cm.",
            params={"spread": count.spread, "mean": count.mean, "what": what, "value": SPREAD * count.mean})]
    return []


# ---- Fabrics, and what a template asks of them -------------------------------------------------------------------


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
LIMITS_FABRIC: Final[dict[str, tuple[float, float]]] = {
    # In mm, g/m2 and fractions of 1: no cloth lies outside, most slips of the pen do.
    "width": (100, 5000), "selvedge": (0, 150), "thickness": (0.01, 30), "mass": (5, 2000),
    "shrinkage_warp": (-0.05, 0.25), "shrinkage_weft": (-0.05, 0.25),     # some cloth grows a little
    "fusing_warp": (-0.02, 0.10), "fusing_weft": (-0.02, 0.10),
    "stretch_warp": (0, 3), "stretch_weft": (0, 3), "recovery": (0, 1),
    "repeat_warp": (0, 2000), "repeat_weft": (0, 2000), "origin_warp": (0, 2000), "origin_weft": (0, 2000),
}
LATER: Final = ("form", "print", "origin", "fibres", "care", "drape")
"""What fabric files did not say at first: written only where it is said, so that older files stay as they are."""


@dataclass(frozen=True, slots=True)
class Price:
    """What one running metre costs; a `Decimal`, so that a quote adds up."""

    amount: Decimal
    currency: str

    def __str__(self) -> str:
        return f"{self.amount} {self.currency}/m"

    def of(self, length: float) -> Decimal:
        """What so many mm of cloth cost, to a cent."""
        return (self.amount * Decimal(repr(float(length))) / 1000).quantize(Decimal("0.01"), ROUND_HALF_UP)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fabric:
    """One cloth as it comes off the roll: lengths in mm, mass in g/m2, shrinkage and stretch as fractions of 1.

    Shrinkage is what washing takes away (0.05: 1000 mm become 950), fusing what the fusing press takes away. Stretch is
    how much longer the cloth gets under a comfortable pull, recovery the part of it that springs back. A repeat is the
    stripe, plaid or print along warp and weft, 0 where there is none; its origin is how far its first line lies from
    the cut end of the roll (warp) and from the left edge of the usable width (weft). ``nap`` is of the pile, ``print``
    of what is printed; either may want all parts to lie one way. A swatch is knitted to shape: it has no width, and its
    mass is that of its stitches. What no cloth has raises `FileFormatError`.
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
    swatch: Swatch | None = None                 # of a fabric of that kind alone

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
        for name, (least, most) in LIMITS_FABRIC.items():
            value = getattr(self, name)
            if name == "width" and self.kind == "swatch":
                continue
            if not least <= value <= most:       # NaN fails this too
                problems.append(Problem(f"{name}: {value:g} is outside {least:g} to {most:g}", "fabric.range", name,
                                        "Lengths are in mm, mass in g/m2, the others are fractions of 1.",
                                        params={"name": name, "value": value, "least": least, "most": most}))
        return problems

    @classmethod
    def of_swatch(cls, name: str, swatch: Swatch, **others: Any) -> Fabric:
        """The fabric that a swatch stands for; ``others`` are what else is known of it, such as its stretch."""
        return cls(name=name, kind="swatch", width=0.0, mass=swatch.mass, swatch=swatch, **others)

    @property
    def shrinks(self) -> bool:
        """Whether washing changes its size, so that pieces are cut larger."""
        return bool(self.shrinkage_warp or self.shrinkage_weft)

    def cost(self, length: float) -> Decimal | None:
        """What so many mm of it cost, in the currency of its price; ``None`` where it has none."""
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
"""What a fabric is where its file says nothing. Files rely on them: they never change."""
ON_A_ROLL: Final = {
    "selvedge": "selvedge", "shrinkage_warp": "shrinkage", "shrinkage_weft": "shrinkage", "nap": "nap",
    "repeat_warp": "repeat", "repeat_weft": "repeat", "origin_warp": "origin", "origin_weft": "origin",
    "price": "price", "form": "form", "print": "print",
}
"""The fields that only cloth on a roll has, and the line of a file that states each."""
ROLL_KEYS: Final = frozenset({"width", "mass", *ON_A_ROLL.values()})


def contradictions(values: Mapping[str, Any]) -> list[Problem]:
    """What cannot be together, of the fields of a fabric; a field that is left out is as a fabric has it by itself.

    Each problem's ``where`` is the line of a fabric file that is to be changed.
    """
    said = DEFAULTS | dict(values)
    if said["kind"] == "swatch":
        return _on_no_roll(said)
    problems = []
    if said["swatch"]:
        problems.append(Problem(f"{KINDS[said['kind']]} has no swatch", "fabric.swatch", "swatch",
                                "Write `kind: swatch`, or leave it out.", params={"kinds": KINDS[said["kind"]]}))
    for side in ("warp", "weft"):
        origin, repeat = said[f"origin_{side}"], said[f"repeat_{side}"]
        if origin and not origin < repeat:
            problems.append(Problem(
                f"the origin along the {side}, {origin:g} mm, is not within a repeat of {repeat:g} mm", "fabric.origin",
                "origin", "Measure to the first line of the pattern, and state its repeat.",
                params={"side": side, "origin": origin, "repeat": repeat}))
    if said["form"] == "tubular" and said["selvedge"]:
        problems.append(Problem("a tube has no selvedge", "fabric.form", "selvedge",
                                "Leave it out, or write `form: open` where the tube is slit."))
    return problems


def _on_no_roll(said: Mapping[str, Any]) -> list[Problem]:
    """What a swatch has that only cloth on a roll can have."""
    if said["swatch"] is None:
        return [Problem("there is no swatch", "fabric.swatch", "kind", "Say under `swatch:` what was counted.")]
    keys = [key for name, key in ON_A_ROLL.items() if said[name] != DEFAULTS[name]]
    keys += [key for key, due in (("width", 0.0), ("mass", said["swatch"].mass)) if said.get(key, due) != due]
    return [Problem(f"a swatch has no {key}", "fabric.swatch", key, "Leave it out: it is knitted to shape, "
                    "relaxed, and weighed by its stitches.", params={"key": key}) for key in dict.fromkeys(keys)]


@dataclass(frozen=True, slots=True)
class Cloth:
    """What a template asks of a fabric: its kind, the mass it may have and the stretch it must have.

    ``default`` names the shipped fabric that stands in when the caller brings none.
    """

    kind: Kind
    mass: tuple[float, float]
    stretch: float = 0.0                         # least, across (weft)
    stretch_along: float = 0.0                   # least, along (warp)
    default: str = ""

    def __post_init__(self) -> None:
        least, most = self.mass
        if not 0 <= least < most:
            raise ValueError(f"mass={self.mass}: write the least and the most in g/m2, as in mass=(150, 400)")
        for stretch in (self.stretch, self.stretch_along):
            if not 0 <= stretch <= LIMITS_FABRIC["stretch_weft"][1]:
                raise ValueError(f"stretch={stretch:g}: write a fraction of 1; 25 % is stretch=0.25")

    @property
    def sentence(self) -> str:
        """The requirement in words: ``a knit of 120 to 260 g/m2 that stretches at least 25 % across``."""
        least, most = self.mass
        pulls = [f"at least {_percent(share)} {way}" for share, way in
                 ((self.stretch, "across"), (self.stretch_along, "along")) if share]
        return f"{KINDS[self.kind]} of {least:g} to {most:g} g/m2" + (
            f" that stretches {' and '.join(pulls)}" if pulls else "")

    def refuses(self, fabric: Fabric) -> str | None:
        """Why the garment cannot be made of this fabric; None when it can."""
        if fabric.kind != self.kind:
            return f"{fabric.name} is {KINDS[fabric.kind]}; this needs {self.sentence}"
        least, most = self.mass
        if not least <= fabric.mass <= most:
            much = "heavy" if fabric.mass > most else "light"
            return f"{fabric.name} is too {much} with {fabric.mass:g} g/m2; this needs {self.sentence}"
        for needed, has, way in ((self.stretch, fabric.stretch_weft, "across"),
                                 (self.stretch_along, fabric.stretch_warp, "along")):
            if has < needed:
                return f"{fabric.name} stretches only {_percent(has)} {way}; this needs {self.sentence}"
        return None


def knit(*, stretch: float = 0.0, mass: tuple[float, float] = (80, 400), along: float = 0.0,
         default: str = "jersey") -> Cloth:
    """A knit that stretches at least so much across (and along): ``knit(stretch=0.25, mass=(120, 260))``."""
    return Cloth("knit", mass, stretch, along, default)


def woven(*, mass: tuple[float, float] = (60, 500), stretch: float = 0.0, along: float = 0.0,
          default: str = "skirt-twill") -> Cloth:
    """A woven cloth of that mass in g/m2: ``woven(mass=(150, 400))``."""
    return Cloth("woven", mass, stretch, along, default)


def swatch(*, mass: tuple[float, float] = (80, 900), stretch: float = 0.0, along: float = 0.0,
           default: str = "merino-jersey") -> Cloth:
    """A swatch to knit by, for a garment whose pieces are knitted to shape: ``swatch(mass=(150, 450))``."""
    return Cloth("swatch", mass, stretch, along, default)


@no_surprise(FileFormatError, "the fabric", "file.defect")
def read_fabric(source: str | PathLike[str] | Mapping[str, Any]) -> Fabric:
    """A fabric from a shipped name (``"jersey"``), the `Path` of a YAML or JSON file, its text, or such a dict.

    Raises `FileFormatError` with every fault of the file at once.
    """
    from mtmpattern.pattern.model.fabric_file import read  # noqa: PLC0415  # the reader builds on this module

    return read(source)


def shipped_fabrics() -> tuple[str, ...]:
    """The names of the fabrics that come with mtmpattern, sorted."""
    from mtmpattern.pattern.model.fabric_file import shipped  # noqa: PLC0415

    return shipped()


def _percent(share: float) -> str:
    return f"{round(share * 100, 1):g} %"
