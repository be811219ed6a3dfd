"""Hold the columns of results while they are filled."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
import pyarrow as pa
from attrs import Factory, define, field

from dibao.batch.memory import always_zero, room, zeros
from dibao.batch.plan import Plan
from dibao.batch.threads import shared_out, threads_for
from dibao.errors import DibaoError
from dibao.symbols.nodes import Node
from dibao.symbols.units import FLAG, Unit

EXACT_PLACES = 4
ROWS_AT_ONCE = 16384
ROWS_A_PART = 2**17
"""So many rows of an answer are put in the order of a table by one thread at a time."""
AMOUNT = "amount"
REASONS = np.uint32
_ALL = slice(None)
_KINDS = {"status": np.int8, "dibao": AMOUNT, "total": AMOUNT, "reasons": REASONS, "grade": np.int8}
_MONEY = pa.decimal128(24, 2 + EXACT_PLACES)


@define
class QuantityColumn:
    """One quantity of the household: whole numbers, money in ten-thousandths of a fen; open where unknown.

    Money is given in yuan, a flow per year, which unlike a month's amount is exact.
    Policies may hold one quantity at different denominators; this column has one for all.
    """

    path: str
    unit: Unit
    values: Any
    open: Any

    def factor(self, node: Node) -> int:
        """Give by what the numbers of a node are multiplied to be those of this column.

        Raises:
            DibaoError: the policy holds the quantity finer than the column can.
        """
        den = 10**EXACT_PLACES if self.unit.is_money else 1
        if den % node.den:
            raise DibaoError(
                f"{self.path} is held in parts of 1/{node.den}, a column holds 1/{den}; leave it out of `quantities` "
                "and read it from single decisions"
            )
        return den // node.den

    def array(self) -> Any:
        """Give it as a column."""
        mask = self.open if self.open.any() else None
        if self.unit == FLAG:
            return pa.array(self.values.astype(bool), mask=mask)
        if self.unit.is_money:
            return _decimal(self.values, mask)
        return pa.array(self.values, pa.int64(), mask=mask)


def _decimal(values: Any, mask: Any) -> Any:
    """Give ten-thousandths of a fen as an exact decimal of yuan."""
    words = np.empty((len(values), 2), np.int64)
    words[:, 0] = values
    np.right_shift(words[:, 0], 63, out=words[:, 1])
    validity = None if mask is None else pa.py_buffer(np.packbits(~mask, bitorder="little"))
    return pa.Array.from_buffers(_MONEY, len(values), [validity, pa.py_buffer(words)])


def _room(kind: Any, count: int) -> Any:
    """Give room for a column, of amounts as a decimal column holds them: two words each, the lower ones as a column."""
    return room(np.int64, 2 * count)[::2] if kind is AMOUNT else room(kind, count)


def _zeros(kind: Any, count: int) -> Any:
    return zeros(np.int64, 2 * count).reshape(count, 2)[:, 0] if kind is AMOUNT else zeros(kind, count)


@lru_cache(maxsize=64)
def _always_zero(kind: Any, count: int) -> Any:
    return always_zero(np.int64, 2 * count).reshape(count, 2)[:, 0] if kind is AMOUNT else always_zero(kind, count)


def _kinds(amounts: Any, programmes: int) -> list[Any]:
    """Give the types of the columns, with amounts held in one way or another."""
    return [amounts if each is AMOUNT else each for each in (*_KINDS.values(), *[AMOUNT] * programmes)]


def _makers(plan: Plan, amounts: Any) -> Sequence[tuple[Callable[[Any, int], Any], Any]]:
    """Give what makes each column for a plan that fills all of them, and its type; the same plan is settled once."""
    key = "room", amounts
    if key not in plan.texts:
        is_settled = plan.household[0].constant == 0
        pairs = zip(_kinds(amounts, len(plan.awards)), plan.household[1:], strict=False)
        plan.texts[key] = [(_maker(kind, node, is_settled=is_settled), kind) for kind, node in pairs]
    found: Sequence[tuple[Callable[[Any, int], Any], Any]] = plan.texts[key]
    return found


def _maker(kind: Any, node: Node, *, is_settled: bool) -> Callable[[Any, int], Any]:
    if node.op != "const" or (kind is not AMOUNT and node.constant != 0):
        return _room
    # What no row leaves open, nobody writes to any more.
    return _always_zero if is_settled and node.constant == 0 else _zeros


class _Open(dict[str, Any]):
    """Where amounts are open, by programme; each column is made when it is first asked for."""

    def __init__(self, count: int) -> None:
        """Start with nothing open."""
        super().__init__()
        self.count = count

    def __missing__(self, programme: str) -> Any:
        """Make a column of which nothing is open."""
        made = self[programme] = np.zeros(self.count, bool)
        return made


@define(slots=False)
class Results:
    """The columns of results: codes of words, amounts in whole fen, and what is open.

    `awards` are sums over the household by programme. Columns that are not `filled` hold
    anything until a group that has all rows fills them. `amounts` is how amounts are
    held: as decimal columns hold them, or as whole numbers of some type.
    """

    count: int
    programmes: Sequence[str]
    quantities: dict[str, QuantityColumn]
    filled: bool = True
    amounts: Any = AMOUNT
    status: Any = field(init=False)
    dibao: Any = field(init=False)
    total: Any = field(init=False)
    reasons: Any = field(init=False)
    grade: Any = field(init=False)
    awards: dict[str, Any] = field(init=False, factory=dict)
    open_awards: dict[str, Any] = Factory(lambda self: _Open(self.count), takes_self=True)
    missing: dict[int, list[str]] = field(factory=dict)
    any_open: bool = True

    @cached_property
    def open_dibao(self) -> Any:
        """Tell where the sum of dibao is open."""
        return np.zeros(self.count, bool)

    @cached_property
    def open_total(self) -> Any:
        """Tell where the sum of all is open."""
        return np.zeros(self.count, bool)

    def __attrs_post_init__(self) -> None:
        """Make the columns, if they are to be filled with zeros."""
        if self.filled:
            self._make_zeros()

    def fill(self) -> None:
        """Make the columns and fill them with zeros, if there are none yet."""
        if not self.filled:
            self._make_zeros()

    def keep_zero(self, plan: Plan, programmes: Sequence[str]) -> None:
        """Make the columns for a plan that fills all of them, except those that have one number in every row."""
        if self.filled:
            return
        self._make([make(kind, self.count) for make, kind in _makers(plan, self.amounts)], programmes)

    def _make(self, columns: Sequence[Any], programmes: Sequence[str]) -> None:
        for name, column in zip(_KINDS, columns, strict=False):
            setattr(self, name, column)
        self.awards = dict(zip(programmes, columns[len(_KINDS) :], strict=True))
        self.filled = True

    def _make_zeros(self) -> None:
        kinds = _kinds(self.amounts, len(self.programmes))
        self._make([_zeros(kind, self.count) for kind in kinds], self.programmes)

    def take(self, programmes: Sequence[str], found: Sequence[Any]) -> None:
        """Let columns or constants that all rows have be the results themselves, as narrow as they come."""
        kinds = [*_KINDS.values(), *(AMOUNT for _ in programmes)]
        columns = [self._own(*each) for each in zip(kinds, found, strict=False)]
        for name, column in zip(_KINDS, columns, strict=False):
            setattr(self, name, column)
        self.awards = dict(zip(programmes, columns[len(_KINDS) :], strict=True))
        for quantity, column in zip(self.quantities.values(), found[len(kinds) :], strict=True):
            quantity.values[:] = column
        self.filled = True

    def _own(self, kind: Any, column: Any) -> Any:
        if isinstance(column, np.ndarray):
            # Codes of words have the type of their column, numbers the one that they come in.
            return column.astype(kind, copy=False) if kind is np.int8 else column
        kind = self.amounts if kind is AMOUNT else kind
        return np.full(self.count, column, kind) if column else always_zero(kind, self.count)

    def scale(self, nodes: Sequence[Node], places: Any = _ALL) -> None:
        """Put what a group has written of quantities at the denominator of their column."""
        for column, node in zip(self.quantities.values(), nodes, strict=True):
            factor = column.factor(node)
            if factor != 1:
                column.values[places] *= factor

    def columns(self, programmes: Sequence[str]) -> list[Any]:
        """Give the columns in the order of a plan's household values, after the flag for open rows."""
        awards = [self.awards[each] for each in programmes]
        quantities = [each.values for each in self.quantities.values()]
        return [self.status, self.dibao, self.total, self.reasons, self.grade, *awards, *quantities]


