"""``python -m tests.hostile.fuzz``: damaged files through every reader; each failure is kept and becomes a test.

Every reader runs in its own process, which is ended if it stops responding. A failing file is reduced and stored under
``tests/hostile/kept/READER``; `test_kept.py` reads all of them.
"""

from __future__ import annotations

import argparse
import hashlib
import multiprocessing
import resource
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection

from tests.hostile import guard
from tests.hostile.mutations import mutated
from tests.hostile.readers import KEPT, READERS

FEWER = frozenset(("order", "read_order", "arguments", "yaml_order", "client", "kept_order", "kept_lay"))
"""Readers that draft garments: they get a tenth as many files."""
SILENT = 300.0
"""Seconds after which a silent process is ended."""


def main() -> int:
    """Run the command; returns 1 if something failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=20_000, help="damaged files for each reader (default 20000)")
    parser.add_argument("--reader", action="append", choices=list(READERS), help="only this reader; may be repeated")
    parser.add_argument("--from", dest="first", type=int, default=0, help="number of the first damaged file")
    parser.add_argument("--minutes", type=float, default=float("inf"), help="the most minutes for each reader")
    chosen = parser.parse_args()
    failed = 0
    for reader in chosen.reader or READERS:
        count = max(chosen.count // 10, 1) if reader in FEWER else chosen.count
        seen: dict[str, int] = {}
        done, begun = 0, time.monotonic()
        for number, why in results(reader, chosen.first, chosen.first + count):
            done += 1
            if why and why not in seen:
                print(f"{reader} {number}: {why}, kept as {_keep(reader, number, why)}", flush=True)
            if why:
                seen[why] = seen.get(why, 0) + 1
            if time.monotonic() - begun > 60 * chosen.minutes:
                break
        failed += len(seen)
        reached = "" if done == count else f" of {count}"
        print(
            f"{reader}: {done}{reached} damaged files in {time.monotonic() - begun:.0f} s, "
            f"{sum(seen.values())} failures of {len(seen)} kinds",
            flush=True,
        )
    return 1 if failed else 0


def failures(reader: str, first: int, end: int) -> Iterator[tuple[int, str]]:
    """The numbers of the damaged files that fail, with the reasons."""
    return ((number, why) for number, why in results(reader, first, end) if why)


def results(reader: str, first: int, end: int) -> Iterator[tuple[int, str]]:
    """The numbers of the damaged files, each with the fault of the reader, empty if there is none."""
    context = multiprocessing.get_context("spawn")
    while first < end:
        ours, theirs = context.Pipe()
        child = context.Process(target=_run, args=(reader, first, end, theirs), daemon=True)
        child.start()
        theirs.close()
        try:
            while first < end:
                if not ours.poll(SILENT):
                    yield first, "it hangs"
                    break
                yield first, ours.recv()
                first += 1
        except EOFError:
            yield first, "the process died"
        finally:
            child.kill()
            child.join()
        first += 1


def _run(reader: str, first: int, end: int, pipe: Connection) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30))
    guard.install()
    seeds = READERS[reader].seeds()
    for seed in seeds:
        guard.fault(reader, seed)  # so that one-time imports do not count
    for number in range(first, end):
        pipe.send(guard.fault(reader, mutated(seeds, number)))


def _keep(reader: str, number: int, why: str) -> str:
    """Store the damaged file, reduced as far as it fails in the same way."""
    data = mutated(READERS[reader].seeds(), number)
    if "hangs" not in why and "died" not in why:
        guard.install()
        data = _smaller(reader, data, why)
    folder = KEPT / reader
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{hashlib.sha256(data).hexdigest()[:12]}.bin"
    file.write_bytes(data)
    return f"{reader}/{file.name} ({len(data)} bytes)"


def _smaller(reader: str, data: bytes, why: str, tries: int = 300) -> bytes:
    size = len(data) // 2
    while size >= 1 and tries:
        at = 0
        while at < len(data) and tries:
            shorter, tries = data[:at] + data[at + size :], tries - 1
            if guard.fault(reader, shorter) == why:
                data = shorter
            else:
                at += size
        size //= 2
    return data


if __name__ == "__main__":
    raise SystemExit(main())
