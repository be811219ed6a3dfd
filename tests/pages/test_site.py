"""The whole documentation, with a page on each region, builds without a warning."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from dibao import Engine
from dibao.pages import write_pages

DOCS = Path(__file__).parents[2] / "docs"


def test_the_site_builds_without_a_warning(tmp_path):
    for module in ("sphinx", "myst_parser", "furo", "matplotlib"):
        pytest.importorskip(module)
    source, site = tmp_path / "source", tmp_path / "site"
    shutil.copytree(DOCS, source)
    write_pages(Engine(), source / "regions")
    command = [sys.executable, "-m", "sphinx", "--fail-on-warning", "--keep-going", "--quiet", str(source), str(site)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")
    pages = [*source.rglob("*.md")]
    built = [site / page.relative_to(source).with_suffix(".html") for page in pages]
    assert [str(page) for page in built if not page.is_file()] == []
    first = (site / "README.html").read_text(encoding="utf-8")
    assert [page.name for page in built if f'href="{page.relative_to(site)}"' not in first] in ([], ["README.html"])
