"""Refuse rules whose Python would silently mean something else on symbols.

A rule is read before it is traced. What is not on the lists below is refused
with a sentence that says what to write instead.
"""

from __future__ import annotations

import ast
import builtins
import dis
import linecache
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from types import CellType, CodeType, FunctionType, ModuleType
from typing import Any
from weakref import WeakKeyDictionary

from attrs import frozen

from dibao.errors import Problem
from dibao.symbols.constructs import (
    ALLOWED,
    DISPLAYS,
    MISSING,
    REFUSED,
    described,
    falls_off,
    home_module,
    is_constant,
    is_kernel,
    is_known_callable,
    package_of,
    refusal,
)

_DEFAULT = "has a default argument that can change; give a whole number, a text or a tuple"
_NO_RETURN = "may end without return; write `return None` to leave the question to the next rule"
_DECORATED = "is decorated; only .article(...) of a regulation may stand on a rule, and a helper stands plain"
_SET_ORDER = "uses a set other than after `in`, and its order changes from run to run; write a tuple"


@frozen
class _Findings:
    """What one function's own source shows: sentences by line, and helpers."""

    problems: tuple[tuple[int, str], ...]
    helpers: tuple[FunctionType, ...] = ()


_seen: WeakKeyDictionary[FunctionType, _Findings] = WeakKeyDictionary()


def check_rule_source(function: Callable[..., Any], *, name: str) -> list[Problem]:
    """List all that a rule and its helpers write and a rule may not.

    Args:
        function: the rule as it stands in its module.
        name: the rule's name, for the sentences.

    Returns:
        One problem per finding, at `package/module.py:line`; empty if all is well.
    """
    if not isinstance(function, FunctionType):
        return [Problem("", f"{name} is {described(function)} and not a plain function; write it with def")]
    problems: list[Problem] = []
    waiting, met = [function], {function}
    while waiting:
        current = waiting.pop(0)
        who = name if current is function else f"{current.__name__}, which {name} calls,"
        findings = _findings(current)
        problems += [Problem(_place(current, line), f"{who} {what}.") for line, what in findings.problems]
        waiting += [each for each in findings.helpers if each not in met]
        met.update(findings.helpers)
    return problems


def _findings(function: FunctionType) -> _Findings:
    if function not in _seen:
        _seen[function] = _read(function)
    return _seen[function]


def _read(function: FunctionType) -> _Findings:
    code = function.__code__
    if code.co_name == "<lambda>":
        return _Findings(((code.co_firstlineno, "is a lambda; write a function with def and a name"),))
    node = _located(code, function.__globals__)
    if node is None:
        lost = "has no source to read, or it changed after import; keep rules in a .py file and load it again"
        return _Findings(((code.co_firstlineno, lost),))
    reader = _Reader(function, node)
    return _Findings(tuple(sorted(set(reader.read(node)))), tuple(dict.fromkeys(reader.helpers)))


def _place(function: FunctionType, line: int) -> str:
    path = Path(function.__code__.co_filename)
    return f"{path.parent.name}/{path.name}:{line}"


def _located(code: CodeType, names: dict[str, Any]) -> ast.FunctionDef | ast.AsyncFunctionDef | None:
    linecache.checkcache(code.co_filename)
    tree = _parsed("".join(linecache.getlines(code.co_filename, names)))
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name == code.co_name:
            first = min([node.lineno, *(each.lineno for each in node.decorator_list)])
            if first == code.co_firstlineno:
                return node
    return None


@lru_cache(maxsize=32)
def _parsed(source: str) -> ast.Module:
    try:
        return ast.parse(source)
    except SyntaxError:
        return ast.Module(body=[], type_ignores=[])


def _outer_names(code: CodeType) -> set[tuple[int, str]]:
    """Give line and name of all that a function reads from outside itself.

    The compiler has settled which names are local, so its answer is asked.
    """
    found: set[tuple[int, str]] = set()
    nested = [code]
    while nested:
        current = nested.pop()
        nested += [each for each in current.co_consts if isinstance(each, CodeType)]
        for step in dis.get_instructions(current):
            is_free = "DEREF" in step.opname and step.argval in code.co_freevars
            if (step.opname == "LOAD_GLOBAL" or is_free) and step.positions and step.positions.lineno:
                found.add((step.positions.lineno, step.argval))
    return found


def _outer_values(function: FunctionType) -> dict[str, Any]:
    cells = zip(function.__code__.co_freevars, function.__closure__ or (), strict=True)
    closed = {name: _contents(cell) for name, cell in cells}
    return {**vars(builtins), **function.__globals__, **closed}


