"""One composed graph serves all days and places on which nothing but values differs."""

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dibao import Engine, NoPolicyInForce
from dibao.assess import shared_beginnings
from dibao.law.figure_file import load_law_data
from dibao.law.figures import LawData

SHARED = Engine()
FIRST, LAST = date(2012, 12, 12), date(2027, 12, 31)
CODES = sorted(SHARED.jurisdictions.codes())


def alone(code: str, on: date) -> tuple[object, ...] | str:
    """Give a policy's parts from an engine in a process that composed nothing else."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shared_beginnings, "_beginnings", [])
        return parts(Engine(), code, on)


def parts(engine: Engine, code: str, on: date) -> tuple[object, ...] | str:
    try:
        policy = engine.policy(code, on)
    except NoPolicyInForce as error:
        return str(error)
    figures = {name: str(each) for name, each in policy.figures.items()}
    return policy.fingerprint, policy.source, figures, policy.figure_values, policy.law.on, policy.law.regulations


def office_figures(folder: Path, standards: Mapping[str, int]) -> LawData:
    """Give rural standards of 2024, in yuan a month by place."""
    head = '[document.office]\ntitle = "x"\nenglish = "x"\nissuer = "x"\nlevel = "notice"\ngrade = "assumed"\n'
    rows = (
        f'[[dibao.standard.rural]]\ncode = "{code}"\namount = {amount}\nper = "month"\n'
        'since = 2024\nuntil = 2024\ndocument = "office"\ngrade = "assumed"\n'
        for code, amount in standards.items()
    )
    file = folder / "office.toml"
    file.write_text("\n".join([head, *rows]), encoding="utf-8")
    return load_law_data(file)


def test_days_between_two_turning_days_share_a_graph():
    policies = [SHARED.policy("431281", date(2024, month, 1)) for month in (2, 3, 11)]
    assert len({id(each.composed.outcome) for each in policies}) == 1


def test_places_with_other_values_share_a_graph(tmp_path):
    engine = SHARED.with_figures(office_figures(tmp_path, {"431202": 400, "431223": 410}))
    policies = [engine.policy(code, date(2024, 3, 1)) for code in ("431202", "431223")]
    assert len({id(each.composed.outcome) for each in policies}) == 1
    assert [each.stored_figures["dibao.standard.rural"] for each in policies] == [480000, 492000]


@pytest.mark.parametrize("turning", SHARED.days_of_change("431281")[1::4])
def test_a_turning_day_is_decided_by_its_own_law(turning):
    for on in (turning - timedelta(1), turning):
        assert parts(SHARED, "431281", on) == alone("431281", on)


def test_a_place_without_a_figure_shares_no_graph_with_one_that_has_it():
    known, missing = SHARED.policy("431281", date(2024, 3, 1)), SHARED.policy("431200", date(2024, 3, 1))
    assert "dibao.standard.rural" in missing.missing_leaves
    assert known.composed.outcome is not missing.composed.outcome


def test_an_overlay_shares_graphs_and_keeps_its_values(tmp_path):
    on = date(2024, 3, 1)
    overlaid = SHARED.with_figures(office_figures(tmp_path, {"431281": 480}))
    policies = [engine.policy("431281", on) for engine in (SHARED, overlaid, SHARED)]
    assert len({id(each.composed.outcome) for each in policies}) == 1
    assert [each.stored_figures["dibao.standard.rural"] for each in policies] == [540000, 576000, 540000]


@settings(max_examples=6, deadline=None)
@given(code=st.sampled_from(CODES), on=st.dates(FIRST, LAST))
def test_sharing_changes_no_policy(code, on):
    assert parts(SHARED, code, on) == alone(code, on)
