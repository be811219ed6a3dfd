from importlib.metadata import EntryPoint

import pytest
from tests.law.planting import document, planted, planted_module, planted_nation, rule

from dibao.errors import PluginError
from dibao.law import plugins
from dibao.law.plugins import Plugin, find_plugins


class Point:
    """An entry point of a distribution that is not installed."""

    def __init__(self, name, distribution, load):
        self.name, self.value, self.load = name, f"{distribution.replace('-', '_')}:plugin", load
        self.dist = type("Distribution", (), {"name": distribution})


@pytest.fixture
def nation(monkeypatch):
    plugin = planted_nation()
    module = planted_module("")
    module.plugin = plugin  # type: ignore[attr-defined]
    monkeypatch.setattr(plugins, "import_module", {"dibao.national": module}.__getitem__)
    return plugin


@pytest.fixture
def install(monkeypatch, nation):
    def installed(*points):
        monkeypatch.setattr(plugins, "entry_points", lambda group: points if group == "dibao" else ())

    installed()
    return installed


def point(name, distribution=None, plugin=None):
    plugin = plugin or Plugin(name, "430000")
    return Point(name, distribution or name, lambda: plugin)


# The real package of this name has the places.
HUNAN_WAITS = "Until then nothing is decided for 430000."


def failing(error):
    def load():
        raise error

    return Point("dibao-hunan", "dibao-hunan", load)


def sentence(wanted=None):
    """Give what is wrong: of plug-ins asked for by name a refusal, of all installed ones what is set aside."""
    if wanted is None:
        (aside,) = find_plugins().set_aside
        (problem,) = aside.problems
    else:
        with pytest.raises(PluginError) as caught:
            find_plugins(wanted)
        (problem,) = caught.value.problems
    return str(problem)


def test_the_national_plugin_comes_first_and_others_by_name(install, nation):
    install(point("zhejiang"), point("anhui"))
    assert [plugin.name for plugin in find_plugins().plugins] == ["nation", "anhui", "zhejiang"]


def test_only_wanted_plugins_are_loaded(install):
    install(point("zhejiang"), failing(RuntimeError("not asked for")))
    own = Plugin("shili", "990000")
    assert [plugin.name for plugin in find_plugins(["zhejiang", own]).plugins] == ["nation", "shili", "zhejiang"]
    assert [plugin.name for plugin in find_plugins([]).plugins] == ["nation"]


def test_the_national_plugin_may_be_named_and_comes_once(install, nation):
    assert find_plugins(["dibao.national", nation]).plugins == (nation,)


def test_an_unknown_name_is_answered_with_a_near_one(install):
    install(point("dibao-hunan"))
    assert sentence(["dibao-hunnan"]) == "'dibao-hunnan' is not an installed plug-in. Did you mean 'dibao-hunan'?"
    assert sentence(["x"]) == "'x' is not an installed plug-in. Installed are: dibao-hunan."


def test_two_distributions_with_one_name_are_both_named(install):
    install(point("hunan", "dibao-hunan"), point("hunan", "hunan-dibao"))
    both = "dibao-hunan and hunan-dibao both call their plug-in 'hunan'; only one would be seen. Uninstall one."
    assert sentence(["hunan"]) == both
    assert sentence() == f"{both} {HUNAN_WAITS}"


def test_an_import_failure_names_the_plugin(install):
    install(failing(ImportError("No module named 'missing'")))
    found = sentence()
    assert found.startswith(
        "dibao-hunan (dibao_hunan:plugin) cannot be imported: ImportError: No module named 'missing'"
    )
    assert "(law/test_plugins.py:" in found


def test_a_regulation_that_is_refused_on_import_keeps_its_own_words(install):
    def load():
        planted_module(document("Bad Id", "430000"), "bad")

    install(Point("dibao-hunan", "dibao-hunan", load))
    told = "planted/bad.py:1 Bad Id says id='Bad Id'; expected lower-case letters"
    assert sentence(["dibao-hunan"]).startswith(told)
    assert sentence().startswith(told)


def test_an_entry_point_must_name_a_plugin(install):
    install(Point("dibao-hunan", "dibao-hunan", lambda: 5))
    assert sentence(["dibao-hunan"]).endswith("names a value of type int; expected a Plugin. Name that.")
    assert sentence().endswith(f"names a value of type int; expected a Plugin. Name that. {HUNAN_WAITS}")


def test_all_plugins_that_fail_are_reported_at_once(install):
    install(failing(ValueError("one")), Point("other", "other", lambda: None))
    with pytest.raises(PluginError) as caught:
        find_plugins(["dibao-hunan", "other"])
    assert len(caught.value.problems) == 2
    assert [each.name for each in find_plugins().set_aside] == ["dibao-hunan", "other"]


def test_a_real_entry_point_is_found_by_its_group(monkeypatch, nation):
    real = EntryPoint("dibao-here", "tests.law.planting:document", "dibao")
    monkeypatch.setattr(plugins, "entry_points", lambda group: (real,))
    assert "names a value of type function; expected a Plugin" in sentence()


def test_a_plugin_speaks_for_six_digits():
    with pytest.raises(PluginError, match="dibao-hunan speaks for '43'; expected a six-digit code"):
        Plugin("dibao-hunan", "43")


def test_data_files_lie_in_the_named_folder(tmp_path):
    (tmp_path / "figures.toml").write_text("")
    plugin = Plugin("shili", "990000", folder=tmp_path)
    assert plugin.data_file("figures.toml") == tmp_path / "figures.toml"
    assert plugin.data_file("facts.toml") is None


def test_data_files_lie_in_the_package(tmp_path, monkeypatch):
    package = tmp_path / "dibao_planted"
    package.mkdir()
    (package / "__init__.py").write_text(
        "from dibao.law.plugins import Plugin\nplugin = Plugin('dibao-planted', '990000', package=__name__)\n"
    )
    (package / "figures.toml").write_text("")
    monkeypatch.syspath_prepend(tmp_path)
    from dibao_planted import plugin  # type: ignore[import-not-found]

    assert plugin.data_file("figures.toml") == package / "figures.toml"


def test_a_plugin_without_a_package_has_no_data_files():
    assert planted("shili", "990000", document("shili", "990000") + rule("standard")).data_file("figures.toml") is None
