"""A plug-in that was built for another dibao is set aside, and others are not."""

from datetime import date
from importlib.metadata import EntryPoint
from typing import Any

import pytest
from tests.cli.conftest import family
from tests.law.planting import document, planted, rule

from dibao import Engine, PluginError
from dibao.law import plugins
from dibao.law.kernel_needed import wrong_kernel
from dibao.law.plugins import entry_points, installed, lies_in
from dibao.version import VERSION

OTHER = f"was built for dibao >=9; this is {VERSION}. Install dibao >=9, or a version of"
ON = date(2024, 3, 1)


class Distribution:
    """What an installed package says of itself."""

    def __init__(self, name="dibao-shili", requires=()):
        self.name, self.version, self.requires = name, "2.0", list(requires) or None


class Point:
    """An entry point that exists for one test."""

    def __init__(self, plugin, *requires, fails=None):
        self.name, self.value, self.fails, self.plugin = plugin.name, f"{plugin.name}:plugin", fails, plugin
        self.dist = Distribution(f"dibao-{plugin.name}", requires)

    def load(self):
        if self.fails:
            raise self.fails
        return self.plugin


def shili(name="shili", place="970000", id="shili-2024"):
    return planted(name, place, document(id, place, "2024") + rule("employment_cost"))


@pytest.fixture
def install(monkeypatch):
    def with_others(*points, alone=False):
        known = () if alone else entry_points(group="dibao")
        monkeypatch.setattr(plugins, "entry_points", lambda group: [*known, *points])

    return with_others


@pytest.mark.parametrize(
    ("requires", "version", "is_wrong"),
    [
        ("dibao>=0.2", "0.1.9", True),
        ("dibao>=0.2", "0.2.0", False),
        ("dibao>=0.2", "0.2.1", False),
        ("dibao>=0.1,<0.3", "0.2.9", False),
        ("dibao>=0.1,<0.3", "0.3.0", True),
        ("dibao>=0.1,<0.3", "0.3.1", True),
        ("dibao[author]>=0.3; extra == 'test'", "0.1.0", False),
        ("dibao-hunan>=9", "0.1.0", False),
        ("dibao", "0.1.0", False),
        ("dibao >= what", "0.1.0", False),
        ("dibao>=0.2", "0.2.0.dev1", True),
        ("dibao>=0.1", "0.2.0.dev1", False),
    ],
)
def test_the_version_that_a_package_depends_on_is_the_one_it_needs(requires, version, is_wrong):
    assert (wrong_kernel(distribution(requires), version) is not None) == is_wrong


def distribution(*requires: str) -> Any:
    return Distribution(requires=requires)


def test_a_package_that_names_no_version_or_has_no_metadata_needs_none():
    assert wrong_kernel(distribution()) is None
    assert wrong_kernel(None) is None


def test_the_sentence_names_both_versions_and_both_ways_out():
    assert wrong_kernel(distribution("dibao>=0.3,<0.4"), "0.1.0") == (
        "dibao-shili 2.0 was built for dibao <0.4,>=0.3; this is 0.1.0. "
        "Install dibao <0.4,>=0.3, or a version of dibao-shili that was built for 0.1.0."
    )


def test_a_plugin_of_a_newer_dibao_is_set_aside_and_others_decide(install):
    install(Point(shili(), "dibao>=9"))
    engine = Engine()
    assert [each.name for each in engine.plugins.set_aside] == ["shili"]
    assert engine.assess(family(), ON).status == "dibao"
    with pytest.raises(PluginError, match=OTHER):
        engine.policy("970000", ON)
    with pytest.raises(PluginError, match=OTHER):
        engine.policy("970101", ON)


def test_the_check_counts_it_as_wrong(install):
    install(Point(shili(), "dibao>=9"), alone=True)
    assert [str(each) for each in Engine().check() if each.severity == "error"] == [
        f"shili dibao-shili 2.0 {OTHER} dibao-shili that was built for {VERSION}."
    ]


def test_one_that_is_asked_for_by_name_is_refused(install):
    install(Point(shili(), "dibao>=9"))
    with pytest.raises(PluginError, match=OTHER):
        Engine(plugins=["shili"])
    assert Engine(plugins=["hunan"]).plugins.set_aside == ()


def test_a_plugin_for_a_part_of_the_place_waits(install):
    install(Point(shili(), "dibao>=9"), Point(shili("county", "970101", "county-2024"), "dibao>=0.1"))
    engine = Engine()
    assert next(str(problem) for each in engine.plugins.set_aside for problem in each.problems) == (
        "county speaks for a part of what shili speaks for, and waits until that can be used."
    )
    assert engine.assess(family(), ON).status == "dibao"


def test_one_that_cannot_even_be_imported_says_why_it_cannot(install):
    install(Point(shili(), "dibao>=9", fails=ImportError("no name Novelty")))
    with pytest.raises(PluginError) as caught:
        Engine(plugins=["shili"])
    assert str(caught.value).startswith(f"shili dibao-shili 2.0 {OTHER}")


def test_each_installed_plugin_is_told_apart_from_the_broken_ones(install):
    broken = Point(shili("broken", "960000"), fails=RuntimeError("lost"))
    install(Point(shili(), "dibao>=9"), broken, EntryPoint("hunan", "dibao_hunan:plugin", "dibao"))
    found = {each.name: each for each in installed()}
    assert {name for name, each in found.items() if not each.problems} == {"hebei", "hongjiang", "jiangxi"}
    assert found["shili"].plugin is not None
    assert found["broken"].plugin is None
    assert "cannot be imported: RuntimeError: lost" in str(found["broken"].problems[0])
    assert "both call their plug-in 'hunan'" in str(found["hunan"].problems[0])


@pytest.mark.parametrize(
    ("code", "place", "lies"),
    [
        ("431281", "431281", True),
        ("431281", "431200", True),
        ("431281", "430000", True),
        ("431281", "000000", True),
        ("431200", "431281", False),
        ("431281", "431100", False),
        ("431281", "440000", False),
    ],
)
def test_the_digits_say_what_lies_where(code, place, lies):
    assert lies_in(code, place) == lies
