"""Damaged files: those that once failed, and a small sample of what ``make fuzz`` sends."""

from __future__ import annotations

import multiprocessing

import pytest

from . import fuzz, guard
from .doors import DOORS, KEPT

SAMPLE = 12


@pytest.mark.parametrize("file", sorted(KEPT.rglob("*.bin")), ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_what_once_failed_is_answered(file):
    ours, theirs = multiprocessing.get_context("spawn").Pipe()
    child = multiprocessing.get_context("spawn").Process(target=_enter, args=(file.parent.name, file, theirs))
    child.start()
    theirs.close()
    assert ours.poll(fuzz.SILENT)
    assert ours.recv() == ""
    child.join()


def _enter(door, file, say):
    guard.install()
    guard.fault(door, DOORS[door].seeds()[0])
    say.send(guard.fault(door, file.read_bytes()))


@pytest.mark.parametrize("door", DOORS)
def test_a_sample_of_damaged_files(door):
    assert list(fuzz.failures(door, 1_000_000, 1_000_000 + (3 if door in fuzz.FEWER else SAMPLE))) == []
