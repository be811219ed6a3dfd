"""Every page does what it says, and every link on it leads somewhere."""

import re
import shutil
import sys
from pathlib import Path

import pytest
from tests.docs.pages import DOCS, PAGES, ROOT, SITE, Reader, blocks_of

# A translation with the very same blocks needs no run of its own.
TO_RUN = {tuple((each.language, each.file, each.text) for each in blocks_of(page)): page for page in reversed(PAGES)}
_LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


def named(page):
    return str(page.relative_to(DOCS))


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Give a folder with the examples in it, from which modules are imported and then forgotten."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    (tmp_path / SITE).mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.syspath_prepend(tmp_path / SITE)
    before = set(sys.modules)
    yield tmp_path
    for name in set(sys.modules) - before:
        if Path(getattr(sys.modules[name], "__file__", None) or "/").is_relative_to(tmp_path):
            del sys.modules[name]


@pytest.mark.parametrize("page", sorted(TO_RUN.values()), ids=named)
def test_every_block_of_a_page_does_what_the_page_says(page, folder):
    reader = Reader(page, folder)
    for block in blocks_of(page):
        reader.run(block)


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_link_of_a_page_leads_somewhere(page):
    targets = [link for link in _LINK.findall(page.read_text(encoding="utf-8")) if "://" not in link]
    assert [link for link in targets if not (page.parent / link).exists()] == []


def test_the_map_names_every_page():
    text = (DOCS / "README.md").read_text(encoding="utf-8")
    assert [named(page) for page in PAGES if f"({named(page)})" not in text] == ["README.md"]
