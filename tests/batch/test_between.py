"""What is worked out between a least and a most."""

import numpy as np
import pytest

from dibao.batch.between import Between, known
from dibao.batch.people import Household, People
from dibao.batch.plain_graph import PlainGraph
from dibao.symbols.units import COUNT


@pytest.mark.parametrize(("figure", "sums"), [(2, [0, 0]), (3, [1, 5]), (4, [0, 0])])
def test_what_is_chosen_by_figures_alone_is_seen_by_every_person(figure, sums):
    graph = PlainGraph()
    own = graph.leaf("fact", ("member", "own"), COUNT, scope="member", low=0, high=9)
    leaf = graph.leaf("figure", ("figure",), COUNT, low=0, high=9)
    chosen = graph.choose(graph.compare("==", leaf, graph.constant(3, COUNT)), leaf, graph.constant(0, COUNT))
    total = graph.total("member", graph.extreme("min", [own, chosen]))
    people = Household(People(np.array([0, 1, 3])))
    columns, figures = known(np.array([1, 5, 2])), known(np.int64(figure))
    between = Between(lambda _: columns, lambda _: figures, people, lambda _: ())
    assert between.work([total])[total].low.tolist() == sums
