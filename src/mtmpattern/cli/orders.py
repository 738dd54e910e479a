"""``order``, ``job`` and ``client``: from an order to the folder that a factory works with."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from mtmpattern.cli.group import StrictCommand
from mtmpattern.cli.options import body_file, person_options, pick_of
from mtmpattern.cli.report import say, say_json, say_table

if TYPE_CHECKING:
    from mtmpattern.body import Pick
    from mtmpattern.orders.job import Job
    from mtmpattern.orders.order import Order
    from mtmpattern.orders.shop import Shop

Command = TypeVar("Command", bound=Callable[..., None])


def shop_options(command: Command) -> Command:
    """The options for what the shop has, and for what is written beside the parts."""
    for option in reversed((
        click.option("--clients", metavar="DIR", help="The shop's store of clients; its salt keys every digest."),
        click.option("--fabrics", metavar="DIR", help="A folder of fabric files that orders may name."),
        click.option("--pictures", metavar="DIR", help="A folder of PNG and JPEG files that orders may print."),
        click.option("--prices", metavar="FILE", help="The price file of the quote."),
        click.option("--store", "markers", metavar="DIR", envvar="MTMPATTERN_STORE", show_envvar=True,
                     help="The folder of markers kept by `marker`, for the length of cloth."),
        click.option("--papers", metavar="LIST", help="What to write beside the parts: labels, work-order, quote, "
                                                      "pattern, ease; or none. By default all of it."),
        click.option("--station", "station_settings", metavar="NAME.SETTING=VALUE", multiple=True,
                     help="A setting of a station, as in marker.cutter=metric."),
        click.option("--made", metavar="DATE",
                     help="The date of manufacture for the product passport, as in 2026-12-01."),
        click.option("--facility", metavar="NAME", default="", help="The facility for the product passport."),
    )):
        command = option(command)
    return command


def shop_of(asked: dict[str, Any]) -> Shop:
    """The shop that the options name; they are taken out of ``asked``."""
    from mtmpattern.orders.shop_files import read_shop

    named = {name: asked.pop(name) for name in ("clients", "fabrics", "pictures", "prices", "markers")}
    return read_shop(**{name: Path(value) if value else None for name, value in named.items()})


def wishes_of(asked: dict[str, Any]) -> dict[str, Any]:
    """How jobs are made: papers, settings of stations, day and facility; they are taken out of ``asked``."""
    from mtmpattern.orders.job_wishes import read_wishes

    return read_wishes(**{name: asked.pop(name) for name in ("papers", "station_settings", "made", "facility")})


def now() -> str:
    """The time for an event."""
    return datetime.now(UTC).isoformat(timespec="seconds")


# ---- order ----------------------------------------------------------------------------------------------------------

@click.command(cls=StrictCommand, short_help="Make the job folder of one order.")
@click.argument("file", required=False)
@click.option("-m", "--measurements", "body", metavar="FILE", help="The body, for an order that has none.")
@person_options
@click.option("--like", metavar="JOB", help="Make the order of this job folder again.")
@click.option("--alter", "alters", metavar="NAME=MM", multiple=True,
              help="With --like: an alteration after a fitting, as in waist=-10. It makes the next revision.")
@click.option("--as", "renamed", metavar="ID", default="", help="With --like: make it under another order number.")
@click.option("--schema", is_flag=True, help="Print the JSON Schema of an order; FILE may then name a template.")
@shop_options
@click.option("-o", "--out", metavar="DIR", help="The folder of jobs; the order gets a folder in it.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def order(*, file: str | None, body: str | None, person: str, columns: str | None, like: str | None,
          alters: tuple[str, ...], renamed: str, schema: bool, out: str | None, as_json: bool, **asked: Any) -> None:
    """Make the job folder of an order: FILE is YAML or JSON, and holds the measures or a client's id.

    An order that was made before is left as it is. Events are recorded in DIR/events.jsonl.

    \b
    mtmpattern order order.yaml -o jobs
    mtmpattern order order.yaml -m ana.yaml -o jobs
    mtmpattern order --like jobs/1042 --alter waist=-10 -o jobs
    """  # noqa: D301  # \b keeps click from wrapping the paragraph
    from mtmpattern.orders.job import job as job_of
    from mtmpattern.orders.order_reader import OrderCancelled
    from mtmpattern.orders.rack import Rack

    if schema:
        from mtmpattern.orders.order_schema import order_schema

        say_json(order_schema(file or ""))
        return
    if out is None or (file is None) == (like is None):
        raise click.UsageError("Give FILE or --like JOB, and the folder of jobs with -o DIR.")
    shop, wishes = shop_of(asked), wishes_of(asked)
    rack = Rack(Path(out), now)
    try:
        wanted = _remade(Path(like), shop, alters, renamed) if like else _ordered(
            Path(file or ""), body, pick_of(person, columns), shop)
    except OrderCancelled as cancelled:
        rack.cancel(cancelled)
        if as_json:
            say_json({"order": cancelled.order, "revision": cancelled.revision, "state": "cancelled"})
        else:
            say(f"order {cancelled.order} is cancelled")
        return
    made = job_of(wanted, shop=shop, **wishes)
    placed = rack.put(made)
    if like and alters and wanted.client and shop.clients is not None:
        _keep_fitting(wanted, shop)
    differing = _changes(Path(like), made) if like else []
    if as_json:
        say_json({"order": wanted.id, "revision": wanted.revision, "state": "found" if placed.found else "made",
                  "folder": str(placed.folder), "reference": made.reference, "key": made.order_key,
                  "digest": made.digest, "files": [str(path.relative_to(placed.folder)) for path in placed.files],
                  "stations_failed": [] if placed.found else [each.to_dict() for each in made.failed],
                  "changes": differing})
        return
    for path in placed.files:
        say(str(path))
    say()
    say(f"order {wanted.id} " + ("was already made" if placed.found else f"is made, reference {made.reference}"))
    if not placed.found:
        say_table([(str(problem),) for problem in made.failed], title="stations that failed")
    say_table([(str(problem),) for problem in wanted.remarks], title="about the measurements")
    if like:
        say_table([(text,) for text in differing], title=f"changed since {like}")
        if not differing:
            say(f"byte for byte the same as {like}")


def _ordered(file: Path, body: str | None, pick: Pick, shop: Shop) -> Order:
    from mtmpattern.body import read_sheet
    from mtmpattern.orders.order_reader import read_order

    return read_order(file, shop=shop, measured=read_sheet(body_file(body), pick=pick) if body else None)


def _remade(folder: Path, shop: Shop, alters: tuple[str, ...], renamed: str) -> Order:
    from mtmpattern.drafting.library import find_template
    from mtmpattern.drafting.request_text import read_request
    from mtmpattern.orders.remake import read_kept_order, remade

    kind = find_template(read_kept_order(folder, shop).template)
    return remade(folder, shop, order=renamed, fitting=dict(read_request(kind, alters=alters).alterations))


def _keep_fitting(order: Order, shop: Shop) -> None:
    from mtmpattern.orders.client_store import Fitting, keep_fitting

    if shop.clients is not None:
        keep_fitting(shop.clients, order.client, Fitting(order.template, order.fittings[-1], order.id))


def _changes(folder: Path, made: Job) -> list[str]:
    from mtmpattern.orders.remake import changes

    return [str(change) for change in changes(folder, made.files())]


# ---- job ------------------------------------------------------------------------------------------------------------

@click.command(cls=StrictCommand, short_help="Verify a job folder and print what its stations need.")
@click.argument("folder", metavar="DIR")
@click.option("--label", metavar="TEXT", help="The text of a label's code: find its part in this job.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def job(*, folder: str, label: str | None, as_json: bool) -> None:
    """Verify every file of a job folder, and print what a station needs to know.

    A folder with a missing, changed or foreign file is an error.
    """
    from mtmpattern.errors import FileFormatError
    from mtmpattern.orders.sealed_folder import read_job

    sealed = read_job(Path(folder))
    if label is not None:
        _say_label(label, sealed.manifest, as_json=as_json)
        return
    if sealed.faults:
        raise FileFormatError.of(sealed.faults)
    data = sealed.manifest
    if as_json:
        say_json({"folder": folder, "whole": True, "handed_over": sealed.handed_over, **data})
        return
    say(f"order {data['order']}" + (f" revision {data['revision']}" if data["revision"] > 1 else "")
        + f": {data['template']} version {data['template_version']}, reference {data['reference']}")
    say(f"{len(data['files'])} files, all as they were sealed"
        + (" (without the client's side)" if sealed.handed_over else ""))
    needs = data["needs"]
    say_table([(name, ", ".join(map(str, value)) if isinstance(value, list) else str(value))
               for name, value in needs.items()], title="needs")
    say_table([(each["id"], each["role"], each["label"]) for each in data["parts"]],
              title=f"{len(data['parts'])} parts for each of {data['quantity']}")
    say_table([(each["name"], each["state"], ", ".join(each.get("codes", ()))) for each in data["stations"]],
              title="stations")
    say_table([(each["text"], f"{each['mm']:g} mm", each["side"]) for each in data["rescues"]],
              title="construction adjusted")


def _say_label(label: str, data: Any, *, as_json: bool) -> None:
    from mtmpattern.errors import FileFormatError
    from mtmpattern.papers.job_head import read_payload

    read = read_payload(label)
    part = next((each for each in data["parts"] if read and each["id"] == read[1]), None)
    if read is None or read[0] != data["reference"] or (read[1] and part is None):
        raise FileFormatError("this label does not belong to this job", code="job.label", where=label[:80],
                              hint=f"Labels of this job have the reference {data['reference']}.")
    if as_json:
        say_json({"order": data["order"], "copy": read[2], "part": part})
    else:
        say(f"order {data['order']}: " + (f"{part['id']}" if part else "the job itself")
            + (f", garment {read[2]}" if read[2] else ""))


# ---- client ---------------------------------------------------------------------------------------------------------

@click.command(cls=StrictCommand, short_help="Keep a body in the shop's store and print its id.")
@click.argument("number")
@click.option("-m", "--measurements", "body", metavar="FILE", required=True, help="The measurement file.")
@person_options
@click.option("--clients", metavar="DIR", required=True, help="The shop's store of clients; created if missing.")
def client(*, number: str, body: str, person: str, columns: str | None, clients: str) -> None:
    """Keep the body of FILE for the customer with the shop's NUMBER, and print the salted id for orders.

    Earlier bodies and fittings of the same customer are kept too.
    """
    from mtmpattern.body import read_body
    from mtmpattern.orders.client_store import FolderClients, client_id, keep_body

    store = FolderClients(Path(clients))
    given = read_body(body_file(body), pick=pick_of(person, columns))
    if given.wishes:
        say("alterations and garment options in the file are not kept; state them in an order", err=True)
    name = client_id(number, store.salt)
    keep_body(store, name, given)
    say(name)
