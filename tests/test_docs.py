"""Every code block of README and docs runs, excerpts are true, links lead somewhere, every code is explained."""

from __future__ import annotations

import doctest
import re
import shlex
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

import mtmpattern as mtm
from mtmpattern import limits
from mtmpattern.cli import main
from tests.places import ROOT

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), *sorted((ROOT / "docs/garments").glob("*.md"))]
TEXTS = [*PAGES, ROOT / "CHANGELOG.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs/decisions").glob("*.md"))]
OPTIONS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def name_of(page: Path) -> str:
    return str(page.relative_to(ROOT))


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, what follows the language on the fence, its text and its first line."""

    language: str
    about: str
    text: str
    line: int


def blocks_of(page: Path) -> list[Block]:
    found, opened, lines = [], None, []
    for number, line in enumerate(page.read_text("utf-8").splitlines(), 1):
        if not line.startswith("```"):
            lines.append(line)
        elif opened is None:
            opened, lines = (number, line[3:].strip()), []
        else:
            language, _, about = opened[1].partition(" ")
            found.append(Block(language, about.strip(), "\n".join(lines) + "\n", opened[0] + 1))
            opened = None
    assert opened is None, f"{page.name}: a block is not closed"
    return found


@pytest.fixture
def at_a_desk(tmp_path, monkeypatch):
    """A folder where the example files lie as in the repository, and whatever is written is thrown away."""
    for name in ("measurements", "examples", "templates"):
        (tmp_path / name).symlink_to(ROOT / name, target_is_directory=True)
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_block_runs(page, at_a_desk):
    names = {"__name__": "docs"}
    for block in blocks_of(page):
        where = f"{name_of(page)}, line {block.line}"
        if block.language == "sh":
            run_commands(block, where)
        elif block.language == "python" and block.about:
            is_excerpt(block, where)
        elif block.language == "python" and ">>>" in block.text:
            run_doctest(block, names, where)
        elif block.language == "python":
            exec(compile("\n" * (block.line - 1) + block.text, str(page), "exec"), names)


def run_doctest(block, names, where):
    test = doctest.DocTestParser().get_doctest(block.text, names, where, where, block.line - 1)
    said = []
    runner = doctest.DocTestRunner(optionflags=OPTIONS)
    runner.run(test, out=said.append, clear_globs=False)
    names.update(test.globs)
    assert not runner.failures, "".join(said)


def run_commands(block, where):
    """The ``mtmpattern`` commands of a block; make, git and other programs are not ours to run here."""
    for line in block.text.replace("\\\n", " ").splitlines():
        words = shlex.split(line, comments=True)
        if words[:1] == ["mtmpattern"]:
            done = CliRunner().invoke(main, words[1:])
            assert done.exit_code == 0, f"{where}: {line}\n{done.output}"


def is_excerpt(block, where):
    """The lines of a block stand in the file that its fence names, in this order; ``...`` stands for lines left out."""
    source = iter([" ".join(line.split()) for line in (ROOT / block.about).read_text("utf-8").splitlines()])
    for line in filter(None, (" ".join(line.split()) for line in block.text.splitlines())):
        assert line == "..." or line in source, f"{where}: {block.about} has no such line, or not in this order: {line}"


@pytest.mark.parametrize("page", TEXTS, ids=name_of)
def test_links_lead_somewhere(page):
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text("utf-8")):
        assert target.startswith("https://") or (page.parent / target).exists(), target


@pytest.mark.parametrize("page", TEXTS, ids=name_of)
def test_lines_are_readable_in_a_terminal(page):
    long = [number for number, line in enumerate(page.read_text("utf-8").splitlines(), 1)
            if len(line) > 120 and not line.startswith("|")]
    assert not long


FAMILIES = """alteration artwork avatar bag batch block bound chart claim client closing curve cut derived draft dxf
    edge effort encase engine error export extra fabric facility file fit format garment grade hem hpgl intake
    intended job join joined knitout knitting lay layout making marker measure measurement notch notion operation
    option order outline output outweighed panel part pattern piece plugin preview prices route rul run sides smooth
    solve split spread station surface survey swatch template times wear word"""
CODE = re.compile(rf'"((?:{"|".join(FAMILIES.split())})\.[a-z_]+)"')
BUILT = {                                               # put together where they are raised
    "alteration.unknown", "fabric.unknown", "fit.unknown", "garment.unknown", "knitting.machine", "knitting.swatch",
    "measurement.alter", "option.unknown", "order.formats", "order.stations", "defect", "memory", "usage"}
NO_CODES = {"pattern.json", "times.yaml", "marker.json", "marker.html", "avatar.json", "fabric.width", "dxf.rul",
            "garment.glb", "garment.html", "preview.json", "knitting.json", "measure.txt"}
"""Files, an example in a docstring, and a module."""


def codes_in_use() -> set[str]:
    texts = (path.read_text("utf-8") for path in (ROOT / "src").rglob("*.py"))
    return {code for text in texts for code in CODE.findall(text)} - NO_CODES | BUILT


def test_every_code_is_explained():
    listed = set(re.findall(r"^\| `([a-z_.]+)` \|", (ROOT / "docs/codes.md").read_text("utf-8"), re.MULTILINE))
    assert listed == codes_in_use()


def test_every_limit_is_listed():
    listed = dict(re.findall(r"^\| `([A-Z_]+)` \| ([0-9,]+) \|", (ROOT / "docs/limits.md").read_text("utf-8"),
                             re.MULTILINE))
    assert listed == {name: f"{value:,.0f}" for name, value in vars(limits).items() if name.isupper()
                    and name != "MEGABYTE"}


def test_the_reference_has_every_public_name():
    listed = re.findall(r"^      heading: mtm\.(\w+)$", (ROOT / "docs/api.md").read_text("utf-8"), re.MULTILINE)
    assert sorted(listed) == sorted(set(mtm.__all__) - {"__version__"})


def test_decisions_are_numbered_and_have_their_parts():
    pages = sorted((ROOT / "docs/decisions").glob("0*.md"))
    assert pages
    assert [int(page.name[:4]) for page in pages] == list(range(1, len(pages) + 1))
    for page in pages:
        parts = re.findall(r"^\*\*(\w+)\.\*\*", page.read_text("utf-8"), re.MULTILINE)
        assert parts == ["Context", "Decision", "Consequence"], page.name
    index = (ROOT / "docs/decisions/README.md").read_text("utf-8")
    titles = [page.read_text("utf-8").partition("\n")[0].removeprefix("# ") for page in pages]
    listed = [(title, name) for title, name in re.findall(r"^\| \d+ \| \[(.+)\]\((.+)\) \|$", index, re.MULTILINE)]
    assert listed == list(zip(titles, [page.name for page in pages], strict=True))
