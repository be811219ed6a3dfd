"""Settle which files the pages of regions are, and what stands on each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from dibao.assess.engine import Engine
from dibao.law.documents import GRADES, Grade
from dibao.pages.charts import Chart
from dibao.pages.doubts_part import doubts_part
from dibao.pages.figures_part import Drawn, figures_part
from dibao.pages.law_part import coverage_part, documents_part, facts_part, places_part
from dibao.pages.markdown import MARKS, both, counted, heading, table
from dibao.pages.region import Region, regions_of
from dibao.pages.rules_part import findings_part, repeals_part, rules_part

CHARTS = "charts"
WRITTEN = "Written from the plug-in itself by `dibao pages`: change the plug-in, not this page."


def write_pages(engine: Engine, folder: Path, names: Iterable[str] = (), *, charts: bool = True) -> tuple[Path, ...]:
    """Write a page for each plug-in, its charts, and a page that lists them.

    The files depend on nothing but the plug-ins: neither on the day nor on the machine.

    Args:
        engine: with the plug-ins.
        folder: where to; it is made if need be, and other files in it stay.
        names: the plug-ins that are wanted; all that are loaded when there is none.
        charts: whether to draw charts, for which matplotlib must be installed.

    Returns:
        All files that were written.

    Raises:
        InputError: a name is none of a loaded plug-in.
        PluginError: a file of a plug-in cannot be read.
        ModuleNotFoundError: charts are wanted, and matplotlib is not there.
    """
    regions, files = regions_of(engine, names), dict[str, str]()
    draw = _drawing(files) if charts else None
    for region in regions:
        files[f"{region.name}.md"] = page_text(region, draw)
    files["index.md"] = index_text(regions)
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return tuple(folder / name for name in files)


def _drawing(files: dict[str, str]) -> Drawn:
    from dibao.pages.drawing import svg

    def drawn(chart: Chart) -> str:
        name = f"{CHARTS}/{chart.name}.svg"
        files[name] = svg(chart)
        return name

    return drawn


def page_text(region: Region, drawn: Drawn | None = None) -> str:
    """Give the page of one plug-in as Markdown.

    Args:
        region: the plug-in.
        drawn: draws a chart and gives its address; there are only tables without it.
    """
    parts = [
        _opening(region),
        doubts_part(region),
        documents_part(region),
        rules_part(region),
        repeals_part(region),
        findings_part(region),
        facts_part(region),
        figures_part(region, drawn),
        coverage_part(region),
        places_part(region),
    ]
    return "\n\n".join(block for part in parts for block in part) + "\n"


def _opening(region: Region) -> Iterator[str]:
    place = region.place
    yield heading(1, f"{both(place, ' ')} ({place.code})")
    yield WRITTEN
    amounts = (
        counted(len(region.rules), "rule"),
        counted(len(region.documents), "document"),
        f"{counted(len(region.records), 'value')} of {counted(len(region.declarations), 'figure')}",
        f"{counted(len(region.facts), 'fact')} of its own",
        counted(len(region.places), "place"),
    )
    yield f"The plug-in `{region.name}` speaks for {place.english} and every place in it: {', '.join(amounts)}."


def index_text(regions: Iterable[Region]) -> str:
    """Give the page that lists the plug-ins."""
    rows = [
        (
            f"[{both(each.place, ' ')}]({each.name}.md)",
            f"`{each.place.code}`",
            f"`{each.name}`",
            *(str(len(several)) for several in (each.documents, each.rules, each.records)),
            *(str(_graded(each, grade)) for grade in GRADES if grade in MARKS),
        )
        for each in regions
    ]
    weak = (f"of these {MARKS[grade]}" for grade in GRADES if grade in MARKS)
    listed = table(("region", "code", "plug-in", "documents", "rules", "values", *weak), rows)
    return "\n\n".join([heading(1, "Regions 地区"), WRITTEN, listed]) + "\n"


def _graded(region: Region, grade: Grade) -> int:
    grades = [*(rule.grade for rule in region.rules), *(record.grade for record in region.records)]
    return grades.count(grade)
