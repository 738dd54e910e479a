"""What a shop provides for its orders: cloths, clients, pictures, prices and a salt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from mtmpattern.drafting.library import find_template, template_names
from mtmpattern.errors import check_arguments
from mtmpattern.orders.client_store import Clients
from mtmpattern.orders.prices import Prices
from mtmpattern.pattern.model.fabric import Fabric


@dataclass(frozen=True, slots=True, kw_only=True)
class Shop:
    """The things that orders may name, and no others; an order never opens a file.

    ``templates`` are the garments on sale, None for all installed ones. ``fabrics`` and ``pictures`` (PNG or JPEG) are
    found by name, ``clients`` by a salted id. ``salt`` keys every digest, so that measures cannot be found by guessing.
    ``prices`` are for the quote, by default those that ship. ``markers`` is a folder of kept markers, from which a
    garment's length of cloth is taken.
    """

    templates: tuple[str, ...] | None = None
    fabrics: Mapping[str, Fabric] = field(default_factory=dict)
    pictures: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    clients: Clients | None = field(default=None, repr=False)
    salt: str = field(default="", repr=False)
    prices: Prices | None = None
    markers: Path | None = None

    def __post_init__(self) -> None:
        """Refuse what no order could use, before the first order comes.

        Raises `OptionError` for an argument of the wrong type, `TemplateNotFound` for a garment that is not installed.
        """
        check_arguments(templates=(self.templates, "a list of names or None"), fabrics=(self.fabrics, "named values"),
                        pictures=(self.pictures, "named values"), salt=(self.salt, "text"),
                        markers=(self.markers, "a folder or None"))
        for name in self.templates or ():
            if name not in template_names():
                find_template(name)             # raises with the nearest names
