"""Plans at random: flags and numbers of people and of households, worked out from each other."""

from fractions import Fraction
from types import SimpleNamespace
from typing import Any

import numpy as np
from attrs import define, field
from hypothesis import strategies as st

from dibao.batch.columns import Column
from dibao.batch.compiled.blocks import BLOCK
from dibao.batch.grouping import Grouping
from dibao.batch.held import Coded
from dibao.batch.plain_graph import PlainGraph
from dibao.batch.rows import Rows
from dibao.batch.run import Figures
from dibao.household.facts import Fact
from dibao.symbols.units import CHOICE, COUNT, FLAG

FLAGS = 5
NUMBERS = {
    np.int8: [(-128, 127), (0, 127)],
    np.int16: [(0, 128), (-129, 128), (-(2**15), 2**15 - 1)],
    np.int32: [(0, 2**15), (-(2**15) - 1, 2**15), (0, 10**7)],
    np.int64: [(-100, 2**40)],
}
"""Types of columns, and bounds of what stands in them: on both sides of where fewer bits suffice."""
FIGURES = [(0, 1), (-5, 127), (0, 40_000)]
WORDS = ("none", "one", "two")
MOST = 2**44
FINEST = 60
"""Numbers in smaller parts are not worked on, so that 64 bits hold whatever comes of those that are."""
WAYS: Any = st.sampled_from(["up", "down", "half_up"])


@define
class World:
    """Facts of people, and what is worked out of them; `whole` are values of the household.

    `tables` has the number of each figure, which may be any within its bounds.
    """

    entity: Any
    graph: PlainGraph = field(factory=PlainGraph)
    facts: dict[Any, Fact] = field(factory=dict)
    types: dict[Any, Any] = field(factory=dict)
    flags: list[Any] = field(factory=list)
    numbers: list[Any] = field(factory=list)
    figures: list[Any] = field(factory=list)
    tables: dict[str, Any] = field(factory=dict)
    whole: list[Any] = field(factory=list)

    def __attrs_post_init__(self):
        for number in range(FLAGS):
            self.flags.append(self._fact(f"flag.{number}", FLAG, np.bool_))
        for kind, several in NUMBERS.items():
            for bounds in several:
                self.numbers.append(self._fact(f"number.{len(self.numbers)}", COUNT, kind, bounds))
        for low, high in FIGURES:
            name = f"figure.{high}"
            self.figures.append(self.graph.leaf("figure", (name,), COUNT, low=low, high=high))
            self.tables[name] = np.array([high])
        word = self._fact("word", CHOICE, None, (0, len(WORDS) - 1), WORDS)
        self.flags += [self.graph.chosen(word, each) for each in WORDS[1:]]

    def _fact(self, name, unit, kind, bounds=(0, 1), values=()):
        key = self.entity, name
        self.facts[key] = Fact(self.entity, name, unit, name, name, values=values, bounds=bounds)
        self.types[key] = kind
        low, high = (None, None) if unit == FLAG else bounds
        return self.graph.leaf("fact", key, unit, scope=self.entity, low=low, high=high)

    def columns(self, count, random, dictionary=3):
        """Give numbers at random, many of them at their bounds; the table numbers so many words, most of them twice."""
        found = {}
        for key, fact in self.facts.items():
            if fact.unit == CHOICE:
                numbers = random.integers(0, dictionary, count).astype(np.int16)
                values: Any = Coded(numbers, np.arange(dictionary) % len(WORDS))
            elif fact.unit == FLAG:
                values = random.integers(0, 2, count).astype(np.bool_)
            else:
                low, high = fact.bounds
                corners = [each for each in (low, low + 1, -1, 0, 1, high - 1, high) if low <= each <= high]
                values = random.choice([*corners, *random.integers(low, high, 3)], count).astype(self.types[key])
            found[key] = Column(fact, values)
        return found


@st.composite
def worlds(draw, /, most: int = 40):
    """Work out flags and numbers of people and of households from each other."""
    world = World(draw(st.sampled_from(["member", "obligor"])))
    for figure in world.figures:
        world.tables[figure.data[0]] = np.array([draw(st.integers(figure.low, figure.high))])
    for step in draw(st.lists(st.sampled_from(sorted(STEPS)), min_size=5, max_size=most)):
        STEPS[step](world, draw)
    graph, entity = world.graph, world.entity
    outputs = [*world.whole, *(graph.any(entity, each) for each in world.flags[-6:])]
    outputs += [graph.count(entity, each) for each in world.flags[-12:-3]]
    outputs += [graph.total(entity, each) for each in world.numbers[-2:]]
    world.whole = [each for each in dict.fromkeys(outputs) if each.op != "const"]
    return world


