import os
import signal
import subprocess
import sys
import textwrap

import pytest

from mtmpattern.cutting import Effort, Sparrow, lay_of, solver
from mtmpattern.errors import StationError
from tests.placing.outlines import kit

JOB = {"height": 500.0, "seconds": 30.0, "steps": None, "seed": 1, "quick": False, "workers": 1}
ITEM = {"key": "one", "count": 1, "angles": [0.0], "ring": [[0, 0], [100, 0], [100, 100], [0, 100]]}


@pytest.fixture
def children(monkeypatch):
    """The child processes that were started."""
    started = []
    start = subprocess.Popen

    def popen(*args, **kwargs):
        started.append(start(*args, **kwargs))
        return started[-1]

    monkeypatch.setattr(solver.subprocess, "Popen", popen)
    return started


def test_a_panic_is_a_sentence():
    too_high = {**ITEM, "ring": [[0, 0], [100, 0], [100, 1000], [0, 1000]]}
    with pytest.raises(StationError, match=r"spyrrow failed: PanicException: .*running away") as failed:
        list(solver.lines("spyrrow", {**JOB, "items": [too_high]}))
    assert failed.value.code == "engine.failed"


@pytest.mark.skipif(os.name == "nt", reason="Windows ends processes without signals")
def test_a_killed_child_is_a_sentence(children):
    lay = lay_of(kit(), 1450.0)
    found = Sparrow().layouts(lay, Effort(60.0))
    next(found)
    os.kill(children[0].pid, signal.SIGKILL)
    with pytest.raises(StationError, match=r"the process of spyrrow was ended by signal 9 \(SIGKILL\)") as failed:
        list(found)
    assert failed.value.code == "engine.killed"


def test_the_child_ends_when_nobody_listens_any_more(children):
    found = Sparrow().layouts(lay_of(kit(), 1450.0), Effort(60.0))
    next(found)
    found.close()
    assert children[0].returncode is not None


def test_the_child_ends_with_its_parent(children):
    lines = solver.lines("spyrrow", {**JOB, "items": [{**ITEM, "count": 30}]})
    next(lines)
    children[0].stdin.close()
    assert children[0].wait(timeout=60) == 1


def test_a_silent_child_is_given_up(monkeypatch, children):
    monkeypatch.setattr(solver, "SILENT", 0.01)
    with pytest.raises(StationError, match="did not respond for") as failed:
        list(solver.lines("spyrrow", {**JOB, "items": [{**ITEM, "count": 30}]}))
    assert failed.value.code == "engine.silent"
    assert children[0].returncode is not None


def test_memory_is_bounded(monkeypatch):
    monkeypatch.setattr(solver, "MEMORY", 64 * 1024**2)
    with pytest.raises(StationError):
        list(solver.lines("spyrrow", {**JOB, "items": [{**ITEM, "count": 30}]}))


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for one process")
def test_ctrl_c_keeps_the_best_so_far():
    program = textwrap.dedent("""
        import signal
        from mtmpattern.cutting import Effort, Filling, Sparrow, lay_of, nested
        from tests.placing.outlines import kit
        signal.signal(signal.SIGINT, signal.default_int_handler)    # a shell's background job ignores it
        seen = []
        def watch(running):
            if len(seen) == 3:
                print("searching", flush=True)
            seen.append(running)
        plan = [(Filling(), Effort(0.0)), (Sparrow(), Effort(600.0))]
        found = nested(lay_of(kit(), 1450.0), Effort(600.0), watch, plan)
        print(found.stopped, found.layout.length < 2000.0, flush=True)
    """)
    run = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert run.stdout.readline() == "searching\n"
        run.send_signal(signal.SIGINT)
        out, error = run.communicate(timeout=120)
    finally:
        run.kill()
    assert (out, error) == ("interrupted True\n", "")
