"""Keep what each source says of one fact: the applicant, a register, an officer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, get_args

from attrs import field, frozen

from dibao.errors import InputError, Problem
from dibao.household.stated import UNKNOWN
from dibao.symbols.amounts import Months

Source = Literal["declared", "register", "officer"]
SOURCES: tuple[Source, ...] = get_args(Source)
"""Who may state a fact, the weakest first."""
NOT_OF_A_FINDING = "names sources, but a finding is an officer's already; write its value alone."


def _plain(value: Any) -> Any:
    return value.amount if isinstance(value, Months) else value


@frozen(kw_only=True)
class Verified:
    """What several sources say of one fact (家庭经济状况核对).

    `declared` is what the applicant states (申报), `register` what a register
    shows (核对), `officer` what an officer has found (认定). `None` means that
    a source says nothing of it, `UNKNOWN` that it does not know.
    """

    declared: Any = field(default=None, converter=_plain)
    register: Any = field(default=None, converter=_plain)
    officer: Any = field(default=None, converter=_plain)

    def __attrs_post_init__(self) -> None:
        """Refuse what names no source."""
        if not any(True for _ in self.stated()):
            raise InputError([Problem("", "Verified() names no source; expected declared=, register= or officer=.")])

    def stated(self) -> Iterator[tuple[Source, Any]]:
        """Give each source that says something with what it says, the weakest first."""
        for source in SOURCES:
            value = getattr(self, source)
            if value is not None:
                yield source, value

    @property
    def source(self) -> Source | None:
        """Give the best source that knows; None when none does."""
        known = [source for source, value in self.stated() if value is not UNKNOWN]
        return known[-1] if known else None

    @property
    def used(self) -> Any:
        """Give the value that the decision uses: that of the best source that knows."""
        source = self.source
        return UNKNOWN if source is None else getattr(self, source)

    @property
    def is_declared(self) -> bool:
        """Tell whether the applicant stated something that is known."""
        return self.declared is not None and self.declared is not UNKNOWN

    @property
    def differs(self) -> bool:
        """Tell whether two sources that know say different things."""
        known = [value for _, value in self.stated() if value is not UNKNOWN]
        return any(value != known[0] for value in known)


def by_source(value: Any) -> Iterator[tuple[str, Any]]:
    """Give a stated value, or what each source says with its path below the entry."""
    if isinstance(value, Verified):
        yield from ((f".{source}", each) for source, each in value.stated())
    else:
        yield "", value
