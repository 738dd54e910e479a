"""Single faults put into sound programs, to see how many a checker catches.

`PLANNED` are those that the checker was written against; `UNPLANNED` were thought of after it was finished.
"""

from __future__ import annotations

import random
from collections.abc import Callable

from mtmpattern.errors import FileFormatError
from mtmpattern.knitting.checker import check
from mtmpattern.knitting.knit_program import KnitProgram
from mtmpattern.knitting.knitout import read_knitout

Lines = list[str]
Mutation = Callable[[Lines, random.Random], bool]
"""Changes the lines and says whether it could."""


def _at(lines: Lines, chance: random.Random, *codes: str) -> int:
    """The place of a random line that begins with one of some opcodes, or -1."""
    places = [at for at, line in enumerate(lines) if line.startswith(tuple(f"{code} " for code in codes))]
    return chance.choice(places) if places else -1


def _changed(lines: Lines, at: int, change: Callable[[list[str]], None]) -> bool:
    if at < 0:
        return False
    words = lines[at].split(";")[0].split()
    before = list(words)
    change(words)
    lines[at] = " ".join(words)
    return words != before


def _course(lines: Lines, chance: random.Random) -> tuple[int, int]:
    """The first and the last line of a random run of yarn operations of one carrier and way."""
    at = _at(lines, chance, "knit")
    key = lines[at].split(";")[0].split()[1::2]
    low = high = at
    while lines[low - 1].startswith(("knit", "tuck", "split")) and lines[low - 1].split(";")[0].split()[1::2] == key:
        low -= 1
    while lines[high + 1].startswith(("knit", "tuck", "split")) and lines[high + 1].split(";")[0].split()[1::2] == key:
        high += 1
    return low, high


def _delete(*codes: str) -> Mutation:
    def mutate(lines: Lines, chance: random.Random) -> bool:
        at = _at(lines, chance, *codes)
        if at >= 0:
            del lines[at]
        return at >= 0
    return mutate


def _edit(change: Callable[[list[str], random.Random], None], *codes: str) -> Mutation:
    return lambda lines, chance: _changed(lines, _at(lines, chance, *codes), lambda words: change(words, chance))


def _flip(words: list[str], chance: random.Random) -> None:
    words[1] = "+" if words[1] == "-" else "-"


def _needle(at: int) -> Callable[[list[str], random.Random], None]:
    def change(words: list[str], chance: random.Random) -> None:
        words[at] = words[at][0] + str(int(words[at][1:]) + chance.choice((-1, 1)))
    return change


def _bed(words: list[str], chance: random.Random) -> None:
    words[2] = ("b" if words[2][0] == "f" else "f") + words[2][1:]


def _code(code: str) -> Callable[[list[str], random.Random], None]:
    def change(words: list[str], chance: random.Random) -> None:
        if words[0] == "split":
            del words[3]
        words[0] = code
    return change


def _carrier(words: list[str], chance: random.Random) -> None:
    words[-1] = chance.choice([each for each in "1234" if each != words[-1]])


def _drop(lines: Lines, chance: random.Random) -> bool:
    at = _at(lines, chance, "knit")
    lines.insert(at + 1, f"drop {lines[at].split()[2]}")
    return True


def _delete_course(lines: Lines, chance: random.Random) -> bool:
    low, high = _course(lines, chance)
    del lines[low:high + 1]
    return True


def _delete_two(lines: Lines, chance: random.Random) -> bool:
    low, high = _course(lines, chance)
    after = high + 1
    if after >= len(lines) or not lines[after].startswith("knit"):
        return False
    way = lines[after].split()[1]
    while lines[after].startswith(("knit", "tuck", "split")) and lines[after].split()[1] == way:
        after += 1
    del lines[low:after]
    return True


def _repeat_course(lines: Lines, chance: random.Random) -> bool:
    low, high = _course(lines, chance)
    lines[high + 1:high + 1] = lines[low:high + 1]
    return True


def _swap(lines: Lines, chance: random.Random) -> bool:
    at = _at(lines, chance, "knit", "tuck", "xfer", "rack", "split")
    if at + 1 >= len(lines) or lines[at].split(";")[0] == lines[at + 1].split(";")[0]:
        return False
    both = {lines[at].split()[0], lines[at + 1].split()[0]}
    if both in ({"xfer"}, {"drop"}):                    # the order of such neighbours does not matter
        return False
    if any(each.startswith("x-") for each in both):
        return False
    lines[at], lines[at + 1] = lines[at + 1], lines[at]
    return True


def _repeat(lines: Lines, chance: random.Random) -> bool:
    at = _at(lines, chance, "knit", "tuck", "xfer", "in", "inhook", "out", "outhook", "drop", "split")
    lines.insert(at, lines[at])
    return True


