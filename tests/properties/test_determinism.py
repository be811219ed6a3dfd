"""Neither hash seeds nor the order of loading changes a decision or a fingerprint."""

import json
import os
import random
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from tests.fixtures.county import CODE as COUNTY
from tests.fixtures.county import plugin as county
from tests.fixtures.shili import plugin as shili
from tests.fixtures.shili.households import shili_household

from dibao import Engine, Plugin
from dibao.law import plugins as loading

ROOT = Path(__file__).parents[2]
ON = date(2024, 3, 1)
CASES = json.loads((ROOT / "tests" / "data" / "reference_cases.json").read_text("utf-8"))
UNDECIDED = {
    "id": "open",
    "jurisdiction": "431281",
    "area": "rural",
    "members": [
        {"id": "a", "relation": "applicant", "born": "1970-05-01", "incomes": {"wage": "600"}},
        {"id": "b", "relation": "child", "born": "2000-05-01", "incomes": "unknown", "flags": {}},
        {"id": "c", "relation": "parent", "disability": {"kind": "mental", "grade": "unknown"}},
    ],
}


def everything(engine: Engine) -> list[Any]:
    """Give decisions and fingerprints of several places, days and households."""
    decisions = [engine.assess(shili_household(case["household"], case["id"]), ON) for case in CASES[::8]]
    decisions += [
        engine.assess({**UNDECIDED, "jurisdiction": code}, on)
        for code in ("431281", COUNTY)
        for on in (ON, date(2026, 7, 1))
    ]
    words = [decision.explain(lang) for decision in decisions[-4:] for lang in ("zh", "en")]
    return [words, [(decision.to_json(), decision.policy.source) for decision in decisions]]


def as_text(engine: Engine) -> str:
    """Give all of it as text, in the order in which it came."""
    return json.dumps(everything(engine), ensure_ascii=False)


if __name__ == "__main__":
    order: list[str | Plugin] = ["hunan", "hongjiang", shili, county]
    random.Random(sys.argv[1]).shuffle(order)
    print(as_text(Engine(plugins=order)))


@pytest.fixture(scope="module")
def expected() -> str:
    return as_text(Engine(plugins=[county, "hongjiang", "hunan", shili]))


@pytest.mark.parametrize("seed", ["0", "1", "4242"])
def test_hash_seed_and_order_of_plugins_change_nothing(seed, expected):
    """Run in a process of its own: a process has one seed."""
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "tests.properties.test_determinism", seed]
    run = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=True)
    assert run.stdout.strip() == expected


def test_the_order_of_entry_points_changes_nothing(monkeypatch, expected):
    points = tuple(loading.entry_points(group="dibao"))
    monkeypatch.setattr(loading, "entry_points", lambda group: points[::-1])
    names = sorted(point.name for point in points if point.name in ("hunan", "hongjiang"))
    assert as_text(Engine(plugins=[shili, *reversed(names), county])) == expected


MEASURES = """
[document.notice]
title = "{title}"
english = "{title}"
issuer = "{title}"
level = "fixture"

[document.other]
title = "其他"
english = "Another"
issuer = "民政局"
level = "fixture"

[figure."test.top_up"]
unit = "flow"
title = "{title}"
english = "{title}"
{blank}
[[test.top_up]]
code = "970000"
amount = {amount}
per = "month"
since = {since}
until = "open"
document = "{document}"
grade = "{grade}"
"""
PLACES = '["970000"]\nparent = "000000"\ntitle = "{title}"\nenglish = "{title}"\n'
RULES = """
from dibao import Regulation

scheme = Regulation("scheme", title="{title}", issuer="{title}", jurisdiction="970000", since="2024", grade="reported")

@scheme.article("art. 1", answers="supplement", title="{title}", grade="{rule_grade}")
def {name}(member, standards):
    '''{title}.'''
    {answer}
"""
PLAIN: Mapping[str, str] = {
    "title": "办法",
    "blank": "",
    "amount": "10",
    "since": "2024",
    "document": "notice",
    "grade": "reported",
    "rule_grade": "reported",
    "name": "helped",
    "answer": 'return standards.money("test.top_up")',
}


def fingerprint(folder: Path, module: str = "measures", on: date = ON, **changes: str) -> str:
    """Give the fingerprint of a planted province, some of its text changed."""
    text = {**PLAIN, **changes}
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "figures.toml").write_text(MEASURES.format(**text), encoding="utf-8")
    (folder / "jurisdictions.toml").write_text(PLACES.format(**text), encoding="utf-8")
    (folder / f"{module}.py").write_text(RULES.format(**text), encoding="utf-8")
    plugin = Plugin(module, speaks_for="970000", modules=[imported(folder / f"{module}.py")], folder=folder)
    return Engine(plugins=[plugin]).policy("970000", on).fingerprint


def imported(path: Path) -> ModuleType:
    """Import a file as a module that nobody else sees."""
    spec = spec_from_file_location(path.stem, path)
    assert spec is not None and spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


SAME: Sequence[dict[str, Any]] = [
    {"title": "细则"},
    {"module": "measures_elsewhere"},
    {"blank": "\n\n# moved down\n"},
    {"on": date(2024, 3, 2)},
]
OTHER: Sequence[dict[str, Any]] = [
    {"amount": "11"},
    {"document": "other"},
    {"grade": "official"},
    {"rule_grade": "official"},
    {"name": "supported"},
    {"answer": 'return standards.money("test.top_up") if member.employed else 0'},
    {"answer": "return 0"},
    {"on": date(2026, 1, 1)},
    {"since": "2025"},
]


@pytest.mark.parametrize("changes", SAME, ids=str)
def test_words_and_places_leave_the_fingerprint(changes, tmp_path):
    assert fingerprint(tmp_path / "elsewhere", **changes) == fingerprint(tmp_path)


@pytest.mark.parametrize("changes", OTHER, ids=str)
def test_what_decides_changes_the_fingerprint(changes, tmp_path):
    assert fingerprint(tmp_path / "elsewhere", **changes) != fingerprint(tmp_path)
