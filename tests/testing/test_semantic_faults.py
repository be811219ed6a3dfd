"""Each mistake of meaning is found by a named check, in words for its author."""

import pytest
from tests.law.planted_world import Planted, planted
from tests.testing.semantic_faults import SEMANTIC, SemanticFault

from dibao.testing.conformance import CHECKS, Suite

__all__ = ["planted"]


@pytest.mark.parametrize("fault", SEMANTIC, ids=lambda each: each.name)
def test_a_mistake_of_meaning_is_found_by_its_check(fault: SemanticFault, planted: Planted):
    planted.engine(*fault.wrong)
    suite = Suite.of(examples=40)
    found = [
        each for subject in suite.company.tested for each in suite.findings(fault.check, subject) if not each.is_notice
    ]
    assert fault.check in CHECKS
    assert any(fault.message in each.message for each in found), "\n".join(map(str, found)) or "nothing was found"


# The world's documents have no English titles.
LAWS = [each for each in CHECKS if each.startswith("law-") and each != "law-evidence"]


@pytest.mark.parametrize("name", LAWS)
def test_no_law_is_broken_by_the_world_itself(name: str, planted: Planted):
    planted.engine()
    suite = Suite.of(examples=15)
    assert [each for subject in suite.company.tested for each in suite.findings(name, subject)] == []