@define
class Target:
    """Where one group of rows puts its values: straight into the results, or by way of columns of its own."""

    results: Results
    places: Any
    open: Any
    columns: list[Any]
    _finals: list[Any]
    _nodes: Sequence[Node]

    @classmethod
    def of(cls, results: Results, plan: Plan, programmes: Sequence[str], count: int, places: Any) -> Target:
        """Give room for a group; `places` are its rows in the results, None for all in order."""
        results.keep_zero(plan, programmes)
        finals = results.columns(programmes)
        own = finals if places is None else [np.zeros(count, each.dtype) for each in finals]
        opened = always_zero(bool, count) if plan.household[0].constant == 0 else room(bool, count)
        return cls(results, places, opened, [opened, *own], finals, plan.household[1:])

    def finish(self) -> None:
        """Put columns of the group's own where they belong, and the signs of amounts."""
        if self.places is not None:
            for final, own in zip(self._finals, self.columns[1:], strict=True):
                final[self.places] = own
        self.settle()

    def gather(self, order: Any, place: Callable[[Any, Any, Any, slice], None], threads: int) -> None:
        """Do the same for a group that is all rows; `order` says which of them each row of the results is.

        `place` fills a part of a column by another one and an order.
        """

        def placed(piece: tuple[Any, Any, slice]) -> None:
            final, own, part = piece
            if isinstance(own, np.ndarray):
                place(final, own, order, part)
            else:
                final[part] = own

        # Reading here and there is several times faster than writing so, and column by column what is read stays near.
        count = len(order)
        pairs = [
            (final, own)
            for final, own in zip(self._finals, self.columns[1:], strict=True)
            if isinstance(own, np.ndarray) or own
        ]
        parts = [slice(first, min(first + ROWS_A_PART, count)) for first in range(0, count, ROWS_A_PART)]
        pieces = [(*pair, part) for pair in pairs for part in parts]
        shared_out(placed, pieces, threads_for(count, threads))
        self.settle()

    def settle(self) -> None:
        """Put quantities at the denominator of their column, and write the signs of amounts."""
        quantities = self._nodes[len(self._nodes) - len(self.results.quantities) :]
        self.results.scale(quantities, _ALL if self.places is None else self.places)
        for final, node in zip(self._finals, self._nodes, strict=True):
            if (node.low is None or node.low < 0) and final.strides == (16,):
                final.base.reshape(-1, 2)[:, 1] = final >> 63


def gather(final: Any, own: Any, order: Any, part: slice) -> None:
    """Fill a part of a column with what stands in another one where an order says, of amounts both words.

    An amount is never negative here; whoever knows of some that are writes their upper words.
    """
    for first in range(part.start, part.stop, ROWS_AT_ONCE):
        # Both words are written while they are in the nearest cache.
        near = slice(first, min(first + ROWS_AT_ONCE, part.stop))
        final[near] = own.take(order[near])
        if final.strides == (16,):
            final.base.reshape(-1, 2)[near, 1] = 0


def quantity_columns(nodes: Mapping[str, tuple[Node, Unit]], count: int) -> dict[str, QuantityColumn]:
    """Give room for the quantities that are wanted."""
    return {
        path: QuantityColumn(path, unit, np.zeros(count, np.int64), np.zeros(count, bool))
        for path, (_, unit) in nodes.items()
    }
