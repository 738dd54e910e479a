"""Write orders for everyone in tables of ANSUR II, one on each line, to measure the speed of `mtmpattern batch`.

    python tools/survey_orders.py DATA orders.jsonl --template crew-tee --broken 0.05
    mtmpattern batch orders.jsonl -o jobs --papers none

``--broken`` spoils that share of them, each in one of several ways that the batch must report.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mtmpattern.body import Body
from mtmpattern.drafting.library import find_template
from mtmpattern.proving.population import people_of

BROKEN = ({"template": "crew-te"}, {"options": {"neck_drop": 9000}}, {"fabrics": {"shell": "../../etc/passwd"}},
          {"measurements": {"unit": "cm", "measurements": {"chest": 940}}}, {"quantity": 0}, {"version": "99"},
          {"order": "../../outside"}, {"due": "soon"})
"""Values that spoil an order."""


def orders(tables: list[Path], template: str, more: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """An order for each person of the tables."""
    needs = find_template(template).needs
    number = 0
    for at, table in enumerate(tables, 1):
        for person in people_of(table, at, needs):
            if person.body is not None:
                number += 1
                yield {"order": f"{number:05}", "template": template, "measurements": measurements(person.body),
                       "estimates": True, **more}


def measurements(body: Body) -> dict[str, Any]:
    """The body as a block of an order, in mm."""
    return {"unit": "mm", "sex": body.sex, "measurements": {
        name: (each.left if each.left == each.right else {"left": each.left, "right": each.right})
        for name, each in body.measures.items()}}


def main() -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path, help="the folder of the tables")
    parser.add_argument("out", type=Path)
    parser.add_argument("--template", default="crew-tee")
    parser.add_argument("--count", type=int, default=0, help="the most orders")
    parser.add_argument("--broken", type=float, default=0.0, help="the share of spoilt orders")
    parser.add_argument("--stations", nargs="*", default=[])
    args = parser.parse_args()
    tables = sorted(args.data.glob("ansur2_*.csv"))
    every = round(1 / args.broken) if args.broken else 0
    with args.out.open("w", encoding="utf-8", newline="\n") as out:
        for number, order in enumerate(orders(tables, args.template, {"stations": args.stations}), 1):
            if args.count and number > args.count:
                break
            if every and number % every == 0:
                order.update(BROKEN[number // every % len(BROKEN)])
            out.write(json.dumps(order) + "\n")


if __name__ == "__main__":
    main()
