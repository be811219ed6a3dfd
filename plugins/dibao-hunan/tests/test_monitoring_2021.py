"""The flag of Hunan's monitoring, worked by hand from the report on Xiangtan county."""

from datetime import date

import pytest

from dibao import Engine
from dibao.monitoring.watch import watch

ENGINE = Engine(plugins=["hunan"])
XIANGTAN, NATION = "430321", "000000"


def found(flagged, on="2021-05-31", code=XIANGTAN):
    """Give the sign of the flag in a household of which nothing else is known."""
    stated = {"id": "li", "jurisdiction": code, "members": [{"id": "a", "relation": "applicant"}]}
    known = {} if flagged is None else {"flagged": flagged}
    signs = watch(ENGINE, {**stated, "monitoring": known}, date.fromisoformat(on)).signs
    return [each for each in signs if each.name == "flagged_against_poverty"]


@pytest.mark.parametrize(("flagged", "likelihood"), [(True, "certain"), (False, "impossible"), (None, "possible")])
def test_the_flag_is_the_sign(flagged, likelihood):
    [sign] = found(flagged)
    assert (sign.likelihood, sign.looks_at, sign.grade) == (likelihood, "temporary_assistance_urgent", "reported")


@pytest.mark.parametrize(("on", "count"), [("2021-04-30", 0), ("2021-05-01", 1)])
def test_the_system_is_known_from_the_month_of_the_case_on(on, count):
    assert len(found(True, on)) == count


def test_outside_the_province_nobody_asks_for_the_flag():
    assert found(True, code=NATION) == []
