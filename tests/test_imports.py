"""Who imports whom: read from the source, so that no import hides in a branch."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "dibao"
ON_TOP = ("__init__", "arguments", "reserve")
FOUNDATION = frozenset(f"dibao.{path.stem}" for path in SOURCE.glob("*.py") if path.stem not in ON_TOP)
MAY_IMPORT = {
    "symbols": FOUNDATION | {"dibao.symbols"},
    "household": FOUNDATION | {"dibao.symbols", "dibao.household"},
    "law": FOUNDATION | {"dibao.symbols", "dibao.household.facts", "dibao.law"},
    "export": FOUNDATION | {"dibao.symbols", "dibao.household", "dibao.law", "dibao.assess", "dibao.export"},
    "strategies": FOUNDATION | {"dibao.symbols", "dibao.law.arguments", "dibao.strategies"},
    "monitoring": FOUNDATION
    | {"dibao.symbols", "dibao.household", "dibao.law", "dibao.assess", "dibao.monitoring"}
    # What its questions may read stands with the nation's quantities.
    | {"dibao.national.quantities"},
}
ABOVE_ASSESS = (
    "dibao.authoring",
    "dibao.batch",
    "dibao.cli",
    "dibao.monitoring",
    "dibao.export",
    "dibao.pages",
    "dibao.reserve",
    "dibao.testing",
)
CORE_DEPENDENCIES = {"attr", "attrs", "cattrs", "packaging", "pluggy"}
WITH_EXTRAS = {"authoring", "batch", "cli", "pages", "testing", "timeline"}
HEAVY = (
    *("chinese_calendar", "click", "rich", "jinja2", "packaging", "hypothesis", "pytest"),
    *("numpy", "pyarrow", "z3", "matplotlib", "sphinx"),
)


def modules_of(package: str) -> list[Path]:
    return sorted((SOURCE / package).rglob("*.py"))


def imported_names(path: Path) -> Iterator[str]:
    """Give each imported module, and each imported name as if it were one."""
    package = ("dibao", *path.relative_to(SOURCE).parent.parts)
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join((*above, *([node.module] if node.module else [])))
            yield from (f"{module}.{alias.name}" for alias in node.names)


def lies_in(name: str, package: str) -> bool:
    return name == package or name.startswith(f"{package}.")


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_the_lower_packages_know_nothing_of_those_above_them(package):
    strangers = [
        f"{path.relative_to(SOURCE)} imports {name}"
        for path in modules_of(package)
        for name in imported_names(path)
        if lies_in(name, "dibao") and not any(lies_in(name, allowed) for allowed in MAY_IMPORT[package])
    ]
    assert strangers == []


def test_the_means_test_knows_nothing_of_batch_and_command_line():
    strangers = [
        f"{path.relative_to(SOURCE)} imports {name}"
        for path in modules_of("assess")
        for name in imported_names(path)
        if any(lies_in(name, package) for package in ABOVE_ASSESS)
    ]
    assert strangers == []


def test_only_the_nation_declares_the_question_of_monitoring():
    importing = {
        path.relative_to(SOURCE).parts[0]
        for path in modules_of("")
        for name in imported_names(path)
        if lies_in(name, "dibao.monitoring.hookspecs")
    }
    assert importing == {"national"}


def test_the_nation_takes_nothing_of_monitoring_but_its_question():
    taken = {
        name for path in modules_of("national") for name in imported_names(path) if lies_in(name, "dibao.monitoring")
    }
    assert taken == {"dibao.monitoring.hookspecs"}


def test_the_core_imports_only_its_four_dependencies():
    core = [path for path in modules_of("") if path.relative_to(SOURCE).parts[0] not in WITH_EXTRAS]
    allowed = CORE_DEPENDENCIES | sys.stdlib_module_names | {"dibao"}
    strangers = [
        f"{path.relative_to(SOURCE)} imports {name}"
        for path in core
        for name in imported_names(path)
        if name.partition(".")[0] not in allowed
    ]
    assert strangers == []


def test_importing_dibao_loads_nothing_heavy():
    code = f"import dibao, sys; print(*[name for name in {HEAVY!r} if name in sys.modules])"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.split() == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("import dibao.assess", ["dibao.assess"]),
        ("from dibao import Engine", ["dibao.Engine"]),
        ("from ..assess import policy", ["dibao.assess.policy"]),
        ("from . import figures", ["dibao.law.figures"]),
        ("def rule():\n    from dibao.assess.policy import Policy", ["dibao.assess.policy.Policy"]),
    ],
)
def test_every_way_of_importing_is_seen(line, expected, tmp_path, monkeypatch):
    monkeypatch.setattr(sys.modules[__name__], "SOURCE", tmp_path)
    path = tmp_path / "law" / "module.py"
    path.parent.mkdir()
    path.write_text(line, encoding="utf-8")
    assert list(imported_names(path)) == expected
