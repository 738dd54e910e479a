"""The artwork of an order: which pictures are printed on which parts, and where."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from mtmpattern import units
from mtmpattern.documents import Node
from mtmpattern.errors import MtmError, clean, meant, shown
from mtmpattern.limits import ORDER_PICTURES
from mtmpattern.orders.order import PicturePlacement
from mtmpattern.orders.order_fields import OrderFields

WIDEST: Final = 3_000.0
"""The largest width, height and offset of a picture, in mm."""


def read_artwork(order: OrderFields, pictures: Collection[str]) -> tuple[PicturePlacement, ...]:
    """The pictures to print; ``pictures`` are the names of those that the shop has. Faults go to the order."""
    if "artwork" not in order.fields:
        return ()
    nodes = order.caught(order.fields["artwork"].sequence) or ()
    if len(nodes) > ORDER_PICTURES:
        order.fault(order.fields["artwork"].problem(f"{len(nodes)} pictures; the limit is {ORDER_PICTURES}",
                                                   "order.size", "Print fewer, or combine them.",
                                                   count=len(nodes), most=ORDER_PICTURES))
        return ()
    return tuple(each for node in nodes if (each := _placement(order, node, pictures)) is not None)


def _placement(order: OrderFields, node: Node, pictures: Collection[str]) -> PicturePlacement | None:
    before, block = len(order.problems), order.caught(node.mapping)
    if block is None:
        return None
    for name, inner in block.items():
        if name not in PicturePlacement.__slots__:
            order.fault(inner.problem(f"artwork has no field {clean(name)}", "order.field",
                                      meant(name, PicturePlacement.__slots__), at_key=True, name=clean(name)))
    words = {name: (order.caught(block[name].text) or "") if name in block else "" for name in (
        "part", "point", "picture")}
    for name in ("part", "point"):
        if not words[name] or len(words[name]) > 80:
            order.fault(node.problem(f"artwork names no {name}", "artwork.place",
                                     f"Add `{name}:`, as {'front' if name == 'part' else 'centre'}.", name=name))
    if words["picture"] and words["picture"] not in pictures:
        order.fault(block["picture"].problem(
            f"{clean(words['picture'])!r} is not a picture of this shop, and an order cannot name files",
            "artwork.picture", meant(words["picture"], sorted(pictures), "Use one of"),
            picture=clean(words["picture"])))
    lengths = {name: _length(order, block, node, name) for name in ("width", "height", "right", "up")}
    turn = (order.caught(block["turn"].number) or 0.0) if "turn" in block else 0.0
    if not -360.0 <= turn <= 360.0:
        order.fault(block["turn"].problem(f"turn: {units.typed(turn)} is outside -360 to 360", "order.range",
                                          "Write degrees, -360 to 360.", turn=turn))
    crossing = bool(order.caught(block["crossing"].flag)) if "crossing" in block else False
    if len(order.problems) > before:
        return None
    return PicturePlacement(part=words["part"], point=words["point"], picture=words["picture"], turn=turn,
                            width=lengths["width"], height=lengths["height"], right=lengths["right"], up=lengths["up"],
                            crossing=crossing)


def _length(order: OrderFields, block: Mapping[str, Node], node: Node, name: str) -> float:
    size = name in ("width", "height")
    if name not in block:
        if size:
            order.fault(node.problem(f"artwork has no {name}", "artwork.size", f"Add `{name}:` in mm.", name=name))
        return 0.0
    try:
        mm = float(units.length(block[name].text(), "mm", signed=True))
    except MtmError as error:
        order.fault(block[name].problem(f"{name}: {error.problems[0].message}", "artwork.size", "Write mm.",
                    name=name, typed=shown(block[name].content)))
        return 0.0
    if not (1.0 if size else -WIDEST) <= mm <= WIDEST:
        allowed = f"{1 if size else -WIDEST:g} to {WIDEST:g} mm"
        order.fault(block[name].problem(f"{name}: {units.typed(mm)} mm is outside {allowed}", "order.range",
                                        f"Write {allowed}.", name=name, value=mm))
    return mm
