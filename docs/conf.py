"""How Sphinx turns the pages of `docs` and the regions' pages into a site: `make docs`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx

project = "dibao"
author = "dibao"
html_title = "dibao"
html_theme = "furo"
extensions = ["myst_parser"]
root_doc = "README"
html_additional_pages = {"index": "to-root.html"}
templates_path = ["_templates"]
html_static_path = ["_static"]
html_css_files = ["tables.css"]
html_show_copyright = False
myst_heading_anchors = 4
# Pages of two languages stand side by side, each block in the one it is written in.
language = "en"
CONTENTS = {
    "Start": ("tutorial", "tutorial.zh-CN", "plug-in-tutorial", "plug-in-tutorial.zh-CN", "glossary"),
    "Programmes": ("programmes/README", "programmes/*"),
    "How to": ("how-to/*",),
    "Reference": ("reference/*",),
    "Explanation": ("explanation/*",),
    "Regions": ("regions/index", "regions/national", "regions/*"),
}


def add_contents(app: Sphinx, page: str, text: list[str]) -> None:
    """Give the first page the table of contents, which only the site needs."""
    if page == root_doc:
        trees = (_tree(caption, pages) for caption, pages in CONTENTS.items())
        text[0] = "\n\n".join([text[0], *trees])


def _tree(caption: str, pages: tuple[str, ...]) -> str:
    options = f":hidden:\n:glob:\n:maxdepth: 1\n:caption: {caption}\n"
    return "\n".join(["```{toctree}", options, *pages, "```"])


def setup(app: Sphinx) -> None:
    """Tell Sphinx of the contents."""
    app.connect("source-read", add_contents)
