"""Run a rule along every path and join what it answers into one node."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextvars import ContextVar
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

from attrs import define, field, frozen

from dibao.errors import RuleError, UnitError
from dibao.symbols.expressions import Graph
from dibao.symbols.knowledge import Knowledge
from dibao.symbols.nodes import Node

MOST_PATHS = 512
MOST_DECISIONS = 64
_INTERNAL = tuple(str(Path(__file__).parent.parent / name) for name in ("symbols", "assess"))
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
    """One traced call: the path being run and every error it has met."""

    graph: Graph
    label: str
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
        error = kind(f"{self.label}{caller_place()}: {sentence}")
        self.errors.append(error)
        if self.outer is not None:
            self.outer.errors.append(error)
        raise error


def current_trace() -> Trace:
    """Give the trace that is running; symbols mean nothing outside one."""
    trace = _current.get()
    if trace is None:
        raise RuleError("a symbol was used outside its rule; do not keep rule arguments in variables of the module")
    return trace


def caller_place() -> str:
    """Give ` (package/module.py:line)` of the rule's code that is running."""
    frame: FrameType | None = sys._getframe(1)
    while frame is not None and frame.f_code.co_filename.startswith(_INTERNAL):
        frame = frame.f_back
    if frame is None:
        return ""
    path = Path(frame.f_code.co_filename)
    return f" ({path.parent.name}/{path.name}:{frame.f_lineno})"


def trace_paths(graph: Graph, label: str, call: Callable[[], Any], finish: Callable[[Any], Any]) -> list[Leaf]:
    """Run `call` along every path of conditions; give the leaves in order.

    `finish` turns what the call returned into the leaf's answer while the
    path is still known; it may fail like the rule itself.
    """
    leaves: list[Leaf] = []
    plan: list[tuple[Node, bool]] = []
    outer = _current.get()
    while True:
        trace = Trace(graph, label, outer=outer, plan=plan)
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
            split = str(plan[-1][0])[:80]
            trace.fail(
                f"has more than {MOST_PATHS} paths (the last split is {split}); split it into parts or use min/max"
            )
        plan[-1] = (plan[-1][0], False)


def _run(trace: Trace, call: Callable[[], Any], finish: Callable[[Any], Any]) -> Any:
    token = _current.set(trace)
    try:
        answer = finish(call())
    except RuleError as error:
        if error in trace.errors or (trace.outer is not None and error in trace.outer.errors):
            raise
        raise type(error)(f"{trace.label}{_raised_place(error)}: {error}") from error
    except Exception as error:
        raise RuleError(_foreign(trace, error)) from error
    finally:
        _current.reset(token)
    if trace.errors:
        raise trace.errors[0]
    return answer


def _foreign(trace: Trace, error: Exception) -> str:
    if trace.errors:
        return str(trace.errors[0])
    path = " and ".join(f"{'' if chosen else 'not '}{condition!r}" for condition, chosen in trace.decisions[-3:])
    on_path = f" on the path {path}" if path else ""
    return (
        f"{trace.label}{_raised_place(error)}: raised {type(error).__name__}: {error}{on_path}; "
        "a rule must answer, or return None"
    )


def _raised_place(error: BaseException) -> str:
    place = ""
    step = error.__traceback__
    while step is not None:
        name = step.tb_frame.f_code.co_filename
        if not name.startswith(_INTERNAL):
            path = Path(name)
            place = f" ({path.parent.name}/{path.name}:{step.tb_lineno})"
        step = step.tb_next
    return place


def join(graph: Graph, leaves: list[Leaf], depth: int = 0) -> Node:
    """Join the leaves of a traced call, whose answers are nodes, into one node."""
    first = leaves[0]
    if len(leaves) == 1:
        node: Node = first.answer
        return node
    condition = first.decisions[depth][0]
    yes = [each for each in leaves if each.decisions[depth][1]]
    no = [each for each in leaves if not each.decisions[depth][1]]
    return graph.choose(condition, join(graph, yes, depth + 1), join(graph, no, depth + 1))


def unit_error(sentence: str) -> NoReturn:
    """Raise a unit error located at the rule that is running."""
    current_trace().fail(sentence, UnitError)
