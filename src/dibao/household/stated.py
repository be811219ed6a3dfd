"""Settle what may stand in a household: values, unknowns, read-only maps."""

import re
from datetime import date
from enum import Enum
from typing import Any, Final, NoReturn

from dibao.errors import UnknownFactError


class Unknown(Enum):
    """The type of `UNKNOWN`, so that a checker can narrow it with `is`."""

    UNKNOWN = "unknown"

    def __repr__(self) -> str:
        """Show the name under which it is imported."""
        return "UNKNOWN"

    def __bool__(self) -> bool:
        """Refuse: what nobody stated is neither true nor false."""
        raise UnknownFactError("UNKNOWN is neither true nor false; compare it with `is UNKNOWN` first")


_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
UNKNOWN: Final = Unknown.UNKNOWN


class ReadOnlyMap(dict[str, Any]):
    """A map that never changes, as fast as a dict, and can be pickled."""

    __slots__ = ()

    def _refuse(self, *_: object, **__: object) -> NoReturn:
        raise TypeError("a stated map is read-only; build a new one with attrs.evolve(household, ...)")

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse

    def __reduce__(self) -> tuple[Any, ...]:
        """Let the map be copied and pickled."""
        return (type(self), (dict(self),))


def written_date(text: str) -> date | None:
    """Give the date written 1970-05-01; `None` for any other text.

    Raises:
        ValueError: no calendar has the day.
    """
    return date.fromisoformat(text) if _DATE.fullmatch(text) else None
