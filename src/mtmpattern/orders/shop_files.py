"""A shop from the options of a command line: folders of fabrics and pictures, a store of clients, a price file."""

from __future__ import annotations

import os
from pathlib import Path

from mtmpattern.documents import read_bytes
from mtmpattern.errors import FileFormatError, MtmError, OptionError, Problem
from mtmpattern.limits import PICTURE_BYTES, PICTURES_BYTES
from mtmpattern.orders.client_store import FolderClients
from mtmpattern.orders.order_source import folder_error
from mtmpattern.orders.prices import read_prices
from mtmpattern.orders.shop import Shop
from mtmpattern.pattern.model.fabric import Fabric
from mtmpattern.pattern.model.fabric_file import read_fabric

SALT_VARIABLE = "MTMPATTERN_SALT"
PICTURES = (".png", ".jpg", ".jpeg")
MOST_FILES = 2_000


def read_shop(*, clients: Path | None = None, fabrics: Path | None = None, pictures: Path | None = None,
              prices: Path | None = None, markers: Path | None = None) -> Shop:
    """Read a shop. The salt is that of the store of clients, or else from the environment.

    Raises `FileFormatError` with every fault of its files.
    """
    store = FolderClients(clients) if clients else None
    salt = store.salt if store else os.environ.get(SALT_VARIABLE, "")
    return Shop(fabrics=_fabrics(fabrics) if fabrics else {}, pictures=_pictures(pictures) if pictures else {},
                clients=store, salt=salt, prices=read_prices(prices) if prices else None, markers=markers)


def _listed(folder: Path, endings: tuple[str, ...]) -> list[Path]:
    try:
        found = sorted(path for path in folder.iterdir() if path.suffix.casefold() in endings and path.is_file())
    except (OSError, ValueError) as error:          # a NUL in the name
        raise folder_error(folder, error) from error
    return found[:MOST_FILES]


def _fabrics(folder: Path) -> dict[str, Fabric]:
    """Every fabric file of a folder, by the name of the file."""
    found: dict[str, Fabric] = {}
    problems: list[Problem] = []
    for path in _listed(folder, (".yaml", ".yml", ".json")):
        try:
            found[path.stem] = read_fabric(path)
        except MtmError as error:
            problems += error.problems
    if problems:
        raise FileFormatError.of(problems)
    return found


def _pictures(folder: Path) -> dict[str, bytes]:
    """Every picture of a folder, by the name of the file."""
    found: dict[str, bytes] = {}
    room = PICTURES_BYTES
    for path in _listed(folder, PICTURES):
        content = read_bytes(path, "picture", PICTURE_BYTES)
        if len(content) > PICTURE_BYTES:
            raise OptionError(f"the picture {path.name} is larger than {PICTURE_BYTES / 1e6:g} MB",
                              code="artwork.size", where=path.name, hint="Save it smaller.",
                              params={"name": path.name, "value": PICTURE_BYTES / 1e6})
        room -= len(content)
        if room < 0:
            raise OptionError(f"the pictures of {folder.name} are larger than {PICTURES_BYTES / 1e6:g} MB together",
                              code="artwork.size", where=folder.name, hint="Keep only those that these orders print.",
                              params={"name": folder.name, "value": PICTURES_BYTES / 1e6})
        found[path.stem] = content
    return found
