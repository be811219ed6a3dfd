"""The official cases of the regions come out as their sources say."""

import pytest

from dibao.testing.conformance import Suite
from dibao.testing.mutation import mutants

SUITE = Suite.of(["hebei", "hongjiang", "hunan", "jiangxi"])


@pytest.mark.parametrize("subject", SUITE.company.tested, ids=lambda each: each.name)
def test_every_official_case_of_a_region_passes(subject):
    assert SUITE.cases(subject) != ()
    assert SUITE.findings("cases", subject) == ()


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


def test_whatever_moves_in_the_smallest_region_is_noticed_or_named():
    """The others are too many moves for every run: `pytest --dibao -k figures-noticed` has them all."""
    [subject] = [each for each in SUITE.company.tested if each.name == "hongjiang"]
    found = SUITE.score(subject)
    assert (found.required, found.idle) == ((), [])
