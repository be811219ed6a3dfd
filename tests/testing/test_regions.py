"""The official cases of the regions come out as their sources say."""

import pytest

from dibao.testing.conformance import Suite

SUITE = Suite.of(["hebei", "hongjiang", "hunan", "jiangxi"])


@pytest.mark.parametrize("subject", SUITE.company.tested, ids=lambda each: each.name)
def test_every_official_case_of_a_region_passes(subject):
    assert SUITE.cases(subject) != ()
    assert SUITE.findings("cases", subject) == ()
