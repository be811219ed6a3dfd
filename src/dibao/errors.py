"""What can go wrong, in words that its reader can act on."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Literal

from attrs import evolve, field, frozen

Severity = Literal["error", "notice"]


class DibaoError(Exception):
    """Any problem that dibao reports by itself; its text is a sentence."""


@frozen
class Problem:
    """One thing that is wrong, and where.

    `where` is a JSON path (`$.members[0].incomes.wage`) for an input and
    `file:line` for a rule or a figure. A notice may be right as it stands.
    `check` names the check that found it, where there are several.
    """

    where: str
    message: str
    severity: Severity = "error"
    check: str = field(default="", eq=False)

    def __str__(self) -> str:
        """Give the place and the sentence on one line."""
        return f"{self.where} {self.message}" if self.where else self.message


class ProblemsError(DibaoError):
    """Every problem of one input at once, in `problems`."""

    def __init__(self, problems: Iterable[Problem], source: str | None = None) -> None:
        """Keep the problems and the name of the file or object they are in."""
        self.problems: Sequence[Problem] = tuple(problems)
        self.source = source
        heading = f"{source}: " if source and len(self.problems) > 1 else ""
        count = f"{len(self.problems)} problems\n" if len(self.problems) > 1 else ""
        prefix = f"{source}: " if source and not count else ""
        super().__init__(heading + count + "\n".join(prefix + str(each) for each in self.problems))


class InputError(ProblemsError):
    """A household, a figure or a file that cannot be taken in."""


class PluginError(ProblemsError):
    """A plug-in, a regulation or a figure table that cannot be loaded or composed."""


class SetAsideWarning(UserWarning):
    """A plug-in was set aside, and which places' decisions lack it is not known."""


def found_by(check: str, problems: Iterable[Problem]) -> Iterator[Problem]:
    """Give problems with the name of the check that found them, unless they have one."""
    for each in problems:
        yield each if each.check else evolve(each, check=check)


@contextmanager
def finds(check: str) -> Iterator[None]:
    """Name the check that finds the problems of a plug-in here, unless they have one."""
    try:
        yield
    except PluginError as error:
        raise PluginError(found_by(check, error.problems), error.source) from error


class RuleError(DibaoError):
    """A rule that cannot be turned into numbers: which one, where, what instead."""


class UnitError(RuleError):
    """Two values whose units do not go together."""


class UnknownFactError(DibaoError):
    """A rule was run on concrete values and asked for a fact that nobody stated."""


class NoPolicyInForce(DibaoError):
    """No means test is known for a place on a day."""


class NoFigureInForce(DibaoError):
    """A figure has no value for a place on a day, and `strict` was asked for."""


class GradeTooLow(DibaoError):
    """A decision rests on weaker evidence than the engine was told to accept."""
