"""``batch`` makes the job folders of many orders; ``route`` finds the facility that can make a job."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mtmpattern.cli.group import StrictCommand
from mtmpattern.cli.orders import now, shop_of, shop_options, wishes_of
from mtmpattern.cli.report import DONE, INPUT, STOPPED, say, say_json, say_table

if TYPE_CHECKING:
    from mtmpattern.orders.batch_summary import Batch
    from mtmpattern.orders.batch_worker import Outcome


@click.command(cls=StrictCommand, short_help="Make the job folders of many orders.")
@click.argument("source", metavar="FILE|FOLDER")
@click.option("--workers", type=int, default=0, help="Worker processes.  [default: one for each processor]")
@click.option("--scheduler", metavar="ADDRESS", default="", help="Work on a Dask cluster, as tcp://10.0.0.5:8786.")
@click.option("--chunk", type=int, default=8, show_default=True, help="Orders handed to a worker at a time.")
@click.option("--resume", is_flag=True, help="Continue a batch that was stopped.")
@click.option("--watch", is_flag=True, help="Watch FOLDER as a queue: take orders as they come, until Ctrl-C.")
@click.option("--until-empty", is_flag=True, help="With --watch: end when the queue is empty.")
@shop_options
@click.option("-o", "--out", metavar="DIR", required=True, help="The folder of jobs.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def batch(*, source: str, workers: int, scheduler: str, chunk: int, resume: bool, watch: bool, until_empty: bool,
          out: str, as_json: bool, **asked: Any) -> None:
    """Make the job folders of many orders: a table (.csv), JSON lines, a JSON list, YAML documents, or a folder.

    A bad order is set aside in DIR/refused with its report and never stops the others. Finished jobs are kept when the
    batch is run again. DIR/summary.csv and summary.json list the outcome of each order.

    \b
    mtmpattern batch orders.csv -o jobs
    mtmpattern batch spool --watch --clients clients -o jobs
    """  # noqa: D301  # \b keeps click from wrapping the paragraph
    from mtmpattern.orders.batch import BatchSettings, run_batch
    from mtmpattern.orders.order_source import raw_orders
    from mtmpattern.orders.spool import Spool

    if until_empty and not watch:
        raise click.UsageError("--until-empty needs --watch.")
    if watch and not Path(source).is_dir():
        raise click.UsageError(f"--watch needs a folder, and there is no folder {source}.")
    shop, wishes = shop_of(asked), wishes_of(asked)
    spool = Spool(Path(source), until_empty) if watch else None
    if spool:
        spool.begin()
    try:
        with _counted() as show:
            done = run_batch(spool.orders() if spool else raw_orders(Path(source)), BatchSettings(
                root=Path(out), shop=shop, wishes=wishes, workers=workers, scheduler=scheduler, chunk=chunk,
                resume=resume, watch=show, finished=spool.finished if spool else None, time=now))
    finally:
        if spool:
            spool.end()
    _say(done, out, as_json=as_json)
    if not (done.outcomes or done.stopped or watch):
        say(f"{source} holds no orders", err=True)
    code = STOPPED if done.stopped == "interrupted" and not watch else INPUT if done.stopped not in (
        "", "interrupted") or done.tally.refused else DONE
    raise click.exceptions.Exit(code)


@contextmanager
def _counted() -> Iterator[Callable[[Outcome], None] | None]:
    """Yield a function that shows the count, the rate and the failures in one line; None without a terminal."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.status import Status

    counts = {"done": 0, "failed": 0}
    start = time.monotonic()
    with Status("making", console=Console(stderr=True)) as status:
        def show(outcome: Outcome) -> None:
            counts["done" if outcome.state in ("made", "found") else "failed"] += 1
            rate = sum(counts.values()) / max(time.monotonic() - start, 0.001)
            status.update(f"{counts['done']} made, {counts['failed']} not, {rate:.1f} a second")

        yield show


def _why(outcome: Outcome) -> str:
    """The first fault of an order, and the count of the others."""
    if not outcome.problems:
        return ", ".join(outcome.codes)
    more = len(outcome.problems) - 1
    return str(outcome.problems[0]) + (f", and {more} more" if more else "")


def _say(done: Batch, out: str, *, as_json: bool) -> None:
    from mtmpattern.orders.batch_summary import summary_data

    if as_json:
        say_json({"folder": out, **summary_data(done)})
        return
    tally = done.tally
    say(f"{tally.made} made, {tally.found} already made, {tally.refused} refused, {tally.cancelled} cancelled, "
        f"{tally.unwritten} not written: {out}/summary.csv")
    refused = [each for each in done.outcomes if each.state in ("refused", "unwritten")]
    say_table([(str(each.number), each.order, _why(each)) for each in refused[:20]],
              title=f"not made; reports are in {out}/refused"
              + (f", the first 20 of {len(refused)}" if len(refused) > 20 else ""))
    if done.stopped:
        why = "it was interrupted" if done.stopped == "interrupted" else "the folder cannot be written"
        say(f"{why}; continue with --resume", err=True)


# ---- route ----------------------------------------------------------------------------------------------------------

@click.command(cls=StrictCommand, short_help="Find the facility that can make a job.")
@click.argument("folder", metavar="JOB")
@click.option("--facilities", metavar="FILE|DIR", help="The facilities: a YAML file, or a folder of such files.")
@click.option("--down", metavar="NAME", multiple=True, help="A facility that cannot work now; may be repeated.")
@click.option("--to", "inbox", metavar="DIR", help="Hand the factory's side over: copy it into DIR/FACILITY.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def route(*, folder: str, facilities: str | None, down: tuple[str, ...], inbox: str | None, as_json: bool) -> None:
    """Find the facilities that can make all of a job, in order of preference, and why the others cannot.

    \b
    mtmpattern route jobs/1042 --facilities sites.yaml --down porto --to outbox
    """  # noqa: D301  # \b keeps click from wrapping the paragraph
    from mtmpattern.errors import StationError
    from mtmpattern.orders.facility import read_facilities
    from mtmpattern.orders.routing import hand_over, route_job
    from mtmpattern.orders.sealed_folder import read_job

    sealed = read_job(Path(folder))
    found = route_job(sealed, read_facilities(Path(facilities) if facilities else None), down=down)
    chosen = found.chosen
    handed = hand_over(sealed, chosen, Path(inbox), time=now()) if inbox and chosen else None
    if as_json:
        say_json({**found.to_dict(), "handed_over": str(handed) if handed else None})
    else:
        say_table([(each.facility.name, "can make it" if not each.reasons else "; ".join(each.reasons))
                   for each in found.judged], title=f"order {sealed.manifest['order']}")
        if chosen:
            say()
            say(f"{chosen.name} makes it" + (f"; handed over as {handed}" if handed else ""))
    if chosen is None:
        raise StationError("no facility can make this job", code="route.none", where=folder,
                           hint="Add what is missing to a facility, or mark one as working again.")
