"""Make random orders, valid and broken, and check whether the published schemas agree with the readers.

    python tools/check_schema.py --count 500
    python tools/check_schema.py --count 40 --template shirt

Each order is read by the library (`read_body` and the checks of `draft`) and by `read_order`, and validated against
`schema` and `order_schema` by the package jsonschema. Valid orders must be read, or refused with a code that
the schema lists under ``x-checked-later``; orders that are read must be valid. Every run is the same; one process.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import cache
from random import Random
from typing import Any

from jsonschema import Draft202012Validator

import mtmpattern as mtm
from mtmpattern.body import CATALOGUE
from mtmpattern.drafting.checked_request import checked_request
from mtmpattern.drafting.library import find_template, template_names
from mtmpattern.drafting.request import Request
from mtmpattern.proving.population import drawn

Order = dict[str, Any]
_UNITS = {"cm": 10.0, "mm": 1.0, "in": 25.4}
_ODD: tuple[Any, ...] = (None, True, "", "  ", "a lot", [], {}, [1], {"left": 1}, -5, 0, 1e9, "12 apples", "5 cm", 12)


def main() -> int:
    """Make the orders and print the disagreements; 3 if there are any."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--template")
    args = parser.parse_args()
    counts: Counter[str] = Counter()
    faults = []
    for name in [args.template] if args.template else template_names():
        for number in range(args.count):
            for kind, text in one_order(name, number, counts):
                faults.append(kind)
                print(f"{name} {number}: {kind}: {text}")
    print(", ".join(f"{count} {what}" for what, count in sorted(counts.items())))
    return 3 if faults else 0


def one_order(name: str, number: int, counts: Counter[str] | None = None) -> list[tuple[str, str]]:
    """The disagreements for one order of a garment; every second order is broken on purpose."""
    chance = Random(f"{name} {number}")
    order = sound_order(name, chance)
    if number % 2:
        for _ in range(chance.randint(1, 2)):
            broken(order, name, chance)
    found = []
    for wrap, schema, read in readers(name):
        sent = wrap(deepcopy(order))
        errors = [error.message[:160] for error in schema.iter_errors(sent)]
        codes = read(sent)
        if counts is not None:
            counts["read" if not codes else "refused"] += 1
            counts["valid" if not errors else "invalid"] += 1
        later = tuple(schema.schema["x-checked-later"])
        unseen = [code for code in codes if code not in later and code.partition(".")[0] not in later]
        if errors and not codes:
            found.append(("read and not valid", f"{errors} {sent}"))
        elif not errors and unseen:
            found.append(("valid and refused", f"{unseen} {sent}"))
    return found


# ---- Orders -------------------------------------------------------------------------------------------------------


@cache
def _people() -> tuple[Any, ...]:
    needs = sorted({need for name in template_names() for need in find_template(name).needs})
    return tuple(person.body for person in drawn(40, needs)[0] if person.body)


def sound_order(name: str, chance: Random) -> Order:
    """An order that should be read: a person in some unit and spelling, and choices within their ranges."""
    kind, body = find_template(name), chance.choice(_people())
    unit = chance.choice(list(_UNITS))
    measures: dict[str, Any] = {}
    for need in kind.needs:
        if need in body.measures and not (need in kind.estimable and chance.random() < .3):
            entry = CATALOGUE[need]
            spelling = chance.choice([need, need, *entry.aliases[:2]])
            measures[spelling] = _typed(entry, body.measure(need).middle, unit, chance)
    order: Order = {"measurements": {"unit": unit, "measurements": measures}}
    if body.sex and chance.random() < .7:
        order["measurements"]["sex"] = body.sex
    if kind.fits and chance.random() < .5:
        order["fit"] = chance.choice([*kind.fits])
    options = list(kind.options().values())
    order["options"] = {each.name: _value(each, chance)
                        for each in chance.sample(options, chance.randint(0, len(options)))}
    if kind.intentions() and chance.random() < .5:
        altered = chance.choice([*kind.intentions()])
        by_side = altered in kind.altered_by_side() and chance.random() < .5
        order["alterations"] = {altered: {"left": 4} if by_side else chance.randint(-20, 20)}
    if chance.random() < .3:
        order["estimates"] = True
    if kind.intentions() and chance.random() < .3:
        pinned: dict[str, Any] = {chance.choice([*kind.intentions()]): chance.choice(["-1 cm", "1/4 in", 1])}
        order["measurements"]["alter"] = chance.choice([pinned, {name: pinned}, {"overall": pinned}])
    return order


def _typed(entry: Any, value: float, unit: str, chance: Random) -> Any:
    if entry.quantity.name != "length":
        return f"{value:.1f} {entry.quantity.kept}" if entry.quantity.name == "mass" else round(value, 1)
    number = round(value / _UNITS[unit], 2)
    shown = chance.choice([number, number, f"{value / 10:.1f} cm", f"{number}"])
    return {"left": shown, "right": shown} if entry.sided and chance.random() < .3 else shown


