"""Put some synthetic households on a line of the test, and others one fen beside it.

What else could decide is taken from such a household: nobody is left out, ill,
disabled or has costs, and only the applicant earns, so that the one amount
alone says on which side of the line it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from attrs import frozen

from dibao.batch.synth.block import Block, marginals
from dibao.batch.synth.draws import Flags, Integers

PLAIN = (
    "left_out", "works", "employed", "wage", "business", "property", "transfer", "excluded_transfer", "medical",
    "education", "care", "grade", "kind", "ill", "student",
)  # fmt: skip
LEAST_AWARD, ONE_YUAN, ADULT_AGE = 5000, 100, 40
FIRST_KIND_ALONE = 5
"""The intellectual disability among the kinds of the reference policy; the mental one follows."""


@frozen
class Edge:
    """The households on one line: their rows, first members, standard, need, and a shift of -1, 0 or 1."""

    block: Block
    rows: Integers
    shift: Integers

    @property
    def first(self) -> Integers:
        """Give the row of each household's first member."""
        return self.block.starts[self.rows]

    @property
    def standard(self) -> Integers:
        """Give the standard in fen a month."""
        return self.block.standard[self.rows]

    @property
    def need(self) -> Integers:
        """Give the standards of all members together."""
        return self.standard * self.block.sizes[self.rows]

    def of_household(self, name: str, values: Integers | int) -> None:
        """Set a fact of these households."""
        self.block.households[name][self.rows] = values

    def of_first(self, name: str, values: Integers | int | bool) -> None:
        """Set a fact of their first members."""
        self.block.members[name][self.first] = values


Line = Callable[[Edge], None]


def on_lines(block: Block, lines: Sequence[Line]) -> None:
    """Move a share of the households to the lines, as many to each."""
    rows = len(block.sizes)
    moved: Flags = block.draws.chance("moved", rows, marginals()["edges"]["share"])
    chosen = block.draws.below("line", rows, len(lines))
    shift = block.draws.below("shift", rows, 3) - 1
    _make_plain(block, moved)
    for number, line in enumerate(lines):
        (here,) = np.nonzero(moved & (chosen == number))
        line(Edge(block, here, shift[here]))


def _make_plain(block: Block, moved: Flags) -> None:
    owned = ("savings", "vehicles", "houses", "on_dibao", "last_amount", "grace_months")
    for name in owned:
        block.households[name][moved] = 0
    members = moved[block.owners]
    for name in PLAIN:
        block.members[name][members] = 0
    block.members["age"][members] = ADULT_AGE


def income_is_need(edge: Edge) -> None:
    """Dibao ends where income reaches need."""
    edge.of_first("wage", edge.need + edge.shift)


def income_is_marginal(edge: Edge) -> None:
    """A family is marginal below one and a half times need."""
    edge.of_first("wage", -(-3 * edge.need // 2) + edge.shift)


def savings_are_at_the_limit(edge: Edge) -> None:
    """Savings may be two years of need."""
    edge.of_household("savings", 24 * edge.need + edge.shift)


def gap_is_the_least(edge: Edge) -> None:
    """A small gap is paid with the least amount."""
    edge.of_first("wage", edge.need - LEAST_AWARD - edge.shift)


def gap_is_whole_yuan(edge: Edge) -> None:
    """A gap is paid up to the whole yuan."""
    edge.of_first("wage", edge.need - 2 * LEAST_AWARD - ONE_YUAN - edge.shift)


def wage_is_the_cost_of_working(edge: Edge) -> None:
    """A worker keeps a fifth of the standard, at most the wage."""
    edge.of_first("employed", True)
    edge.of_first("wage", edge.standard // 5 + edge.shift)


def costs_are_half(edge: Edge) -> None:
    """Unavoidable costs come off, up to half of income."""
    edge.of_first("wage", edge.standard)
    edge.of_first("medical", edge.standard // 2 + edge.shift)


def own_income_is_the_standard(edge: Edge) -> None:
    """Who is covered alone gets what own income lacks to the standard."""
    edge.of_first("ill", True)
    _earn_in_a_marginal_family(edge, edge.standard + edge.shift)


def kind_is_covered_alone(edge: Edge) -> None:
    """In a marginal family the third grade is covered for two kinds, not for the one before them."""
    edge.of_first("grade", 3)
    edge.of_first("kind", FIRST_KIND_ALONE + edge.shift)
    _earn_in_a_marginal_family(edge, edge.standard // 2)


def grade_outside_the_unit(edge: Edge) -> None:
    """Who is left out has an allowance all the same, up to the second grade."""
    edge.of_first("left_out", True)
    edge.of_first("grade", 2 + edge.shift)
    edge.of_first("kind", FIRST_KIND_ALONE)


def _earn_in_a_marginal_family(edge: Edge, own: Integers) -> None:
    """Let the first member earn so much, and the last what makes the family marginal."""
    last = edge.first + edge.block.sizes[edge.rows] - 1
    edge.block.members["property"][last] = np.maximum(edge.need * 5 // 4 - own, 0)
    edge.of_first("wage", own)


def transfer_is_excluded(edge: Edge) -> None:
    """Transfers that do not count come off transfers, down to nothing."""
    edge.of_first("transfer", edge.standard)
    edge.of_first("excluded_transfer", edge.standard + edge.shift)


def child_comes_of_age(edge: Edge) -> None:
    """Who is younger than eighteen is a child."""
    edge.of_first("age", 18 + edge.shift)


def member_grows_old(edge: Edge) -> None:
    """Who is seventy or older is old."""
    edge.of_first("age", 70 + edge.shift)


def grace_ends(edge: Edge) -> None:
    """Dibao fades out for six months above the line."""
    edge.of_household("on_dibao", 1)
    edge.of_household("last_amount", 3 * LEAST_AWARD)
    edge.of_household("grace_months", 6 + edge.shift)
    edge.of_first("wage", edge.need * 5 // 4)


def one_house_more(edge: Edge) -> None:
    """Two houses are allowed."""
    edge.of_household("houses", 2 + edge.shift)


def a_vehicle(edge: Edge) -> None:
    """No vehicle is allowed."""
    edge.of_household("vehicles", np.maximum(edge.shift, 0))


SHILI: Sequence[Line] = (
    income_is_need, income_is_marginal, savings_are_at_the_limit, gap_is_the_least, gap_is_whole_yuan,
    wage_is_the_cost_of_working, costs_are_half, own_income_is_the_standard, kind_is_covered_alone,
    grade_outside_the_unit, transfer_is_excluded, child_comes_of_age, member_grows_old, grace_ends, one_house_more,
    a_vehicle,
)  # fmt: skip
NATIONAL: Sequence[Line] = (income_is_need, income_is_marginal, costs_are_half, child_comes_of_age, grace_ends)
