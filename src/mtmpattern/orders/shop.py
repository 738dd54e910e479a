"""What a shop brings along for its orders: its cloths, clients, pictures, prices and its salt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from mtmpattern.orders.client_store import Clients
from mtmpattern.orders.prices import Prices
from mtmpattern.pattern.model.fabric import Fabric


@dataclass(frozen=True, slots=True, kw_only=True)
class Shop:
    """Orders may name these things and no others; an order never opens a file.

    ``templates`` are the garments on sale, all installed ones where it is ``None``. ``fabrics`` and ``pictures`` (PNG
    or JPEG) are found by name, ``clients`` by a salted id. ``salt`` keys every digest, so that nobody who reads one can
    try out measures. ``prices`` are for the quote; without them those that ship.
    ``markers`` is a folder of kept markers, which say how much cloth a garment takes.
    """

    templates: tuple[str, ...] | None = None
    fabrics: Mapping[str, Fabric] = field(default_factory=dict)
    pictures: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    clients: Clients | None = field(default=None, repr=False)
    salt: str = field(default="", repr=False)
    prices: Prices | None = None
    markers: Path | None = None