class _Reader:
    """Read one function node by node and say what it may not write."""

    def __init__(self, function: FunctionType, node: ast.AST) -> None:
        self.function = function
        self.top = node
        self.package = package_of(function)
        self.names = _outer_names(function.__code__)
        self.values = _outer_values(function)
        self.helpers: list[FunctionType] = []
        nodes = list(ast.walk(node))
        self.dotted = {id(each.value) for each in nodes if isinstance(each, ast.Attribute)}
        compared = [each for each in nodes if isinstance(each, ast.Compare)]
        self.asked_in = {
            id(right)
            for each in compared
            for operator, right in zip(each.ops, each.comparators, strict=True)
            if isinstance(operator, ast.In | ast.NotIn)
        }

    def read(self, node: ast.AST, line: int = 0) -> Iterator[tuple[int, str]]:
        """Yield line and sentence of everything refused in a node."""
        line = getattr(node, "lineno", line)
        sentence = REFUSED.get(type(node))
        if sentence is None and not isinstance(node, ALLOWED):
            sentence = (
                f"writes {type(node).__name__}; a rule needs only if, and, or, not, comparisons, + - * and return"
            )
        for each in [sentence] if sentence else self._special(node):
            yield line, each
        if not isinstance(node, ast.JoinedStr):
            for child in _children(node):
                yield from self.read(child, line)

    def _special(self, node: ast.AST) -> Iterator[str]:
        match node:
            case ast.FunctionDef():
                yield from self._definition(node)
            case ast.Lambda() if _has_changing_default(node.args):
                yield _DEFAULT
            case ast.Return(value=None):
                yield _NO_RETURN
            case ast.Constant(value=float()):
                yield f"writes the float {ast.unparse(node)}; put it into figures.toml and read standards.share(...)"
            case ast.Constant() if type(node.value) not in (int, str, bool, type(None)):
                yield f"writes {ast.unparse(node)}; only whole numbers, texts, True, False and None may stand in a rule"
            case ast.Attribute() | ast.Subscript() if isinstance(node.ctx, ast.Store):
                yield f"sets {ast.unparse(node)}; facts are read-only, give the new value a name of its own"
            case ast.Attribute():
                yield from self._attribute(node)
            case ast.Name() if (node.lineno, node.id) in self.names:
                yield from self._outer(node.id, node, self.values.get(node.id, MISSING))
            case ast.Set() if id(node) not in self.asked_in:
                yield _SET_ORDER

    def _definition(self, node: ast.FunctionDef) -> Iterator[str]:
        if not all(self._is_article(each, node) for each in node.decorator_list):
            yield _DECORATED
        values = [*(self.function.__defaults__ or ()), *(self.function.__kwdefaults__ or {}).values()]
        is_changing = not all(is_constant(value) for value in values) if node is self.top else False
        if is_changing or _has_changing_default(node.args):
            yield _DEFAULT
        if falls_off(node.body):
            yield _NO_RETURN

    def _is_article(self, decorator: ast.expr, node: ast.FunctionDef) -> bool:
        match decorator:
            case ast.Call(func=ast.Attribute(attr="article", value=ast.Name(id=name))) if node is self.top:
                # A regulation that is local to a function cannot be looked up from here.
                return name not in self.values or is_kernel(type(self.values[name]).__module__)
        return False

    def _attribute(self, node: ast.Attribute) -> Iterator[str]:
        if node.attr.startswith("_") or node.attr in ("format", "format_map"):
            yield f"reads .{node.attr}, which is not a fact, a quantity or a figure; name one of those"
        module = self._module(node.value)
        if module is not None:
            yield from self._outer(ast.unparse(node), node, getattr(module, node.attr, MISSING))

    def _module(self, node: ast.expr) -> ModuleType | None:
        value: object = None
        if isinstance(node, ast.Name) and (node.lineno, node.id) in self.names:
            value = self.values.get(node.id)
        elif isinstance(node, ast.Attribute):
            value = getattr(self._module(node.value), node.attr, None)
        return value if isinstance(value, ModuleType) else None

    def _outer(self, name: str, node: ast.expr, value: object) -> Iterator[str]:
        """Yield a sentence unless a rule may read this value from outside."""
        if value is MISSING:
            yield f"reads {name}, which is not defined; define it at the top of the module or correct the name"
        elif isinstance(value, frozenset) and is_constant(value):
            if id(node) not in self.asked_in:
                yield _SET_ORDER
        elif isinstance(value, FunctionType) and self._is_helper(value):
            self.helpers.append(value)
        elif not (is_constant(value) or self._is_own_module(value, node) or is_known_callable(value)):
            yield f"reads {name}, {refusal(name, value)}"

    def _is_helper(self, value: FunctionType) -> bool:
        return not is_kernel(home_module(value)) and package_of(value) == self.package

    def _is_own_module(self, value: object, node: ast.expr) -> bool:
        if not isinstance(value, ModuleType) or id(node) not in self.dotted:
            return False
        return value.__name__.partition(".")[0] in (self.package, "dibao")


def _children(node: ast.AST) -> Iterator[ast.AST]:
    """Give the parts of a node that run when the rule runs."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        yield node.args
        yield from node.body
    elif isinstance(node, ast.AnnAssign):
        yield node.target
        yield from [node.value] if node.value else []
    elif isinstance(node, ast.arguments):
        yield from (each for each in (*node.defaults, *node.kw_defaults) if each is not None)
    else:
        yield from ast.iter_child_nodes(node)


def _has_changing_default(arguments: ast.arguments) -> bool:
    return any(isinstance(each, DISPLAYS) for each in (*arguments.defaults, *arguments.kw_defaults))


def _contents(cell: CellType) -> object:
    try:
        return cell.cell_contents
    except ValueError:
        return MISSING
