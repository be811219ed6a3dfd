"""The regions pass every check of the kit, their official cases among them."""

import pytest

from dibao.testing.conformance import CHECKS, Suite
from dibao.testing.mutation import mutants

SUITE = Suite.of(["hebei", "hongjiang", "hunan", "jiangxi"])
MAY_BE_RIGHT = {"figure-gaps", "figures-noticed"}
"""What a region is told that may be right as it stands: years of which no notice was found, and weak evidence."""


@pytest.mark.parametrize("subject", SUITE.company.tested, ids=lambda each: each.name)
def test_a_region_passes_every_check_with_no_notice_but_those_declared(subject):
    assert SUITE.cases(subject) != ()
    found = [each for name in CHECKS for each in SUITE.findings(name, subject)]
    assert [str(each) for each in found if not each.is_notice] == []
    assert {each.check for each in found} <= MAY_BE_RIGHT


@pytest.mark.parametrize("subject", SUITE.company.tested, ids=lambda each: each.name)
def test_every_case_of_a_region_says_whether_it_pins_a_value_or_gives_a_sum(subject):
    for case in SUITE.cases(subject):
        assert "put in by hand" in case.source or "worked by hand" in case.source, case.place


@pytest.mark.parametrize("subject", SUITE.company.tested, ids=lambda each: each.name)
def test_what_no_case_notices_is_named_move_by_move(subject):
    moves = {
        (mutant.record.name, mutant.record.code, mutant.record.since, mutant.how)
        for record in SUITE.records(subject)
        for mutant in mutants(record)
    }
    entries = [each for file in SUITE.case_files(subject) for each in file.unnoticed]
    for entry in entries:
        dated = {since for name, code, since, _ in moves if (name, code) == (entry.subject, entry.code)}
        days = dated if entry.since is None else {entry.since}
        named = {(entry.subject, entry.code, day, how) for day in days for how in entry.moved}
        assert named and named <= moves, entry.place
        assert len(days) == 1, f"{entry.place} leaves open which value"