def _flag(world, draw):
    return draw(st.sampled_from([*world.flags, *(each for each in world.whole if each.unit == FLAG)]))


def _number(world, draw):
    whole = (each for each in world.whole if each.unit == COUNT)
    return draw(st.sampled_from([*world.numbers, *world.figures, *whole]))


def _size(node):
    return max(-node.low, node.high)


def _add(world, node):
    """Take a value up among what later steps use, if it differs from person to person."""
    if node.op == "const" or (node.unit == COUNT and (_size(node) > MOST or node.den > FINEST)):
        return
    kept = world.whole if node.scope == "household" else world.flags if node.unit == FLAG else world.numbers
    kept.append(node)


def _join(world, draw):
    several = [_flag(world, draw) for _ in range(draw(st.integers(2, 4)))]
    _add(world, draw(st.sampled_from([world.graph.both, world.graph.either]))(several))


def _negate(world, draw):
    _add(world, world.graph.negate(_flag(world, draw)))


def _compare(world, draw):
    left, graph = _number(world, draw), world.graph
    near = st.sampled_from([-129, -1, 0, 1, 127, 128, 2**15 - 1, 2**15, 10**7])
    right = graph.constant(draw(near), COUNT) if draw(st.booleans()) else _number(world, draw)
    _add(world, graph.compare(draw(st.sampled_from(["<", "<=", "==", "!="])), left, right))


def _choose(world, draw):
    _add(world, world.graph.choose(_flag(world, draw), _number(world, draw), _number(world, draw)))


def _combine(world, draw):
    first, second, graph = _number(world, draw), _number(world, draw), world.graph
    way = draw(st.sampled_from(["sum", "min", "max", "part", "share", "product", "fraction"]))
    if way == "sum":
        _add(world, graph.add(first, second))
    elif way == "share":
        counts = (each for each in (*world.numbers, *world.whole) if each.unit == COUNT and each.den == 1)
        few = [each for each in counts if 0 <= each.low <= each.high < 999]
        _add(world, graph.share(first, draw(st.sampled_from(few)), draw(WAYS), draw(st.integers(1, 12))))
    elif way == "product":
        if _size(first) * _size(second) <= MOST:
            _add(world, graph.multiply(first, second))
    elif way == "fraction":
        _add(world, graph.scale(first, Fraction(draw(st.integers(-2, 5)), draw(st.integers(1, 7)))))
    elif way == "part":
        part = graph.scale(first, Fraction(draw(st.integers(1, 5)), draw(st.integers(1, 7))))
        _add(world, graph.round(part, draw(WAYS), draw(st.integers(1, 3))))
    else:
        _add(world, graph.extreme(way, [first, second]))


def _sum_up(world, draw):
    graph, entity = world.graph, world.entity
    way = draw(st.sampled_from(["any", "count", "total"]))
    if way == "total":
        _add(world, graph.total(entity, _number(world, draw)))
    else:
        _add(world, getattr(graph, way)(entity, _flag(world, draw)))


def _settle(world, draw):
    """Reckon with one of two figures, as with a standard of the town or of the country."""
    graph, figure = world.graph, st.sampled_from(world.figures)
    part = graph.scale(draw(figure), Fraction(1, draw(st.integers(1, 3))))
    chosen = graph.choose(graph.any(world.entity, _flag(world, draw)), part, draw(figure))
    _add(world, graph.add(chosen, graph.scale(draw(figure), Fraction(draw(st.integers(-1, 2))))))


STEPS = {each.__name__: each for each in (_join, _negate, _compare, _choose, _combine, _sum_up, _settle)}


def decided(run, world, rows):
    """Give the household's values by one form of the plan."""
    plan: Any = SimpleNamespace(household=tuple(world.whole), persons=(), texts={})
    words = {key: fact.values for key, fact in world.facts.items() if fact.unit == CHOICE}
    form = run.of(plan, words, figures_vary=False, people=False)
    outputs = [np.zeros(rows.households, np.bool_ if each.unit == FLAG else np.int64) for each in world.whole]
    figures = [world.tables[name] for name in form.figures]
    form.work(rows, Figures(figures), np.zeros(rows.households, np.int64), outputs, BLOCK, 1)
    return [each.tolist() for each in outputs]


def rows_of(world, sizes, seed, **options):
    starts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    columns = world.columns(int(starts[-1]), np.random.default_rng(seed), **options)
    unchecked = frozenset(key for key, fact in world.facts.items() if fact.unit == COUNT)
    people: Any = {"member": Grouping(starts), "obligor": Grouping(starts)}
    return Rows(columns, people, len(sizes), unchecked, columns)
