"""The label of a cloth: the fibres it is made of, and how it is cared for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from mtmpattern.errors import Problem

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
"""Names that people write, and the name that a label must use for each."""

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
        same = [word for word in listed if _GROUP.get(word) == group]
        if len(same) > 1:
            problems.append(Problem(f"{group} is stated {len(same)} times: {', '.join(same)}", "fabric.care", "care",
                                    "Keep one of them.",
                                    params={"group": group, "count": len(same), "names": list(same)}))
    return problems
