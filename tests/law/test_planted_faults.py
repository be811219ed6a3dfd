"""Each mistake of a plug-in's author gives one message that names both places."""

import pytest
from tests.law.planted_faults import FAULTS, Fault
from tests.law.planted_world import problems_of  # noqa: F401 - a fixture


@pytest.mark.parametrize("fault", FAULTS, ids=lambda each: each.name)
def test_a_planted_fault_gives_one_message(fault: Fault, problems_of):
    for each in problems_of(*fault.wrong): print("\nWRONG", each.severity, fault.name, "::", each)
    for each in problems_of(*fault.healed): print("\nHEALED", fault.name, "::", each)
