"""Each mistake of meaning is found by a named check, in words for its author."""

from collections.abc import Iterator

import pytest
from tests.law.planted_world import Planted, planted, world_in
from tests.testing.semantic_faults import SEMANTIC, SemanticFault

from dibao.testing.conformance import CHECKS, Finding, Suite

__all__ = ["planted"]


@pytest.mark.parametrize("fault", SEMANTIC, ids=lambda each: each.name)
def test_a_mistake_of_meaning_is_found_by_its_check(fault: SemanticFault, planted: Planted):
    planted.engine(*fault.wrong)
    suite = Suite.of(examples=40)
    found: list[Finding] = []
    for subject in suite.company.tested:
        found += [each for each in suite.findings(fault.check, subject) if not each.is_notice]
        # The nation's mistakes show in every plug-in below, and to make a household small takes its time.
        if any(fault.message in each.message for each in found):
            break
    assert fault.check in CHECKS
    assert any(fault.message in each.message for each in found), "\n".join(map(str, found)) or "nothing was found"


# The world's documents have no English titles.
LAWS = [each for each in CHECKS if each.startswith("law-") and each != "law-evidence"]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Suite]:
    """Give the world as it is; its households are drawn once for all laws."""
    with pytest.MonkeyPatch.context() as monkeypatch, world_in(tmp_path_factory.mktemp("sound"), monkeypatch) as world:
        world.engine()
        yield Suite.of(examples=15)


@pytest.mark.parametrize("name", LAWS)
def test_no_law_is_broken_by_the_world_itself(name: str, sound: Suite):
    assert [each.name for each in sound.company.tested] == ["hebian", "yun"]
    assert [each for subject in sound.company.tested for each in sound.findings(name, subject)] == []