def _value(option: Any, chance: Random) -> Any:
    if option.kind == "yes_no":
        return chance.random() < .5
    if option.kind == "choice":
        return chance.choice(option.choices)
    if option.kind == "count":
        return chance.randint(int(option.least), int(option.most))
    return round(chance.uniform(option.least, option.most), 1)


def broken(order: Order, name: str, chance: Random) -> None:
    """Spoil an order in one place, with mistakes that people and programs make."""
    kind = find_template(name)
    inner = order["measurements"].get("measurements", {}) if isinstance(order["measurements"], dict) else None
    if not isinstance(inner, dict) or not isinstance(order.get("options", {}), dict):
        return                                              # broken already
    measures, options = order["measurements"].get("measurements", {}), order.get("options", {})
    measure = chance.choice([*measures]) if measures else "chest"
    option = chance.choice([*kind.options()]) if kind.options() else "flare"
    altered = chance.choice([*kind.intentions()]) if kind.intentions() else "hip"
    odd = chance.choice(_ODD)
    where: list[Callable[[], Any]] = [
        lambda: measures.__setitem__(measure, odd),
        lambda: measures.__setitem__(measure, {"left": 10, "right": odd}),
        lambda: measures.__setitem__(measure, {"left": 10, "middle": 10}),
        lambda: measures.__setitem__("chset_girth", 90),
        lambda: measures.pop(measure, None),
        lambda: order["measurements"].__setitem__("unit", odd),
        lambda: order["measurements"].pop("unit", None),
        lambda: order["measurements"].__setitem__("sex", odd),
        lambda: order["measurements"].__setitem__("confirmed", chance.choice([[measure], odd])),
        lambda: order["measurements"].__setitem__("remark", "urgent"),
        lambda: order.__setitem__("measurements", chance.choice([None, [], {}, "ana", 5])),
        lambda: order.__setitem__("fit", odd),
        lambda: order.__setitem__("options", odd),
        lambda: options.__setitem__(option, odd),
        lambda: options.__setitem__(f"{option}x", 5),
        lambda: order.__setitem__("alterations", {altered: odd}),
        lambda: order.__setitem__("alterations", {altered: {"left": odd}}),
        lambda: order.__setitem__("alterations", {altered: {"port": 5}}),
        lambda: order.__setitem__("alterations", {"tail": 5}),
        lambda: order.__setitem__("garment", {altered: odd}),
        lambda: order["measurements"].__setitem__("alter", {altered: odd}),
        lambda: order["measurements"].__setitem__("alter", {name: {altered: odd}}),
        lambda: order["measurements"].__setitem__("alter", {name[:-1]: {altered: 1}}),
        lambda: order["measurements"].__setitem__("garment", {"tail": odd}),
        lambda: order["measurements"].__setitem__("measurements", [{"name": measure, "value": odd}]),
        lambda: order.__setitem__("fabrics", {"shell": odd}),
        lambda: order.__setitem__("fabrics", {"sail": "poplin"}),
        lambda: order.__setitem__("estimates", odd),
        lambda: order.__setitem__("version", odd),
        lambda: order.__setitem__("colour", "red"),
    ]
    chance.choice(where)()


# ---- Readers ------------------------------------------------------------------------------------------------------


Reader = tuple[Callable[[Order], Order], Any, Callable[[Order], list[str]]]


def readers(name: str) -> Iterator[Reader]:
    """The form of an order, its schema, and the codes of its refusal: for the library, and for `read_order`."""
    yield (lambda order: order), _validator(name, ""), lambda order: _codes(lambda: read_garment(name, order))
    yield ((lambda order: {**order, "order": "1042", "template": name}), _validator(name, "order"),
           lambda order: _codes(lambda: mtm.read_order(order)))


@cache
def _validator(name: str, what: str) -> Draft202012Validator:
    found = mtm.order_schema(name) if what else mtm.schema(name)
    Draft202012Validator.check_schema(found)
    return Draft202012Validator(found)


def _codes(read: Callable[[], object]) -> list[str]:
    try:
        read()
    except mtm.MtmError as error:
        return [problem.code for problem in error.problems]
    return []


def read_garment(name: str, order: Order) -> None:
    """Read an order like a program that calls the library, without drafting it."""
    kind = find_template(name)
    wrong = [field for field in order if field not in mtm.schema(name)["properties"]]
    if wrong or order.get("version", kind.version) != kind.version or not isinstance(
            order.get("estimates", False), bool):
        raise mtm.OptionError("an unknown field", code="order.field")
    body = mtm.read_body(order.get("measurements") if isinstance(order.get("measurements"), dict) else {})
    request = Request.given(*map(order.get, ("fit", "options", "alterations", "garment", "fabrics")))
    checked_request(kind, body, request, estimates=order.get("estimates", False))


if __name__ == "__main__":
    sys.exit(main())
