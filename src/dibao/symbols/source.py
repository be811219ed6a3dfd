"""Write the readable Python function that a policy's graph becomes."""

from __future__ import annotations

import linecache
import re
from collections.abc import Callable, Sequence
from keyword import iskeyword
from typing import Any

from attrs import define, field

from dibao.errors import DibaoError
from dibao.symbols.nodes import HOUSEHOLD, Node
from dibao.symbols.notation import Notation

DEEPEST = 12
PERSONS = ("member", "obligor")
SELDOM_STATED = ("findings.", "education", "facts.", "needs_help.")
_OWN_NAMES = ("household", "members", "obligors", "figures", "one", "assess", "min", "max", "zip")
_compiled: dict[str, Callable[..., Any]] = {}
_HEAD = """\
# Made from a policy; flows of money are whole fen a year, stocks whole fen.
def assess(household, members, obligors, figures):
"""


class Untold(DibaoError):
    """The fast function met an unknown fact whose value it needs."""


class _Unknown:
    """An unknown fact inside the fast function: it spreads until a choice needs it."""

    def __repr__(self) -> str:
        return "UNTOLD"


def _touch(*_: object) -> Any:
    raise Untold


def _stay(*_: object) -> Any:
    return UNTOLD


for _name in ("bool", "index", "int", "float", "abs"):
    setattr(_Unknown, f"__{_name}__", _touch)
for _name in ("eq", "ne", "lt", "le", "gt", "ge", "add", "radd", "sub", "rsub", "mul", "rmul", "floordiv", "neg"):
    setattr(_Unknown, f"__{_name}__", _stay)
UNTOLD = _Unknown()


@define
class Layout:
    """Which facts and figures the function reads, in the order of its arguments."""

    household: list[str] = field(factory=list)
    member: list[str] = field(factory=list)
    obligor: list[str] = field(factory=list)
    figures: list[str] = field(factory=list)


