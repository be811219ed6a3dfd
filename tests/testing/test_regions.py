"""The regions pass every check of the kit, their official cases among them."""

import pytest

from dibao.testing.conformance import CHECKS, Suite

SUITE = Suite.of(["hebei", "hongjiang", "hunan", "jiangxi"])
MAY_BE_RIGHT = {"figure-gaps", "figures-noticed"}
"""What a region is told that may be right as it stands: years of which no notice was found, and weak evidence."""


@pytest.mark.parametrize("subject", SUITE.company.tested, ids=lambda each: each.name)
def test_a_region_passes_every_check_with_no_notice_but_those_declared(subject):
    assert SUITE.cases(subject) != ()
    found = [each for name in CHECKS for each in SUITE.findings(name, subject)]
    assert [str(each) for each in found if not each.is_notice] == []
    assert {each.check for each in found} <= MAY_BE_RIGHT
