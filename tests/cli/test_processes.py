"""The installed command, as a shell runs it."""

import json
import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from .conftest import family

COMMAND = Path(sysconfig.get_path("scripts")) / "dibao"
PYTHON = Path(sys.executable)


def process(*arguments, **environment):
    return subprocess.run(arguments, capture_output=True, env={**os.environ, **environment}, check=False)


def test_the_installed_command_decides(write):
    result = process(COMMAND, "assess", write(family()), "--on", "2024-03-01", "--format", "json")
    assert (result.returncode, result.stderr) == (0, b"")
    assert json.loads(result.stdout)["dibao_monthly"] == "750.00"


def test_the_installed_command_refuses_with_a_sentence_and_no_stack_dump(write):
    result = process(COMMAND, "assess", write(b"{"), "--on", "2024-03-01")
    assert (result.returncode, result.stdout) == (1, b"")
    assert result.stderr.count(b"\n") == 1 and b"Traceback" not in result.stderr


def test_a_terminal_without_chinese_gets_escapes_not_a_crash():
    result = process(COMMAND, "plugins", PYTHONIOENCODING="latin-1")
    assert (result.returncode, result.stderr) == (0, b"")
    assert rb"\u6d2a\u6c5f\u5e02" in result.stdout


def test_a_reader_that_stops_early_is_no_stack_dump(write):
    files = [write(family(id=f"h{number}"), f"{number}.json") for number in range(60)]
    command = [COMMAND, "assess", *files, "--on", "2024-03-01", "--format", "json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None and running.stderr is not None
        running.stdout.read(1)
        running.stdout.close()
        assert running.stderr.read() == b""


@pytest.mark.parametrize("missing", ["click", "rich"])
def test_without_the_extra_the_command_says_how_to_install_it(missing):
    code = f"import sys; sys.modules[{missing!r}] = None; from dibao.cli import main; main()"
    result = process(PYTHON, "-c", code)
    assert (result.returncode, result.stdout) == (1, b"")
    assert result.stderr.decode() == (
        "The command dibao needs click and rich, which are not installed; run: pip install 'dibao[cli]'\n"
    )
