"""Run a rule along every path and join what it answers into one node."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from contextvars import ContextVar
from functools import cache, partial
from pathlib import Path
from types import FrameType, FunctionType
from typing import Any, NoReturn

from attrs import define, field, frozen

from dibao.errors import RuleError, UnitError
from dibao.symbols.expressions import Graph
from dibao.symbols.knowledge import Knowledge
from dibao.symbols.nodes import Node

MOST_PATHS = 512
MOST_DECISIONS = 64
_INTERNAL = frozenset({"symbols", "assess"})
_current: ContextVar[Trace | None] = ContextVar("dibao_trace", default=None)


@frozen
class Leaf:
    """The end of one path: the decisions that led there and the answer.

    `frames` are the persons whose values the path asked about.
    """

    decisions: tuple[tuple[Node, bool], ...]
    answer: Any
    frames: tuple[object, ...] = ()


@define
class Trace:
    """One traced call: the path being run and every error it has met.

    `home` is where the rule stands, for what goes wrong after it has answered.
    """

    graph: Graph
    label: str
    home: str = ""
    outer: Trace | None = None
    plan: list[tuple[Node, bool]] = field(factory=list)
    decisions: list[tuple[Node, bool]] = field(factory=list)
    knowledge: Knowledge = field(factory=Knowledge)
    frames: dict[int, object] = field(factory=dict)
    errors: list[RuleError] = field(factory=list)

    def decide(self, condition: Node, frame: object = None) -> bool:
        """Answer a condition on this path; both answers are followed in turn."""
        if frame is not None:
            self.frames[id(frame)] = frame
        settled = self.knowledge.settles(condition)
        if settled is not None:
            return settled
        position = len(self.decisions)
        if position >= MOST_DECISIONS:
            self.fail(f"asks more than {MOST_DECISIONS} questions in a row; split it into parts, or use min and max")
        chosen = True
        if position < len(self.plan):
            planned, chosen = self.plan[position]
            if planned is not condition:
                self.fail("asked other questions when it was run again; a rule may depend on nothing but its arguments")
        self.decisions.append((condition, chosen))
        self.knowledge.learn(condition, chosen)
        return chosen

    def fail(self, sentence: str, kind: type[RuleError] = RuleError) -> NoReturn:
        """Raise an error that names the rule, and keep it if the rule swallows it."""
        raise self.keep(kind(f"{self.label}{caller_place() or self.home}: {sentence}"))

    def keep(self, error: RuleError) -> RuleError:
        """Keep an error, so that it is raised again even if a rule swallows it."""
        trace: Trace | None = self
        while trace is not None:
            trace.errors.append(error)
            trace = trace.outer
        return error


def current_trace() -> Trace:
    """Give the trace that is running; symbols mean nothing outside one."""
    trace = _current.get()
    if trace is None:
        raise RuleError("a symbol was used outside its rule; do not keep rule arguments in variables of the module")
    return trace


def caller_place() -> str:
    """Give ` (package/module.py:line)` of the rule's code that is running."""
    frame: FrameType | None = sys._getframe(1)
    trace = _current.get()
    while frame is not None and trace is not None:
        if frame.f_code is _run.__code__:
            # Beyond this frame stands who asked for the trace: an outer rule, or no rule at all.
            if trace.home:
                return trace.home
            trace = trace.outer
        elif not _is_internal(frame.f_globals):
            return _place(frame.f_code.co_filename, frame.f_lineno)
        frame = frame.f_back
    return ""


def _is_internal(names: dict[str, Any]) -> bool:
    """Tell whether code is the kernel's or Python's own, and no rule's."""
    package = str(names.get("__name__", "")).split(".")
    return package[0] in sys.stdlib_module_names or (package[0] == "dibao" and not _INTERNAL.isdisjoint(package[1:2]))


@cache
def _place(file: str, line: int) -> str:
    path = Path(file)
    return f" ({path.parent.name}/{path.name}:{line})"


def _home(call: Callable[[], Any]) -> str:
    function = call.func if isinstance(call, partial) else call
    if not isinstance(function, FunctionType) or _is_internal(function.__globals__):
        return ""
    return _place(function.__code__.co_filename, function.__code__.co_firstlineno)


def trace_paths(graph: Graph, label: str, call: Callable[[], Any], finish: Callable[[Any], Any]) -> list[Leaf]:
    """Run `call` along every path of conditions; give the leaves in order.

    `finish` turns what the call returned into the leaf's answer while the
    path is still known; it may fail like the rule itself.
    """
    leaves: list[Leaf] = []
    plan: list[tuple[Node, bool]] = []
    outer, home = _current.get(), _home(call)
    while True:
        trace = Trace(graph, label, home, outer, plan)
        answer = _run(trace, call, finish)
        if len(trace.decisions) < len(plan):
            trace.fail("asked fewer questions when it was run again; a rule may depend on nothing but its arguments")
        leaves.append(Leaf(tuple(trace.decisions), answer, tuple(trace.frames.values())))
        plan = list(trace.decisions)
        while plan and not plan[-1][1]:
            plan.pop()
        if not plan:
            return leaves
        if len(leaves) >= MOST_PATHS:
            last = f"the last question is {trace.decisions[-1][0]!r}"
            trace.fail(f"has more than {MOST_PATHS} paths ({last}); split it into parts, or use min and max")
        plan[-1] = (plan[-1][0], False)


def _run(trace: Trace, call: Callable[[], Any], finish: Callable[[Any], Any]) -> Any:
    token = _current.set(trace)
    try:
        answer = finish(call())
    except RuleError as error:
        if error in trace.errors:
            raise
        raise trace.keep(type(error)(f"{trace.label}{_raised_place(error) or trace.home}: {error}")) from error
    except Exception as error:
        if trace.errors:
            raise trace.errors[0] from error
        raise trace.keep(RuleError(_foreign(trace, error))) from error
    finally:
        _current.reset(token)
    if trace.errors:
        raise trace.errors[0]
    return answer


def _foreign(trace: Trace, error: Exception) -> str:
    path = path_in_words(trace.decisions[-3:])
    on_path = f" where {path}" if path else ""
    return (
        f"{trace.label}{_raised_place(error) or trace.home}: raised {type(error).__name__}: {error}{on_path}; "
        "a rule must answer, or return None"
    )


def path_in_words(decisions: Sequence[tuple[Node, bool]]) -> str:
    """Say which conditions a path has met."""
    return " and ".join(f"{'' if chosen else 'not '}{condition!r}" for condition, chosen in decisions)


def _raised_place(error: BaseException) -> str:
    place = ""
    step = error.__traceback__
    while step is not None:
        # Code that attrs generated belongs to no rule.
        if not (_is_internal(step.tb_frame.f_globals) or step.tb_frame.f_code.co_filename.startswith("<attrs ")):
            place = _place(step.tb_frame.f_code.co_filename, step.tb_lineno)
        step = step.tb_next
    return place


def join(graph: Graph, leaves: list[Leaf], depth: int = 0) -> Node:
    """Join the leaves of a traced call, whose answers are nodes, into one node."""
    if len(leaves) == 1:
        node: Node = leaves[0].answer
        return node
    condition = leaves[0].decisions[depth][0]
    yes = [each for each in leaves if each.decisions[depth][1]]
    no = [each for each in leaves if not each.decisions[depth][1]]
    return graph.choose(condition, join(graph, yes, depth + 1), join(graph, no, depth + 1))


def unit_error(sentence: str) -> NoReturn:
    """Raise a unit error located at the rule that is running."""
    current_trace().fail(sentence, UnitError)
