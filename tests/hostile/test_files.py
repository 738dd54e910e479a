"""Hostile files given to commands: a message, the right exit code, within limits on time and memory."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from math import cos, sin
from pathlib import Path

import pytest

from tests.places import ROOT

DATA = ROOT / "src" / "mtmpattern" / "data"

SECONDS, MEMORY = 20, 1_500_000_000  # of a process; the limits of one file are far lower, see tests/hostile/guard.py

SQUARE = ((0, 0), (90, 0), (90, 90), (0, 90))
LINES = "".join(f"0\nVERTEX\n8\n1\n10\n{x}\n20\n{y}\n" for x, y in SQUARE)
RING = f"0\nPOLYLINE\n8\n1\n66\n1\n70\n1\n{LINES}0\nSEQEND\n8\n1\n"


def text(words: str) -> str:
    return f"0\nTEXT\n8\n1\n10\n1\n20\n1\n40\n5\n1\n{words}\n"


def block(name: str, *content: str) -> str:
    inside = RING + text(f"Piece Name: {name}") + "".join(content)
    return f"0\nBLOCK\n8\n1\n2\n{name}\n10\n0\n20\n0\n{inside}0\nENDBLK\n8\n1\n"


def insert(name: str, more: str = "") -> str:
    return f"0\nINSERT\n2\n{name}\n8\n1\n10\n0\n20\n0\n{more}"


def dxf(blocks: str, *entities: str) -> bytes:
    return (
        f"0\nSECTION\n2\nBLOCKS\n{blocks}0\nENDSEC\n0\nSECTION\n2\nENTITIES\n{''.join(entities)}0\nENDSEC\n0\nEOF\n"
    ).encode()


RUL = "UNITS: METRIC\nGRADE RULE TABLE: x\nNUMBER OF SIZES: 2\nSIZE LIST: S M\nSAMPLE SIZE: S\nRULE: DELTA 1\n"
ELLIPSE = "0\nELLIPSE\n8\n1\n10\n0\n20\n0\n30\n0\n11\n1e7\n21\n0\n31\n0\n40\n1e7\n41\n0\n42\n1e7\n"
DEEP = "height: 168\n" + "".join(" " * (4 * level) + "n" * 190 + ":\n" for level in range(31))
NO_DIRECTION = "210\n0\n220\n0\n230\n0\n"

FILES = {
    # what: file name, content, command (FILE stands for it), exit code, code of the message
    "two units by mistake": (
        "a.yaml",
        "unit: mm\nmeasurements: {chest: 925, waist: 745, hip: 995, biceps: 5 ft 11}",
        "measure FILE",
        2,
        "measurement.range",
    ),
    "feet beyond everybody": (
        "a.yaml",
        "measurements: {height: 15 ft 11, chest: 92 cm, waist: 74 cm}",
        "measure FILE",
        2,
        "measurement.unit",
    ),
    "an exponent as age": (
        "a.yaml",
        "age: 9e99999999\nunit: cm\nmeasurements: {chest: 92}",
        "measure FILE",
        2,
        "measurement.age",
    ),
    "an exponent in a table of sizes": (
        "a.vst",
        (
            '<?xml version="1.0"?><vst><version>0.5</version><unit>cm</unit><dimensions><dimension type="x" min="150" '
            'max="200" step="6" base="176"/></dimensions><body-measurements><m name="height" base="176" shiftA="6">'
            '<corrections><correction coordinates="1e999999999" correction="1"/></corrections></m>'
            "</body-measurements></vst>"
        ),
        "measure FILE",
        0,
        "",
    ),
    "an exponent in a chart": (
        "a.yaml",
        (
            "name: x\nunit: cm\nsteps: {chest_girth: [84, 9e99999999]}\nbase: {chest_girth: 88}\n"
            "per: {chest_girth: 4}\ngrade: {waist_girth: [74, 4.1]}\n"
        ),
        "grade crew-tee --sizes FILE -o out",
        2,
        "file.type",
    ),
    "an exponent in a profile": (
        "a.yaml",
        (DATA / "plotters" / "a0-pen.yaml").read_text("utf-8").replace("velocity: 30", "velocity: 9e999999999"),
        "make crew-tee -m ana -f hpgl --draw plotter=FILE -o out",
        2,
        "file.type",
    ),
    "a name of 600 KB": (
        "a.json",
        json.dumps({"measurements": {"a" * 600_000: [1] * 49_000}}),
        "measure FILE",
        2,
        "file.large",
    ),
    "long names in each other": (
        "a.yaml",
        DEEP + " " * 124 + "x: [" + "1, " * 40_000 + "1]\n",
        "measure FILE",
        2,
        "file.deep",
    ),
    "unknown names": (
        "a.json",
        json.dumps({"unit": "cm", "measurements": {f"waste{n}": 1 for n in range(24_000)}}),
        "measure FILE",
        2,
        "measurement.unknown",
    ),
    "unknown lines": (
        "a.json",
        json.dumps({"unit": "cm", **{f"unitt{n}": 1 for n in range(24_000)}}),
        "measure FILE",
        2,
        "measurement.key",
    ),
    "digits in rules": ("a.rul", RUL + "1" * 19_900 + "\n", "audit FILE", 3, "rul.number"),
    "blanks in rules": ("a.rul", RUL + " 0,0 1,1\n" + "RULE" + " " * 19_900 + "x\n", "audit FILE", 3, "rul.number"),
    "a long line in rules": ("a.rul", RUL + "RULE" + " " * 90_000 + "x\n", "audit FILE", 2, "rul.large"),
    "blanks in texts": (
        "a.dxf",
        dxf(block("P"), insert("P"), *[text("A:b" + " " * 1_990 + "b")] * 3_000),
        "audit FILE",
        3,
        "",
    ),
    "one very long text": (
        "a.dxf",
        dxf(block("P"), insert("P"), "0\nMTEXT\n8\n1\n10\n0\n20\n0\n" + ("3\n" + "{\\C1;" * 400 + "\n") * 300),
        "audit FILE",
        3,
        "",
    ),
    "a huge ellipse": ("a.dxf", dxf(block("P", ELLIPSE), insert("P")), "audit FILE", 2, "dxf.number"),
    "no extrusion": ("a.dxf", dxf(block("P"), insert("P", NO_DIRECTION)), "audit FILE", 2, "dxf.number"),
    "no extrusion inside": (
        "a.dxf",
        dxf(block("P") + block("Q", insert("P", NO_DIRECTION)), insert("Q")),
        "audit FILE",
        2,
        "dxf.number",
    ),
    "many kinds": (
        "a.dxf",
        dxf(block("P", *(f"0\nKIND{n}\n8\n1\n" for n in range(55_000))), insert("P")),
        "audit FILE",
        3,
        "dxf.entity",
    ),
    "many layers": (
        "a.dxf",
        dxf(block("P", *(f"0\nLINE\n8\nzz{n}\n10\n0\n20\n0\n11\n1\n21\n1\n" for n in range(40_000))), insert("P")),
        "audit FILE",
        3,
        "dxf.layer",
    ),
    "lost blocks": (
        "a.dxf",
        dxf(block("P"), insert("P"), *(insert(f"no{n}") for n in range(50_000))),
        "audit FILE",
        3,
        "dxf.insert",
    ),
    "many copies": (
        "a.dxf",
        dxf(
            "".join(block(f"P{n}", text("Quantity: 50,50")) for n in range(300)),
            *(insert(f"P{n}") for n in range(300)),
        ),
        "convert FILE -o out",
        2,
        "dxf.large",
    ),
    "many notches": (
        "a.dxf",
        dxf(
            block(
                "P",
                text("Quantity: 20"),
                *(f"0\nPOINT\n8\n4\n10\n{n / 22}\n20\n0\n" for n in range(1_900)),
                "0\nPOLYLINE\n8\n14\n66\n1\n70\n1\n"
                + "".join(
                    f"0\nVERTEX\n8\n14\n10\n{45 + 40 * cos(n / 1_433)}\n20\n{45 + 40 * sin(n / 1_433)}\n"
                    for n in range(9_000)
                )
                + "0\nSEQEND\n8\n14\n",
            ),
            insert("P"),
        ),
        "convert FILE -o out",
        0,
        "",
    ),
    "many pens": (
        "a.plt",
        "IN;PA;" + "".join(f"SP{n};PU{n % 900},0;PD{n % 900},40;" for n in range(1, 90_000)),
        "audit FILE",
        3,
        "hpgl.pen",
    ),
    "many commands": ("a.plt", "IN;SP1;PA;" + "PU;" * 900_000, "audit FILE", 2, "hpgl.large"),
    "odd numbers": ("a.plt", "IN;SP1;PA;" + "PD1;" * 300_000, "audit FILE", 3, "hpgl.number"),
    "a name with a hyphen": (
        "a.json",
        '{"name": Anne-Marie, "measurements": {"waist": 80}}',
        "measure FILE",
        2,
        "file.syntax",
    ),
    "a name beyond ASCII": (
        "a.json",
        '{"name": Élodie-Müller, "measurements": {"waist": 80}}',
        "measure FILE",
        2,
        "file.syntax",
    ),
    "a name in a tag": (
        "a.yaml",
        "name: !Élodie-Müller!x y\nmeasurements: {waist: 80}",
        "measure FILE",
        2,
        "file.syntax",
    ),
    "YAML that begins with <": (
        "a.yaml",
        "<<: x\nmeasurements: {waist: 80 cm}",
        "measure FILE",
        2,
        "measurement.key",
    ),
}


def run(folder: Path, *args: str, command: str = "") -> subprocess.CompletedProcess[str]:
    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))

    return subprocess.run(
        [
            sys.executable,
            "-c",
            "from mtmpattern.cli import main; main(prog_name='mtmpattern')",
            *(command.split() if command else args),
        ],
        capture_output=True,
        text=True,
        cwd=folder,
        preexec_fn=limited,
        check=False,
    )


@pytest.mark.parametrize("what", FILES)
def test_a_hostile_file_is_answered_with_a_sentence(what, tmp_path):
    name, content, command, exits, code = FILES[what]
    (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    done = run(tmp_path, command=command.replace("FILE", name))
    output = done.stdout + done.stderr
    assert done.returncode == exits, output[-2_000:]
    assert code in output and "Traceback" not in output and ".defect" not in output
    assert output.count("\n") < 600
    for leaked in ("Anne", "Marie", "lodie", "ller"):
        assert leaked not in output


def test_an_honest_drawing_of_many_lines_is_read(tmp_path):
    lines = "".join(
        f"0\nLINE\n8\n8\n10\n{n % 80}\n20\n{n % 70}\n11\n{n % 80 + 1}\n21\n{n % 70 + 1}\n" for n in range(59_000)
    )
    (tmp_path / "a.dxf").write_bytes(dxf(block("P", lines), insert("P")))
    assert run(tmp_path, "audit", "a.dxf").returncode == 3  # no grain line


@pytest.mark.parametrize(
    "args",
    [
        ("make", "crew-tee", "-m"),
        ("audit",),
        ("measure",),
        ("convert", "-o", "out"),
        ("sheet", "crew-tee", "-o", "a.svg"),
        ("marker", "-o", "out"),
    ],
)
@pytest.mark.parametrize("kind", ["pipe", "device", "long"])
def test_a_pipe_a_device_or_a_name_that_is_too_long(args, kind, tmp_path):
    name = {"pipe": "pipe.yaml", "device": "/dev/zero", "long": "y" * 5_000 + ".yaml"}[kind]
    if kind == "pipe":
        os.mkfifo(tmp_path / name)
    out = () if "-o" in args else ("-o", "out") if args[0] == "make" else ()
    done = run(tmp_path, *args, name, *out)
    assert done.returncode == 2 and "Traceback" not in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_pipe_as_manifest_does_not_block(tmp_path):
    (tmp_path / "out").mkdir()
    os.mkfifo(tmp_path / "out" / "manifest.json")
    done = run(tmp_path, "make", "crew-tee", "-m", "ana", "-o", "out")
    assert done.returncode == 2 and "output.occupied" in done.stderr


@pytest.mark.parametrize("args", ["--help", "--version", "make --help", "templates", "measure ana --json"])
def test_a_full_or_closed_output(args, tmp_path):
    command = f"{sys.executable} -c \"from mtmpattern.cli import main; main(prog_name='mtmpattern')\" {args}"
    full = subprocess.run(
        f"{command} > /dev/full", shell=True, capture_output=True, text=True, cwd=tmp_path, check=False
    )
    assert full.returncode == 2 and "[output.unwritable]" in full.stderr and "Traceback" not in full.stderr
    closed = subprocess.run(
        f"set -o pipefail; {command} | true",
        shell=True,
        executable="/bin/bash",
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=False,
    )
    assert closed.returncode == 0 and closed.stderr == ""


def test_a_share_that_is_no_number(tmp_path):
    done = run(tmp_path, "prove", "crew-tee", "--people", "2", "--least", "nan")
    assert done.returncode == 2 and "nan" in done.stderr


def test_an_option_is_given_once(tmp_path):
    done = run(tmp_path, "make", "crew-tee", "-m", "ana", "-m", "ben", "-o", "out")
    assert done.returncode == 2 and "given 2 times" in done.stderr


def test_the_bytes_of_a_pdf_do_not_depend_on_the_environment(tmp_path, monkeypatch):
    assert run(tmp_path, "make", "straight-skirt", "-m", "ana", "-f", "pdf", "-o", "a").returncode == 0
    for number, value in enumerate(("1000000000", "abc")):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", value)
        assert run(tmp_path, "make", "straight-skirt", "-m", "ana", "-f", "pdf", "-o", f"b{number}").returncode == 0
        assert (tmp_path / f"b{number}/straight-skirt.pdf").read_bytes() == (
            tmp_path / "a/straight-skirt.pdf"
        ).read_bytes()
