"""Tables of Shili, the invented county, and what they must say."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pyarrow as pa
import pytest
from tests.fixtures.shili import plugin
from tests.fixtures.shili.households import ON

from dibao import Engine, Policy


@pytest.fixture(scope="session")
def shili() -> Policy:
    """The reference policy."""
    return Engine(plugins=[plugin]).policy("990000", ON)


@pytest.fixture
def homes() -> Callable[..., pa.Table]:
    """Make a table of rural households that never received anything, with other columns as asked."""

    def made(*ids: Any, **columns: Sequence[Any]) -> pa.Table:
        count = len(ids)
        stated: dict[str, Any] = {
            "id": list(ids),
            "area": ["rural"] * count,
            "property.savings": pa.array([0] * count, pa.decimal128(18, 2)),
            "prior.on_dibao": [False] * count,
        }
        return pa.table({**stated, **{name.replace("__", "."): each for name, each in columns.items()}})

    return made


@pytest.fixture
def people() -> Callable[..., pa.Table]:
    """Make a table of adults with a wage in fen, each of a household."""

    def made(owners: Sequence[Any], wages: Sequence[int | None], **columns: Any) -> pa.Table:
        count = len(owners)
        stated: dict[str, Any] = {
            "household": list(owners),
            "born": pa.array([date(1980, 1, 1)] * count, pa.date32()),
            "incomes.wage": pa.array(wages, pa.int64()),
            "expenses.medical": pa.array([0] * count, pa.int64()),
            "employed": [False] * count,
        }
        return pa.table({**stated, **{name.replace("__", "."): each for name, each in columns.items()}})

    return made
