"""Settle what a rule may write and what it may read from outside itself."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Sequence
from types import FunctionType, ModuleType

from dibao.symbols.amounts import Months, Step

_BUILTINS = (min, max, sum, any, all, abs, len, range, enumerate, zip, sorted, reversed, bool, tuple, list)
_ALLOWED_BUILTINS = ", ".join(each.__name__ for each in _BUILTINS)
_ADVICE = {
    "isinstance issubclass type": "a symbol has no such type; compare the value itself",
    "id hash": "objects are told apart by value only; compare with ==",
    "repr str format ascii print bytes": "return the value and let explain print it",
    "vars dir getattr setattr hasattr delattr": "write the attribute, such as member.income.wage",
    "globals locals eval exec compile": "write the expression itself",
    "open input __import__": "state it as a fact, a finding or a figure",
    "iter next": "write a for loop over a tuple",
    "map filter": "write a generator expression",
    "int float complex round divmod pow": "write .round_up(to=fen(1)), .round_down or .round_half_up",
    "dict set frozenset": "write a tuple",
}
_BUILTIN_ADVICE = {name: advice for names, advice in _ADVICE.items() for name in names.split()}

REFUSED: dict[type[ast.AST], str] = {
    ast.Is: "writes `is`, which compares objects and not values; write ==",
    ast.IsNot: "writes `is not`, which compares objects and not values; write !=",
    ast.Invert: "writes ~, which is not a logical not; write not",
    ast.BitAnd: "writes &; write and",
    ast.BitOr: "writes |; write or",
    ast.BitXor: "writes ^; write !=",
    ast.Pow: "writes **; multiply with *",
    ast.FloorDiv: "writes //; write .round_down(to=...) with its article, or multiply the other side",
    ast.Mod: "writes %; a means test needs neither remainders nor formatted text, write the value itself",
    ast.MatMult: "writes @; multiply with *",
    ast.LShift: "writes <<; multiply with *",
    ast.RShift: "writes >>; divide by a whole number with /",
    ast.UAdd: "writes a leading +; leave it out",
    ast.Delete: "deletes something; leave it out, a rule only returns its answer",
    ast.Global: "writes global; a rule keeps nothing, return the value",
    ast.Nonlocal: "writes nonlocal; a rule keeps nothing, return the value",
    ast.Import: "imports inside the rule; import helpers at the top of the module",
    ast.ImportFrom: "imports inside the rule; import helpers at the top of the module",
    ast.Try: "catches errors, which could hide one from you; write an if for the case you expect",
    ast.TryStar: "catches errors, which could hide one from you; write an if for the case you expect",
    ast.With: "writes with; a rule opens nothing, leave it out",
    ast.AsyncWith: "writes async with; a rule waits for nothing, leave it out",
    ast.AsyncFor: "writes async for; write a plain for loop over a tuple",
    ast.Await: "waits for something; a rule answers from its arguments only",
    ast.AsyncFunctionDef: "is an async function; write def",
    ast.Raise: "raises an error; write `return None` to leave the question to the next rule",
    ast.Assert: "asserts something; write an if and `return None`",
    ast.While: "writes while, which has no end on symbols; write a for loop over a tuple",
    ast.Yield: "yields; return one value",
    ast.YieldFrom: "yields; return one value",
    ast.ClassDef: "defines a class; write a function",
    ast.JoinedStr: "writes an f-string; return the value and let explain print it",
    ast.SetComp: "builds a set, whose order changes from run to run; write a tuple",
    ast.MatchClass: "matches a class, and a symbol has no such type; match a literal value or write ==",
    ast.MatchSequence: "matches a sequence, which a symbol never is; match one literal value or write ==",
    ast.MatchMapping: "matches a mapping, which a symbol never is; match one literal value or write ==",
    ast.MatchSingleton: "matches True, False or None, which Python compares with `is`; write an if",
    ast.Slice: "takes a slice; name the values one by one",
}
ALLOWED = (
    *(ast.FunctionDef, ast.Lambda, ast.arguments, ast.arg, ast.Return, ast.Expr, ast.Pass),
    *(ast.Assign, ast.AugAssign, ast.AnnAssign, ast.NamedExpr, ast.Load, ast.Store),
    *(ast.If, ast.IfExp, ast.For, ast.Break, ast.Continue),
    *(ast.Match, ast.match_case, ast.MatchValue, ast.MatchOr, ast.MatchAs),
    *(ast.BoolOp, ast.And, ast.Or, ast.UnaryOp, ast.Not, ast.USub),
    *(ast.BinOp, ast.Add, ast.Sub, ast.Mult, ast.Div),
    *(ast.Compare, ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.In, ast.NotIn),
    *(ast.Call, ast.keyword, ast.Starred, ast.Name, ast.Attribute, ast.Subscript, ast.Constant),
    *(ast.Tuple, ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.GeneratorExp, ast.comprehension),
    # Parts of something refused already; a second sentence would not help.
    *(ast.Del, ast.alias, ast.withitem, ast.ExceptHandler, ast.MatchStar),
)
DISPLAYS = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp, ast.GeneratorExp)


class _Missing:
    """The value of a name that is defined nowhere."""


MISSING = _Missing()


def falls_off(body: list[ast.stmt]) -> bool:
    """Tell whether a list of statements may be left at its end."""
    return not any(_always_returns(statement) for statement in body)


def _always_returns(statement: ast.stmt) -> bool:
    match statement:
        case ast.If():
            return not falls_off(statement.body) and not falls_off(statement.orelse)
        case ast.For():
            return not falls_off(statement.orelse) and not _breaks(statement.body)
        case ast.Match():
            last = statement.cases[-1]
            is_complete = isinstance(last.pattern, ast.MatchAs) and last.pattern.pattern is None and last.guard is None
            return is_complete and not any(falls_off(case.body) for case in statement.cases)
    # What is refused by itself needs no second sentence.
    return isinstance(statement, ast.Return | ast.Raise | ast.Try | ast.TryStar | ast.With | ast.While)


def _breaks(body: Sequence[ast.AST]) -> bool:
    """Tell whether break leaves this loop; an inner loop's break is its own."""
    return any(
        isinstance(each, ast.Break)
        or _breaks(each.orelse if isinstance(each, ast.For | ast.While) else list(ast.iter_child_nodes(each)))
        for each in body
    )


