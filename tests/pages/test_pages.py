"""A page says all that its plug-in says, marks what is weakly known, and is the same everywhere."""

import os
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from tests.fixtures import shili

from dibao import Engine
from dibao.assess.law_words import LawWords
from dibao.errors import InputError
from dibao.household.facts import load_facts
from dibao.law.data_files import law_data
from dibao.pages import page_text, regions_of, write_pages
from dibao.pages.markdown import MARKS

ROOT = Path(__file__).parents[2]
ENGINE = Engine()
REGIONS = {region.name: region for region in regions_of(ENGINE)}
TEXTS = {name: page_text(region) for name, region in REGIONS.items()}
LINK = re.compile(r"\]\(([^)#]*)#([^)]+)\)")
WEAK = tuple(MARKS)


@pytest.fixture(params=REGIONS)
def name(request):
    return request.param


def section(text, title):
    """Give what stands under a heading, up to the next of the same level or a higher one."""
    level = len(title.partition(" ")[0])
    return re.split(rf"^#{{1,{level}}} ", text.split(f"\n{title}", 1)[1], maxsplit=1, flags=re.MULTILINE)[0]


def anchors(text):
    """Give the anchor of each heading, as a site makes it."""
    headings = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", each.lower()).replace(" ", "-") for each in headings}


def test_every_installed_plugin_has_a_page():
    assert set(REGIONS) == {plugin.name for plugin in ENGINE.plugins.plugins}


def test_a_page_has_every_rule_in_the_order_of_the_test(name):
    rules = [rule for rule in ENGINE.plugins.rules if ENGINE.plugins.owner(rule).name == name]
    headed = re.findall(r"^#### `([^`]+:[^`]+)`$", TEXTS[name], re.MULTILINE)
    assert sorted(headed) == sorted(rule.id for rule in rules)
    by_id = {rule.id: ENGINE.plugins.questions[rule.hook].number for rule in rules}
    assert [by_id[id] for id in headed] == sorted(by_id.values())


def test_a_rule_shows_its_titles_article_dates_grade_and_what_is_not_modelled(name):
    for rule in REGIONS[name].rules:
        said = section(TEXTS[name], f"#### `{rule.id}`")
        assert f"**{rule.title} · {rule.english.rstrip('.')}**" in said
        assert f"Rests on: {rule.article}, [`{rule.regulation.id}`]" in said
        assert f"Evidence: {MARKS.get(rule.grade, rule.grade)}" in said
        assert str(rule.since) in said
        assert ("**end unknown**" in said) == rule.validity.end_unknown
        assert ("**Not modelled:**" in said) == ("Not modelled:" in (rule.function.__doc__ or ""))
        assert rule.replaces is None or f"Replaces: [`{rule.replaces}`]" in said


def test_a_page_has_every_figure_and_every_value(name):
    own = [data for owner, data in law_data(ENGINE.plugins.plugins) if owner.name == name]
    text = TEXTS[name]
    for data in own:
        for figure in data.declarations.keys() | {record.name for record in data.records}:
            assert re.search(rf"^###+ `{re.escape(figure)}`$", text, re.MULTILINE), figure
    for record in REGIONS[name].records:
        place, value = ENGINE.jurisdictions.get(record.code), LawWords("en").stated_value(record)
        row = f"| `{record.code}` {place.title} {place.english} | {value} | {record.since}"
        assert row in text or row.replace(str(record.since), f"from {record.since}") in text


def test_a_page_has_every_document_fact_place_and_article(name):
    region, text = REGIONS[name], TEXTS[name]
    path = region.plugin.data_file("facts.toml")
    named = [
        *(document.id for document in region.documents),
        *(regulation.id for regulation in region.regulations),
        *(place.code for place in region.places),
        *(fact.key for fact in (load_facts(path) if path else ())),
    ]
    assert [each for each in named if f"`{each}`" not in text] == []
    for article in region.coverage.articles:
        assert f"\n| {article.article} | " in section(text, f"### Articles of `{article.document}`")


