"""``sheet`` and ``watch``: one page for several bodies, drawn again on every change, with faults in their place."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner

from mtmpattern.cli import main
from mtmpattern.drafting.library import find_template
from mtmpattern.showing.watch import Wanted, draw_once
from tests.places import BODIES, EXAMPLES

ANA, BEN = str(BODIES / "ana.yaml"), str(BODIES / "ben.yaml")


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shutil.copy(EXAMPLES / "designers_own.py", "own.py")
    return lambda *args: CliRunner().invoke(main, [*map(str, args)])


def written(path):
    return [text.text for text in ET.parse(path).iter("{http://www.w3.org/2000/svg}text")]


class TestSheet:
    def test_one_cell_a_body_titled_by_number(self, run):
        done = run("sheet", "crew-tee", "-m", ANA, "-m", BEN, "-o", "a.svg")
        assert (done.exit_code, done.stdout) == (0, "a.svg\n")
        assert written("a.svg") == [f"crew-tee, version {find_template('crew-tee').version}", "1", "2"]
        svg = Path("a.svg").read_text("utf-8")
        assert {"1 front.shell.1", "2 front.shell.1"} <= set(re.findall(r'label="([^"]+)"', svg))
        assert len(svg) < 40_000
        assert not re.search(r"\bana\b|\bben\b", svg, re.IGNORECASE)

    def test_fits_and_values_make_rows(self, run):
        assert run("sheet", "own.py", ANA, BEN, "--fit", "all", "--set", "hem_depth=20", "--set", "hem_depth=40",
                   "-o", "a.svg").exit_code == 0
        headings = [text for text in written("a.svg") if "=" in text]
        assert headings == ["fit day, hem_depth=20", "fit day, hem_depth=40",
                            "fit full, hem_depth=20", "fit full, hem_depth=40"]

    def test_a_folder_stands_for_its_files(self, run):
        done = run("sheet", "crew-tee", "-m", BODIES, "-o", "a.svg", "--json")
        assert json.loads(done.stdout)["garments"] == len(list(BODIES.glob("*.yaml")))

    def test_who_is_refused_has_the_reason_and_the_drawing(self, run):
        text = Path("own.py").read_text("utf-8").replace('openings = ("waist", "hem")', 'openings = ("waist",)')
        Path("own.py").write_text(text, "utf-8")
        done = run("sheet", "own.py", "-m", ANA, "-o", "a.svg")
        assert done.exit_code == 3
        assert "surface.openings" in done.stdout
        assert "1: refused" in written("a.svg")
        assert any("openings" in text for text in written("a.svg"))
        assert "front.shell.1" in Path("a.svg").read_text("utf-8")

    def test_it_replaces_its_own_drawing_and_nothing_else(self, run):
        args = ("sheet", "crew-tee", "-m", ANA, "-o", "a.svg")
        assert run(*args).exit_code == run(*args).exit_code == 0
        Path("a.svg").write_text(Path("a.svg").read_text("utf-8").replace("#111111", "#222222"), "utf-8")
        kept = Path("a.svg").read_bytes()
        done = run(*args)
        assert done.exit_code == 2
        assert "output.occupied" in done.stderr
        assert Path("a.svg").read_bytes() == kept
        assert [path.name for path in Path().iterdir() if path.name.startswith(".")] == []

    @pytest.mark.parametrize(("args", "code"), [
        (["crew-tee", "-o", "a.svg"], "usage"), (["crew-tee", "-m", ANA], "usage"),
        (["crew-tee", "-m", ANA, "-o", "a.png"], "format.unknown"),
        (["crew-tee", "-m", ANA, "-o", "no/a.svg"], "output.unwritable"),
        (["crew-tee", "-m", ANA, "-o", "a\0.svg"], "output.unwritable"),
        (["crew-tee", "-m", "gone.yaml", "-o", "a.svg"], "file.missing"),
        (["crew-te", "-m", ANA, "-o", "a.svg"], "template.unknown"),
        (["crew-tee", "-m", ANA, "--fit", "slimm", "-o", "a.svg"], "fit.unknown"),
        (["crew-tee", "-m", ANA, "--set", "neck_drop=1", "--set", "neck_drop=2", "-o", "a.svg"], "option.range"),
        (["crew-tee", *[ANA] * 401, "-o", "a.svg"], "option.range"),
    ], ids=range(10))
    def test_what_a_tired_person_types(self, run, args, code):
        done = run("sheet", *args, "--json")
        assert done.exit_code == 2
        assert json.loads(done.stdout)["problems"][0]["code"] == code
        assert not Path("a.svg").exists()


class TestOnce:
    def test_it_is_drawn_beside_the_others(self, run):
        done = run("watch", "own.py", "-m", ANA, BEN, "--once")
        assert (done.exit_code, done.stdout) == (0, "own.svg: 2 of 2 drawn\n")

    def test_a_shipped_template_by_its_name(self, run):
        assert run("watch", "crew-tee", "-m", ANA, "--once", "-o", "a.svg").exit_code == 0

    @pytest.mark.parametrize("fault", ["class", "import nothing_of_that_name", "import sys; sys.exit(3)", "x = 1 / 0"])
    def test_a_template_that_does_not_load_is_told_on_the_sheet(self, run, fault):
        Path("own.py").write_text(fault, "utf-8")
        done = run("watch", "own.py", "-m", ANA, "--once")
        assert done.exit_code == 3
        assert "template.load" in " ".join(written("own.svg"))
        assert "Traceback" not in done.output

    def test_a_measurement_file_that_cannot_be_read_is_told_in_its_cell(self, run):
        Path("secret.yaml").write_text("measurements: {hip: 9 cm}\nunit: cm\n", "utf-8")
        done = run("watch", "own.py", "-m", ANA, "-m", "secret.yaml", "-m", "gone.yaml", "--once")
        assert done.exit_code == 3
        assert "own.svg: 1 of 3 drawn" in done.stdout
        assert "secret" not in Path("own.svg").read_text("utf-8")
        assert "gone" not in Path("own.svg").read_text("utf-8")

    @pytest.mark.parametrize(("args", "code"), [
        (["gone.py", "-m", ANA], 2), (["own.py"], 2), (["crew-te", "-m", ANA], 2),
        (["own.py", "-m", ANA, "-o", "a.pdf"], 2), (["own.py", "-m", ANA, "--fit", "none"], 3)])
    def test_what_a_tired_person_types(self, run, args, code):
        assert run("watch", *args, "--once").exit_code == code


def test_blocks_beside_the_template_are_watched_even_when_they_are_broken(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "my_block.py").write_text("WIDTH = (", "utf-8")
    (tmp_path / "own.py").write_text("from my_block import WIDTH\n", "utf-8")
    drawing = draw_once(Wanted(str(tmp_path / "own.py"), (ANA,)))
    assert str(tmp_path / "my_block.py") in drawing.files


@pytest.mark.skipif(os.name != "posix", reason="signals")
class TestWatching:
    def start(self, *args):
        code = "from mtmpattern.cli import main; main(prog_name='mtmpattern')"
        return subprocess.Popen([sys.executable, "-u", "-c", code, "watch", *args], stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, text=True, start_new_session=True)

    def until(self, process, word):
        """Read lines up to one that has this word; a watch that hangs is killed, and its lines end."""
        hangs = threading.Timer(300, process.kill)
        hangs.start()
        try:
            assert any(word in line for line in process.stdout), process.stderr.read()
        finally:
            hangs.cancel()

    def test_it_draws_again_on_every_save_and_ends_quietly(self, run):
        good = Path("own.py").read_text("utf-8")
        with self.start("own.py", "-m", ANA) as process:
            try:
                self.until(process, "1 of 1 drawn")
                first = Path("own.svg").read_bytes()
                Path("own.py").write_text(good + "\nclass\n", "utf-8")
                self.until(process, "0 of 1 drawn")
                Path("own.py").write_text(good + "\nimport os; os._exit(0)\n", "utf-8")
                self.until(process, "template.unfinished")
                Path("own.py").write_text(good, "utf-8")
                self.until(process, "1 of 1 drawn")
                assert Path("own.svg").read_bytes() == first
                Path("new.py").write_text(good + "\nclass\n", "utf-8")
                Path("new.py").replace("own.py")            # as editors save
                self.until(process, "0 of 1 drawn")
                os.killpg(process.pid, signal.SIGINT)
                _, err = process.communicate(timeout=300)
            finally:
                process.kill()
        assert (process.returncode, err) == (0, "")


def test_the_same_fault_of_several_people_is_printed_once(capsys):
    from mtmpattern.cli.look import say_refused  # noqa: PLC0415

    say_refused([(str(number), (f"hip: {number}5.5 mm is too tight", "waist: no room")) for number in range(1, 4)])
    said = capsys.readouterr().out
    assert said.count("too tight") == said.count("no room") == 1
    assert "1, 2, 3" in said and "15.5 mm" in said
