"""Every Python block and every `$ dibao` line of both READMEs runs, and prints what stands there."""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from dibao.cli.commands import dibao

ROOT = Path(__file__).parents[1]
READMES = ("README.md", "README.zh-CN.md")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")
TOML = [path.read_text("utf-8") for folder in ("examples", "plugins") for path in (ROOT / folder).rglob("*.toml")]


@pytest.fixture(params=READMES)
def readme(request, monkeypatch):
    monkeypatch.chdir(ROOT)
    return (ROOT / request.param).read_text("utf-8")


def blocks(text, language):
    return [body for found, body in BLOCK.findall(text) if found == language]


def as_pattern(expected):
    """Give a pattern in which a line of three dots stands for any lines."""
    lines = [".*" if line.strip() == "..." else re.escape(line.rstrip()) for line in expected.strip().splitlines()]
    return re.compile("\n".join(lines), re.DOTALL)


def shown_runs(block):
    """Give each command of a console block with the output below it."""
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, output = part.partition("\n")
        yield command, output


def test_commands_print_what_stands_below_them(readme):
    runs = [run for block in blocks(readme, "console") for run in shown_runs(block)]
    assert runs
    for command, expected in runs:
        program, *arguments = shlex.split(command)
        assert program == "dibao"
        printed = CliRunner().invoke(dibao, arguments, prog_name="dibao").output
        assert as_pattern(expected).fullmatch(printed.strip()), f"$ {command}\n{printed}"


def test_python_blocks_print_what_stands_below_them(readme, capsys):
    names: dict[str, object] = {}
    found = BLOCK.findall(readme)
    python = [position for position, (language, _) in enumerate(found) if language == "python"]
    assert python
    for position in python:
        exec(compile(found[position][1], f"README block {position}", "exec"), names)  # noqa: S102 - our own text
        printed = capsys.readouterr().out
        below = found[position + 1] if position + 1 < len(found) else ("", "")
        assert printed.strip() == (below[1].strip() if below[0] == "text" else "")


def test_toml_blocks_stand_in_a_file_of_the_project(readme):
    shown = blocks(readme, "toml")
    assert shown
    assert [block for block in shown if not any(block in text for text in TOML)] == []


def test_links_lead_to_files(readme):
    assert [link for link in LINK.findall(readme) if not (ROOT / link).exists()] == []


def test_both_readmes_show_the_same_blocks():
    languages = [[found for found, _ in BLOCK.findall((ROOT / name).read_text("utf-8"))] for name in READMES]
    assert languages[0] == languages[1]
