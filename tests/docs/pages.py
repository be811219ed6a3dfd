"""Read the blocks of a page and run them in order, as its reader would.

- A block whose first line is `# file: NAME`, or that follows a comment
  `<!-- file: NAME -->`, is written to that file in the page's own folder.
- Every other `python` block is run; all of a page share one namespace. A `text`
  block right after it is what it prints.
- A `console` block holds commands after `$ ` and what each prints; a command
  without output under it may print anything. `< NAME` feeds it a file.
- `toml` and `json` blocks are parsed. A block without a language is a picture.

In what is printed, `…` alone stands for any text.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import shlex
import subprocess
import sys
import sysconfig
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from attrs import define, field, frozen
from click.testing import CliRunner

from dibao.cli.commands import dibao

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES: Sequence[Path] = sorted(DOCS.rglob("*.md"))
_FENCE = re.compile(r"^(?P<indent> *)```(?P<language>\w*)\n(?P<text>.*?)^(?P=indent)```$", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"# file: (\S+)\n|.*<!-- file: (\S+) -->\n$", re.DOTALL)
PLAIN = {"NO_COLOR": "1", "COLUMNS": "120"}
SITE = "site"
"""The folder of a page into which `pip install` puts packages, so that no environment changes."""


@frozen
class Block:
    """One fenced block: its language, its text, where it stands, which file it is."""

    language: str
    text: str
    line: int
    file: str | None


def blocks_of(page: Path) -> Iterator[Block]:
    """Give the fenced blocks of a page, in order."""
    text = page.read_text(encoding="utf-8")
    for found in _FENCE.finditer(text):
        before, body = text[: found.start()], found["text"]
        named = _FILE.match(body) or _FILE.match(before.rstrip("\n").rpartition("\n")[2] + "\n")
        file = (named[1] or named[2]) if named else None
        yield Block(found["language"], body, before.count("\n") + 1, file)


@define
class Reader:
    """Works through the blocks of one page in a folder of its own."""

    page: Path
    folder: Path
    names: dict[str, Any] = field(factory=lambda: {"__name__": "page"})
    printed: str = ""
    exit_code: int = 0

    def run(self, block: Block) -> None:
        """Do what the page asks its reader to do.

        Raises:
            AssertionError: something else happens than the page says.
        """
        if block.language == "toml":
            tomllib.loads(block.text)
        elif block.language == "json":
            json.loads(block.text)
        if block.file is not None:
            path = self.folder / block.file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.text, encoding="utf-8")
        elif block.language == "python":
            self._run_python(block)
        elif block.language == "text":
            self._compare(block, self.printed, block.text)
        elif block.language == "console":
            for command, output in _commands(block.text):
                self._run_command(block, command, output)
        else:
            assert block.language in ("toml", "json", ""), (
                f"{self._place(block)}: no test for {block.language!r} blocks"
            )

    def _run_python(self, block: Block) -> None:
        path = self.folder / f"line_{block.line}.py"
        path.write_text(block.text, encoding="utf-8")
        output = io.StringIO()
        with contextlib.redirect_stdout(output):
            exec(compile(block.text, str(path), "exec"), self.names)  # noqa: S102 - the page's own code
        self.printed = output.getvalue()

    def _run_command(self, block: Block, command: str, expected: str) -> None:
        if command == "echo $?":
            printed = f"{self.exit_code}\n"
        else:
            words, _, fed = command.partition(" < ")
            text = (self.folder / fed).read_text(encoding="utf-8") if fed else ""
            printed, self.exit_code = self._done(shlex.split(words), text)
        if expected:
            self._compare(block, printed, expected)
        else:
            assert self.exit_code == 0, f"{self._place(block)}: {command} ends with {self.exit_code}:\n{printed}"

    def _done(self, words: Sequence[str], text: str) -> tuple[str, int]:
        """Run a command; give what it prints and its exit code."""
        if words[0] == "dibao" and not any((self.folder / SITE).iterdir()):
            # Without a package of the page's own the command is the same in this process, and starts at once.
            result = CliRunner().invoke(dibao, words[1:], input=text, env=PLAIN, prog_name="dibao")
            if result.exception is not None and not isinstance(result.exception, SystemExit):
                raise result.exception
            return result.output, result.exit_code
        done = subprocess.run(
            _runnable(words), cwd=self.folder, input=text, env=self._environment(), stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, encoding="utf-8", check=False,
        )  # fmt: skip
        return done.stdout, done.returncode

    def _environment(self) -> dict[str, str]:
        path = os.pathsep.join([str(self.folder / SITE), str(self.folder)])
        return {**os.environ, **PLAIN, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"}

    def _compare(self, block: Block, printed: str, expected: str) -> None:
        parts = [re.escape(part) for part in expected.strip().split("…")]
        fits = re.fullmatch(".*".join(parts), printed.strip(), re.DOTALL)
        assert fits, f"{self._place(block)}: printed is\n{printed}\nbut the page says\n{expected}"

    def _place(self, block: Block) -> str:
        return f"{self.page.relative_to(ROOT)}:{block.line}"


def _commands(text: str) -> Iterator[tuple[str, str]]:
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        command, _, output = part.partition("\n")
        yield command, output


def _runnable(words: Sequence[str]) -> Sequence[str]:
    """Run the tools of this environment, and let nothing be installed into it."""
    quiet = ("--quiet", "--disable-pip-version-check", "--no-build-isolation")
    match words:
        case ["pip", "install", *rest]:
            return [sys.executable, "-m", "pip", "install", *quiet, "--no-deps", "--target", SITE, *rest]
        case ["pip", "wheel", *rest]:
            return [sys.executable, "-m", "pip", "wheel", *quiet, *rest]
        case ["python" | "pytest" as tool, *rest]:
            return [sys.executable, *(["-m", "pytest", "-p", "no:cacheprovider"] if tool == "pytest" else []), *rest]
        case ["dibao", *rest]:
            return [str(Path(sysconfig.get_path("scripts")) / "dibao"), *rest]
    raise AssertionError(f"no test runs {words[0]!r}")
