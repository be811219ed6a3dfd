"""The pieces that loops are written of, each compiled alone and called with plain numbers."""

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from dibao.batch.compiled.amounts_out import METADATA, put_amounts
from dibao.batch.compiled.lines import Lines
from dibao.batch.compiled.machine import compiled
from dibao.batch.compiled.transposing import Square
from dibao.batch.compiled.values import AMOUNT_BITS, Values
from dibao.batch.plain_graph import PlainGraph
from dibao.household.checks import MOST_PEOPLE
from dibao.symbols.rounding import shared
from dibao.symbols.units import COUNT

DECLARED = "\n".join(f"declare i32 @llvm.{name}.i32(i32, i32)" for name in ("smin", "smax"))
MOST = 2**AMOUNT_BITS - 1
SIGNED = {"i32": np.int32, "i64": np.int64}


@pytest.fixture(autouse=True)
def own_cache(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))


def called(lines, *arrays):
    """Compile the lines of a function of addresses and call it."""
    arguments = ", ".join(f"ptr %a{number}" for number in range(len(arrays)))
    body = "\n".join(["entry:", *lines.lines, "  ret i64 0", "}", DECLARED, METADATA, *lines.metadata])
    decide = compiled(f"define i64 @decide({arguments}) nounwind {{\n{body}\n", len(arrays))
    decide(*(each.ctypes.data for each in arrays))


@pytest.mark.parametrize("kind", ["i32", "i64"])
@pytest.mark.parametrize("missing", [0, 1, 3])
def test_a_square_is_turned(kind, missing):
    lines = Lines()
    square = Square(lines, kind)
    side = square.side
    given = np.arange(1, side * side + 1, dtype=SIGNED[kind]).reshape(side, side)
    found = np.full((side, side), -1, SIGNED[kind])
    rows = [square.read(lines.at("%a0", square.vector, str(row))) for row in range(side - missing)]
    for row, each in enumerate(square.transposed(rows)):
        lines.store(each, "%a1", square.vector, str(row), square.align)
    called(lines, given, found)
    given[side - missing :] = 0
    assert found.tolist() == given.T.tolist()


@pytest.mark.parametrize("kind", ["i32", "i64"])
@pytest.mark.parametrize("count", [1, 3, 4, 5, 8, 11])
@pytest.mark.parametrize("least", [0, -1])
def test_amounts_leave_with_their_signs(kind, count, least):
    lines = Lines()
    node: Any = None
    columns: Any = SimpleNamespace(
        lines=lines,
        kind=lambda node: kind,
        counts={"household": str(count)},
        bases={"household": "4"},
        bounds=SimpleNamespace(of=lambda node: (least, 100)),
        changed=lambda value, own, wanted: value if own == wanted else lines.put(f"sext {own} {value} to {wanted}"),
    )
    given = np.array([(-5 if least and n % 2 else 3) * (n + 1) for n in range(count + 8)], SIGNED[kind])
    room = np.full((2 * (count + 8) + 8), 77, np.int64)
    skipped = (-room.ctypes.data % 64) // 8
    found = room[skipped : skipped + 2 * (count + 8)].reshape(-1, 2)
    put_amounts(columns, node, "%a0", "%a1")
    called(lines, given, found)
    expected = np.full_like(found, 77)
    expected[4 : 4 + count, 0] = given[:count]
    expected[4 : 4 + count, 1] = np.where(given[:count] < 0, -1, 0)
    assert found.tolist() == expected.tolist()


def amounts_among(people, step, direction):
    """Give amounts on both sides of every edge where a share of so many may change, up to the largest that fits."""
    divisor = max(people, 1) * step
    largest = {"down": MOST, "up": MOST - divisor + 1, "half_up": (MOST - divisor) // 2}[direction]
    whole = [0, 1, 2, 7, largest // divisor // 2, largest // divisor - 1, largest // divisor]
    edges = [each * divisor + half + beside for each in whole for half in (0, divisor // 2) for beside in (-1, 0, 1)]
    return [each for each in (*edges, largest - 1, largest) if 0 <= each <= largest]


@pytest.mark.parametrize("direction", ["down", "up", "half_up"])
@pytest.mark.parametrize("step", [1, 12, 100, 1200])
@pytest.mark.parametrize("most", [0, 8, MOST_PEOPLE])
def test_an_amount_is_shared_exactly_whatever_it_is_and_among_however_many(direction, step, most):
    pairs = [(each, count) for count in range(most + 1) for each in amounts_among(count, step, direction)]
    amounts, counts = (np.array(each, np.int32) for each in zip(*pairs, strict=True))
    graph, lines = PlainGraph(), Lines()
    amount, count = (graph.leaf("fact", (name,), COUNT, low=0, high=1) for name in ("amount", "count"))
    bounds = {amount: (0, MOST), count: (0, most)}
    with lines.loop(str(len(pairs))) as position:
        names = {amount: lines.load("%a0", "i32", position), count: lines.load("%a1", "i32", position)}
        share = Values(lines, {}, names.__getitem__, lambda node: 32, bounds.__getitem__).write(
            graph.share(amount, count, direction, step)
        )
        lines.store(share, "%a2", "i32", position)
    found = np.full(len(pairs), -1, np.int32)
    called(lines, amounts, counts, found)
    assert found.tolist() == [shared(*each, step, direction) for each in pairs]
