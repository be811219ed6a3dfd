"""Aid for a time: temporary assistance (649号, 民发〔2018〕23号) and the subsidy on prices (2016 No. 1835)."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from .children import is_orphan, is_unattended
from .national import DECREE, Home, Nation
from .stated import Person, finding, hundredths

WIDER = date(2018, 1, 23)  # 民发〔2018〕23号
LINKED = date(2016, 8, 1)  # 发改价格规〔2016〕1835号; only its month is known
CHILDREN = date(2021, 11, 1)  # 发改价格〔2021〕1553号; only its month is known
WINDOW = date(2022, 9, 1), date(2023, 3, 31)  # the notice of 2022, by months of payment


def once(home: Home, law: Nation) -> Iterator[tuple[str, int]]:
    """Name what is paid once, in fen, as an officer fixed it."""
    kind = home.stated.get("request", {}).get("temporary_assistance", "none")
    if kind == "none" or law.on < DECREE:
        return
    if kind == "urgent" and finding(home.stated, "urgent_need"):
        yield "temporary_assistance_urgent", fixed(home)
    if kind == "expenditure" and reaches(home, law) and finding(home.stated, "beyond_means"):
        yield "temporary_assistance_expenditure", fixed(home)


def fixed(home: Home) -> int:
    """Read the officer's amount."""
    return hundredths(finding(home.stated, "temporary_amount"), "temporary_amount")


def reaches(home: Home, law: Nation) -> bool:
    """Say whether help with spending reaches the family: dibao families only before 2018, then below the average."""
    if home.status in ("dibao", "gradual_exit"):
        return True
    if law.on < WIDER:
        return False
    if home.destitute and all(each["id"] in home.destitute for each in home.counted):
        return True
    below = home.gross < home.size * law.figure("rigid.disposable_income")
    return bool(below) and law.property_ok(home)


def prices_start(home: Home, law: Nation) -> bool:
    """Say whether a subsidy is to be reckoned, and one of the two indices of the month reaches its line."""
    if law.on < LINKED or not home.stated.get("request", {}).get("price_subsidy"):
        return False
    if law.figure("price.food_rise") >= Fraction(6, 100):
        return True
    return bool(law.figure("price.cpi_rise") >= line(law))


def line(law: Nation) -> Fraction:
    """Give the line on consumer prices; what holds after the window, a place says."""
    first, last = WINDOW
    if law.on > last:
        return Fraction(law.figure("price.cpi_trigger"))
    return Fraction(30 if law.on >= first else 35, 1000)


def in_price_group(member: Person, home: Home, law: Nation, draws: bool) -> bool:
    """Say whether a person belongs to one group or more."""
    if draws or member["id"] in home.destitute:
        return True
    if law.on >= CHILDREN and (is_orphan(member, law) or is_unattended(member, law)):
        return True
    return WINDOW[0] <= law.on <= WINDOW[1] and home.status == "marginal" and member in home.counted
