"""Hold what a benefit is in a month, and carry it in and out of the frozen state."""

from __future__ import annotations

from collections.abc import Callable

from attrs import field, frozen

from dibao.assess.ladder import Ladder
from dibao.household.models import Award, BenefitState
from dibao.household.progress import Kept, Refusing
from dibao.symbols.amounts import Money
from dibao.symbols.units import FLOW
from dibao.timeline.rows import State

DIBAO, GRACE, OTHERWISE = "dibao", "gradual_exit", "not_eligible"
SINGLE = "single_person"
RECEIVING: tuple[State, ...] = ("awarded", "single_person", "other", "grace")
HOUSEHOLD = "household"


@frozen
class Standing:
    """A state with what is due in it; all of it changes by a decision only.

    `kept` is what was paid before an exit with grace. `shares` gives those among whom
    the household's part is shared, which is worked out only where it is asked for;
    `suspended` are those whose own share is kept back.
    """

    state: State
    status: str = OTHERWISE
    awards: tuple[Award, ...] = ()
    cause: str | None = None
    exit_decided: str | None = None
    grace_granted: int | None = None
    kept: tuple[Kept, ...] = ()
    shares: Callable[[], tuple[str, ...]] = field(default=tuple, eq=False)
    suspended: tuple[Refusing, ...] = ()

    @property
    def sharing(self) -> tuple[str, ...]:
        """Give the ids of those among whom the household's part is shared, as of the decision."""
        return self.shares()

    @property
    def receives(self) -> bool:
        """Tell whether anything is drawn."""
        return self.state in RECEIVING

    @property
    def on_dibao(self) -> bool:
        """Tell whether the household draws dibao, fading out included."""
        return self.status in (DIBAO, GRACE)


def told(ids: tuple[str, ...]) -> Callable[[], tuple[str, ...]]:
    """Give what tells these ids."""
    return lambda: ids


def dibao_of(ladder: Ladder, awards: tuple[Award, ...]) -> Money:
    """Add up what the programmes of dibao pay."""
    programmes = {each.programme for each in ladder.awards if each.is_dibao}
    return Money(sum(each.monthly.amount for each in awards if each.programme in programmes), FLOW)


def state_of(status: str, awards: tuple[Award, ...], before: Standing) -> State:
    """Name the state that a decision leads to."""
    if status == DIBAO:
        return "awarded"
    if status == GRACE:
        return "grace"
    if any(each.programme == SINGLE for each in awards):
        return "single_person"
    if awards:
        return "other"
    return "ended" if before.receives or before.state == "ended" else "refused"


def standing_before(prior: BenefitState | None) -> Standing:
    """Read where a case stands from what was received before."""
    if prior is None:
        return Standing("none")
    progress = prior.progress
    status = str(prior.status)
    if progress is not None:
        state: State = progress.state  # type: ignore[assignment]
        granted, kept, shares = progress.grace_granted, progress.kept, told(progress.sharing)
        suspended = progress.suspended
        if not suspended and prior.on_dibao:
            suspended = tuple(each for each in progress.refusing if each.suspended)
    else:
        state = state_of(status, prior.awards, Standing("ended"))
        granted, kept, shares, suspended = None, (), told(()), ()
    cause = prior.cause if isinstance(prior.cause, str) else None
    return Standing(state, status, _awards(prior), cause, prior.exit_decided, granted, kept, shares, suspended)


def _awards(prior: BenefitState) -> tuple[Award, ...]:
    """Give the awards; where they are not stated one by one, the amount is the household's."""
    if prior.awards or not prior.on_dibao or not isinstance(prior.dibao_monthly, Money):
        return prior.awards
    programme = GRACE if prior.status == GRACE else DIBAO
    return (Award(programme, HOUSEHOLD, prior.dibao_monthly),) if prior.dibao_monthly.amount else ()
