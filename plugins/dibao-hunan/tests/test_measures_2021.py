"""Hunan's own rule about who is left out of the household."""

from importlib.metadata import entry_points
from types import SimpleNamespace

import pytest

from dibao_hunan import measures_2021, plugin


@pytest.mark.parametrize("serving", [True, False])
def test_only_a_conscript_on_active_service_is_left_out(serving):
    assert measures_2021.active_conscript(SimpleNamespace(active_conscript=serving)) is serving


def test_the_installed_entry_point_is_this_plugin():
    (entry,) = entry_points(group="dibao", name="hunan")
    assert entry.load() is plugin
    assert plugin.speaks_for == "430000"
