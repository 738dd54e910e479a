"""Making an old job again: byte for byte under the same versions, otherwise with a list of what changed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from mtmpattern.body import Body
from mtmpattern.body.body import UNITS
from mtmpattern.errors import FileFormatError, MtmError, OptionError
from mtmpattern.input_file import read_at_most
from mtmpattern.limits import JOB_MANIFEST_BYTES, ORDER_BYTES
from mtmpattern.orders.client_store import read_client
from mtmpattern.orders.job import ORDER_FILE, ORDER_FORMAT
from mtmpattern.orders.manifest import MANIFEST
from mtmpattern.orders.order import Order, body_from_data
from mtmpattern.orders.order_reader import FIELDS, read_order, wrong_id
from mtmpattern.orders.sealed_folder import is_linked, read_manifest
from mtmpattern.orders.shop import Shop
from mtmpattern.pattern.model.requirement import Sided

WORK_FILE = "factory/work-order.json"
LEAST_CHANGE = 0.05
"""Measures that differ by less than this many mm count as unchanged."""


def read_kept_order(folder: Path, shop: Shop | None = None) -> Order:
    """The order from which a job folder was made, with its body.

    Raises `FileFormatError` where the folder does not keep its order, or the store does not have the body.
    """
    shop = shop or Shop()
    read_manifest(folder)
    try:
        data: dict[str, Any] = json.loads(_kept_file(folder, ORDER_FILE, 2 * ORDER_BYTES))
        if data["format"] != ORDER_FORMAT:
            raise ValueError(data["format"])
        body = body_from_data(data["body"]) if "body" in data else _stored(data, shop)
        fields = {name: value for name, value in data.items()
                  if name in FIELDS and name != "client" and value is not None}
    except MtmError:
        raise
    except (OSError, ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        raise FileFormatError(f"{folder.name} does not hold an order that can be made again", code="job.order",
                              where=ORDER_FILE, hint="Give a folder with its client's side, as written by `order`.",
                              params={"name": folder.name}) from error
    return replace(read_order(fields, shop=shop, measured=body), client=str(data.get("client", "")),
                   unit=UNITS.get(data.get("unit"), "cm"))


def _kept_file(folder: Path, name: str, most: int) -> bytes:
    """The bytes of a job's file. Raises `OSError`, and `ValueError` for a link or a file that is too large."""
    if is_linked(folder, folder / name):
        raise ValueError("a link")
    content = read_at_most(folder / name, most)
    if len(content) > most:
        raise ValueError("too large")
    return content


def _stored(data: Mapping[str, Any], shop: Shop) -> Body:
    if shop.clients is None:
        raise FileFormatError("the body of that job is in the store of clients", code="client.store", where="client",
                              hint="Name the store.", argument="clients")
    body = read_client(shop.clients, str(data["client"])).bodies.get(str(data["body_digest"]))
    if body is None:
        raise FileFormatError("the store no longer has the body of that job", code="client.unknown", where="client",
                              hint="Restore it from a backup, or send a new order.")
    return body


def remade(folder: Path, shop: Shop | None = None, *, order: str = "", fitting: Mapping[str, Sided] | None = None,
           ) -> Order:
    """The order of a job folder, to be made again: unchanged, under another id, or with a fitting's alterations.

    A ``fitting`` under the same id makes the next revision. It is kept apart from earlier alterations. Raises
    `OptionError` for an id that could be a path or a person's name.
    """
    if order and (wrong := wrong_id(order, "order")):
        raise OptionError.of([wrong])
    old = read_kept_order(folder, shop)
    new = old.with_fitting(fitting or {})
    if order and order != old.id:
        return replace(new, id=order, revision=1)
    return replace(new, revision=old.revision + 1) if fitting else new


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between an old job and its remake: what differs, and both values as text."""

    what: str
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.what}: {self.before or 'none'} before, {self.after or 'none'} now"


def changes(old: Path, new: Mapping[str, bytes]) -> tuple[Change, ...]:
    """What differs between a job folder and the files of a job: versions, choices, finished measures, then files."""
    before, after = read_manifest(old), json.loads(new[MANIFEST])
    found = [*_differing("version of ", before["versions"], after["versions"])]
    found += _differing("", *({name: data.get(name) for name in ("order", "revision", "template", "template_version",
                                                                 "quantity")} for data in (before, after)))
    for name in ("options", "alterations", "fabrics"):
        found += _differing(f"{name} ", before[name], after[name])
    try:
        measured = [json.loads(text)["finished"] for text in (
            _kept_file(old, WORK_FILE, JOB_MANIFEST_BYTES), new[WORK_FILE])]
        found += _measures(*measured)
    except (OSError, KeyError, ValueError, TypeError, AttributeError, RecursionError):
        pass                                    # one of them has no work order
    sums = [{name: each["sha256"][:12] for name, each in data["files"].items()} for data in (before, after)]
    return (*found, *_differing("file ", *sums))


def _differing(what: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    for name in dict.fromkeys([*before, *after]):
        if before.get(name) != after.get(name):
            yield Change(f"{what}{name}", *("" if value is None else str(value) for value in (
                before.get(name), after.get(name))))


def _measures(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    for name in dict.fromkeys([*before, *after]):
        one, two = before.get(name), after.get(name)
        if isinstance(one, float | int) and isinstance(two, float | int) and abs(one - two) < LEAST_CHANGE:
            continue
        if one != two:
            yield Change(f"finished {name.replace('_', ' ')}", *(f"{value} mm" for value in (one, two)))