def home_module(function: FunctionType) -> str:
    """Give the module that a function was written in."""
    # `__module__` can be copied by a decorator; the globals cannot.
    return str(function.__globals__.get("__name__", ""))


def package_of(function: FunctionType) -> str:
    """Give the top-level package that a function was written in."""
    return home_module(function).partition(".")[0]


def is_kernel(module: str | None) -> bool:
    """Tell whether a module is dibao's own and not one with rules."""
    package = str(module).split(".")
    return package[0] == "dibao" and package[1:2] != ["national"]


def is_constant(value: object) -> bool:
    """Tell whether a value can never change and means the same on symbols."""
    if isinstance(value, tuple | frozenset) and type(value) in (tuple, frozenset):
        return all(is_constant(each) for each in value)
    return type(value) in (int, str, bool, type(None), Months, Step)


def is_known_callable(value: object) -> bool:
    """Tell whether this is a function of Python or dibao for rules."""
    if any(value is each for each in _BUILTINS):
        return True
    home = home_module(value) if isinstance(value, FunctionType) else getattr(value, "__module__", None)
    return callable(value) and not isinstance(value, type) and is_kernel(home)


def described(value: object) -> str:
    """Name a value by its kind, for a sentence."""
    if isinstance(value, type):
        return f"the class {value.__name__}"
    return f"a {type(value).__name__}"


def refusal(name: str, value: object) -> str:
    """Say what stands behind an outer name and what to write instead."""
    short = getattr(value, "__name__", name)
    if getattr(builtins, short, MISSING) is value:
        advice = _BUILTIN_ADVICE.get(short, f"of Python's own functions there are {_ALLOWED_BUILTINS}")
        return f"which a rule may not use; {advice}"
    if isinstance(value, list | dict | set | bytearray):
        return f"{described(value)} that can change between rules; write a tuple"
    if isinstance(value, float):
        return "a float; put it into figures.toml and read standards.share(...)"
    if isinstance(value, ModuleType | type):
        return f"{described(value)}; a rule reads its arguments only, so state what it needs as a fact or a figure"
    if hasattr(value, "__wrapped__"):
        return "which is wrapped by a decorator and may remember earlier answers; call a plain function"
    if callable(value):
        return "which comes from another package; write a function in the plug-in's own package"
    return f"{described(value)}; only whole numbers, texts, tuples of them and functions of the plug-in may be read"
