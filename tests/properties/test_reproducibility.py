"""A household decided again under the same fingerprint gives the same bytes, wherever and however it is run."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from tests.fixtures.county import plugin as county
from tests.fixtures.shili import plugin as shili
from tests.properties.places import ENGINE, INSTALLED, cases

from dibao import UNKNOWN, Decision, Engine, Household, Plugin, read_household, to_json_data

ROOT = Path(__file__).parents[2]
PACKAGES = [ROOT / "src" / "dibao", *sorted((ROOT / "plugins").glob("*/src/*"))]
SCRIPT = """
import json, sys
from datetime import date
from pathlib import Path
import dibao, dibao_hongjiang
from dibao import Engine, read_household_file
print(Path(dibao.__file__).parents[1], Path(dibao_hongjiang.__file__).parents[1], file=sys.stderr)
engine = Engine()
for path in sorted(Path(sys.argv[1]).glob("20*/*")):
    household = read_household_file(path, catalogue=engine.catalogue)
    for day in ("2020-03-01", "2023-06-01", "2024-03-01", "2025-03-01", "2026-08-01"):
        decision = engine.assess(household, date.fromisoformat(day))
        texts = (json.dumps(decision.to_json(), ensure_ascii=False), decision.notice("zh"), decision.explain("en"))
        sys.stdout.buffer.write("\\n".join(texts).encode())
"""


def outcome(folder: Path, **environment: str) -> tuple[bytes, set[Path]]:
    """Decide the examples in a process of its own; give the bytes, and where the packages were found."""
    command = [sys.executable, "-c", SCRIPT, str(ROOT / "examples")]
    done = subprocess.run(command, cwd=folder, env={**os.environ, **environment}, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout, set(map(Path, done.stderr.decode().split()))


@pytest.fixture(scope="module")
def usual() -> bytes:
    """Give what the installed packages decide from the project's folder."""
    return outcome(ROOT, PYTHONHASHSEED="0")[0]


@pytest.mark.parametrize("seed", ["1", "4242"])
def test_the_hash_seed_changes_nothing(usual, seed, tmp_path):
    assert usual.count(b'"form"') == 35
    assert outcome(tmp_path, PYTHONHASHSEED=seed)[0] == usual


def test_the_place_of_installation_and_the_language_of_the_machine_change_nothing(usual, tmp_path):
    copy = tmp_path / "elsewhere" / "包"
    for package in PACKAGES:
        shutil.copytree(package, copy / package.name, ignore=shutil.ignore_patterns("__pycache__"))
    again, found = outcome(tmp_path, PYTHONPATH=str(copy), LC_ALL="C", TZ="Pacific/Kiritimati", PYTHONUTF8="1")
    assert found == {copy}
    assert again == usual


# -- within one process ------------------------------------------------------------------------------
def as_bytes(decision: Decision) -> bytes:
    return json.dumps(decision.to_json(), ensure_ascii=False).encode()


PLUGINS: list[str | Plugin] = [*INSTALLED, shili, county]
ORDERS = [Engine(plugins=order) for order in (PLUGINS[::-1], [*PLUGINS[2:], *PLUGINS[:2]])]


@settings(max_examples=25)
@given(cases(unknowns=True))
def test_the_order_of_plug_ins_changes_nothing(case):
    policy, household = case
    decided = as_bytes(ENGINE.assess(household, policy.on))
    assert [as_bytes(engine.assess(household, policy.on)) for engine in ORDERS] == [decided] * len(ORDERS)


@settings(max_examples=25)
@given(cases(unknowns=True))
def test_a_household_written_out_and_read_again_gives_the_same_bytes(case):
    policy, household = case
    written = json.dumps(to_json_data(household))
    again = read_household(json.loads(written), catalogue=ENGINE.catalogue, on=policy.on)
    assert json.dumps(to_json_data(again)) == written
    assert as_bytes(policy.assess(again)) == as_bytes(policy.assess(household))


@settings(max_examples=25)
@given(cases(unknowns=True))
def test_the_order_in_which_facts_are_stated_changes_nothing(case):
    policy, household = case
    assert as_bytes(policy.assess(turned(household))) == as_bytes(policy.assess(household))


def turned(household: Household) -> Household:
    """Give the same household with every map stated the other way round."""
    members = [
        evolve(each, **maps(each, "incomes", "transfers_paid", "expenses", "flags", "findings", "facts"))
        for each in household.members
    ]
    return evolve(household, members=members, **maps(household, "property", "findings", "facts"))


def maps(owner: Any, *places: str) -> Mapping[str, Any]:
    stated = {place: getattr(owner, place) for place in places}
    return {place: dict(reversed(each.items())) for place, each in stated.items() if each is not UNKNOWN}
