"""A plug-in that cannot be imported is set aside; its places are refused where its files name them."""

from datetime import date
from importlib.metadata import EntryPoint

import pytest
from tests.cli.conftest import family
from tests.law.planting import document, planted, rule

from dibao import Engine, Plugin, PluginError, SetAsideWarning
from dibao.law import plugins
from dibao.law.plugins import entry_points, find_plugins
from dibao.law.unimported import places_of

ON = date(2024, 3, 1)
PLACE = '["970000"]\nparent = "000000"\ntitle = "示例省"\nenglish = "Shili"\n'
COUNTY = '["970101"]\nparent = "970000"\ntitle = "示例县"\nenglish = "Shili county"\n'
FIGURE = '[[dibao.standard.rural]]\ncode = "970102"\namount = 400\n'
UNKNOWN_PLACES = "It does not say for which places it speaks: until then decisions there lack its rules and figures."


@pytest.fixture
def package(tmp_path, monkeypatch):
    """Write a package whose import fails, with data files; give its entry point."""
    monkeypatch.syspath_prepend(tmp_path)

    def written(name, value=None, **files):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "__init__.py").write_text('raise RuntimeError("must not be run")\n')
        for stem, text in files.items():
            (folder / f"{stem}.toml").write_text(text, encoding="utf-8")
        return EntryPoint(name, value or f"{name}:plugin", "dibao")

    return written


@pytest.fixture
def install(monkeypatch):
    """Install entry points beside the regions'."""
    known = tuple(entry_points(group="dibao"))
    return lambda *points: monkeypatch.setattr(plugins, "entry_points", lambda group: [*known, *points])


class Sound:
    """The entry point of a plug-in that is whole."""

    dist = None

    def __init__(self, name, place):
        self.name = self.value = name
        self.plugin = planted(name, place, document(f"{name}-2024", place, "2024") + rule("employment_cost"))

    def load(self):
        return self.plugin


def test_the_places_are_read_and_no_code_is_run(package):
    assert places_of([package("both", jurisdictions=PLACE + COUNTY, figures=FIGURE)]) == ("970000", "970101")
    assert places_of([package("figures_only", figures=FIGURE)]) == ("970102",)
    assert places_of([package("nothing")]) == ()


@pytest.mark.parametrize("text", ["not toml =", "", 'code = "97"\n', '[[x]]\ncode = 970000\n[[y]]\ncode = "9700000"\n'])
def test_a_file_that_names_no_place_gives_none(package, text):
    assert places_of([package("odd", jurisdictions=text, figures=text)]) == ()


@pytest.mark.parametrize("value", ["no_such_module_at_all:plugin", "", ".:plugin", "json.decoder:plugin", "sys:plugin"])
def test_what_is_no_package_gives_none(value):
    assert places_of([EntryPoint("odd", value, "dibao")]) == ()


def test_a_package_within_a_package_is_found_from_the_outside(package, tmp_path):
    point = package("outer", "outer.inner.module:plugin")
    (tmp_path / "outer" / "inner").mkdir()
    (tmp_path / "outer" / "inner" / "jurisdictions.toml").write_text(PLACE, encoding="utf-8")
    assert places_of([point]) == ("970000",)


def test_its_places_are_refused_and_all_others_decided(package, install):
    install(package("shili", jurisdictions=PLACE + COUNTY))
    engine = Engine()
    assert engine.assess(family(), ON).status == "dibao"
    for code in ("970000", "970101", "970109"):
        with pytest.raises(PluginError, match=r"shili:plugin.* cannot be imported: RuntimeError: must not be run"):
            engine.policy(code, ON)


def test_one_sentence_says_what_failed_and_what_is_not_decided(package, install):
    install(package("shili", jurisdictions=PLACE + COUNTY))
    [told] = [str(problem) for each in find_plugins().set_aside for problem in each.problems]
    assert told.startswith("shili:plugin (shili:plugin) cannot be imported: RuntimeError: must not be run (")
    assert told.endswith("Repair or uninstall it. Until then nothing is decided for 970000.") and "\n" not in told


def test_one_that_names_no_place_is_warned_of_and_others_are_decided(package, install):
    install(package("shili"))
    with pytest.warns(SetAsideWarning, match=rf"must not be run .*Repair or uninstall it. {UNKNOWN_PLACES}") as caught:
        engine = Engine()
    assert [each.filename for each in caught] == [__file__]
    assert engine.assess(family(), ON).status == "dibao"


def test_one_that_names_its_places_needs_no_warning(package, install):
    install(package("shili", jurisdictions=PLACE))
    assert [each.name for each in Engine().plugins.set_aside] == ["shili"]


def test_asked_for_by_name_it_is_refused_and_unnamed_it_is_not_even_seen(package, install):
    install(package("shili", jurisdictions=PLACE))
    with pytest.raises(PluginError, match=r"must not be run .*Repair or uninstall it.$"):
        Engine(plugins=["shili"])
    assert Engine(plugins=["hunan"]).plugins.set_aside == ()


def test_a_plugin_for_a_part_of_its_places_waits(package, install):
    install(package("shili", jurisdictions=PLACE), Sound("county", "970101"), Sound("elsewhere", "980101"))
    assert {each.name: each.problems[-1].message for each in find_plugins().set_aside if each.name != "shili"} == {
        "county": "speaks for a part of what shili speaks for, and waits until that can be used."
    }


def test_the_places_of_two_packages_with_one_name_are_refused(package, install):
    first, second = package("one", jurisdictions=PLACE), package("two", figures=FIGURE.replace("970102", "980101"))
    install(*(EntryPoint("shili", each.value, "dibao") for each in (first, second)))
    [aside] = Engine().plugins.set_aside
    [problem] = aside.problems
    assert str(problem) == (
        "one:plugin and two:plugin both call their plug-in 'shili'; only one would be seen. Uninstall one. "
        "Until then nothing is decided for 970000, 980101."
    )


def test_when_a_province_fails_its_counties_are_refused_too(install, monkeypatch):
    """Hongjiang without Hunan would be decided by half of its law."""
    broken = EntryPoint("hunan", "dibao_hunan:no_such_name", "dibao")
    known = [each for each in plugins.entry_points("dibao") if each.name != "hunan"]
    monkeypatch.setattr(plugins, "entry_points", lambda group: [*known, broken])
    engine = Engine()
    assert [each.name for each in engine.plugins.set_aside] == ["hongjiang", "hunan"]
    with pytest.raises(PluginError, match=r"AttributeError.*Until then nothing is decided for 430000"):
        engine.policy("431281", ON)
    assert engine.policy("360100", ON).on == ON


class Empty:
    """The entry point of a plug-in without rules, figures and cases, for a place that is known."""

    name = value = "empty"
    dist, plugin = None, Plugin("empty", "431200")

    def load(self):
        return self.plugin


def test_an_empty_plugin_without_cases_changes_nothing_for_others(install):
    install(Empty())
    engine = Engine()
    assert engine.plugins.set_aside == ()
    assert engine.assess(family(), ON).status == "dibao"
