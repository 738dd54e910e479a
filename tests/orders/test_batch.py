"""Many orders: bad ones set aside, workers and runs killed, full disks, two batches at once; every good one once."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, Future
from pathlib import Path

import pytest

import mtmpattern as mtm
from mtmpattern.orders import batch_worker, worker_pool
from mtmpattern.orders.batch import MAKING, BatchSettings, run_batch
from mtmpattern.orders.events import Event, EventLog, standing
from mtmpattern.orders.live_folder import LiveFolder, clear_dead, dead_folders
from mtmpattern.orders.order_source import RawOrder, raw_orders, row_order
from mtmpattern.orders.sealed_folder import read_job
from mtmpattern.orders.spool import Spool
from tests.orders.made import MEASURES, order

QUICK = {"papers": ()}


class Here:
    """An executor that works in this process, one chunk after the other."""

    def __init__(self, *_: object, **__: object) -> None:
        self.broken = False

    def submit(self, function, *args):
        future: Future = Future()
        try:
            future.set_result(function(*args))
        except BaseException as error:
            future.set_exception(error)
        return future

    def shutdown(self, **_: object) -> None:
        pass


@pytest.fixture
def here(monkeypatch):
    monkeypatch.setattr(worker_pool, "ProcessPoolExecutor", Here)


def raws(*orders: object) -> Iterator[RawOrder]:
    for number, each in enumerate(orders, 1):
        yield RawOrder(number, each if isinstance(each, str) else json.dumps(each))


def asked(root: Path, **more: object) -> BatchSettings:
    return BatchSettings(**{"root": root, "wishes": QUICK, "workers": 1, "chunk": 2, **more})


def whole(root: Path) -> dict[str, str]:
    """Every job folder under its name, with its digest; all of them verified."""
    found = {}
    for folder in sorted(root.iterdir()):
        if folder.is_dir() and folder.name not in ("refused", MAKING):
            sealed = read_job(folder)
            assert sealed.faults == (), folder
            found[folder.name] = sealed.manifest["digest"]
    return found


# ---- What becomes of orders -----------------------------------------------------------------------------------------

BAD = (order("bad-1", template="crew-te"), order("bad-2", options={"neck_drop": 9000}), "{", order("../x"), "[]",
       order("bad-3") | {"measurements": {"unit": "cm", "measurements": {"chest": 92}}})


def test_bad_orders_are_set_aside_and_stop_nothing(tmp_path, here):
    done = run_batch(raws(order("1"), *BAD, order("2", quantity=2)), asked(tmp_path / "jobs"))
    assert [each.state for each in done.outcomes] == ["made", *["refused"] * len(BAD), "made"]
    root = tmp_path / "jobs"
    assert list(whole(root)) == ["1", "2"]
    assert sorted(path.stem for path in (root / "refused").iterdir()) == [
        "bad-1", "bad-2", "bad-3", "row-4", "row-5", "row-6"]
    report = json.loads((root / "refused" / "bad-2.json").read_text())
    assert report["problems"][0]["where"] == "/options/neck_drop"
    summary = json.loads((root / "summary.json").read_text())
    assert (summary["made"], summary["refused"], summary["stopped"]) == (2, len(BAD), "")
    assert (root / "summary.csv").read_text().splitlines()[1].startswith("1,1,1,made,1,")
    assert not (root / MAKING).exists()


def test_two_bad_rows_with_one_id_have_two_reports(tmp_path, here):
    run_batch(raws(order("1", template="crew-te"), order("1", fit="tight")), asked(tmp_path / "jobs"))
    reports = {path.stem: json.loads(path.read_text()) for path in (tmp_path / "jobs" / "refused").iterdir()}
    assert {name: each["problems"][0]["code"] for name, each in reports.items()} == {
        "1": "template.unknown", "1-row-2": "fit.unknown"}


def test_an_order_that_is_good_now_loses_its_report(tmp_path, here):
    root = tmp_path / "jobs"
    run_batch(raws(order("1", template="crew-te")), asked(root))
    run_batch(raws(order("1")), asked(root))
    assert list((root / "refused").iterdir()) == []


def test_a_second_run_finds_everything_done(tmp_path, here):
    root = tmp_path / "jobs"
    first = run_batch(raws(order("1"), order("2")), asked(root))
    before = whole(root)
    events = (root / "events.jsonl").read_text()
    again = run_batch(raws(order("1"), order("2"), order("3")), asked(root))
    assert (again.tally.found, again.tally.made) == (2, 1)
    assert [each.reference for each in again.outcomes[:2]] == [each.reference for each in first.outcomes]
    assert before.items() <= whole(root).items()
    assert (root / "events.jsonl").read_text().startswith(events)


def test_revisions_and_cancelling(tmp_path, here):
    root = tmp_path / "jobs"
    run_batch(raws(order("1"), order("1", revision=2, fit="relaxed"), {"order": "2", "cancel": True}), asked(root))
    assert list(whole(root)) == ["1", "1-r2"]
    done = run_batch(raws(order("1", revision=1, fit="slim"), order("2"), order("2", revision=2)), asked(root))
    assert [(each.state, each.codes) for each in done.outcomes] == [
        ("refused", ("job.changed",)), ("refused", ("order.cancelled",)), ("made", ())]
    known = standing(EventLog(root).read())
    assert known.superseded == {("1", 1)}
    assert known.cancelled == {"2": 1}
    states = [event.state for event in EventLog(root).read() if event.order == "1"]
    assert states[:3] == ["received", "drafted", "made"]


def test_the_log_names_no_person_and_no_measure(tmp_path, here):
    named = order("Zora Quimby") | {"measurements": MEASURES | {"name": "Zora Quimby"}}
    run_batch(raws(named, order("1") | {"measurements": MEASURES | {"name": "Zora Quimby"}},
                   order("2") | {"measurements": {
                       "name": "Zora Quimby", "unit": "cm", "measurements": {"chest": 947.7}}}),
              asked(tmp_path / "jobs"))
    for name in ("events.jsonl", "summary.csv", "summary.json"):
        text = (tmp_path / "jobs" / name).read_text()
        assert "Zora" not in text
        assert "947" not in text


# ---- Workers, runs and disks that fail ------------------------------------------------------------------------------

def test_an_order_that_ends_its_worker_is_set_aside_and_the_others_are_made(tmp_path, monkeypatch):
    class Dying(Here):
        def submit(self, function, setup, chunk):
            if any("killer" in str(raw.content) for raw in chunk):
                future: Future = Future()
                future.set_exception(BrokenExecutor("a worker died"))
                return future
            return super().submit(function, setup, chunk)

    monkeypatch.setattr(worker_pool, "ProcessPoolExecutor", Dying)
    done = run_batch(raws(*(order(str(number)) for number in range(3)), order("killer"), order("9")),
                     asked(tmp_path / "jobs"))
    assert list(whole(tmp_path / "jobs")) == ["0", "1", "2", "9"]
    assert [each.codes for each in done.outcomes if each.state == "refused"] == [("batch.crashed",)]


def test_a_defect_in_one_order_is_reported(tmp_path, here, monkeypatch):
    real = batch_worker.job_of

    def failing(order, **more):
        if order.id == "2":
            raise KeyError("chest is 927 mm")
        return real(order, **more)

    monkeypatch.setattr(batch_worker, "job_of", failing)
    done = run_batch(raws(order("1"), order("2"), order("3")), asked(tmp_path / "jobs"))
    assert [each.codes for each in done.outcomes] == [(), ("defect",), ()]
    assert "927" not in (tmp_path / "jobs" / "refused" / "2.json").read_text()


@pytest.mark.parametrize("where", ["write_bytes", "rename"])
def test_a_full_disk_stops_the_batch_and_loses_nothing(tmp_path, here, monkeypatch, where):
    root = tmp_path / "jobs"
    run_batch(raws(order("1")), asked(root))
    real, count = getattr(Path, where), [0]

    def full(self, *args):
        if ".making" in str(self) and (where != "rename" or self.parent.parent.name == ".making"):
            count[0] += 1
            if count[0] > (3 if where == "rename" else 11):
                raise OSError(28, "No space left on device")
        return real(self, *args)

    monkeypatch.setattr(Path, where, full)
    done = run_batch(raws(*(order(str(number)) for number in range(1, 9))), asked(root))
    assert done.stopped == "output.unwritable"
    assert 0 < done.tally.made < 7
    made = whole(root)
    monkeypatch.setattr(Path, where, real)
    again = run_batch(raws(*(order(str(number)) for number in range(1, 9))), asked(root, resume=True))
    assert again.tally.found == len(made)
    assert len(whole(root)) == 8


def test_a_folder_that_cannot_be_written(tmp_path, here):
    (tmp_path / "file").write_text("")
    with pytest.raises(mtm.ExportError) as caught:
        run_batch(raws(order("1")), asked(tmp_path / "file" / "jobs"))
    assert caught.value.code == "output.unwritable"


def test_a_batch_is_interrupted_and_goes_on(tmp_path, here):
    def interrupted() -> Iterator[RawOrder]:
        yield from raws(order("1"), order("2"))
        raise KeyboardInterrupt

    root = tmp_path / "jobs"
    done = run_batch(interrupted(), asked(root))
    assert done.stopped == "interrupted"
    assert json.loads((root / "summary.json").read_text())["stopped"] == "interrupted"
    again = run_batch(raws(order("1"), order("2"), order("3")), asked(root, resume=True))
    assert (again.tally.found, again.tally.made) == (2, 1)


def test_what_a_killed_batch_left_is_cleared_by_the_next(tmp_path, here):
    root = tmp_path / "jobs"
    dead = root / MAKING / "0123"
    (dead / "half").mkdir(parents=True)
    (dead / "lock").touch()
    live = LiveFolder.made_in(root / MAKING)
    assert dead_folders(root / MAKING) == [dead]
    with pytest.raises(mtm.OptionError) as caught:
        run_batch(raws(order("1")), asked(root))
    assert caught.value.code == "batch.unfinished"
    run_batch(raws(order("1")), asked(root, resume=True))
    assert not dead.exists()
    assert live.path.exists()                                   # another one is still at work
    live.remove()
    assert clear_dead(root / MAKING) == 0


def test_a_torn_line_of_events_is_skipped(tmp_path):
    log = EventLog(tmp_path)
    log.add(Event("1", 1, "made", folder="1"))
    with log.path.open("ab") as stream:
        stream.write(b'{"order": "2", "rev')
    log.add(Event("3", 1, "made", folder="3"))
    with log.path.open("ab") as stream:
        stream.write(b"[]\nnull\n{}\n")
    assert [event.order for event in log.read()] == ["1", "3"]


def test_two_batches_at_once_make_every_order_once(tmp_path, here):
    root, results = tmp_path / "jobs", []
    orders = [order(str(number)) for number in range(6)]
    threads = [threading.Thread(target=lambda: results.append(run_batch(raws(*orders), asked(root)))) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(whole(root)) == 6
    assert all(result.tally.made + result.tally.found == 6 for result in results)


SCRIPT = """
import sys
from pathlib import Path
from mtmpattern.cli import main
main(sys.argv[1:])
"""


@pytest.mark.slow
def test_two_programs_on_one_folder_make_every_order_once(tmp_path):
    source, root = tmp_path / "orders.jsonl", tmp_path / "jobs"
    orders = [order(f"{number:03}", **({"quantity": 0} if number % 20 == 0 else {})) for number in range(60)]
    source.write_text("".join(json.dumps(each) + "\n" for each in orders))
    command = [sys.executable, "-c", SCRIPT, "batch", str(source), "-o", str(root), "--papers", "none",
               "--workers", "1", "--chunk", "1", "--json"]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    results = [json.loads(program.communicate(timeout=300)[0]) for program in both]
    assert [program.returncode for program in both] == [2, 2]                       # for the three bad orders
    assert [(each["made"] + each["found"], each["refused"]) for each in results] == [(57, 3)] * 2
    assert len(whole(root)) == 57
    assert len(list((root / "refused").iterdir())) == 3
    assert not (root / MAKING).exists()
    events = list(EventLog(root).read())
    assert {event.order for event in events if event.state == "made"} == set(whole(root))
    assert len((root / "events.jsonl").read_text().splitlines()) == len(events)     # no torn line


@pytest.mark.slow
@pytest.mark.parametrize("victim", ["worker", "all"])
def test_real_processes_are_killed(tmp_path, victim):
    source, root = tmp_path / "orders.jsonl", tmp_path / "jobs"
    orders = [order(f"{number:03}", **({"quantity": 0} if number % 20 == 0 else {})) for number in range(60)]
    source.write_text("".join(json.dumps(each) + "\n" for each in orders))
    command = [sys.executable, "-c", SCRIPT, "batch", str(source), "-o", str(root), "--papers", "none",
               "--workers", "2"]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True)
    while running.poll() is None and len(list(root.glob("0*"))) < 8:
        time.sleep(0.05)
    if victim == "worker":
        children = Path(f"/proc/{running.pid}/task/{running.pid}/children").read_text().split()
        os.kill(int(children[-1]), signal.SIGKILL)
    else:
        running.kill()
    running.wait(300)
    time.sleep(1)                                               # the workers notice that their batch is gone
    done = subprocess.run([*command, "--resume", "--json"], capture_output=True, text=True)
    data = json.loads(done.stdout)
    assert (data["made"] + data["found"], data["refused"]) == (57, 3)
    assert len(whole(root)) == 57
    assert not (root / MAKING).exists()
    assert len(list((root / "refused").iterdir())) == 3


@pytest.mark.slow
def test_files_that_may_not_grow_are_a_full_disk(tmp_path):
    source, root = tmp_path / "orders.jsonl", tmp_path / "jobs"
    source.write_text("".join(json.dumps(order(str(number))) + "\n" for number in range(4)))
    limited = ("import resource, sys\nresource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n" + SCRIPT)
    words = ["batch", str(source), "-o", str(root), "--papers", "none", "--workers", "2"]
    done = subprocess.run([sys.executable, "-c", limited, *words], capture_output=True, text=True)
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr
    assert whole(root) == {}
    assert not (root / MAKING).exists() or not any((root / MAKING).iterdir())
    again = subprocess.run([sys.executable, "-c", SCRIPT, *words, "--resume"], capture_output=True, text=True,
                           env={**os.environ, "TZ": "Pacific/Auckland", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "5"})
    assert again.returncode == 0, again.stderr
    assert list(whole(root)) == ["0", "1", "2", "3"]


# ---- Sources --------------------------------------------------------------------------------------------------------

def test_orders_come_from_tables_lists_lines_documents_and_folders(tmp_path):
    (tmp_path / "a.csv").write_text("order;template;fit;option.neck_drop;fabric.shell;unit;chest;hip;formats\n"
                                    "1;crew-tee;slim;95;jersey;cm;92,5;99;svg dxf\n\n;;;\n2;crew-tee;;;;cm;90;98;\n")
    rows = list(raw_orders(tmp_path / "a.csv"))
    assert [row.number for row in rows] == [1, 2]
    assert rows[0].content == {
        "order": "1", "template": "crew-tee", "fit": "slim", "options": {"neck_drop": "95"}, "formats": ["svg", "dxf"],
        "fabrics": {"shell": "jersey"}, "measurements": {"unit": "cm", "measurements": {"chest": "92,5", "hip": "99"}}}
    assert row_order({"foo": "1"}) == {"foo": "1"}
    assert row_order({"height [cm]": "168", "Waist (in)": "29 1/4", "upper_arm left": "29 cm", "alter.length": "20",
                      "garment.chest [cm]": "98"}) == {
        "measurements": {"measurements": {"height": "168 cm", "waist": "29 1/4 in", "upper_arm": {"left": "29 cm"}}},
        "alterations": {"length": "20"}, "garment": {"chest": "98 cm"}}
    assert row_order({"waist": "75", "waist [cm]": "76", "waist left": "77"}) == {"measurements": {"measurements": {
        "waist": "75", "waist [cm]": "76 cm", "waist left": "77"}}}
    (tmp_path / "a.json").write_text('[{"order": "1"},\n {"order": "2"} , 7]')
    assert [each.content for each in raw_orders(tmp_path / "a.json")] == ['{"order": "1"}', '{"order": "2"}', "7"]
    (tmp_path / "b.json").write_text('[{"order": "1"}, {"order": ]')
    assert len(list(raw_orders(tmp_path / "b.json"))) == 2
    (tmp_path / "a.jsonl").write_text('{"order": "1"}\n\n{"order": "2"}\n')
    assert len(list(raw_orders(tmp_path / "a.jsonl"))) == 2
    (tmp_path / "a.yaml").write_text("order: 1\n---\norder: 2\n---\n")
    assert [each.content for each in raw_orders(tmp_path / "a.yaml")] == ["order: 1\n", "order: 2\n"]
    assert [each.file.name for each in raw_orders(tmp_path)] == ["a.json", "a.yaml", "b.json"]
    (tmp_path / "c.csv").write_text("template\ncrew-tee\n")
    assert row_order({"alteration.waist [mm]": "5", "option.ease": "3"}) == {
        "alterations": {"waist": "5 mm"}, "options": {"ease": "3"}}
    (tmp_path / "d.csv").write_text("order,template,waist [cm],waist\n1,straight-skirt,74.5,84.5\n")
    for name, words in (("c.csv", "no column `order`"), ("d.csv", "two columns for the same: waist [cm] and waist")):
        with pytest.raises(mtm.FileFormatError, match=re.escape(words)) as caught:
            list(raw_orders(tmp_path / name))
        assert caught.value.code == "order.columns"


@pytest.mark.parametrize("name", ["none.csv", "none.jsonl", "none.json", "none.yaml", "none.pdf", "none"])
def test_a_source_that_is_not_there(tmp_path, name):
    with pytest.raises(mtm.FileFormatError, match="there is no file of orders") as caught:
        list(raw_orders(tmp_path / name))
    assert caught.value.code == "file.missing"


def test_a_source_of_another_type_and_a_pipe(tmp_path):
    (tmp_path / "a.pdf").write_text("")
    os.mkfifo(tmp_path / "a.jsonl")
    for name, code in (("a.pdf", "file.type"), ("a.jsonl", "file.unreadable")):
        with pytest.raises(mtm.FileFormatError) as caught:
            list(raw_orders(tmp_path / name))
        assert caught.value.code == code


# ---- The watched folder ---------------------------------------------------------------------------------------------

def test_a_watched_folder_is_a_queue(tmp_path, here):
    folder, root = tmp_path / "spool", tmp_path / "jobs"
    folder.mkdir()
    for number, each in enumerate((order("1"), order("2", fit="nonsense"), order("3"))):
        path = folder / f"{number}.json"
        path.write_text(json.dumps(each))
        os.utime(path, (1, 1))
    (folder / ".hidden.json").write_text("{")
    dead = folder / "working" / "77"
    dead.mkdir(parents=True)
    (dead / "lock").touch()
    (dead / "0.json").write_text(json.dumps(order("4")))        # was being made when its program was killed
    os.utime(dead / "0.json", (1, 1))
    spool = Spool(folder, until_empty=True, look=lambda _: None)
    spool.begin()
    done = run_batch(spool.orders(), asked(root, finished=spool.finished))
    spool.end()
    assert done.tally.to_dict() | {"made": 3, "refused": 1} == done.tally.to_dict()
    assert list(whole(root)) == ["1", "3", "4"]
    assert sorted(path.name for path in (folder / "done").iterdir()) == ["0-2.json", "0.json", "2.json"]
    assert sorted(path.name for path in (folder / "refused").iterdir()) == ["1.json", "1.json.report"]
    assert [path.name for path in folder.iterdir() if path.is_file()] == [".hidden.json"]
    assert list((folder / "working").iterdir()) == []


def test_a_file_that_is_still_being_written_is_left_alone(tmp_path):
    (tmp_path / "a.json").write_text("{")
    spool = Spool(tmp_path, look=lambda _: None)
    spool.begin()
    assert next(spool.orders()) is None
    spool.end()
    assert (tmp_path / "a.json").exists()


# ---- A cluster ------------------------------------------------------------------------------------------------------

@pytest.mark.slow
def test_a_cluster_gives_the_same_bytes(tmp_path):
    distributed = pytest.importorskip("distributed")
    orders = [order(str(number), quantity=1 + number % 3) for number in range(60)]
    run_batch(raws(*orders), asked(tmp_path / "here", workers=2))
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None,
                                  silence_logs=50) as cluster:
        run_batch(raws(*orders, *BAD), asked(tmp_path / "there", scheduler=cluster.scheduler_address))
    assert whole(tmp_path / "here") == whole(tmp_path / "there")
    for path in filter(Path.is_file, (tmp_path / "here").glob("[0-9]*/**/*")):
        assert path.read_bytes() == (tmp_path / "there" / path.relative_to(tmp_path / "here")).read_bytes()


def test_no_scheduler_answers(tmp_path):
    with pytest.raises(mtm.MtmError) as caught:
        run_batch(raws(order("1")), asked(tmp_path, scheduler="nonsense"))
    assert caught.value.code == "batch.cluster"
    with pytest.raises(mtm.OptionError, match=r"batch\.workers"):
        run_batch(raws(), asked(tmp_path, workers=-1))
