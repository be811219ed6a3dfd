"""Say what a ladder of statuses is; a national layer fills one in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal, Protocol

from attrs import frozen

from dibao.household.facts import Fact
from dibao.law.documents import Grade
from dibao.law.quantities import Quantity

Entity = Literal["household", "member"]
Kind = Literal["monthly", "once", "service"]
"""How a programme gives: an amount a month, an amount once, or something without an amount."""


class Test(Protocol):
    """One run of the means test: on symbols, or on one household's values."""

    @property
    def household(self) -> Any:
        """Give the household as rules see it."""

    @property
    def ladder(self) -> Ladder:
        """Give the ladder whose steps are run."""

    @property
    def incomes(self) -> Sequence[Fact]:
        """Give the kinds of income that can be stated."""

    def ask(self, hook: str, *, speaking_for: str = "", **arguments: Any) -> Any:
        """Ask a question of the law and give the combined answer.

        With `speaking_for` only the rules of that code's own documents are asked.
        """

    def programmes(self, hook: str) -> Sequence[str]:
        """Give the programmes that rules in force answer a question for."""


@frozen
class Step:
    """How one quantity of the means test comes about.

    `compute` is plain Python over `(test, household)` or, for a quantity of
    each member, `(test, member)`; it is traced like a rule. Nothing rests on
    what it asks the law where the quantity `due` does not hold.
    """

    quantity: Quantity
    compute: Callable[[Any, Any], Any]
    due: str = ""


@frozen
class Status:
    """One rung of the ladder: it holds when its quantity does.

    `tests` are the quantities of the tests that are met on the way to it.
    """

    name: str
    title: str
    english: str
    holds: str = ""
    tests: tuple[str, ...] = ()


@frozen
class Award:
    """What one programme pays, before it is made payable.

    `due` is the quantity that must hold, `hook` the question how much is paid;
    `less` is a quantity that another programme provides and that comes off.
    """

    programme: str
    to: Entity
    title: str
    english: str
    due: str
    hook: str
    is_dibao: bool = False
    kind: Kind = "monthly"
    less: str = ""


@frozen
class Programmes:
    """A question of which every rule is a programme of its own, called by the rule's name."""

    hook: str
    to: Entity
    kind: Kind


@frozen
class Cited:
    """An article of a document, which counts on the days on which the document is in force."""

    document: str
    article: str


@frozen
class Clock:
    """A time or a step that the law sets between decisions of one case.

    `figure` holds how long it is or how often; a clock without one only asks for
    a step. Of `cited` the first document in force counts; on days on which none
    is, the clock does not run.
    """

    title: str
    english: str
    cited: Sequence[Cited]
    figure: str = ""


@frozen
class Exclusion:
    """Who may not have which programmes, though all else would let them.

    `holds` is the quantity of those who are shut out, of a person or of the
    household. It is settled before the programmes are, so that no order of
    rules or members can give both. Of `cited` the first document in force counts.
    `by_order` marks what the order of the statuses already shuts out; it is shown
    and tested like the rest, and needs no further condition.
    """

    holds: str
    title: str
    english: str
    programmes: tuple[str, ...]
    cited: Sequence[Cited]
    grade: Grade
    by_order: bool = False


@frozen
class Reason:
    """One test that a decision reports: two quantities and whether it holds."""

    test: str
    holds: str
    hook: str
    title: str
    english: str
    left: str | None = None
    right: str | None = None


@frozen
class Elsewhere:
    """A help that no programme of the engine gives, and to which signs may point."""

    name: str
    title: str
    english: str


@frozen
class Warned:
    """Something that a decision warns of where its quantity holds.

    `beyond` is the question on which a near document goes further than a far
    one; the warning then names both.
    """

    holds: str
    title: str
    english: str
    beyond: str = ""


@frozen
class StoodInFor:
    """A finding in whose place stated limits may stand, and what is said where they differ.

    The rules of a document that replaces a national answer to `hook` stand in
    for the finding; other tests beside it say nothing of it.
    """

    hook: str
    finding: str
    title: str
    english: str


@frozen
class Ladder:
    """The statuses, awards and reasons that a national layer declares.

    `first` are the steps before the kernel's own, `programmes` the questions of
    further programmes, `signs` the question of monitoring, which decides nothing;
    signs point to awards, to such programmes or to a help that is `elsewhere`.
    `written_answer` is who asks for an answer with reasons, `remedies` who
    opens a way against it; of each the first document in force is cited.
    `clocks` are the times between decisions, by name; only timelines read them, as
    they do `settled_in_grace`: the steps that stand in where a benefit fades out
    already, so that an earlier decision has settled for how long.
    """

    steps: Sequence[Step]
    statuses: Sequence[Status]
    awards: Sequence[Award]
    reasons: Sequence[Reason]
    otherwise: Status
    undetermined: Status
    main_programme: str
    warnings: Sequence[Warned] = ()
    stood_in_for: StoodInFor | None = None
    first: Sequence[Step] = ()
    programmes: Sequence[Programmes] = ()
    exclusions: Sequence[Exclusion] = ()
    signs: str = ""
    elsewhere: Sequence[Elsewhere] = ()
    written_answer: Sequence[Cited] = ()
    remedies: Sequence[Cited] = ()
    clocks: Mapping[str, Clock] = {}
    settled_in_grace: Sequence[Step] = ()
