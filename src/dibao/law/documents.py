"""Say what a figure or a rule rests on, and how well that is known."""

import datetime
from collections.abc import Iterable
from typing import Literal

from attrs import field, frozen

Grade = Literal["official", "reported", "secondary", "assumed"]
Level = Literal["law", "regulation", "measure", "notice", "report", "local", "fixture"]

GRADES: tuple[Grade, ...] = ("official", "reported", "secondary", "assumed")
LEVELS: tuple[Level, ...] = ("law", "regulation", "measure", "notice", "report", "local", "fixture")


@frozen
class Document:
    """A law, measure, notice or report that figures and rules cite.

    `number` and `url` are empty and `date` is None where they are not known.
    """

    id: str
    title: str
    english: str
    issuer: str
    level: Level
    number: str = ""
    date: datetime.date | None = None
    grade: Grade | None = None
    url: str = ""
    place: str = field(default="", eq=False)


def weakest(grades: Iterable[Grade]) -> Grade:
    """Give the weakest of some grades; of none, the strongest there is."""
    return max(grades, key=GRADES.index, default="official")
