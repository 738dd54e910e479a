"""Damaged files: those that once failed, and a small sample of those of ``make fuzz``."""

from __future__ import annotations

import multiprocessing

import pytest

from tests.hostile import fuzz, guard
from tests.hostile.readers import KEPT, READERS

SAMPLE = 12


@pytest.mark.parametrize("file", sorted(KEPT.rglob("*.bin")), ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_what_once_failed_is_answered(file):
    ours, theirs = multiprocessing.get_context("spawn").Pipe()
    child = multiprocessing.get_context("spawn").Process(target=_run, args=(file.parent.name, file, theirs))
    child.start()
    theirs.close()
    assert ours.poll(fuzz.SILENT)
    assert ours.recv() == ""
    child.join()


def _run(reader, file, pipe):
    guard.install()
    guard.fault(reader, READERS[reader].seeds()[0])
    pipe.send(guard.fault(reader, file.read_bytes()))


@pytest.mark.parametrize("reader", READERS)
def test_a_sample_of_damaged_files(reader):
    assert list(fuzz.failures(reader, 1_000_000, 1_000_000 + (3 if reader in fuzz.FEWER else SAMPLE))) == []
