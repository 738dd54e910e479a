"""The shop's store of bodies: each under a salted id, in all its versions.

The store shows neither names nor the shop's own customer numbers: an id is a keyed hash of that number. A database can
take the place of the folder by implementing `Clients.read` and `Clients.write`.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final, Protocol

from mtmpattern.body import Body
from mtmpattern.errors import ExportError, FileFormatError
from mtmpattern.input_file import read_at_most
from mtmpattern.limits import CLIENT_BYTES, SALT_BYTES
from mtmpattern.orders.order import body_as_data, body_from_data, digest_of, plain_body
from mtmpattern.output_file import write_file
from mtmpattern.pattern.model.requirement import Sided

FORMAT: Final = "mtmpattern client 1"
ID: Final = re.compile(r"[0-9a-f]{32}")
_SALT_FILE: Final = "salt"


class Clients(Protocol):
    """A store of clients: it keeps a text under an id of 32 hexadecimal digits, and returns it."""

    def read(self, client: str) -> str | None:
        """The text kept under an id, or None."""

    def write(self, client: str, text: str) -> None:
        """Keep a text under an id, in place of any earlier one."""


@dataclass(frozen=True, slots=True)
class FolderClients:
    """A folder with one file for each client, named by its id, and a file ``salt`` that never leaves the shop."""

    folder: Path

    @property
    def salt(self) -> str:
        """The shop's salt, created on first use. Raises `ExportError` for a folder that cannot be used."""
        path = self.folder / _SALT_FILE
        try:
            if not path.exists():
                self.folder.mkdir(parents=True, exist_ok=True)
                try:
                    write_file(f"{secrets.token_hex(32)}\n".encode(), path)
                    path.chmod(0o600)
                except ExportError:
                    if not path.exists():       # another process made it meanwhile
                        raise
            salt = read_at_most(path, SALT_BYTES).decode("ascii").strip()
            wrong = "" if 0 < len(salt) < SALT_BYTES else "its salt is not a line of text"
        except (OSError, ValueError) as error:
            why = getattr(error, "strerror", None) or "its salt is not text"
            raise self._unusable(why) from error
        if wrong:
            raise self._unusable(wrong)
        return salt

    def _unusable(self, why: str) -> ExportError:
        return ExportError(f"the store of clients {self.folder} cannot be used: {why}", code="client.store",
                           where=str(self.folder), hint="Name a folder that you may read and write.",
                           params={"folder": self.folder, "reason": why})

    def read(self, client: str) -> str | None:
        """The file of a client; None for an id that is malformed or has no file."""
        if not ID.fullmatch(client):
            return None
        path = self.folder / f"{client}.json"
        try:
            content = read_at_most(path, CLIENT_BYTES)
            return None if len(content) > CLIENT_BYTES else content.decode("utf-8")
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            raise ExportError(f"the store of clients {self.folder} cannot be read", code="client.store",
                              where=str(self.folder), hint="Name a folder that you may read.",
                              params={"folder": self.folder}) from error

    def write(self, client: str, text: str) -> None:
        """Write the file of a client, completely or not at all. Raises `ExportError`."""
        if not ID.fullmatch(client):
            raise ExportError("a client's id has 32 hexadecimal digits", code="client.id", where=client[:40],
                              hint="Use the id that client_id() returns.")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except (OSError, ValueError) as error:
            raise self._unusable(getattr(error, "strerror", None) or "not a valid name") from error
        write_file(text.encode(), self.folder / f"{client}.json", replacing=True)


def client_id(number: str, salt: str) -> str:
    """The id of a customer: a keyed hash of the shop's own customer number, 32 hexadecimal digits."""
    return hmac.new(salt.encode(), number.encode(), hashlib.sha256).hexdigest()[:32]


# ---- The record of a client -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Fitting:
    """The alterations pinned at a fitting: mm by the template's names, the order of the garment, and the day."""

    template: str
    alterations: Mapping[str, Sided]
    order: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Client:
    """Every body measured of a client by its digest, the latest last, and all fittings."""

    bodies: Mapping[str, Body] = field(default_factory=dict, repr=False)
    fittings: tuple[Fitting, ...] = ()

    @property
    def body(self) -> Body | None:
        """The latest body."""
        return next(reversed(list(self.bodies.values())), None)


def read_client(clients: Clients, client: str) -> Client:
    """The client under an id. Raises `FileFormatError` (``client.unknown``, ``client.form``)."""
    text = clients.read(client)
    if text is None:
        raise FileFormatError("the store has no client of that id", code="client.unknown", where="client",
                              hint="Keep the body first, or give the measurements.")
    try:
        data: dict[str, Any] = json.loads(text)
        if data["format"] != FORMAT:
            raise ValueError(data["format"])
        bodies = {str(key): body_from_data(each) for key, each in data["bodies"].items()}
        fittings = tuple(Fitting(str(each["template"]), dict(each["alterations"]), str(each["order"]),
                                 date.fromisoformat(each["day"]) if each["day"] else None)
                         for each in data["fittings"])
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        raise FileFormatError("the store's file of that id is not a client", code="client.form", where="client",
                              hint="Restore the file from a backup, or keep the body again.") from error
    return Client(bodies, fittings)


def keep_body(clients: Clients, client: str, body: Body) -> Client:
    """Keep a body as the client's latest; one that is kept already becomes the latest again."""
    known = _known(clients, client)
    plain = plain_body(body)
    digest = digest_of(body_as_data(plain))[:16]
    bodies = {key: each for key, each in known.bodies.items() if key != digest} | {digest: plain}
    return _kept(clients, client, Client(bodies, known.fittings))


def keep_fitting(clients: Clients, client: str, fitting: Fitting) -> Client:
    """Keep the alterations of a fitting; they apply to every later garment of the same template."""
    known = _known(clients, client)
    if fitting in known.fittings:
        return known
    return _kept(clients, client, Client(known.bodies, (*known.fittings, fitting)))


def _known(clients: Clients, client: str) -> Client:
    return read_client(clients, client) if clients.read(client) is not None else Client()


def _kept(clients: Clients, client: str, known: Client) -> Client:
    data = {
        "format": FORMAT, "bodies": {key: body_as_data(each) for key, each in known.bodies.items()},
        "fittings": [{"template": each.template, "alterations": dict(each.alterations), "order": each.order,
                      "day": each.day.isoformat() if each.day else ""} for each in known.fittings],
    }
    clients.write(client, json.dumps(data, indent=1) + "\n")
    return known