def _truncate(lines: Lines, chance: random.Random) -> bool:
    first = next(at for at, line in enumerate(lines) if line.startswith(("in", "inhook")))
    del lines[chance.randrange(first + 1, len(lines)):]
    return True


def _move(lines: Lines, chance: random.Random) -> bool:
    at = _at(lines, chance, "knit", "xfer", "split", "tuck")
    line = lines.pop(at)
    to = _at(lines, chance, "knit")
    if abs(to - at) < 3:
        return False
    lines.insert(to, line)
    return True


def _exchange_carriers(lines: Lines, chance: random.Random) -> bool:
    low, high = _course(lines, chance)
    carrier = lines[low].split(";")[0].split()[-1]
    other = chance.choice([each for each in "1234" if each != carrier])
    for at in range(low, high + 1):
        words = lines[at].split(";")[0].split()
        lines[at] = " ".join([*words[:-1], other])
    return True


def _late_transfer(lines: Lines, chance: random.Random) -> bool:
    """A transfer that comes after the next operation on one of its needles instead of before it."""
    at = _at(lines, chance, "xfer")
    needles = set(lines[at].split(";")[0].split()[1:])
    to = at + 1
    while to < len(lines) and not needles & set(lines[to].split(";")[0].split()[1:]):
        to += 1
    if to == len(lines):
        return False
    lines.insert(to, lines.pop(at))
    return True


def _rack_value(lines: Lines, chance: random.Random) -> bool:
    return _changed(lines, _at(lines, chance, "rack"), lambda words: words.__setitem__(
        1, f"{float(words[1]) + chance.choice((-1, 1)):g}"))


def _insert_knit(lines: Lines, chance: random.Random) -> bool:
    """A stitch more, somewhere within 40 needles of where one is knitted."""
    at = _at(lines, chance, "knit")
    words = lines[at].split(";")[0].split()
    words[2] = words[2][0] + str(int(words[2][1:]) + chance.randrange(-40, 40))
    lines.insert(at + 1, " ".join(words))
    return True


def _insert_tuck(lines: Lines, chance: random.Random) -> bool:
    at = _at(lines, chance, "knit")
    words = lines[at].split(";")[0].split()
    lines.insert(at + 1, " ".join(["tuck", *words[1:]]))
    return True


PLANNED: dict[str, Mutation] = {
    "a knit left out": _delete("knit"),
    "a transfer left out": _delete("xfer"),
    "a racking left out": _delete("rack"),
    "a stitch's direction turned": _edit(_flip, "knit", "tuck"),
    "a needle off by one": _edit(_needle(2), "knit"),
    "a stitch on the wrong bed": _edit(_bed, "knit"),
    "a tuck for a knit": _edit(_code("tuck"), "knit"),
    "a stitch with another carrier": _edit(_carrier, "knit"),
    "a loop dropped": _drop,
    "a course left out": _delete_course,
}

UNPLANNED: dict[str, Mutation] = {
    "two courses left out": _delete_two,
    "a course knitted twice": _repeat_course,
    "a course with another carrier": _exchange_carriers,
    "two lines exchanged": _swap,
    "a line twice": _repeat,
    "a line moved elsewhere": _move,
    "the program cut short": _truncate,
    "a transfer one stitch late": _late_transfer,
    "a racking off by one": _rack_value,
    "a transfer's target off by one": _edit(_needle(2), "xfer"),
    "a transfer's source off by one": _edit(_needle(1), "xfer"),
    "a knit for a tuck": _edit(_code("knit"), "tuck"),
    "a knit for a split": _edit(_code("knit"), "split"),
    "a miss for a knit": _edit(_code("miss"), "knit"),
    "a stitch too many": _insert_knit,
    "a tuck too many": _insert_tuck,
    "a carrier not brought in": _delete("in", "inhook"),
    "a carrier not taken out": _delete("out", "outhook"),
    "the hook not released": _delete("releasehook"),
    "a loop left on a needle": _delete("drop"),
}


def trial(knitted: KnitProgram, mutation: Mutation, chance: random.Random) -> tuple[bool, bool, str] | None:
    """Whether one fault is caught by the rules alone, and with the planned passes; None where there is no place for it.

    The third value is the changed line, for a look at what was missed.
    """
    lines = knitted.program.text().splitlines()
    before = list(lines)
    if not mutation(lines, chance):
        return None
    at = next((at for at, (old, new) in enumerate(zip(before, lines, strict=False)) if old != new), len(lines))
    where = f"line {at + 1}: {before[at] if at < len(before) else ''} -> {lines[at] if at < len(lines) else ''}"
    try:
        program = read_knitout("\n".join(lines) + "\n")
    except FileFormatError:
        return True, True, where
    alone = not check(program, knitted.machine).sound
    return alone, alone or not check(program, knitted.machine, knitted.passes).sound, where
