"""What the oracle answers: status, payments and the steps that led to them."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import NamedTuple


class Award(NamedTuple):
    """What one programme pays each month, to the household or to a member."""

    programme: str
    to: str
    monthly_fen: int
    start: str


class Once(NamedTuple):
    """What one programme pays once."""

    programme: str
    to: str
    fen: int
    start: str


@dataclass(frozen=True)
class OracleResult:
    """Status, payments and the steps that led to them; flows in fen a month."""

    status: str
    awards: list[Award]
    size: int
    household_income: Fraction
    need: Fraction
    may_apply_alone: frozenset[str]
    counted: tuple[str, ...]
    after_rigid: Fraction
    deducted: Fraction
    destitute: frozenset[str]
    once: list[Once]
    services: frozenset[str]

    @property
    def dibao_monthly_fen(self) -> int:
        """What the household draws, fading out included."""
        return sum(award.monthly_fen for award in self.awards if award.programme == "dibao")

    @property
    def total_monthly_fen(self) -> int:
        """All awards together."""
        return sum(award.monthly_fen for award in self.awards)


def up_to_the_fen(a_year: Fraction | int) -> int:
    """Give fen a month, rounded up once."""
    return -int(-a_year // 12)


def month_after(on: date) -> str:
    """Name the month after the decision, from which 220号 art. 29 and 57号 art. 21 pay."""
    return f"{on.year + on.month // 12}-{on.month % 12 + 1:02}"
