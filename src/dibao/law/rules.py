"""Settle what a rule is: which article answers which question, and from when to when."""

import sys
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import PurePath
from types import CodeType, FrameType
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from dibao.law.documents import Grade

if TYPE_CHECKING:
    from dibao.law.regulation import Regulation


@frozen
class Place:
    """A line of a file, shown by the file's last two names only."""

    file: str
    line: int

    def __str__(self) -> str:
        """Give the place as messages print it."""
        return f"{'/'.join(PurePath(self.file).parts[-2:])}:{self.line}"

    @classmethod
    def of_code(cls, code: CodeType) -> "Place":
        """Give the place where a function was written."""
        return cls(code.co_filename, code.co_firstlineno)

    @classmethod
    def of_frame(cls, frame: FrameType) -> "Place":
        """Give the place that a frame of the stack has reached."""
        return cls(frame.f_code.co_filename, frame.f_lineno)


def calling_frame(own_file: str) -> FrameType:
    """Give the nearest frame on the stack whose code is in neither file."""
    frame = sys._getframe(1)
    while frame.f_back is not None and frame.f_code.co_filename in (__file__, own_file):
        frame = frame.f_back
    return frame


@frozen
class Validity:
    """From when to when something is in force, both days included.

    `end_unknown` says that the end was never published: it goes on until
    a later and higher document settles the matter. `end_grade` says how sure
    the last day is, where it is less sure than the document.
    """

    since: date
    until: date | None = None
    end_unknown: bool = False
    end_grade: Grade | None = None

    def __contains__(self, on: date) -> bool:
        """Tell whether a day lies between the two."""
        return self.since <= on and (self.until is None or on <= self.until)

    def __str__(self) -> str:
        """Give both ends as messages print them."""
        end = "an unknown day" if self.end_unknown else self.until or "further notice"
        return f"{self.since} until {end}"

    def meets(self, other: "Validity") -> bool:
        """Tell whether the two share a day."""
        starts = max(self.since, other.since)
        return starts in self and starts in other


@frozen(eq=False)
class Rule:
    """A function that answers one question, with the article it rests on."""

    regulation: "Regulation"
    name: str
    hook: str
    function: Callable[..., Any] = field(repr=False)
    article: str
    title: str
    english: str
    validity: Validity
    grade: Grade
    arguments: tuple[str, ...]
    place: Place
    replaces: str | None = None
    may: bool = False
    practice: str | None = None
    warning: tuple[str, str] | None = None
    counts_again: str | None = None
    no_public_notice: bool = False
    looks_at: str | None = None

    @property
    def id(self) -> str:
        """Give the name by which other regulations speak of this rule."""
        return f"{self.regulation.id}:{self.name}"

    @property
    def jurisdiction(self) -> str:
        """Give the code for which the rule's document speaks."""
        return self.regulation.jurisdiction

    @property
    def since(self) -> date:
        """Give the first day in force."""
        return self.validity.since

    @property
    def until(self) -> date | None:
        """Give the last day in force, `None` when open or unknown."""
        return self.validity.until

    @property
    def file(self) -> str:
        """Give the path of the file that holds the rule."""
        return self.place.file

    @property
    def line(self) -> int:
        """Give the line on which the rule starts."""
        return self.place.line

    def __str__(self) -> str:
        """Name the rule and its place as messages print them."""
        return f"{self.id} ({self.place})"

    @property
    def cited(self) -> str:
        """Name the rule with its article and document, as messages print it."""
        return f"{self.id} ({self.article} of {self.regulation.title}, {self.regulation.place})"

    def in_force(self, on: date) -> bool:
        """Tell whether the rule is law on a day, taken by itself."""
        return on in self.validity


@frozen(eq=False)
class Repeal:
    """The end of somebody else's rule, with the article that says so."""

    regulation: "Regulation"
    target: str
    article: str
    title: str
    english: str
    validity: Validity
    place: Place
    practice: str | None = None

    def __str__(self) -> str:
        """Name the repeal and its place as messages print them."""
        return f"{self.regulation.id} ({self.place})"


@frozen(eq=False)
class LeftToOfficer:
    """A matter that the article leaves to an officer's finding."""

    regulation: "Regulation"
    article: str
    finding: str
    title: str
    english: str
    validity: Validity
    place: Place


def cited_articles(rules: Iterable[Rule], lang: str = "zh") -> str:
    """Name document and article of each rule, once; a document without a number by its title."""
    named = []
    for rule in rules:
        document = rule.regulation
        title = document.english or document.title if lang == "en" else document.title
        named.append(f"{document.number or title} {rule.article}")
    return "；".join(dict.fromkeys(named))