@define
class Writer:
    """Writes one function: values in phases, persons in loops between them."""

    outputs: Sequence[Node]
    layout: Layout = field(factory=Layout)
    lines: list[str] = field(factory=list)
    names: dict[Node, str] = field(factory=dict)
    taken: set[str] = field(factory=lambda: set(_OWN_NAMES))
    uses: dict[Node, int] = field(factory=dict)
    phases: dict[Node, int] = field(factory=dict)
    depths: dict[Node, int] = field(factory=dict)
    order: list[Node] = field(factory=list)
    hesitant: set[Node] = field(factory=set)
    mentioned: dict[Node, set[Node]] = field(factory=dict)
    notation: Notation = field(init=False)

    def __attrs_post_init__(self) -> None:
        """Let values be written by the names that they get."""
        self.notation = Notation(self.names, self.hesitant)

    def write(self) -> str:
        """Give the text of the function; its layout is settled on the way."""
        for node in self.outputs:
            self._visit(node)
            self.uses[node] += 2
        for node in self.order:
            self._settle(node)
        kept = [node for node in self.order if self._has_name(node)]
        for node in kept:
            self.names[node] = self._name(node)
        self.mentioned = {node: self._named_inside(node) for node in kept}
        last = max((self.phases[node] for node in self.order), default=0)
        body: list[str] = []
        for phase in range(last + 1):
            body += self._household_lines(kept, phase)
            for person in PERSONS:
                body += self._loop(kept, phase, person)
        results = ", ".join(self._output(node) for node in self.outputs)
        return _HEAD + "\n".join([*self._unpacking(), *(f"    {each}" for each in body), f"    return ({results},)\n"])

    # -- planning ------------------------------------------------------------------------------------
    def _visit(self, node: Node) -> None:
        """Count uses, and order the values so that arguments come first."""
        stack = [(node, False)]
        while stack:
            each, done = stack.pop()
            if done:
                self.order.append(each)
                continue
            self.uses[each] = self.uses.get(each, 0) + 1
            if self.uses[each] == 1:
                stack.append((each, True))
                stack.extend((arg, False) for arg in reversed(each.args))

    def _settle(self, node: Node) -> None:
        seldom = node.op == "fact" and node.data[1].startswith(SELDOM_STATED)
        if seldom or (node.op != "named" and any(arg in self.hesitant for arg in node.args)):
            self.hesitant.add(node)
        phase = max((self.phases[arg] for arg in node.args), default=0)
        self.phases[node] = phase + 1 if node.op in ("total", "any") else phase
        self.depths[node] = max((0 if self._has_name(arg) else self.depths[arg] for arg in node.args), default=0) + 1

    def _has_name(self, node: Node) -> bool:
        if node.op in ("fact", "figure", "named", "total", "any") or (node.scope != HOUSEHOLD and node in self.outputs):
            return True
        if node.op in ("const", "not", "is"):
            return False
        deep = self.depths.get(node, 0) > DEEPEST
        # A shared condition over facts that are often unknown is written out where it is
        # needed: worked out ahead, it would ask for facts that a household need not have.
        return deep or (self.uses[node] > 1 and not (node in self.hesitant and node.op in ("and", "or", "ite")))

    def _name(self, node: Node) -> str:
        wish = {
            "fact": lambda: node.data[1].replace(".", "_"),
            "figure": lambda: node.data[0],
            "named": lambda: node.data[0].partition(".")[2] or node.data[0],
        }.get(node.op, lambda: f"{node.op}_1")()
        wish = re.sub(r"\W+", "_", wish, flags=re.ASCII)
        wish = f"v_{wish}" if not wish.isidentifier() or iskeyword(wish) else wish
        name, number = wish, 1
        # A value that persons have may also need a list, `name_of`.
        while not self.taken.isdisjoint((name, f"{name}_of")):
            number += 1
            name = f"{wish.removesuffix('_1')}_{number}"
        self.taken |= {name, f"{name}_of"}
        return name

    # -- writing -------------------------------------------------------------------------------------
    def _unpacking(self) -> list[str]:
        lines = []
        for source, attribute in (("household", "household"), ("figures", "figures")):
            leaves = [n for n in self.names if n.op == ("fact" if source == "household" else "figure")]
            leaves = [n for n in leaves if n.op == "figure" or n.data[0] == HOUSEHOLD]
            getattr(self.layout, attribute)[:] = [n.data[1] if n.op == "fact" else n.data[0] for n in leaves]
            if leaves:
                lines.append(f"    {', '.join(self.names[n] for n in leaves)}, = {source}")
        return lines

    def _household_lines(self, kept: list[Node], phase: int) -> list[str]:
        wanted = [n for n in kept if n.scope == HOUSEHOLD and self.phases[n] == phase]
        return [
            f"{self.names[n]} = {self.notation.text(n, top=True)}"
            for n in wanted
            if n.op not in ("fact", "figure", "total", "any")
        ]

    def _loop(self, kept: list[Node], phase: int, person: str) -> list[str]:
        """Write the loop over one kind of person that this phase needs."""
        sums = [n for n in kept if n.op in ("total", "any") and n.data[0] == person and self.phases[n] == phase + 1]
        values = [n for n in kept if n.scope == person and self.phases[n] == phase and n.op != "fact"]
        facts = [n for n in kept if n.op == "fact" and n.data[0] == person]
        if not sums and not values and not (phase == 0 and any(n in self.outputs for n in facts)):
            return []
        getattr(self.layout, person)[:] = [n.data[1] for n in facts]
        stated = [n for n in facts if n in self.outputs and phase == 0]
        kept_lists = [*(n for n in values if self._leaves_loop(n, phase)), *stated]
        earlier = sorted(self._from_before(values, sums, phase), key=self.order.index)
        head = [f"{self.names[n]} = {'0' if n.op == 'total' else 'False'}" for n in sums]
        head += [f"{self.names[n]}_of = []" for n in kept_lists]
        source, target = f"{person}s", "one"
        if earlier:
            source = f"zip({source}, {', '.join(f'{self.names[n]}_of' for n in earlier)}, strict=True)"
            target = ", ".join(["one", *(self.names[n] for n in earlier)])
        inside = [f"{', '.join(self.names[n] for n in facts)}, = one"] if facts else []
        inside += [f"{self.names[n]} = {self.notation.text(n, top=True)}" for n in values]
        inside += [self._adding(n) for n in sums]
        inside += [f"{self.names[n]}_of.append({self.names[n]})" for n in kept_lists]
        return [*head, f"for {target} in {source}:", *(f"    {each}" for each in inside)]

    def _adding(self, node: Node) -> str:
        name, body = self.names[node], self.notation.text(node.args[0])
        return f"{name} += {body}" if node.op == "total" else f"{name} = {name} or {body}"

    def _leaves_loop(self, node: Node, phase: int) -> bool:
        if node in self.outputs:
            return True
        users = (user for user, inside in self.mentioned.items() if node in inside)
        return any((self.phases[u] - (u.op in ("total", "any"))) > phase for u in users)

    def _from_before(self, values: list[Node], sums: list[Node], phase: int) -> set[Node]:
        needed = {arg for node in (*values, *sums) for arg in self.mentioned[node]}
        return {n for n in needed if n.scope != HOUSEHOLD and n.op != "fact" and self.phases[n] < phase}

    def _named_inside(self, node: Node) -> set[Node]:
        """Give the named values that a value's own text mentions."""
        found: set[Node] = set()
        stack = list(node.args)
        while stack:
            each = stack.pop()
            if each in self.names:
                found.add(each)
            else:
                stack.extend(each.args)
        return found

    def _output(self, node: Node) -> str:
        return self.notation.text(node) if node.scope == HOUSEHOLD else f"{self.names[node]}_of"


def compiled(text: str) -> Callable[..., tuple[Any, ...]]:
    """Compile the function once for each text; a traceback shows its lines."""
    known = _compiled.get(text)
    if known is None:
        name = f"<dibao policy {len(_compiled) + 1}>"
        linecache.cache[name] = (len(text), None, text.splitlines(keepends=True), name)
        space: dict[str, Any] = {}
        exec(compile(text, name, "exec"), space)  # noqa: S102 - our own text: numbers, names and words of the catalogue
        known = _compiled[text] = space["assess"]
    return known