def test_all_that_is_weakly_known_is_named_at_the_top(name):
    region, top = REGIONS[name], section(TEXTS[name], "## What rests on weak evidence")
    for rule in region.rules:
        is_weak = rule.grade in WEAK or rule.validity.end_unknown or rule.validity.end_grade in WEAK or rule.practice
        assert (f"[`{rule.id}`]" in top) == bool(is_weak)
    for record in region.records:
        if record.grade in WEAK or record.since_grade in WEAK:
            line = next(line for line in top.splitlines() if f"figure [`{record.name}`]" in line)
            assert ENGINE.jurisdictions.get(record.code).title in line
            assert str(record.since) in line
            assert {MARKS[grade] for grade in (record.grade, record.since_grade) if grade in WEAK} <= {
                mark for mark in MARKS.values() if mark in line
            }
    for document in region.documents:
        assert (f"document [`{document.id}`]" in top) == (document.grade in WEAK)


def test_a_weak_value_is_marked_in_its_own_row(name):
    for record in REGIONS[name].records:
        rows = [line for line in TEXTS[name].splitlines() if line.startswith(f"| `{record.code}`")]
        marked = [row for row in rows if str(record.since) in row and MARKS.get(record.grade, record.grade) in row]
        assert marked, f"{record.name} {record.code} {record.since}"


def test_every_link_leads_to_a_heading(name):
    for page, anchor in LINK.findall(TEXTS[name]):
        assert anchor in anchors(TEXTS[page.removesuffix(".md") or name]), f"{page}#{anchor}"


def test_a_gap_between_two_values_is_a_row():
    text = page_text(regions_of(ENGINE, ["hongjiang"])[0])
    assert "| `431281` 洪江市 Hongjiang | *gap: no value of its own is known* | from 2025-01-01 on |" in text


def test_a_plugin_that_is_not_installed_has_a_page_too(tmp_path):
    written = write_pages(Engine(plugins=[shili.plugin]), tmp_path, ["shili"], charts=False)
    assert [path.name for path in written] == ["shili.md", "index.md"]
    text = written[0].read_text(encoding="utf-8")
    assert text.startswith("# 示例县 Shili")
    assert (
        "| `shili.excluded_transfer` | `facts` of a member | 不计入的转移性收入 | transfers that do not count |" in text
    )
    assert "**⚠ assumed**" in text


def test_an_unknown_name_is_refused_with_those_that_are_there():
    with pytest.raises(InputError, match=r"'hunam' is not a loaded plug-in\. Name one of: .*hunan.*national\."):
        regions_of(ENGINE, ["hunam"])


def test_pages_are_the_same_in_every_process_and_name_no_folder_of_the_machine(tmp_path):
    code = "import sys; from pathlib import Path; from dibao import Engine; from dibao.pages import write_pages; "
    code += "write_pages(Engine(), Path(sys.argv[1]), charts=False); "
    if find_spec("matplotlib"):
        code += "write_pages(Engine(), Path(sys.argv[1]) / 'drawn', ['hongjiang'])"
    for run, seed, zone in (("one", "1", "UTC"), ("two", "2", "Asia/Shanghai")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}
        subprocess.run([sys.executable, "-c", code, str(tmp_path / run)], env=environment, check=True)
    one, two = (
        {str(path.relative_to(tmp_path / run)): path.read_bytes() for path in (tmp_path / run).rglob("*.*")}
        for run in ("one", "two")
    )
    assert one == two
    folders = [str(folder).encode() for folder in (ROOT, Path.home(), tmp_path, sys.prefix)]
    assert [name for name, text in one.items() for folder in folders if folder in text] == []


def test_nothing_on_a_page_can_depend_on_the_day():
    modules = (ROOT / "src" / "dibao" / "pages").glob("*.py")
    assert [path.name for path in modules if re.search(r"today\(|now\(|time\(", path.read_text(encoding="utf-8"))] == []
