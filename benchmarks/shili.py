"""The 79 households of the reference policy, and who must agree on them."""

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.fixtures.shili import plugin
from tests.fixtures.shili.households import ON, shili_household
from tests.oracle.reference_policy import ReferenceResult

from dibao import Decision, Engine, Money

STATUSES = ("not_eligible", "dibao", "gradual_exit", "marginal")
PROPERTY_RULES = ("savings", "vehicles", "houses")
CASES: Sequence[Mapping[str, Any]] = json.loads(
    (Path(__file__).parents[1] / "tests" / "data" / "reference_cases.json").read_text(encoding="utf-8")
)
Decide = Callable[[Mapping[str, Any]], ReferenceResult]


def disagreements(decide: Decide) -> list[str]:
    """Name the cases on which an engine gives other results than expected."""
    return [case["id"] for case in CASES if decide(case["household"])._asdict() != case["expected"]]


class ShiliByDibao:
    """Decides Shili's households with its plug-in."""

    def __init__(self) -> None:
        """Compose the policy."""
        self.engine = Engine(plugins=[plugin])
        self.policy = self.engine.policy("990000", ON)
        answers = [each for each in self.policy.composed.answers if each.step == "household.passes_property"]
        values = {each.rule.name: each.value for each in answers}
        self._property = [values[name] for name in PROPERTY_RULES]

    def decide(self, stated: Mapping[str, Any]) -> ReferenceResult:
        """Give all five results for a household in the form of the cases."""
        return self.results(self.policy.assess(shili_household(stated)))

    def results(self, decision: Decision) -> ReferenceResult:
        """Read the five results from a decision."""
        awards = [(each.programme, _fen(each.monthly)) for each in decision.awards]
        return ReferenceResult(
            status=STATUSES.index(decision.status),
            dibao=_fen(decision.dibao_monthly),
            single=sum(fen for programme, fen in awards if programme == "single_person"),
            allowances=sum(fen for programme, fen in awards if programme.endswith("_allowance")),
            reasons=self._reasons(decision),
        )

    def _reasons(self, decision: Decision) -> int:
        property_tests = (decision.evaluation.value(each) == 1 for each in self._property)
        tests = (decision.quantity("household.income_below_need"), *property_tests)
        return sum((not passed) << bit for bit, passed in enumerate(tests))


def _fen(amount: Money | None) -> int:
    assert amount is not None and amount.is_whole_fen
    return int(amount.per_month * 100)
