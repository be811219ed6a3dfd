"""Every document of Hebei that has rules, or is known by name, says where its provisions went."""

from pathlib import Path

import dibao_hebei
from dibao import Engine
from dibao.law.coverage import load_coverage

ENGINE = Engine(plugins=["hebei"])
COVERAGE = load_coverage(Path(dibao_hebei.__path__[0]) / "coverage.toml")
OWN = [rule for rule in ENGINE.plugins.rules if rule.jurisdiction.startswith("13")]


def test_every_document_says_where_each_provision_went():
    assert {rule.regulation.id for rule in OWN} <= set(COVERAGE.documents)
    assert set(COVERAGE.documents) <= {rule.regulation.id for rule in OWN} | set(ENGINE.figures.documents)


def test_a_document_known_by_name_has_no_rules():
    without = set(COVERAGE.documents) - {rule.regulation.id for rule in OWN}
    assert without == {"hebei-assistance-measures", "hebei-2023-24", "hebei-medical-2025-6", "tangshan-tekun-2022"}
