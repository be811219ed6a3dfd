"""Hongjiang's plug-in as it is installed."""

from importlib.metadata import entry_points

from dibao_hongjiang import plugin


def test_the_installed_entry_point_is_this_plugin():
    (entry,) = entry_points(group="dibao", name="hongjiang")
    assert entry.load() is plugin
    assert plugin.speaks_for == "431281"
