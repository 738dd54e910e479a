"""The command as a process: a quick and light start, and a clean end whatever happens to its output."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest
from click.testing import CliRunner

from mtmpattern import __version__
from mtmpattern.cli import main

COMMAND = [sys.executable, "-c", "from mtmpattern.cli import main; main(prog_name='mtmpattern')"]


def run(*args, **kwargs):
    return subprocess.run([*COMMAND, *args], capture_output=True, text=True, timeout=60, **kwargs)


def test_help_and_version():
    assert __version__ in run("--version").stdout
    done = run("--help")
    assert done.returncode == 0
    assert [line.split()[0] for line in done.stdout.partition("Commands:\n")[2].splitlines()] == list(main.homes)
    assert "\n  mtmpattern show crew-tee\n" in done.stdout


def test_the_package_is_a_command_too():
    done = subprocess.run([sys.executable, "-m", "mtmpattern", "mak"], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr.splitlines()[0]) == (2, "Usage: mtmpattern [OPTIONS] COMMAND [ARGS]...")
    done = subprocess.run([sys.executable, "-c", "import mtmpattern.__main__"], capture_output=True, text=True,
                          timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")       # imported, it starts nothing


@pytest.mark.parametrize("command", list(main.homes))
def test_every_command_tells_what_it_does(command):
    done = CliRunner().invoke(main, [command, "--help"])
    assert done.exit_code == 0
    assert done.output.startswith("Usage: ")
    assert max(map(len, done.output.splitlines())) <= 80


def test_no_command_and_a_wrong_command_are_two():
    assert run().returncode == 2
    assert "mak" in run("mak").stderr
    assert run("mak").returncode == 2


def test_help_imports_nothing_heavy():
    code = ("import sys; from mtmpattern.cli import main\n"
            "try: main(['--help'])\nexcept SystemExit: print('|', *sys.modules)")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    heavy = {"ezdxf", "kurbopy", "numpy", "rich", "ruamel.yaml", "shapely", "svgwrite", "mtmpattern.body",
             "mtmpattern.drafting", "mtmpattern.pattern", "mtmpattern.jobs", "mtmpattern.formats"}
    assert heavy & set(done.stdout.rpartition("|")[2].split()) == set()


@pytest.mark.skipif(os.name != "posix", reason="pipes and signals as POSIX has them")
class TestTheEnd:
    def test_a_reader_that_goes_away(self):
        with subprocess.Popen([*COMMAND, "templates"], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            process.stdout.close()
            assert process.stderr.read() == b""
        assert process.returncode == 0

    def test_no_standard_output_at_all(self):
        closed = ["/bin/sh", "-c", 'exec "$0" "$@" >&-', *COMMAND]
        done = subprocess.run([*closed, "templates"], capture_output=True, timeout=60)
        assert (done.returncode, done.stderr) == (0, b"")

    @pytest.mark.skipif(not os.path.exists("/dev/full"), reason="Linux has a disk that is always full")  # noqa: PTH110
    def test_a_full_disk(self):
        with open("/dev/full", "wb") as full:  # noqa: PTH123
            done = subprocess.run([*COMMAND, "templates"], stdout=full, stderr=subprocess.PIPE, text=True, timeout=60)
        assert done.returncode == 2
        assert "output.unwritable" in done.stderr
        assert "Traceback" not in done.stderr

    def test_stopped_at_the_keyboard(self):
        code = ("import os, signal, mtmpattern.drafting.library as library\n"
                "library.template_names = lambda: os.kill(os.getpid(), signal.SIGINT)\n"
                "from mtmpattern.cli import main; main(['templates'])")
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
        assert (done.returncode, done.stdout, done.stderr) == (128 + signal.SIGINT, "", "stopped\n")

    @pytest.mark.parametrize("module", ["click", "mtmpattern.cli.report", "mtmpattern.cli.draft", "numpy._core"])
    def test_ctrl_c_while_the_program_loads(self, module):
        code = ("import os, signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
                "class Presses:\n"
                "    def find_spec(self, name, *_):\n"
                f"        if name == {module!r}: os.kill(os.getpid(), signal.SIGINT)\n"
                "sys.meta_path.insert(0, Presses())\n"
                "from mtmpattern.entry import main; main()")
        done = subprocess.run([sys.executable, "-c", code, "show", "crew-tee"], capture_output=True, text=True,
                              timeout=60)
        assert (done.returncode, done.stdout, done.stderr) == (128 + signal.SIGINT, "", "stopped\n")

    def test_a_terminal_without_utf_8(self):
        done = run("show", "crew-tee", env={**os.environ, "PYTHONIOENCODING": "ascii"})
        assert (done.returncode, done.stderr) == (0, "")
